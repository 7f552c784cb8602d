package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;

/** {@code /deliveries}: what this chat was sent, what it is owed, and why something did not come. */
final class DeliveriesCommand implements Command {
    private static final int LISTED = 12;

    private final Books.Shelf shelf;

    DeliveriesCommand(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "deliveries";
    }

    @Override
    public List<String> aliases() {
        return List.of("sent");
    }

    @Override
    public String arguments() {
        return "[date | open | dead | ID]";
    }

    @Override
    public String help() {
        return "What came to this chat, and why something did not";
    }

    @Override
    public List<String> examples() {
        return List.of("/deliveries", "/deliveries open", "/deliveries 2026-01-09");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "");
        var found = shelf.open();
        if (found.value().isEmpty()) {
            return Ask.nothingKept(answer, found);
        }
        var outbox = found.value().get().outbox();
        var chat = request.asker().chat();
        var pages = new DeliveryPages(request.at(), request.zone(), false);
        var typed = request.rest().strip();
        Set<DeliveryState> states = Set.of();
        Optional<LocalDate> day = Optional.empty();
        switch (typed.toLowerCase(Locale.ROOT)) {
            case "", "all" -> {}
            case "open" -> states = open();
            case "dead" -> states = EnumSet.of(DeliveryState.DEAD);
            default -> {
                try {
                    day = Optional.of(LocalDate.parse(typed));
                } catch (DateTimeException noDate) {
                    // A row of another chat is none of this chat's business, and looks like one that does not exist.
                    return outbox.trace(typed)
                            .filter(trace -> trace.delivery().chat().equals(chat))
                            .map(trace -> Reply.ok(pages.trace(trace)))
                            .orElseGet(() -> answer.complain("There is no delivery \"" + Answer.shown(typed)
                                            + "\" in this chat. /deliveries lists the newest; a day is written 2026-01-09.")
                                    .reply());
                }
            }
        }
        var rows = outbox.list(new Outbox.Filter(states, Optional.of(chat), day), LISTED);
        return Reply.ok(pages.list(rows, LISTED, states.isEmpty() && day.isEmpty()
                ? "Nothing has been due so far. /subscribe 07:00 asks for a morning brief, /watch for a reminder."
                : day.map(date -> "Nothing was due on " + date + ".").orElse("Nothing is " + typed.toLowerCase(Locale.ROOT) + ".")));
    }

    private static Set<DeliveryState> open() {
        var open = EnumSet.noneOf(DeliveryState.class);
        for (var state : DeliveryState.values()) {
            if (!state.isFinal()) {
                open.add(state);
            }
        }
        return open;
    }
}
