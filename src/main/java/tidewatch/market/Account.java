package tidewatch.market;

/**
 * Whose limits a call counts against: a source and a key, so that a new key starts afresh.
 *
 * @param provider id of the source
 * @param keyPrint first 8 hex digits of the key's SHA-256; empty where there is no key
 */
public record Account(String provider, String keyPrint) {
    public Account {
        if (provider.isBlank() || !keyPrint.matches("[0-9a-f]{0,8}")) {
            throw new IllegalArgumentException("An account of \"" + provider + "\"");
        }
    }

    /** Of a source that takes no key. */
    public static Account of(String provider) {
        return new Account(provider, "");
    }

    /** As it is stored: {@code tiingo:0a1b2c3d}. */
    public String text() {
        return keyPrint.isEmpty() ? provider : provider + ":" + keyPrint;
    }
}
