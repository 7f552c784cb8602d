package tidewatch.notes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The decoded text of a note: byte-order mark removed, line ends as stored. Offsets of claims count its UTF-16 units.
 *
 * @param badByte offset of the first byte that is not UTF-8; from there on U+FFFD stands for what could not be read
 */
record NoteText(String text, Optional<Integer> badByte) {
    /** UTF-16 only with its mark, UTF-8 otherwise; a fall-back charset is the user's choice and never guessed. */
    static NoteText decode(byte[] bytes, Optional<Charset> fallback) {
        if (startsWith(bytes, 0xff, 0xfe)) {
            return new NoteText(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), Optional.empty());
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return new NoteText(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), Optional.empty());
        }
        int from = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
        var text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        // Decoding puts the sign of what could not be read where there is such a thing: most notes need no second look.
        var bad = text.indexOf('\ufffd') < 0 ? Optional.<Integer>empty() : firstMalformed(bytes, from);
        if (bad.isPresent() && fallback.isPresent()) {
            return new NoteText(new String(bytes, from, bytes.length - from, fallback.get()), Optional.empty());
        }
        return new NoteText(text, bad);
    }

    /** NUL bytes without a UTF-16 mark: a picture or an archive that was named {@code .md}. */
    static boolean isBinary(byte[] bytes) {
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            return false;
        }
        int end = Math.min(bytes.length, 8192);
        for (int i = 0; i < end; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Integer> firstMalformed(byte[] bytes, int from) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        var out = CharBuffer.allocate(8192);
        while (true) {
            CoderResult step = decoder.decode(in, out, true);
            if (step.isError()) {
                return Optional.of(in.position());
            }
            if (step.isUnderflow()) {
                return Optional.empty();
            }
            out.clear();
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where lines start, so that an offset becomes a line number; LF, CRLF and a lone CR end a line. */
    static final class Lines {
        private final int[] starts;

        Lines(String text) {
            var found = new int[64];
            int count = 1;
            int feed = text.indexOf('\n');
            int lone = lone(text, 0);
            while (feed >= 0 || lone >= 0) {
                boolean first = lone < 0 || (feed >= 0 && feed < lone);
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = (first ? feed : lone) + 1;
                if (first) {
                    feed = text.indexOf('\n', feed + 1);
                } else {
                    lone = lone(text, lone + 1);
                }
            }
            starts = Arrays.copyOf(found, count);
        }

        /** The next CR without an LF behind it, or -1. */
        private static int lone(String text, int from) {
            int at = text.indexOf('\r', from);
            while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at = text.indexOf('\r', at + 1);
            }
            return at;
        }

        /** Offset of the first character of a 1-based line. */
        int start(int line) {
            return starts[line - 1];
        }

        /** 1-based line of the character at this offset. */
        int of(int offset) {
            int at = Arrays.binarySearch(starts, offset);
            return at >= 0 ? at + 1 : -at - 1;
        }
    }
}
