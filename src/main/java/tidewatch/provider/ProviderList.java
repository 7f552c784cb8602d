package tidewatch.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.http.HttpCalls;
import tidewatch.market.CallBook;
import tidewatch.market.Instrument;
import tidewatch.market.PriceProvider;
import tidewatch.market.TradingCalendar;

/** The sources that the configuration names: one class a source, and its line here. */
public final class ProviderList {
    private ProviderList() {}

    /**
     * In the order of {@code prices.providers}; empty when it names none.
     *
     * @param calls each source that is asked over the wire gets a client of its own, for its one host
     * @param known names, kinds and sectors of symbols
     */
    public static List<PriceProvider> of(
            PriceSettings settings,
            HttpCalls calls,
            CallBook book,
            TradingCalendar calendar,
            Function<String, Optional<Instrument>> known) {
        return settings.providers().stream().map(source -> one(source, settings, calls, book, calendar, known)).toList();
    }

    private static PriceProvider one(
            PriceSource source,
            PriceSettings settings,
            HttpCalls calls,
            CallBook book,
            TradingCalendar calendar,
            Function<String, Optional<Instrument>> known) {
        return switch (source) {
            case ALPACA -> {
                var vendor = vendor(settings, source);
                yield new AlpacaPrices(vendor, calls.fetches(vendor.hosts()), book, calendar);
            }
            case MASSIVE -> {
                var vendor = vendor(settings, source);
                yield new MassivePrices(vendor, calls.fetches(vendor.hosts()), book, calendar, known);
            }
            case TIINGO -> {
                var vendor = vendor(settings, source);
                yield new TiingoPrices(vendor, calls.fetches(vendor.hosts()), book, calendar);
            }
            case CSV -> LocalPrices.files(FilePrices.of(settings.dirs(), known), calendar, settings.readyAfter());
        };
    }

    private static VendorSettings vendor(PriceSettings settings, PriceSource source) {
        return settings.vendor(source).orElseThrow(() -> new IllegalArgumentException(source.id() + " has no account in the settings"));
    }
}
