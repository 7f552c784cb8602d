package tidewatch.notes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A number that stands for the bytes of a note: the first 64 bits of their SHA-256, never 0. */
final class NotePrint {
    private NotePrint() {}

    static long of(byte[] bytes) {
        try {
            long print = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
            return print == 0 ? 1 : print;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
