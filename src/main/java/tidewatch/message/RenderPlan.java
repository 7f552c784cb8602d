package tidewatch.message;

import java.util.List;
import java.util.Objects;

/**
 * The rendered message: its parts in order, what had to be shown in a poorer form, and what the renderer added by itself.
 *
 * @param furniture texts that are in the parts and not in the Doc: marks such as "(2/3)", repeated table headers, rules
 */
public record RenderPlan(List<Part> parts, List<Degradation> degradations, List<String> furniture) {
    public RenderPlan {
        parts = List.copyOf(parts);
        degradations = List.copyOf(degradations);
        furniture = List.copyOf(furniture);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A rendered message has at least one part");
        }
    }

    /**
     * One message of the platform.
     *
     * @param number from 1
     * @param payload what is sent, without chat, thread and token
     * @param plain the same words without any markup, for when the markup is refused
     */
    public record Part(int number, int total, String payload, String plain) {
        public Part {
            Objects.requireNonNull(payload);
            Objects.requireNonNull(plain);
            if (number < 1 || number > total) {
                throw new IllegalArgumentException("Part " + number + " of " + total);
            }
        }
    }

    /**
     * A block that is shown in a poorer form than its best.
     *
     * @param path place of the block in the Doc, such as {@code 3} or {@code 3/0/1}, counted from 0
     */
    public record Degradation(Kind kind, String path) {
        /** What was done. */
        public enum Kind {
            TABLE_AS_MONO,
            TABLE_AS_CARDS,
            CHART_AS_PICTURE,
            CHART_AS_SPARK,
            DETAILS_OPENED,
            BUTTONS_AS_TEXT,
            STYLE_DROPPED,
            IMAGE_AS_ALT,
            SPLIT,
            AS_FILE,
            PARSE_REJECTED,
            BLOCKS_REJECTED,
            THREAD_GONE
        }

        public Degradation {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(path);
        }
    }

    /** All payloads, one after the other, for places that take any length. */
    public String text() {
        var all = new StringBuilder();
        for (var part : parts) {
            all.append(part.payload());
        }
        return all.toString();
    }
}
