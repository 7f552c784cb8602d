package tidewatch.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.problem.Spelling;

/**
 * Reads a query:
 *
 * <ul>
 *   <li>{@code oil hormuz}: both words; the last one may be a beginning, any other too with a star behind it: {@code horm* oil}
 *   <li>{@code "strait of hormuz"} or {@code [[Strait of Hormuz]]}: these words one after the other
 *   <li>{@code oil OR gas}: one of them
 *   <li>{@code -gold}, {@code -"gold miners"}, {@code -tag:idea}: without
 *   <li>{@code tag:energy} or {@code #energy}, {@code folder:Sectors} or {@code path:}, {@code title:oil}
 *   <li>{@code since:2026-01-08}, {@code since:2026-01}, {@code since:30d}, {@code before:}, {@code on:}
 * </ul>
 *
 * What is between these is punctuation. A word with a colon that is none of them, such as a time, is words. Whatever is typed gives a query;
 * what was not understood is a problem beside it. Confined to one query.
 */
final class QueryParser {
    /** More words are hardly typed by a person. */
    private static final int TERMS_MAX = 32;

    /** A beginning of one letter fits too much. */
    private static final int BEGINNING_MIN = 2;

    private static final List<String> KEYS = List.of("tag", "tags", "folder", "path", "in", "title", "since", "after", "before", "until", "on");

    private final String typed;
    private final LocalDate today;
    private final List<Problem> problems = new ArrayList<>();
    private final List<List<Term>> wanted = new ArrayList<>();
    private final List<Term> without = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> withoutTags = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private final List<String> withoutFolders = new ArrayList<>();
    private Optional<LocalDate> since = Optional.empty();
    private Optional<LocalDate> before = Optional.empty();
    private boolean or;
    private boolean not;
    private boolean full;
    /** Whether the last word that is wanted is no phrase. */
    private boolean open;
    private int at;

    QueryParser(String typed, LocalDate today) {
        this.typed = typed;
        this.today = today;
    }

    Found<NoteQuery> query() {
        while (at < typed.length() && !full) {
            if (blank(typed.charAt(at))) {
                at++;
            } else {
                item();
            }
        }
        begin();
        if (wanted.isEmpty() && !without.isEmpty()) {
            say("Say also what to look for, not only what to leave out");
        }
        var filter = new NoteFilter(tags, withoutTags, folders, withoutFolders, since, before);
        if (since.isPresent() && before.isPresent() && !since.get().isBefore(before.get())) {
            say("No day is from " + since.get() + " on and before " + before.get());
        }
        boolean nothing = wanted.isEmpty() && without.isEmpty() && !filter.any() && problems.isEmpty();
        if (nothing && !typed.isBlank()) {
            say("There is no word in \"" + shown(typed) + "\": words are of letters and digits");
        }
        return new Found<>(new NoteQuery(typed, wanted, without, filter), problems);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\u3000';
    }

    /** One word, phrase or filter, with the minus before it. */
    private void item() {
        boolean minus = typed.charAt(at) == '-' && at + 1 < typed.length() && !blank(typed.charAt(at + 1));
        at += minus ? 1 : 0;
        minus |= not;
        not = false;
        char c = typed.charAt(at);
        if (c == '"' || typed.startsWith("[[", at)) {
            phrase(minus, false);
            return;
        }
        int end = at;
        while (end < typed.length() && !blank(typed.charAt(end)) && typed.charAt(end) != '"') {
            end++;
        }
        var word = typed.substring(at, end);
        if (word.equals("OR") || word.equals("|") || word.equals("||")) {
            or = !wanted.isEmpty();
            at = end;
            return;
        }
        if (word.equals("AND") || word.equals("&") || word.equals("&&")) {
            at = end;
            return;
        }
        if (word.equals("NOT")) {
            not = true;
            at = end;
            return;
        }
        if (word.startsWith("#") && word.length() > 1) {
            at = end;
            tag(word.substring(1), minus);
            return;
        }
        int colon = word.indexOf(':');
        var key = colon > 0 ? word.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        if (KEYS.contains(key)) {
            at += colon + 1;
            filter(key, minus);
            return;
        }
        if (colon > 2 && colon < word.length() - 1 && word.chars().limit(colon).allMatch(Character::isLetter)) {
            Spelling.near(key, KEYS).stream()
                    .filter(near -> near.length() > 3)
                    .findFirst()
                    .ifPresent(near -> say("I know no \"" + shown(key) + ":\", so I took it for words; \"" + near + ":\" may be meant"));
        }
        add(word, at, end, minus, false, false);
        at = end;
    }

    private void phrase(boolean minus, boolean titleOnly) {
        boolean link = typed.charAt(at) == '[';
        int inner = at + (link ? 2 : 1);
        int close = typed.indexOf(link ? "]]" : "\"", inner);
        if (close < 0) {
            say("The " + (link ? "brackets" : "quotation mark") + " before \"" + shown(typed.substring(inner)) + "\" "
                    + (link ? "are" : "is") + " not closed; I took the rest as one phrase");
            close = typed.length();
        }
        var words = typed.substring(inner, close);
        int bar = link ? words.indexOf('|') : -1;
        add(bar < 0 ? words : words.substring(0, bar), at, Math.min(typed.length(), close + (link ? 2 : 1)), minus, titleOnly, true);
        at = Math.min(typed.length(), close + (link ? 2 : 1));
    }

    /** What stands behind a colon: a word, or words in quotation marks. */
    private String value() {
        if (at < typed.length() && typed.charAt(at) == '"') {
            int close = typed.indexOf('"', at + 1);
            var words = typed.substring(at + 1, close < 0 ? typed.length() : close);
            at = close < 0 ? typed.length() : close + 1;
            return words.strip();
        }
        int from = at;
        while (at < typed.length() && !blank(typed.charAt(at))) {
            at++;
        }
        return typed.substring(from, at);
    }

    private void filter(String key, boolean minus) {
        if (key.equals("title") && at < typed.length() && typed.charAt(at) == '"') {
            phrase(minus, true);
            return;
        }
        int from = at;
        var value = value();
        if (value.isEmpty()) {
            say("\"" + key + ":\" needs something right behind it, as in " + example(key));
            return;
        }
        switch (key) {
            case "tag", "tags" -> tag(value, minus);
            case "folder", "path", "in" -> folder(value, minus);
            case "title" -> add(value, from, at, minus, true, false);
            default -> day(key, value);
        }
    }

    private static String example(String key) {
        return switch (key) {
            case "tag", "tags" -> "tag:energy";
            case "folder", "path", "in" -> key + ":Sectors";
            case "title" -> "title:oil";
            default -> key + ":2026-01-08";
        };
    }

    private void tag(String name, boolean minus) {
        var tag = NoteFilter.folded(name.startsWith("#") ? name.substring(1) : name).replaceAll("[/,;.]+$", "");
        if (tag.isEmpty()) {
            say("\"" + shown(name) + "\" is no tag; write tag:energy or #energy");
            return;
        }
        (minus ? withoutTags : tags).add(tag);
    }

    private void folder(String name, boolean minus) {
        var folder = NoteFilter.folded(name).replaceAll("^/+|/+$", "");
        if (folder.isEmpty()) {
            say("\"" + shown(name) + "\" is no folder; write folder:Sectors or folder:\"Market notes\"");
            return;
        }
        (minus ? withoutFolders : folders).add(folder);
    }

    private void day(String key, String value) {
        var days = days(value);
        if (days.isEmpty()) {
            say("I don't know the day \"" + shown(value) + "\"; write " + key + ":2026-01-08, " + key + ":2026-01 or " + key + ":30d");
            return;
        }
        var first = days.get().from();
        var next = days.get().next();
        switch (key) {
            case "since" -> later(first);
            case "after" -> later(days.get().ago() ? first : next);
            case "before" -> earlier(first);
            case "until" -> earlier(next);
            default -> {
                later(first);
                earlier(next);
            }
        }
    }

    private void later(LocalDate day) {
        since = Optional.of(since.filter(day::isBefore).orElse(day));
    }

    private void earlier(LocalDate day) {
        before = Optional.of(before.filter(day::isAfter).orElse(day));
    }

    /**
     * A stretch of days.
     *
     * @param next the first day behind it
     * @param ago said as so long ago
     */
    private record Days(LocalDate from, LocalDate next, boolean ago) {
        static Days one(LocalDate day, boolean ago) {
            return new Days(day, day.plusDays(1), ago);
        }
    }

    private Optional<Days> days(String value) {
        var text = value.toLowerCase(Locale.ROOT);
        try {
            if (text.equals("today")) {
                return Optional.of(Days.one(today, false));
            }
            if (text.equals("yesterday")) {
                return Optional.of(Days.one(today.minusDays(1), false));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(Days.one(LocalDate.parse(text), false));
            }
            if (text.matches("\\d{4}-\\d{2}")) {
                var month = YearMonth.parse(text);
                return Optional.of(new Days(month.atDay(1), month.plusMonths(1).atDay(1), false));
            }
            if (text.matches("\\d{4}")) {
                int year = Integer.parseInt(text);
                return Optional.of(new Days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), false));
            }
            if (text.matches("\\d{1,4}[dwmy]")) {
                int many = Integer.parseInt(text.substring(0, text.length() - 1));
                var day = switch (text.charAt(text.length() - 1)) {
                    case 'd' -> today.minusDays(many);
                    case 'w' -> today.minusWeeks(many);
                    case 'm' -> today.minusMonths(many);
                    default -> today.minusYears(many);
                };
                return Optional.of(Days.one(day, true));
            }
        } catch (DateTimeException none) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** A word or phrase that is to be there, or not. */
    private void add(String text, int from, int to, boolean minus, boolean titleOnly, boolean phrase) {
        if (wanted.size() + without.size() >= TERMS_MAX) {
            say("I looked for the first " + TERMS_MAX + " words only");
            full = true;
            return;
        }
        var words = Term.words(text);
        if (words.isEmpty()) {
            return;
        }
        boolean star = !phrase && text.endsWith("*");
        if (!phrase && text.indexOf('*') >= 0 && text.indexOf('*') < text.length() - 1) {
            say("A star stands for the rest of a word, so at its end: horm*");
        }
        boolean single = words.size() == 1 && words.getFirst().text().length() >= BEGINNING_MIN;
        boolean beginning = star && single;
        if (star && !beginning) {
            say("A star needs one word with two letters or more before it: horm*");
        }
        var term = new Term(words, beginning, titleOnly, text, from, to);
        if (minus) {
            without.add(term);
        } else if (or) {
            var group = new ArrayList<>(wanted.removeLast());
            group.add(term);
            wanted.add(group);
        } else {
            wanted.add(List.of(term));
        }
        or = false;
        open = minus ? open : single && !phrase;
    }

    /** The last word that is wanted may still be under way. */
    private void begin() {
        if (open) {
            var group = new ArrayList<>(wanted.removeLast());
            var last = group.removeLast();
            group.add(new Term(last.words(), true, last.titleOnly(), last.typed(), last.from(), last.to()));
            wanted.add(group);
        }
    }

    private void say(String sentence) {
        var problem = Problem.of(Reason.BAD_ARGUMENT, sentence + ".");
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private static String shown(String words) {
        var line = words.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 40)).strip() + " …";
    }
}
