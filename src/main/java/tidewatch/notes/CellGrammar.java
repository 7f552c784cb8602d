package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.notes.CellReading.Doubt;
import tidewatch.notes.CellReading.Figure;
import tidewatch.notes.CellReading.Item;
import tidewatch.notes.CellReading.NotStated;
import tidewatch.notes.CellReading.Price;
import tidewatch.notes.CellReading.Streak;
import tidewatch.notes.CellReading.Word;
import tidewatch.notes.CellReading.Words;

/**
 * The grammar of figures in cells: moves, relative moves, runs, words, levels. A dash before the first number is a sign, between
 * numbers a range; a leading minus covers both ends of a dash range, but not of "to". A written number keeps its decimals: {@code +8%}
 * means [7.5, 8.5). No sign, unit or period is made up. Linear in the length of the cell.
 */
final class CellGrammar {
    private static final Set<String> NULLS = Set.of("", "n/a", "na", "n.a.", "n.m.", "nm", "tbd", "none", "?");

    private final Vocabulary words;
    private final StreakGrammar streaks;
    private final LevelGrammar levels;

    CellGrammar(Vocabulary words) {
        this.words = words;
        this.streaks = new StreakGrammar(words);
        this.levels = new LevelGrammar(words);
    }

    /** What the header says for cells that do not say it themselves. */
    record Header(Optional<Amount.Unit> unit, List<String> periods) {
        static final Header SILENT = new Header(Optional.empty(), List.of());
    }

    /** Reads a cell of a move column. */
    CellReading read(String cell, Header header) {
        var s = Folded.of(cell);
        var bare = Folded.trimDecoration(s);
        if (NULLS.contains(bare) || isDashes(bare)) {
            return CellReading.of(new NotStated());
        }
        var run = streaks.read(s, cell);
        if (run.isPresent()) {
            return CellReading.of(run.get());
        }
        var level = levels.level(s);
        if (level.isPresent()) {
            return CellReading.of(level.get());
        }
        var whole = new FigureScan(words, s, cell, 0, s.length(), header.unit).figure();
        if (whole.item() != null) {
            var item = header.periods.size() == 1 && whole.item().period().isEmpty()
                    ? withPeriod(whole.item(), header.periods.getFirst())
                    : whole.item();
            return new CellReading(List.of(item), whole.doubt());
        }
        var word = word(bare);
        if (word.isPresent()) {
            return CellReading.of(word.get());
        }
        var several = several(s, cell, header);
        if (several.isPresent()) {
            return several.get();
        }
        return new CellReading(List.of(new Words()), whole.doubt().or(() -> unread(bare)));
    }

    private static boolean isDashes(String bare) {
        for (int i = 0; i < bare.length(); i++) {
            if (bare.charAt(i) != '-' && bare.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Reads a cell of a level column; the header's word is the verb when the cell has none. */
    Optional<Price> readLevel(String cell, String headerVerb) {
        var s = Folded.of(cell);
        var stated = levels.level(s);
        return stated.isPresent() ? stated : LevelGrammar.price(s, 0, headerVerb);
    }

    /** The level that a cell states with its own verb: {@code watch $170}, {@code 200-day MA}. */
    Optional<Price> statedLevel(String cell) {
        return levels.level(Folded.of(cell));
    }

    /** The run of days or weeks that a sentence is about, wherever it stands in it. */
    Optional<Located<Streak>> findStreak(String text) {
        return streaks.find(text);
    }

    /** A figure found in a sentence. */
    record Located<T>(int start, int end, T item) {}

    /**
     * Figures of a sentence that carry a sign or stand beside a word of direction ("fell 3%", "3% lower"), with a unit of moves. Money
     * and bare per cents are none.
     */
    List<Located<Figure>> findFigures(String text) {
        return findFigures(text, Folded.of(text));
    }

    /** The same of a text that was folded already. */
    List<Located<Figure>> findFigures(String text, String s) {
        // A figure begins at or before its number.
        int last = s.length() - 1;
        while (last >= 0 && !Folded.isDigit(s.charAt(last))) {
            last--;
        }
        if (last < 0 || !FigureScan.mayHoldFigure(s, 0, last + 1)) {
            return List.of();
        }
        var found = new ArrayList<Located<Figure>>();
        int at = 0;
        while (at <= last) {
            char c = s.charAt(at);
            boolean starts = at == 0
                    || ((!Character.isLetterOrDigit(s.charAt(at - 1))
                                    || (Character.isLetter(c) && !Vocabulary.joins(s.charAt(at - 1), c)))
                            && s.charAt(at - 1) != '.'
                            && s.charAt(at - 1) != '$');
            boolean sign = (c == '+' || c == '-') && starts && at + 1 < s.length() && Folded.isDigit(s.charAt(at + 1));
            var direction =
                    starts && Character.isLetter(c) ? words.at(WordKind.DIRECTION, s, at) : Optional.<Vocabulary.Hit>empty();
            if (sign || direction.isPresent() || Folded.isArrow(c) != 0) {
                var scan = new FigureScan(words, s, text, at, s.length(), Optional.empty());
                var figure = scan.figureInProse();
                if (figure != null) {
                    found.add(new Located<>(at, scan.end(), figure));
                    at = scan.end();
                    continue;
                }
            }
            at++;
        }
        return found;
    }

    /** The unit and the periods that a header names: {@code 1D %}, {@code Chg (bp)}, {@code 1D / YTD}. */
    Header header(String header) {
        var s = Folded.of(header);
        Optional<Amount.Unit> unit = s.indexOf('%') >= 0
                ? Optional.of(Amount.Unit.PERCENT)
                : Vocabulary.indexOf(s, "bp", 0, true) >= 0
                        ? Optional.of(Amount.Unit.BASIS_POINTS)
                        : Vocabulary.indexOf(s, "pp", 0, true) >= 0
                                ? Optional.of(Amount.Unit.POINTS)
                                : Optional.empty();
        var periods = new ArrayList<String>();
        int at = 0;
        while (at < s.length()) {
            boolean starts = at == 0 || !Character.isLetterOrDigit(s.charAt(at - 1));
            var hit = starts ? words.at(WordKind.PERIOD, s, at) : Optional.<Vocabulary.Hit>empty();
            if (hit.isPresent()) {
                periods.add(header.substring(at, hit.get().end()));
                at = hit.get().end();
            } else {
                at++;
            }
        }
        return new Header(unit, periods);
    }

    // -- parts
    // -----------------------------------------------------------------------------------------------------------------------

    /** {@code +2% / -1%}, {@code 1W: -3%; YTD +8%}: each part a figure of its own. */
    private Optional<CellReading> several(String s, String cell, Header header) {
        var items = new ArrayList<Figure>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i <= s.length(); i++) {
            char c = i < s.length() ? s.charAt(i) : ';';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean cut = i == s.length()
                    || (depth == 0
                            && (c == '/' || c == ';' || (c == ',' && i + 1 < s.length() && s.charAt(i + 1) == ' ')));
            if (!cut) {
                continue;
            }
            var part = new FigureScan(words, s, cell, from, i, header.unit).figure();
            if (part.item() == null) {
                return Optional.empty();
            }
            items.add(part.item());
            from = i + 1;
        }
        if (items.size() < 2) {
            return Optional.empty();
        }
        if (items.stream().allMatch(f -> f.period().isPresent())) {
            return Optional.of(new CellReading(List.copyOf(items), Optional.empty()));
        }
        if (header.periods.size() == items.size()) {
            var dated = new ArrayList<Item>();
            for (int i = 0; i < items.size(); i++) {
                dated.add(withPeriod(items.get(i), header.periods.get(i)));
            }
            return Optional.of(new CellReading(dated, Optional.empty()));
        }
        var guesses = items.stream()
                .<Item>map(f -> new Figure(f.amount(), f.against(), f.period(), f.context(), Confidence.GUESS))
                .toList();
        return Optional.of(new CellReading(
                guesses,
                Optional.of(new Doubt(
                        Rule.MOVE_DOUBTFUL,
                        "holds " + items.size() + " figures and the header does not say which is which: write 1D: "
                                + "and YTD: before them"))));
    }

    private static Figure withPeriod(Figure f, String period) {
        return new Figure(
                f.amount(), f.against(), f.period().or(() -> Optional.of(period)), f.context(), f.confidence());
    }

    private Optional<Doubt> unread(String bare) {
        if (!holdsNumber(bare) || bare.length() > 40) {
            return Optional.empty();
        }
        for (var word : words.roles(WordKind.SESSION).getOrDefault("DAY", List.of())) {
            if (Vocabulary.indexOf(bare, word, 0, true) >= 0) {
                return Optional.of(new Doubt(
                        Rule.MOVE_UNREAD, "says a number of days and no direction: write 7 down days in a row"));
            }
        }
        return Optional.empty();
    }

    private Optional<Item> word(String bare) {
        var factor = words.exact(WordKind.FACTOR, bare);
        if (factor.isPresent()) {
            double v = Double.parseDouble(factor.get());
            var amount = new Amount(v, v - .05 * v, v + .05 * v, Amount.Unit.FACTOR, Amount.Sign.SIGNED, 0, true);
            return Optional.of(
                    new Figure(amount, Optional.empty(), Optional.empty(), Optional.empty(), Confidence.SURE));
        }
        var exact = words.exact(WordKind.MOVE_WORD, bare);
        if (exact.isPresent()) {
            return Optional.of(new Word(exact.get(), direction(exact.get()), Confidence.SURE));
        }
        boolean digits = holdsNumber(bare);
        if (words.wordHit(WordKind.MOVE_WORD, "UP", bare) && words.wordHit(WordKind.MOVE_WORD, "DOWN", bare)) {
            return digits ? Optional.empty() : Optional.of(new Word("MIXED", Optional.empty(), Confidence.LIKELY));
        }
        if (digits || gaps(bare) > 4) {
            return Optional.empty();
        }
        return words.at(WordKind.MOVE_WORD, bare, 0)
                .filter(hit -> bare.charAt(Math.min(hit.end(), bare.length() - 1)) == ' ')
                .map(hit -> new Word(hit.role(), direction(hit.role()), Confidence.LIKELY));
    }

    private static boolean holdsNumber(String bare) {
        for (int i = 0; i < bare.length(); i++) {
            if (Folded.isDigit(bare.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int gaps(String bare) {
        int gaps = 0;
        for (int i = 0; i < bare.length(); i++) {
            gaps += bare.charAt(i) == ' ' ? 1 : 0;
        }
        return gaps;
    }

    private static Optional<Claim.Direction> direction(String role) {
        return switch (role) {
            case "UP" -> Optional.of(Claim.Direction.UP);
            case "DOWN" -> Optional.of(Claim.Direction.DOWN);
            default -> Optional.empty();
        };
    }
}
