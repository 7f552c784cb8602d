package tidewatch.notes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** What has been read of a note so far: claims, structure, lines of lint. Belongs to one parse of one note. */
final class Draft {
    /** How urgent a line of lint is. */
    enum Grade {
        /** Something could not be read. */
        FIX(Reason.GARBLED),
        /** It was read and is doubtful. */
        CHECK(Reason.AMBIGUOUS),
        /** Nothing to mend. */
        INFO(Reason.NOTICE);

        private final Reason reason;

        Grade(Reason reason) {
            this.reason = reason;
        }
    }

    private static final int MOST_LINT = 500;

    final String path;
    final String text;
    final Vocabulary words;
    final CellGrammar cells;
    final NoteDates dates;
    /** The day of the note as the claims without a day of their own share it. */
    private final Optional<Window> anchored;

    private final NoteText.Lines lines;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Stretch> structure = new ArrayList<>();
    private final List<Problem> lint = new ArrayList<>();
    private final Map<String, Integer> slugs = new HashMap<>();
    /** From the front matter. */
    Optional<String> ticker = Optional.empty();
    /** What the note says of itself as a thesis. */
    final ThesisNotes thesis = new ThesisNotes();

    int tables;
    int rows;
    int rowsRead;

    /** Lines and tables that speak of the note's own thesis; they belong to it if the note turns out to have one. */
    static final class ThesisNotes {
        Optional<String> status = Optional.empty();
        Optional<Name> benchmark = Optional.empty();
        final List<Name> vehicles = new ArrayList<>();
        final List<Stretch> places = new ArrayList<>();
        boolean hasVehicleList;
    }

    Draft(String path, String text, NoteText.Lines lines, NoteOptions options, NoteDates dates) {
        this.path = path;
        this.text = text;
        this.lines = lines;
        this.words = options.words();
        this.cells = new CellGrammar(options.words());
        this.dates = dates;
        this.anchored = dates.anchor().map(Window::day);
    }

    Place place(Stretch at) {
        return new Place(path, lines.of(at.start()), at.start(), at.end());
    }

    Claim.Source source(Stretch at, Section section, Confidence confidence, Rule rule) {
        return source(at, section, section.asOf(), confidence, rule);
    }

    Claim.Source source(Stretch at, Section section, Optional<Window> asOf, Confidence confidence, Rule rule) {
        var when = asOf.isPresent() ? asOf : anchored;
        return new Claim.Source(place(at), at.of(text), section.trail(), when, confidence, rule.id());
    }

    void add(Claim claim) {
        claims.add(claim);
    }

    void prose(Stretch at, Section section) {
        int first = at.start();
        while (first < at.end() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first < at.end()) {
            add(new Claim.Prose(source(at, section, Confidence.SURE, Rule.PROSE)));
        }
    }

    void structure(Stretch at) {
        if (at.end() > at.start()) {
            structure.add(at);
        }
    }

    void lint(Grade grade, Rule rule, Stretch at, String words) {
        if (lint.size() < MOST_LINT) {
            lint.add(new Problem(
                    grade.reason,
                    grade + " " + words + " (" + rule.id() + ")",
                    place(at).shown()));
        }
    }

    /** A slug that no other watch item of this note has; the second of its kind gets -2. */
    String slug(String what) {
        var slug = WatchReader.slug(what);
        int n = slugs.merge(slug, 1, Integer::sum);
        return n == 1 ? slug : slug + "-" + n;
    }

    List<Claim> claims() {
        return claims;
    }

    List<Stretch> structure() {
        return structure;
    }

    List<Problem> lint() {
        return lint;
    }

    /** The words shortened for a line of lint. */
    static String quoted(String words) {
        var line = words.strip().replace('\n', ' ').replace('\r', ' ');
        return "\"" + (line.length() > 60 ? line.substring(0, 57) + "..." : line) + "\"";
    }

    static Confidence weaker(Confidence a, Confidence b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
