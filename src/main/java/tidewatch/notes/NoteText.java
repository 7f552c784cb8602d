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
 * @param signs what {@link #may} answers from: too many and never too few
 */
record NoteText(String text, Optional<Integer> badByte, int signs) {
    /** What {@link #may} is asked for: carriage returns, opening braces, angles that open, characters for private use. */
    static final int RETURN = 1, BRACE = 2, ANGLE = 4, PRIVATE = 8;

    private static final int ANY = -1;

    private static final byte[] SIGNS = new byte[256];

    static {
        SIGNS['\r'] = RETURN;
        SIGNS['{'] = BRACE;
        SIGNS['<'] = ANGLE;
        // With these bytes U+E000 to U+FFFF begin.
        SIGNS[0xee] = PRIVATE;
        SIGNS[0xef] = PRIVATE;
    }

    private static int signs(byte[] bytes, int from) {
        int seen = 0;
        for (int i = from; i < bytes.length; i++) {
            seen |= SIGNS[bytes[i] & 0xff];
        }
        return seen;
    }

    /** Whether the text may hold one of a sort of characters: most notes hold none, and need not be searched for any. */
    boolean may(int sign) {
        return (signs & sign) != 0;
    }

    /** UTF-16 only with its mark, UTF-8 otherwise; a fall-back charset is the user's choice and never guessed. */
    static NoteText decode(byte[] bytes, Optional<Charset> fallback) {
        if (startsWith(bytes, 0xff, 0xfe)) {
            return new NoteText(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), Optional.empty(), ANY);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return new NoteText(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), Optional.empty(), ANY);
        }
        int from = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
        var text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        // Decoding puts the sign of what could not be read where there is such a thing: most notes need no second look.
        var bad = text.indexOf('\ufffd') < 0 ? Optional.<Integer>empty() : firstMalformed(bytes, from);
        if (bad.isPresent() && fallback.isPresent()) {
            return new NoteText(new String(bytes, from, bytes.length - from, fallback.get()), Optional.empty(), ANY);
        }
        return new NoteText(text, bad, signs(bytes, from));
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
        private final String text;
        private final int[] starts;

        Lines(NoteText note) {
            text = note.text();
            var found = new int[64];
            int count = 1;
            int feed = text.indexOf('\n');
            int lone = note.may(RETURN) ? lone(text, 0) : -1;
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

        /** Offset of the line end behind a 1-based line, or of the end of the text. */
        int end(int line) {
            if (line == starts.length) {
                return text.length();
            }
            int next = starts[line];
            return next > 1 && text.charAt(next - 1) == '\n' && text.charAt(next - 2) == '\r' ? next - 2 : next - 1;
        }

        /** 1-based line of the character at this offset. */
        int of(int offset) {
            int at = Arrays.binarySearch(starts, offset);
            return at >= 0 ? at + 1 : -at - 1;
        }
    }
}
