package tidewatch.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tidewatch.chat.ChatId;

/**
 * The id of a row: {@code M-7k2f9c3q1v0t}, a letter for the kind and 60 bits of a hash of what makes the row the only one. It needs no
 * counter, so two nodes that plan the same row give it the same id, and it can be read aloud.
 */
public final class DeliveryId {
    /** Crockford's base 32 in lower case: no letter that is mistaken for a digit. */
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 12;

    private DeliveryId() {}

    public static String of(ChatId chat, DeliveryKind kind, String slot) {
        try {
            var text = chat.text() + "\n" + kind + "\n" + slot;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            var id = new StringBuilder(LENGTH + 2).append(kind.name().charAt(0)).append('-');
            for (int i = 0; i < LENGTH; i++) {
                id.append(DIGITS.charAt(hash[i] & 31));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
