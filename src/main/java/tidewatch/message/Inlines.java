package tidewatch.message;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of inlines as one stretch of words: what they read as, and how they are cut. */
public final class Inlines {
    /** Stands for an inline that is not cut, such as a figure, in the flat text. */
    private static final char WHOLE = '\uFFFC';

    private Inlines() {}

    /** The words as a reader without any markup sees them; a line break is a newline, a link tells its address after its label. */
    public static String shown(List<Inline> inlines, ZoneId zone) {
        var all = new StringBuilder();
        inlines.forEach(inline -> all.append(shown(inline, zone)));
        return all.toString();
    }

    /** One inline as a reader without any markup sees it. */
    public static String shown(Inline inline, ZoneId zone) {
        return switch (inline) {
            case Inline.Text it -> it.text();
            case Inline.Strong it -> shown(it.text(), zone);
            case Inline.Em it -> shown(it.text(), zone);
            case Inline.Code it -> it.text();
            case Inline.Link it -> labelled(it);
            case Inline.Ticker it -> it.symbol();
            case Inline.When it -> Times.write(it, zone);
            case Inline.NoteRef it -> "[[" + it.label() + "]]";
            case Inline.PersonRef it -> it.label();
            case Inline.LineBreak _ -> "\n";
            case Inline.Num it -> Numbers.write(it);
        };
    }

    /** The same where links stand behind their labels: an address is not told. */
    static String linked(List<Inline> inlines, ZoneId zone) {
        var all = new StringBuilder();
        for (var inline : inlines) {
            all.append(switch (inline) {
                case Inline.Strong it -> linked(it.text(), zone);
                case Inline.Em it -> linked(it.text(), zone);
                case Inline.Link it -> it.label();
                case Inline.Text _,
                        Inline.Code _,
                        Inline.Ticker _,
                        Inline.When _,
                        Inline.NoteRef _,
                        Inline.PersonRef _,
                        Inline.LineBreak _,
                        Inline.Num _ -> shown(inline, zone);
            });
        }
        return all.toString();
    }

    private static String labelled(Inline.Link link) {
        var target = link.target().toString();
        return link.label().equals(target) ? target : link.label() + " (" + target + ")";
    }

    /** The same on one line, for a cell: each line break becomes a space. */
    public static String line(List<Inline> inlines, ZoneId zone) {
        return shown(inlines, zone).replace('\n', ' ').replace('\u2028', ' ').replace('\u2029', ' ').strip();
    }

    /** The words where cuts are sought: text as it is, one character for each inline that is kept whole. */
    static String flat(List<Inline> inlines) {
        var all = new StringBuilder();
        inlines.forEach(inline -> flat(inline, all));
        return all.toString();
    }

    private static void flat(Inline inline, StringBuilder all) {
        switch (inline) {
            case Inline.Text it -> all.append(it.text());
            case Inline.Strong it -> it.text().forEach(one -> flat(one, all));
            case Inline.Em it -> it.text().forEach(one -> flat(one, all));
            case Inline.LineBreak _ -> all.append('\n');
            case Inline.Code _, Inline.Link _, Inline.Ticker _, Inline.When _, Inline.NoteRef _, Inline.PersonRef _, Inline.Num _ ->
                all.append(WHOLE);
        }
    }

    /** The part from one index of the flat text (inclusive) to another (exclusive); empty when nothing lies between. */
    static List<Inline> slice(List<Inline> inlines, int from, int to) {
        var part = new ArrayList<Inline>();
        int at = 0;
        for (var inline : inlines) {
            int length = length(inline);
            int start = Math.max(0, from - at);
            int end = Math.min(length, to - at);
            if (start < end) {
                slice(inline, start, end).ifPresent(part::add);
            }
            at += length;
        }
        return List.copyOf(part);
    }

    private static Optional<Inline> slice(Inline inline, int from, int to) {
        return switch (inline) {
            case Inline.Text it -> {
                var text = Clean.text(it.text().substring(from, to));
                yield text.isEmpty() ? Optional.empty() : Optional.of(new Inline.Text(text));
            }
            case Inline.Strong it -> Optional.of(slice(it.text(), from, to)).filter(s -> !s.isEmpty()).map(Inline.Strong::new);
            case Inline.Em it -> Optional.of(slice(it.text(), from, to)).filter(s -> !s.isEmpty()).map(Inline.Em::new);
            case Inline.Code _,
                    Inline.Link _,
                    Inline.Ticker _,
                    Inline.When _,
                    Inline.NoteRef _,
                    Inline.PersonRef _,
                    Inline.LineBreak _,
                    Inline.Num _ -> Optional.of(inline);
        };
    }

    private static int length(Inline inline) {
        return switch (inline) {
            case Inline.Text it -> it.text().length();
            case Inline.Strong it -> it.text().stream().mapToInt(Inlines::length).sum();
            case Inline.Em it -> it.text().stream().mapToInt(Inlines::length).sum();
            case Inline.Code _,
                    Inline.Link _,
                    Inline.Ticker _,
                    Inline.When _,
                    Inline.NoteRef _,
                    Inline.PersonRef _,
                    Inline.LineBreak _,
                    Inline.Num _ -> 1;
        };
    }
}
