package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.market.MarketEvent;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Window;

/** Section 7: dated watch items of the notes and closed days, for the next five sessions, and the next one after that. */
public final class AheadSection implements Section {
    private static final int SESSIONS_AHEAD = 5;
    private static final int LATER_MAX = 2;

    /**
     * A dated thing.
     *
     * @param slug id of a watch item, for {@code /watch}; empty for a closed day
     * @param question evidence question of the note
     */
    public record Item(String what, String slug, Window window, Optional<String> question) {
        LocalDate begins() {
            return window.from().or(window::to).orElseThrow();
        }
    }

    /** What begins or is open within five sessions, and what comes after. */
    public record Facts(List<Item> soon, List<Item> later) {
        public Facts {
            soon = List.copyOf(soon);
            later = List.copyOf(later);
        }
    }

    static Facts facts(BriefInput in) {
        var today = in.today();
        var calendar = in.panel().calendar();
        var until = calendar.plus(today, SESSIONS_AHEAD);
        var items = new ArrayList<Item>();
        for (var watched : in.watched()) {
            Claim.WatchItem item = watched.item();
            item.window().ifPresent(window -> items.add(new Item(item.what(), item.slug(), window, item.evidence())));
        }
        for (var event : in.events().between(today, until)) {
            if (event.symbol().isEmpty() || in.mentioned().contains(event.symbol().get())) {
                items.add(new Item(title(event), "", Window.of(event.date(), event.end(), Window.Precision.DAY), Optional.empty()));
            }
        }
        for (var day = today; !day.isAfter(until); day = day.plusDays(1)) {
            var date = day;
            calendar.closedBecause(day).ifPresent(why ->
                    items.add(new Item("market closed (" + why + ")", "", Window.day(date), Optional.empty())));
            calendar.session(day).filter(session -> session.earlyClose()).ifPresent(session ->
                    items.add(new Item("early close 13:00 New York", "", Window.day(date), Optional.empty())));
        }
        items.removeIf(item -> item.window().to().map(end -> end.isBefore(today)).orElse(false));
        items.sort(Comparator.comparing(Item::begins).thenComparing(Item::what));
        return new Facts(
                items.stream().filter(item -> !item.begins().isAfter(until)).toList(),
                items.stream().filter(item -> item.begins().isAfter(until)).toList());
    }

    /** "CPI 08:30", "Apple: quarterly results (expected)". */
    private static String title(MarketEvent event) {
        return event.title() + event.time().map(time -> " " + time).orElse("") + (event.published() ? "" : " (expected)");
    }

    @Override
    public List<Block> write(Brief brief, Length length) {
        var facts = brief.ahead();
        var parts = new ArrayList<String>();
        facts.soon().forEach(item -> parts.add(words(item, brief.date())));
        facts.later().stream()
                .limit(length == Length.FULL ? facts.later().size() : LATER_MAX)
                .forEach(item -> parts.add(words(item, brief.date())));
        return parts.isEmpty()
                ? List.of()
                : List.of(new Block.Para(List.of(Inline.strong("Ahead"), Inline.text(": " + String.join("; ", parts) + "."))));
    }

    private static String words(Item item, LocalDate today) {
        var running = item.begins().isBefore(today);
        var name = item.slug().isEmpty() ? item.what() : item.slug();
        var when = running
                ? "open until " + item.window().to().map(Wording::day).orElse("further notice")
                : item.window().from().equals(item.window().to())
                        ? item.window().from().filter(today::equals).map(_ -> "today").orElseGet(() -> Wording.day(item.begins()))
                        : Wording.window(item.window(), today);
        return name + " " + when + item.question().map(question -> ", \"" + question + "?\"").orElse("");
    }
}
