package tidewatch.testing.telegram;

import java.nio.charset.StandardCharsets;

/** UTF-8 that is read byte by byte, because the Bot API counts its offsets of errors in bytes; zeros follow the end. */
final class Utf8 {
    private final byte[] bytes;

    Utf8(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.length;
    }

    /** The byte at a place, 0 from the end on. */
    int at(int place) {
        return place < bytes.length ? bytes[place] & 0xFF : 0;
    }

    String from(int start, int end) {
        return new String(bytes, start, Math.min(end, bytes.length) - start, StandardCharsets.UTF_8);
    }

    /** Bytes from here to the next character: 1 to 4. */
    int width(int place) {
        int b = at(place);
        return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    }

    boolean has(int place, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(place + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean space(int place) {
        return isSpace(at(place));
    }

    /** The end counts as space: the reading of tags ends there. */
    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == 0x0B;
    }
}
