package tidewatch.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a body, unpacked. It prints as their number: an answer may repeat a token that was sent. Immutable. */
public final class Content {
    static final Content NONE = new Content(new byte[0]);

    private final byte[] bytes;

    /** Takes the array over: nobody may change it afterwards. */
    Content(byte[] bytes) {
        this.bytes = bytes;
    }

    public int size() {
        return bytes.length;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** For parsers; reads the same memory, without a copy. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** As UTF-8, which every service here speaks; a byte that is none becomes U+FFFD. To be parsed, not shown: {@link Redaction} first. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
