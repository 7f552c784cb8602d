package tidewatch.notes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * A note as it can be written back: its text and how that stands in the file. Bytes of a note become text and the same bytes again, so an
 * edit of the text changes nothing else. Line ends are left as they are.
 *
 * @param form how text stands as bytes
 * @param text without byte-order mark
 */
record NoteBytes(Form form, String text) {
    private static final int PRINT_DIGITS = 32;

    /** How text stands as bytes: UTF-8 with or without its mark, UTF-16 with it. */
    enum Form {
        UTF_8(StandardCharsets.UTF_8),
        UTF_8_MARKED(StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf),
        UTF_16_LITTLE(StandardCharsets.UTF_16LE, 0xff, 0xfe),
        UTF_16_BIG(StandardCharsets.UTF_16BE, 0xfe, 0xff);

        private final Charset charset;
        /** A byte each. */
        private final String mark;

        Form(Charset charset, int... mark) {
            this.charset = charset;
            this.mark = new String(mark, 0, mark.length);
        }

        private byte[] mark() {
            return mark.getBytes(StandardCharsets.ISO_8859_1);
        }

        private boolean begins(byte[] bytes) {
            return bytes.length >= mark.length() && Arrays.equals(bytes, 0, mark.length(), mark(), 0, mark.length());
        }

        private static Form of(byte[] bytes) {
            return UTF_8_MARKED.begins(bytes)
                    ? UTF_8_MARKED
                    : UTF_16_LITTLE.begins(bytes) ? UTF_16_LITTLE : UTF_16_BIG.begins(bytes) ? UTF_16_BIG : UTF_8;
        }
    }

    NoteBytes {
        Objects.requireNonNull(form);
        Objects.requireNonNull(text);
    }

    /** A new note. */
    static NoteBytes of(String text) {
        return new NoteBytes(Form.UTF_8, text);
    }

    /** Absent when the bytes are not text that can be written back as it was: another charset, half a character. */
    static Optional<NoteBytes> read(byte[] bytes) {
        var form = Form.of(bytes);
        try {
            var text = form.charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, form.mark.length(), bytes.length - form.mark.length()))
                    .toString();
            var note = new NoteBytes(form, text);
            return text.indexOf('\0') < 0 && Arrays.equals(note.bytes(), bytes) ? Optional.of(note) : Optional.empty();
        } catch (CharacterCodingException foreign) {
            return Optional.empty();
        }
    }

    /** The same file with another text. */
    NoteBytes with(String other) {
        return new NoteBytes(form, other);
    }

    /** What stands in the file; half a character of the text becomes a question mark. */
    byte[] bytes() {
        try {
            var encoded = form.charset
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(text));
            var all = new ByteArrayOutputStream(form.mark.length() + encoded.remaining());
            all.writeBytes(form.mark());
            all.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
            return all.toByteArray();
        } catch (CharacterCodingException replaced) {
            throw new IllegalStateException("An encoder that replaces was asked to report", replaced);
        }
    }

    /** Names the bytes of the file: the same for the same bytes only. */
    String print() {
        return print(bytes());
    }

    /** The first 128 bits of the SHA-256, in hexadecimal. */
    static String print(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, PRINT_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
