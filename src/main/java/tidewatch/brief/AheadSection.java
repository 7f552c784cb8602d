package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
    private static final int CHAT_MAX = 5;
    private static final int TIGHT_MAX = 3;
    private static final int NAME_MAX = 24;

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

        LocalDate ends() {
            return window.to().orElse(LocalDate.MAX);
        }

        /** The slug, by which a reminder is asked for, when it is short; else the words, shortened. */
        String named() {
            if (slug.isEmpty()) {
                return what;
            }
            if (slug.length() <= NAME_MAX) {
                return slug;
            }
            return what.length() <= 2 * NAME_MAX ? what : what.substring(0, what.lastIndexOf(' ', 2 * NAME_MAX)) + " …";
        }
    }

    /** What ended in the last five sessions with a question left to answer, what begins or is open within five, and what comes after. */
    public record Facts(List<Item> ended, List<Item> soon, List<Item> later) {
        public Facts {
            ended = List.copyOf(ended);
            soon = List.copyOf(soon);
            later = List.copyOf(later);
        }
    }

    static Facts facts(BriefInput in) {
        var today = in.today();
        var calendar = in.panel().calendar();
        var until = calendar.plus(today, SESSIONS_AHEAD);
        var since = calendar.plus(today, -SESSIONS_AHEAD);
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
        items.sort(Comparator.comparing(Item::begins).thenComparing(item -> item.slug().isEmpty()).thenComparing(Item::what));
        var kept = distinct(items);
        return new Facts(
                kept.stream().filter(item -> item.question().isPresent() && item.ends().isBefore(today) && !item.ends().isBefore(since)).toList(),
                kept.stream().filter(item -> !item.ends().isBefore(today) && !item.begins().isAfter(until)).toList(),
                kept.stream().filter(item -> item.begins().isAfter(until)).toList());
    }

    /** Two notes that wait for one thing in one window say it once; the first keeps its question. */
    private static List<Item> distinct(List<Item> items) {
        var seen = new LinkedHashMap<String, Item>();
        for (var item : items) {
            var name = item.slug().isEmpty() ? item.what() : item.slug().replaceFirst("-\\d{1,2}$", "");
            seen.putIfAbsent(name + " " + item.window(), item);
        }
        return List.copyOf(seen.values());
    }

    /** "CPI 08:30", "Apple: quarterly results (expected)". */
    private static String title(MarketEvent event) {
        return event.title() + event.time().map(time -> " " + time).orElse("") + (event.published() ? "" : " (expected)");
    }

    @Override
    public List<Block> write(Brief brief, Length length) {
        var facts = brief.ahead();
        var parts = new ArrayList<String>();
        facts.ended().forEach(item -> parts.add(item.named() + " closed on " + Wording.day(item.ends()) + question(item)));
        // Where room is short a market date or a question of the reader's stands before a task without one.
        facts.soon().stream()
                .sorted(Comparator.comparing(item -> !item.slug().isEmpty() && item.question().isEmpty()))
                .forEach(item -> parts.add(words(item, brief.date())));
        facts.later().stream()
                .limit(length == Length.FULL ? facts.later().size() : LATER_MAX)
                .forEach(item -> parts.add(words(item, brief.date())));
        if (parts.isEmpty()) {
            return List.of();
        }
        int shown = Math.min(parts.size(), length.of(TIGHT_MAX, CHAT_MAX, parts.size()));
        var more = parts.size() > shown ? "; " + (parts.size() - shown) + " more in /brief full" : "";
        return List.of(new Block.Para(
                List.of(Inline.strong("Ahead"), Inline.text(": " + String.join("; ", parts.subList(0, shown)) + more + "."))));
    }

    private static String words(Item item, LocalDate today) {
        boolean oneDay = item.begins().equals(item.ends());
        String when;
        if (item.begins().isBefore(today)) {
            when = "open until " + (item.window().to().isPresent() ? Wording.day(item.ends()) : "further notice");
        } else if (oneDay) {
            when = item.begins().equals(today) ? "today" : Wording.day(item.begins());
        } else {
            when = Wording.window(item.window(), today);
        }
        return item.named() + " " + when + question(item);
    }

    private static String question(Item item) {
        return item.question().map(question -> ", \"" + question.replaceFirst("\\?+$", "") + "?\"").orElse("");
    }
}
