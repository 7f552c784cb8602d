package tidewatch.settings;

/** A token or key. It prints as {@code ***}; {@link #reveal()} is called only where the secret is handed to its one legal receiver. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A secret is not blank");
        }
        return new Secret(value);
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
