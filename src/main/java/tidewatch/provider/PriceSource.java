package tidewatch.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The sources that {@code prices.providers} can name. */
public enum PriceSource {
    ALPACA("Alpaca"),
    MASSIVE("Massive"),
    TIINGO("Tiingo"),
    /** The folders of {@code prices.dirs}. */
    CSV("The price folders");

    private final String title;

    PriceSource(String title) {
        this.title = title;
    }

    /** As in keys, in the archive and in {@code /status}: {@code alpaca}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a sentence begins with it. */
    public String title() {
        return title;
    }

    static Optional<PriceSource> of(String id) {
        return Arrays.stream(values()).filter(source -> source.id().equals(id)).findFirst();
    }
}
