package tidewatch.notes;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * The day of a note and of its last review, each from the first place that states one: front matter, the name of a daily note, a line
 * "Created", the title. The time at which a file was written is none of them.
 */
final class NoteDay {
    /** Of a line that states a day, with blanks around it: the longest word and forty characters. */
    private static final int LONGEST_STAMP = 200;

    private final String path;
    private final String text;
    private final FrontMatter front;
    private final Vocabulary words;
    private final NoteDates absolute;
    private Optional<LocalDate> date = Optional.empty();
    private String dateFrom = "";
    private Optional<LocalDate> reviewed = Optional.empty();

    NoteDay(String path, String text, FrontMatter front, NoteOptions options) {
        this.path = path;
        this.text = text;
        this.front = front;
        this.words = options.words();
        this.absolute = new NoteDates(options, Optional.empty());
    }

    Optional<LocalDate> date() {
        return date;
    }

    /** What the day was read from; empty without a day. */
    String from() {
        return dateFrom;
    }

    Optional<LocalDate> reviewed() {
        return reviewed;
    }

    void read(Optional<String> title, List<Piece> pieces) {
        for (var key : List.of("date", "created")) {
            if (date.isEmpty()) {
                front.first(key).flatMap(v -> day(v)).ifPresent(d -> setDate(d, "front matter"));
            }
        }
        fileDay(NoteParser.fileTitle(path)).ifPresent(d -> setDate(d, "file name"));
        for (var piece : pieces) {
            if (piece instanceof Piece.Paragraph p) {
                stamps(p.words());
            } else if (piece instanceof Piece.Item i) {
                stamps(i.words());
            }
        }
        if (date.isEmpty()) {
            title.flatMap(t -> day(t)).ifPresent(d -> setDate(d, "title"));
        }
        if (date.isEmpty()) {
            day(NoteParser.fileTitle(path)).ifPresent(d -> setDate(d, "title"));
        }
        for (var key : List.of("reviewed", "updated", "last-reviewed", "last reviewed", "modified")) {
            if (reviewed.isEmpty()) {
                reviewed = front.first(key).flatMap(v -> day(v));
            }
        }
    }

    private void setDate(LocalDate day, String from) {
        if (date.isEmpty()) {
            date = Optional.of(day);
            dateFrom = from;
        }
    }

    /** "Created 2026-01-08", "**Last reviewed**: Jan 8, 2026", each on a line of its own. */
    private void stamps(Run run) {
        var plain = run.plain();
        // A day that is the same from any year has digits.
        if (plain.length() > 2_000 || !run.may(Run.DIGIT)) {
            return;
        }
        int from = 0;
        while (from < plain.length()) {
            int end = run.lineEnd(text, from);
            if (end - from > LONGEST_STAMP || !words.mayStart(WordKind.LEAD, plain, from, end) || !Folded.holdsDigit(plain, from, end)) {
                from = end + 1;
                continue;
            }
            var s = run.folded();
            int start = Folded.skipSpaces(s, from);
            if (start >= end || !words.anyAt(WordKind.LEAD, s, start)) {
                from = end + 1;
                continue;
            }
            var line = s.substring(from, end).strip();
            for (var role : List.of("CREATED", "REVIEWED")) {
                for (var word : words.roles(WordKind.LEAD).getOrDefault(role, List.of())) {
                    boolean led = line.startsWith(word)
                            && line.length() > word.length()
                            && ": ".indexOf(line.charAt(word.length())) >= 0;
                    if (led && line.length() <= word.length() + 40) {
                        var found = day(plain.substring(from, end));
                        if (role.equals("CREATED")) {
                            found.ifPresent(d -> setDate(d, "Created"));
                        } else if (reviewed.isEmpty()) {
                            reviewed = found;
                        }
                    }
                }
            }
            from = end + 1;
        }
    }

    private Optional<LocalDate> day(String words) {
        var iso = isoDay(words);
        if (iso.isPresent()) {
            return iso;
        }
        return absolute.find(words, DateContext.Mode.NEAREST, Optional.empty()).stream()
                .flatMap(f -> f.reading().window().stream())
                .filter(w -> w.precision() == Window.Precision.DAY || w.precision() == Window.Precision.INSTANT)
                .filter(w -> w.from().isPresent() && w.from().equals(w.to()))
                .flatMap(w -> w.from().stream())
                .findFirst();
    }

    /** The day a daily note is named by: {@code 2026-01-08} or {@code 2026-01-08 Open}. */
    static Optional<LocalDate> fileDay(String title) {
        boolean longer = title.length() > 10 && Character.isLetterOrDigit(title.charAt(10));
        return longer ? Optional.empty() : isoDay(title);
    }

    private static Optional<LocalDate> isoDay(String words) {
        var text = words.strip();
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        boolean is = year >= 1990 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
        return is ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    /** The number that these characters are; -1 where one of them is no digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Folded.isDigit(c)) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
