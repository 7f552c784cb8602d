package tidewatch.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A piece of a message that stands on lines of its own. Sealed: a new kind stops the build in every renderer. */
public sealed interface Block {
    /** A heading of level 1 to 3. */
    record Heading(int level, List<Inline> text) implements Block {
        public Heading {
            text = List.copyOf(text);
            if (level < 1 || level > 3) {
                throw new IllegalArgumentException("Heading level " + level + " is not 1 to 3");
            }
            if (text.isEmpty()) {
                throw new IllegalArgumentException("A heading needs words");
            }
        }
    }

    /** A paragraph. */
    record Para(List<Inline> text) implements Block {
        public Para {
            text = List.copyOf(text);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("A paragraph needs words");
            }
        }
    }

    /**
     * A list; each item is a list of blocks.
     *
     * @param first number of the first item of an ordered list; more than 1 where a long list goes on in a second message
     */
    record Bullets(boolean ordered, int first, List<List<Block>> items) implements Block {
        public Bullets {
            if (first < 1) {
                throw new IllegalArgumentException("A list counts from 1, not from " + first);
            }
            items = items.stream().map(List::copyOf).toList();
            if (items.isEmpty() || items.stream().anyMatch(List::isEmpty)) {
                throw new IllegalArgumentException("A list needs items, and each item something to say");
            }
        }

        public Bullets(boolean ordered, List<List<Block>> items) {
            this(ordered, 1, items);
        }
    }

    /** A rectangular table; no cell is empty: a row that has nothing to say in a column is left out and named elsewhere. */
    record Table(List<Column> columns, List<List<Cell>> rows, Optional<String> caption) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            caption = caption.map(Clean::line);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("A table needs columns");
            }
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("Row has " + row.size() + " cells, the table " + columns.size() + " columns");
                }
            }
        }
    }

    /**
     * A column of a table.
     *
     * @param title full title; the unit stands here and not in the cells
     * @param shortTitle for narrow places
     * @param priority 1 is the most important; narrow renderings order by it and drop none
     */
    record Column(String title, String shortTitle, Align align, Type type, int priority) {
        /** Where the text of a cell stands. */
        public enum Align {
            LEFT,
            RIGHT
        }

        /** What a column holds, for platforms that sort or format natively. */
        public enum Type {
            TEXT,
            NUMBER,
            PCT,
            MONEY
        }

        public Column {
            title = Clean.line(title);
            shortTitle = Clean.line(shortTitle);
            Objects.requireNonNull(align);
            Objects.requireNonNull(type);
            if (title.isBlank() || shortTitle.isBlank()) {
                throw new IllegalArgumentException("A column needs a title");
            }
            if (priority < 1) {
                throw new IllegalArgumentException("Priority " + priority + " is below 1");
            }
        }

        public static Column text(String title) {
            return new Column(title, title, Align.LEFT, Type.TEXT, 1);
        }

        public static Column number(String title, Type type, int priority) {
            return new Column(title, title, Align.RIGHT, type, priority);
        }
    }

    /** A cell: inlines that say something, and a value to sort by where a platform can sort. */
    record Cell(List<Inline> text, Optional<Double> sortValue) {
        public Cell {
            text = List.copyOf(text);
            Objects.requireNonNull(sortValue);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("No cell is empty: leave the row out and name it");
            }
            if (sortValue.isPresent() && !Double.isFinite(sortValue.get())) {
                throw new IllegalArgumentException("A sort value is a finite number");
            }
        }

        public static Cell of(Inline... text) {
            return new Cell(List.of(text), Optional.empty());
        }
    }

    /** Names with their values, one pair a line. */
    record KeyValues(List<Pair> pairs) implements Block {
        /** A name and what it is. */
        public record Pair(List<Inline> key, List<Inline> value) {
            public Pair {
                key = List.copyOf(key);
                value = List.copyOf(value);
                if (key.isEmpty() || value.isEmpty()) {
                    throw new IllegalArgumentException("A pair needs a name and a value");
                }
            }
        }

        public KeyValues {
            pairs = List.copyOf(pairs);
            if (pairs.isEmpty()) {
                throw new IllegalArgumentException("Key values need a pair");
            }
        }
    }

    /**
     * Numbers to be drawn where a platform can. The alt text holds the figures that matter, so that nothing is said by the picture alone.
     *
     * @param categories names along the axis; every series has one value for each
     */
    record Chart(Kind kind, String title, List<String> categories, List<Series> series, String alt) implements Block {
        /** How it is drawn. MAP is the rotation map: two series of equal length, x and y. */
        public enum Kind {
            LINE,
            BAR,
            AREA,
            MAP
        }

        /** One line of a chart; values are finite. */
        public record Series(String name, List<Double> values) {
            public Series {
                name = Clean.line(name);
                values = List.copyOf(values);
                if (values.stream().anyMatch(v -> !Double.isFinite(v))) {
                    throw new IllegalArgumentException("Series " + name + " holds a value that is not finite");
                }
            }
        }

        public Chart {
            Objects.requireNonNull(kind);
            title = Clean.line(title);
            categories = categories.stream().map(Clean::line).toList();
            series = List.copyOf(series);
            alt = Clean.line(alt);
            if (alt.isBlank() || series.isEmpty()) {
                throw new IllegalArgumentException("A chart needs a series and an alt text");
            }
            int points = categories.size();
            for (var one : series) {
                if (one.values().size() != points) {
                    throw new IllegalArgumentException(
                            "Series " + one.name() + " has " + one.values().size() + " values for " + points + " categories");
                }
            }
        }
    }

    /** A picture that already exists, by its name in the store, and the words that stand for it. */
    record Image(String name, String alt) implements Block {
        public Image {
            name = Clean.line(name);
            alt = Clean.line(alt);
            if (name.isBlank() || alt.isBlank()) {
                throw new IllegalArgumentException("A picture needs a name and an alt text");
            }
        }
    }

    /** Somebody's own words. */
    record Quote(boolean collapsible, List<Block> blocks) implements Block {
        public Quote {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("A quote needs words");
            }
        }
    }

    /** Something that may be folded away behind a line. */
    record Details(List<Inline> summary, List<Block> blocks) implements Block {
        public Details {
            summary = List.copyOf(summary);
            blocks = List.copyOf(blocks);
            if (summary.isEmpty() || blocks.isEmpty()) {
                throw new IllegalArgumentException("Details need a line and something behind it");
            }
        }
    }

    /** Text whose lines and blanks are kept; {@code lang} may be empty. */
    record Code(String lang, String text) implements Block {
        public Code {
            lang = Clean.line(lang);
            text = Clean.text(text);
        }
    }

    /** Lines that must not be overlooked. */
    record Callout(Level level, List<Block> blocks) implements Block {
        /** How loud. */
        public enum Level {
            INFO,
            WARN,
            ALERT
        }

        public Callout {
            Objects.requireNonNull(level);
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("A callout needs words");
            }
        }
    }

    /** The small print; renderers keep it last. */
    record Footer(List<Inline> text) implements Block {
        public Footer {
            text = List.copyOf(text);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("A footer needs words");
            }
        }
    }

    /** A thin line between parts. */
    record Divider() implements Block {}

    static Para para(Inline... text) {
        return new Para(List.of(text));
    }

    static Para para(String text) {
        return new Para(List.of(Inline.text(text)));
    }

    static Heading heading(int level, String text) {
        return new Heading(level, List.of(Inline.text(text)));
    }

    /** A list whose items are single paragraphs. */
    static Bullets bullets(List<List<Inline>> items) {
        return new Bullets(false, items.stream().map(item -> List.<Block>of(new Para(item))).toList());
    }
}
