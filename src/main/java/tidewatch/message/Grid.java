package tidewatch.message;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table as lines of fixed-width type for a narrow place, such as a phone: the first of these forms that fits.
 *
 * <ol>
 *   <li>columns two blanks apart; with their short titles if need be
 *   <li>the same one blank apart
 *   <li>one blank apart, the words of the first column on several lines, its figures on the last of them: the words keep their order.
 *       Only where all other columns are figures and the first keeps {@link #FIRST_MIN} columns
 * </ol>
 *
 * Every column is kept. Text whose width differs from place to place (emoji) or whose lines run from right to left is never put into a
 * grid: it would not stand where it belongs.
 */
public final class Grid {
    /** Fewest columns that a first column of several lines keeps: about two short words. */
    static final int FIRST_MIN = 14;

    private static final int WIDE_GAP = 2;
    private static final int NARROW_GAP = 1;
    private static final String HANGING = "  ";
    private static final Pattern WORD = Pattern.compile("[^ ]+");

    private final Block.Table table;
    private final ZoneId zone;
    private final List<Integer> widths;
    private final int gap;

    private Grid(Block.Table table, ZoneId zone, List<Integer> widths, int gap) {
        this.table = table;
        this.zone = zone;
        this.widths = widths;
        this.gap = gap;
    }

    /** The table with the titles, long or short, with which it fits into so many columns; absent when it does not. */
    static Optional<Block.Table> fitting(Block.Table table, int columns, ZoneId zone) {
        return of(table, columns, zone).map(grid -> grid.table);
    }

    /** The table in the widest form that fits into so many columns; absent when none does. Any part of its rows fits too. */
    public static Optional<Grid> of(Block.Table table, int columns, ZoneId zone) {
        if (!Ladder.steady(table, zone) || !leftToRight(table, zone)) {
            return Optional.empty();
        }
        var shorter = Ladder.withShortTitles(table);
        for (int gap : new int[] {WIDE_GAP, NARROW_GAP}) {
            for (var one : List.of(table, shorter)) {
                var widths = Layout.widths(one, zone);
                if (total(widths, gap) <= columns) {
                    return Optional.of(new Grid(one, zone, widths, gap));
                }
            }
        }
        return hanging(shorter, columns, zone);
    }

    private static Optional<Grid> hanging(Block.Table table, int columns, ZoneId zone) {
        var widths = new ArrayList<>(Layout.widths(table, zone));
        long first = columns - (total(widths, NARROW_GAP) - widths.getFirst());
        boolean figures = table.columns().stream().skip(1).allMatch(c -> c.align() == Block.Column.Align.RIGHT);
        if (!figures || widths.size() < 2 || first < FIRST_MIN) {
            return Optional.empty();
        }
        widths.set(0, Math.toIntExact(first));
        var grid = new Grid(table, zone, widths, NARROW_GAP);
        boolean words = Layout.widths(table, zone).getFirst() <= first
                || (grid.broken(table.columns().getFirst().title()).isPresent()
                        && table.rows().stream().allMatch(row -> grid.broken(line(row.getFirst(), zone)).isPresent()));
        return words ? Optional.of(grid) : Optional.empty();
    }

    private static long total(List<Integer> widths, int gap) {
        return widths.stream().mapToLong(w -> (long) w + gap).sum() - gap;
    }

    private static boolean leftToRight(Block.Table table, ZoneId zone) {
        return table.columns().stream().allMatch(c -> leftToRight(c.title()))
                && table.rows().stream().allMatch(row -> row.stream().allMatch(cell -> leftToRight(line(cell, zone))));
    }

    private static boolean leftToRight(String text) {
        return text.codePoints().noneMatch(c -> {
            byte way = Character.getDirectionality(c);
            return way == Character.DIRECTIONALITY_RIGHT_TO_LEFT || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        });
    }

    private static String line(Block.Cell cell, ZoneId zone) {
        return Inlines.line(cell.text(), zone);
    }

    /** Titles, then rows; without the caption, without blanks at the ends of lines. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        row(table.columns().stream().map(Block.Column::title).toList(), lines);
        for (var row : table.rows()) {
            row(row.stream().map(cell -> line(cell, zone)).toList(), lines);
        }
        return Collections.unmodifiableList(lines);
    }

    private void row(List<String> cells, List<String> lines) {
        var first = Width.of(cells.getFirst()) <= widths.getFirst() ? List.of(cells.getFirst()) : broken(cells.getFirst()).orElseThrow();
        lines.addAll(first.subList(0, first.size() - 1));
        var line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            var text = c == 0 ? first.getLast() : cells.get(c);
            var pad = " ".repeat(Math.max(0, widths.get(c) - Width.of(text)));
            boolean right = table.columns().get(c).align() == Block.Column.Align.RIGHT;
            line.append(c == 0 ? "" : " ".repeat(gap)).append(right ? pad + text : text + pad);
        }
        lines.add(line.toString().stripTrailing());
    }

    /** The words of a first cell on lines of its column, the second and later ones set in; absent when one word is too wide. */
    private Optional<List<String>> broken(String text) {
        int width = widths.getFirst();
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int end = 0;
        for (var found : WORD.matcher(text).results().toList()) {
            int wide = Width.of(found.group());
            var blanks = text.substring(end, found.start());
            end = found.end();
            if (wide > width - HANGING.length()) {
                return Optional.empty();
            }
            if (!line.isEmpty() && Width.of(line.toString()) + blanks.length() + wide > width) {
                lines.add(line.toString());
                line = new StringBuilder(HANGING).append(found.group());
            } else {
                line.append(blanks).append(found.group());
            }
        }
        lines.add(line.toString());
        return Optional.of(lines);
    }
}
