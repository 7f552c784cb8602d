package tidewatch.delivery;

import tidewatch.chat.ChatId;
import tidewatch.message.Sha256;

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
        byte[] hash = Sha256.of(chat.text() + "\n" + kind + "\n" + slot);
        var id = new StringBuilder(LENGTH + 2).append(kind.name().charAt(0)).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(hash[i] & 31));
        }
        return id.toString();
    }
}
