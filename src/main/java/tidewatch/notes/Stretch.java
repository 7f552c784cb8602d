package tidewatch.notes;

/** A stretch of the text, in UTF-16 units: {@code [start, end)}. */
record Stretch(int start, int end) {
    Stretch {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A stretch from " + start + " to " + end);
        }
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
