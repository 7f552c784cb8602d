package tidewatch.testing.fake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are compared by what they are. Whoever takes the array out does not write into it. */
public final class Bytes {
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] array;

    public Bytes(byte[] array) {
        this.array = array;
    }

    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] array() {
        return array;
    }

    public int size() {
        return array.length;
    }

    /** As UTF-8. */
    public String text() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
