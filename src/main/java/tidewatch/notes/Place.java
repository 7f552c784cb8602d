package tidewatch.notes;

/**
 * Where something stands in the vault.
 *
 * @param file vault-relative path as on disk, with {@code /}
 * @param line 1-based in the stored file
 * @param start first UTF-16 unit of the quote in the decoded text without byte-order mark
 * @param end one past the last
 */
public record Place(String file, int line, int start, int end) {
    public Place {
        if (line < 1 || start < 0 || end < start) {
            throw new IllegalArgumentException(file + ": line " + line + ", span " + start + " to " + end);
        }
    }

    /** {@code Energy.md:14}. */
    public String shown() {
        return file + ":" + line;
    }
}
