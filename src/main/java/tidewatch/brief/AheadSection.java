package tidewatch.brief;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.market.MarketEvent;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Times;
import tidewatch.notes.Claim;
import tidewatch.notes.Window;

/** Section 7: dated watch items of the notes and closed days, for the next five sessions, and the next one after that. */
public final class AheadSection implements Section {
    private static final int SESSIONS_AHEAD = 5;
    private static final int LATER_MAX = 2;
    private static final int CHAT_MAX = 6;
    private static final int TIGHT_MAX = 3;
    private static final int WEEK_MAX = 10;
    private static final int WEEK_TIGHT_MAX = 6;
    private static final int NAME_MAX = 24;

    /**
     * A dated thing.
     *
     * @param slug id of a watch item, for {@code /watch}; empty for a closed day
     * @param question evidence question of the note
     * @param moment when its hour is known, with the words around that hour, so that it can be told on another clock
     */
    public record Item(String what, String slug, Window window, Optional<String> question, Optional<Moment> moment) {
        public Item {
            Objects.requireNonNull(window);
            Objects.requireNonNull(question);
            Objects.requireNonNull(moment);
        }

        /** Without an hour. */
        public Item(String what, String slug, Window window, Optional<String> question) {
            this(what, slug, window, question, Optional.empty());
        }

        /** As it is told on the clock of this zone; its last day there may be another than at its place. */
        Item in(ZoneId zone) {
            return moment.map(known -> {
                        var local = known.at().atZone(zone);
                        boolean oneDay = begins().equals(ends());
                        var last = local.toLocalDate();
                        var days = oneDay ? Window.day(last) : Window.of(begins().isAfter(last) ? last : begins(), last, window.precision());
                        return new Item(known.before() + Times.time(local.toLocalTime()) + known.after(), slug, days, question, moment);
                    })
                    .orElse(this);
        }

        /** The same thing on the same days. */
        boolean same(Item other) {
            return window.equals(other.window) && key().equals(other.key());
        }

        private String key() {
            return slug.isEmpty() ? what : withoutCount(slug);
        }

        /** Something that the author wants to do, and no question of evidence. */
        boolean task() {
            return !slug.isEmpty() && question.isEmpty();
        }

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

    /** An hour: "CPI " 08:30 " (expected)". */
    public record Moment(String before, Instant at, String after) {}

    /** What ended in the last five sessions with a question left to answer, what begins or is open within five, and what comes after. */
    public record Facts(List<Item> ended, List<Item> soon, List<Item> later) {
        public Facts {
            ended = List.copyOf(ended);
            soon = List.copyOf(soon);
            later = List.copyOf(later);
        }

        /** With hours on the clock of this zone. */
        Facts in(ZoneId zone) {
            return new Facts(in(ended, zone), in(soon, zone), in(later, zone));
        }

        private static List<Item> in(List<Item> items, ZoneId zone) {
            return items.stream().map(item -> item.in(zone)).toList();
        }

        Stream<Item> all() {
            return Stream.of(ended, soon, later).flatMap(List::stream);
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
                items.add(item(event));
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
    private static Item item(MarketEvent event) {
        var expected = expected(event);
        return new Item(
                event.title() + event.time().map(time -> " " + time).orElse("") + expected,
                "",
                Window.of(event.date(), event.end(), Window.Precision.DAY),
                Optional.empty(),
                event.time().map(time -> new Moment(event.title() + " ", event.end().atTime(time).atZone(event.zone()).toInstant(), expected)));
    }

    /** " (expected)", " (expected; 26 Feb by Alpha Vantage)". */
    private static String expected(MarketEvent event) {
        var others = event.otherwise().stream()
                .map(other -> (other.date().equals(event.date()) ? other.timing().words() : Wording.shortDay(other.date(), event.date())) + " by " + other.source().title())
                .toList();
        if (others.isEmpty()) {
            return event.published() ? "" : " (expected)";
        }
        return " (" + (event.published() ? "" : "expected; ") + String.join(", ", others) + ")";
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.ahead();
        var today = brief.date();
        var blocks = new ArrayList<Block>();
        boolean full = length == Length.FULL;
        var ended = facts.ended().stream()
                .filter(item -> full || reader.endedSince(item))
                .sorted(Comparator.comparing(Item::ends).reversed())
                .toList();
        var answers = ended.stream().limit(length.of(1, 2, ended.size())).map(item -> ended(item)).toList();
        if (!answers.isEmpty()) {
            blocks.add(labelled("To answer: ", String.join("; ", answers) + more(ended.size() - answers.size())));
        }
        // Where room is short a market date or a question of the reader's stands before a task without one.
        var coming = new ArrayList<>(facts.soon());
        // So does, for somebody who has had a brief, what is due today and what was not known then.
        coming.sort(Comparator.comparing((Item item) -> reader.knows() && (item.task() || !item.begins().equals(today)))
                .thenComparing(item -> !reader.isNew(item))
                .thenComparing(Item::task));
        if (reader.copy().filter(Copy::weekAhead).isPresent()) {
            blocks.addAll(week(brief, coming, length, reader));
            return blocks;
        }
        boolean quiet = reader.knows() && brief.call().kind() == TopCallSection.Kind.QUIET;
        if (quiet && !full) {
            var turns = coming.stream().filter(item -> reader.isNew(item) || item.begins().equals(today) || item.ends().equals(today)).toList();
            if (!turns.isEmpty()) {
                blocks.add(labelled("Ahead. ", Wording.capital(String.join("; ", byDay(turns, today, reader)))));
            }
            return blocks;
        }
        facts.later().stream().limit(length == Length.FULL ? facts.later().size() : LATER_MAX).forEach(coming::add);
        int shown = Math.min(coming.size(), length.of(TIGHT_MAX, CHAT_MAX, coming.size()));
        var days = byDay(coming.subList(0, shown), today, reader);
        if (length == Length.FULL && days.size() > 1) {
            blocks.add(new Block.Para(List.of(Inline.strong("Ahead"), Inline.text(":"))));
            blocks.add(days(days));
        } else if (!days.isEmpty()) {
            blocks.add(labelled("Ahead. ", Wording.capital(String.join("; ", days)) + more(coming.size() - shown)));
        }
        return blocks;
    }

    /** What the week brings, a line a day, and the first things after it. */
    private static List<Block> week(Brief brief, List<Item> soon, Length length, Reader reader) {
        var today = brief.date();
        var days = brief.days();
        var coming = soon.stream().filter(item -> !item.begins().isAfter(days.sunday()) && !item.ends().isBefore(days.monday())).toList();
        var after = new ArrayList<>(soon);
        after.removeAll(coming);
        after.addAll(brief.ahead().later());
        int shown = Math.min(coming.size(), length.of(WEEK_TIGHT_MAX, WEEK_MAX, coming.size()));
        var lines = byDay(coming.subList(0, shown), today, reader);
        var blocks = new ArrayList<Block>();
        var label = Inline.strong("The week ahead");
        if (lines.isEmpty()) {
            blocks.add(new Block.Para(List.of(label, Inline.text(": nothing dated in your notes, no release."))));
        } else {
            blocks.add(new Block.Para(List.of(label, Inline.text((coming.size() > shown ? more(coming.size() - shown) : "") + ":"))));
            blocks.add(days(lines));
        }
        var later = byDay(after.stream().limit(length.of(0, LATER_MAX, after.size())).toList(), today, reader);
        if (!later.isEmpty() && length == Length.FULL) {
            blocks.add(new Block.Para(List.of(Inline.strong("After that"), Inline.text(":"))));
            blocks.add(days(later));
        } else if (!later.isEmpty()) {
            blocks.add(labelled("After that. ", Wording.capital(String.join("; ", later))));
        }
        return blocks;
    }

    private static Block days(List<String> lines) {
        return Block.bullets(lines.stream().map(day -> List.<Inline>of(Inline.text(stopped(Wording.capital(day))))).toList());
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
    private static List<String> byDay(List<Item> items, LocalDate today, Reader reader) {
        var days = new LinkedHashMap<String, List<String>>();
        items.stream()
                .sorted(Comparator.comparing((Item item) -> item.begins().isBefore(today) ? today : item.begins()).thenComparing(Item::ends))
                .forEach(item -> days.computeIfAbsent(when(item, today), _ -> new ArrayList<>()).add(item.named() + question(item) + (reader.isNew(item) ? " (new)" : "")));
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
