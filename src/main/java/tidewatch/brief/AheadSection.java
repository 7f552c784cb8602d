package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    private static final int CHAT_MAX = 6;
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
            return slug.length() <= NAME_MAX ? withoutCount(slug) : Wording.shortened(what, 2 * NAME_MAX);
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
            // That it is closed today stands in the header.
            calendar.closedBecause(day).filter(_ -> date.isAfter(today)).ifPresent(why ->
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

    /** Two notes that wait for one thing in one window, or ask one question of it, say it once; the first keeps its name. */
    private static List<Item> distinct(List<Item> items) {
        var seen = new LinkedHashSet<String>();
        var kept = new ArrayList<Item>();
        for (var item : items) {
            var named = item.slug().isEmpty() ? item.what() : withoutCount(item.slug());
            boolean newName = seen.add("name " + named + " " + item.window());
            boolean newQuestion = item.question()
                    .map(question -> seen.add("question " + question.toLowerCase(Locale.ROOT) + " " + item.window()))
                    .orElse(true);
            if (newName && newQuestion) {
                kept.add(item);
            }
        }
        return kept;
    }

    /** The second {@code cpi} of a vault has the slug {@code cpi-2}; a reader knows it by its date. */
    private static String withoutCount(String slug) {
        return slug.replaceFirst("-\\d{1,2}$", "");
    }

    /** "CPI 08:30", "Apple: quarterly results (expected)". */
    private static String title(MarketEvent event) {
        return event.title() + event.time().map(time -> " " + time).orElse("") + (event.published() ? "" : " (expected)");
    }

    @Override
    public List<Block> write(Brief brief, Length length) {
        var facts = brief.ahead();
        var today = brief.date();
        var blocks = new ArrayList<Block>();
        var ended = facts.ended().stream().sorted(Comparator.comparing(Item::ends).reversed()).toList();
        var answers = ended.stream().limit(length.of(1, 2, ended.size())).map(item -> ended(item)).toList();
        if (!answers.isEmpty()) {
            blocks.add(labelled("To answer: ", String.join("; ", answers) + more(ended.size() - answers.size())));
        }
        // Where room is short a market date or a question of the reader's stands before a task without one.
        var coming = new ArrayList<>(facts.soon());
        coming.sort(Comparator.comparing((Item item) -> !item.slug().isEmpty() && item.question().isEmpty()));
        facts.later().stream().limit(length == Length.FULL ? facts.later().size() : LATER_MAX).forEach(coming::add);
        int shown = Math.min(coming.size(), length.of(TIGHT_MAX, CHAT_MAX, coming.size()));
        var days = byDay(coming.subList(0, shown), today);
        if (length == Length.FULL && days.size() > 1) {
            blocks.add(new Block.Para(List.of(Inline.strong("Ahead"), Inline.text(":"))));
            blocks.add(Block.bullets(days.stream().map(day -> List.<Inline>of(Inline.text(stopped(Wording.capital(day))))).toList()));
        } else if (!days.isEmpty()) {
            blocks.add(labelled("Ahead. ", Wording.capital(String.join("; ", days)) + more(coming.size() - shown)));
        }
        return blocks;
    }

    private static Block labelled(String label, String words) {
        int mark = label.length() - 2;
        return new Block.Para(List.of(Inline.strong(label.substring(0, mark)), Inline.text(label.substring(mark) + stopped(words))));
    }

    /** With a full stop, unless it ends with a question. */
    private static String stopped(String words) {
        return words.endsWith("?\"") ? words : words + ".";
    }

    private static String more(int n) {
        return n == 0 ? "" : "; " + n + " more in /brief full";
    }

    /** "today: jobs-report "wages?", Employment Situation 08:30", a text a day, in order of days. */
    private static List<String> byDay(List<Item> items, LocalDate today) {
        var days = new LinkedHashMap<String, List<String>>();
        items.stream()
                .sorted(Comparator.comparing((Item item) -> item.begins().isBefore(today) ? today : item.begins()).thenComparing(Item::ends))
                .forEach(item -> days.computeIfAbsent(when(item, today), _ -> new ArrayList<>()).add(item.named() + question(item)));
        return days.entrySet().stream().map(day -> day.getKey() + ": " + String.join(", ", day.getValue())).toList();
    }

    private static String when(Item item, LocalDate today) {
        if (item.begins().isBefore(today)) {
            return item.window().to().isEmpty() ? "open" : item.ends().equals(today) ? "until today" : "until " + Wording.day(item.ends());
        }
        if (item.begins().equals(item.ends())) {
            return item.begins().equals(today) ? "today" : Wording.day(item.begins());
        }
        return Wording.window(item.window(), today);
    }

    /** "q4-earnings closed on Sat 31 Jan", "cpi was on Tue 13 Jan". */
    private static String ended(Item item) {
        return item.named() + (item.begins().equals(item.ends()) ? " was on " : " closed on ") + Wording.day(item.ends()) + "," + question(item);
    }

    private static String question(Item item) {
        return item.question().map(question -> " " + Wording.quoted(question.replaceFirst("[?\\s]+$", "") + "?")).orElse("");
    }
}
