package tidewatch.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Figures beside a date, as they are kept: a plain number and perhaps its currency. */
final class EventNumbers {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}(\\.[0-9]{1,4})?");
    private static final Pattern LONGER = Pattern.compile("(-?[0-9]{1,6}\\.[0-9]{4})[0-9]{1,12}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private EventNumbers() {}

    /** {@code 1.85 USD}; empty for what is no number. */
    static Optional<String> estimate(String number, String currency) {
        var plain = LONGER.matcher(number.strip()).replaceFirst("$1");
        if (!NUMBER.matcher(plain).matches()) {
            return Optional.empty();
        }
        var unit = currency.strip().toUpperCase(Locale.ROOT);
        return Optional.of(CURRENCY.matcher(unit).matches() ? plain + " " + unit : plain);
    }
}
