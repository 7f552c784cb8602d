package tidewatch.app;

import java.util.List;
import java.util.Optional;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Pace;
import tidewatch.schedule.QuartzTimetable;
import tidewatch.store.HomeLock;
import tidewatch.store.StoreException;
import tidewatch.terminal.Screen;
import tidewatch.terminal.TerminalPlatform;

/**
 * What comes to a terminal chat by itself while it is open. On the sample, whose clock moves in steps, everything due is delivered after
 * each answer; with real prices a node of the service runs as long as the chat of a person does, unless one runs already on this home.
 */
final class ChatDeliveries implements AutoCloseable {
    private final App app;
    private final Screen screen;
    private final boolean person;
    private Optional<HomeLock> lock = Optional.empty();
    private Optional<Service> service = Optional.empty();
    private boolean refused;

    ChatDeliveries(App app, Screen screen, boolean person) {
        this.app = app;
        this.screen = screen;
        this.person = person;
        app.events().add(event -> {
            if (event instanceof DeliveryEvent.Fault(String where, RuntimeException cause)) {
                System.err.println("Something broke (" + where + "): " + cause);
            }
        });
    }

    /** Delivers what is due, once something is kept; starts a node where the clock runs by itself. */
    void now() {
        if (refused || app.keeping().filter(Keeping::exists).isEmpty() || !app.sample() && !person) {
            return;
        }
        try {
            if (service.isEmpty()) {
                begin(app.keeping().orElseThrow());
            }
            if (app.sample()) {
                service.ifPresent(Service::turn);
            }
        } catch (StoreException broken) {
            refused = true;
            System.err.println(broken.getMessage());
        }
    }

    private void begin(Keeping kept) {
        if (kept.settings().isFile()) {
            switch (HomeLock.take(kept.home())) {
                case HomeLock.Taken(HomeLock taken) -> lock = Optional.of(taken);
                case HomeLock.Refused(var problem) -> {
                    refused = true;
                    System.err.println("Briefs and reminders come where the other Tidewatch runs. " + problem.sentence());
                    return;
                }
            }
        }
        var account = new Service.Account(
                TerminalPlatform.SENDER, new TerminalPlatform(screen), Pace.unlimited(), CourierLoop.Listening.EVERY_NODE);
        var node = app.service(kept, List.of(account), QuartzTimetable.inMemory(app.events()), NodeName.ofThisProcess(), kept.settings().isFile());
        service = Optional.of(node);
        if (!app.sample()) {
            node.start();
        }
    }

    @Override
    public void close() {
        service.ifPresent(Service::close);
        app.keeping().ifPresent(Keeping::close);
        lock.ifPresent(HomeLock::close);
    }
}
