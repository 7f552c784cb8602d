package tidewatch.message;

import java.util.List;
import java.util.stream.Collectors;

/** A line of laid-out text. No span holds a line break. */
public record Line(List<Span> spans) {
    /** A stretch of one style. */
    public record Span(String text, Style style) {}

    static final Line EMPTY = new Line(List.of());

    public Line {
        spans = List.copyOf(spans);
    }

    static Line of(String text, Style style) {
        return new Line(List.of(new Span(text, style)));
    }

    /** The words alone, without blanks at the end. */
    public String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining()).replaceAll(" +$", "");
    }
}
