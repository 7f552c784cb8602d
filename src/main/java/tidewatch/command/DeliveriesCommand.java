package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;
import tidewatch.message.Action;
import tidewatch.message.Doc;

/** {@code /deliveries}: what this chat was sent, what it is owed, and why something did not come. */
final class DeliveriesCommand implements Command {
    private static final int LISTED = 12;
    /** Further back a day is named. */
    private static final int PAGES_MAX = 20;

    private static final Pattern PAGE = Pattern.compile("(?i)(|.+ )page (\\d{1,4})");

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
        var asked = PAGE.matcher(request.rest().strip());
        var page = asked.matches() ? new Page(Math.clamp(Long.parseLong(asked.group(2)), 1, PAGES_MAX)) : new Page(1);
        var typed = asked.matches() ? asked.group(1).strip() : request.rest().strip();
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
        var rows = outbox.list(new Outbox.Filter(states, Optional.of(chat), day), page.number() * LISTED + 1);
        var shown = page.of(rows, LISTED);
        boolean more = page.after(rows, LISTED) > 0;
        // On the first page it is also said how older ones are found.
        var doc = pages.list(shown, more && page.number() == 1 ? LISTED : LISTED + 1, page.beyond(rows, LISTED)
                ? page.none()
                : states.isEmpty() && day.isEmpty()
                        ? "Nothing has been due so far. /subscribe 07:00 asks for a morning brief, /watch for a reminder."
                        : day.map(date -> "Nothing was due on " + date + ".").orElse("Nothing is " + typed.toLowerCase(Locale.ROOT) + "."));
        return Reply.ok(more && page.number() < PAGES_MAX ? withMore(doc, typed, page) : doc);
    }

    private static Doc withMore(Doc doc, String typed, Page page) {
        var line = "/deliveries " + (typed.isEmpty() ? "" : typed + " ") + "page " + (page.number() + 1);
        return doc.withActions(List.of(Action.Run.read("More", line)));
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
