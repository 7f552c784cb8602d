package tidewatch.message;

import java.util.List;

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
        // Every line of every answer goes through here, some several times: no pattern, no stream.
        var text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        return text.toString();
    }
}
