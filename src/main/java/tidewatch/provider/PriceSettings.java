package tidewatch.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/**
 * Where prices come from.
 *
 * @param dirs folders of CSV files, the first wins where two have one symbol; empty for the sample market
 * @param readyAfter from the close of a session until the prices of folders and of the sample can be expected; 0 to 12 hours
 * @param providers the sources that are asked, the first one first; empty when prices are read from {@code dirs}, or are the sample
 * @param years how far back series are filled
 * @param keepAll whether every row of a whole-market answer is kept, not only those of instruments that are wanted
 * @param vendors an account at each source that needs one, whether it is used or not
 */
public record PriceSettings(
        List<Path> dirs, Duration readyAfter, List<PriceSource> providers, int years, boolean keepAll, List<VendorSettings> vendors) {
    public static final Key<List<Path>> DIRS = Key.paths("prices.dirs");
    public static final Key<Integer> READY_AFTER_MINUTES = Key.whole("prices.ready-after-minutes", 45, 0, 720);
    public static final Key<List<PriceSource>> PROVIDERS = new Key<>(
            "prices.providers", "", "any of alpaca, massive, tiingo, csv, divided by commas", PriceSettings::sources);
    public static final Key<Integer> YEARS = Key.whole("prices.years", 5, 1, 30);
    public static final Key<Boolean> KEEP = new Key<>("prices.keep", "wanted", "wanted or all", PriceSettings::keepAll);

    private static final List<VendorKeys> VENDORS = List.of(VendorKeys.alpaca(), VendorKeys.massive(), VendorKeys.tiingo());

    public static final List<Key<?>> KEYS = Stream.concat(
                    Stream.of(DIRS, READY_AFTER_MINUTES, PROVIDERS, YEARS, KEEP),
                    VENDORS.stream().flatMap(vendor -> vendor.all().stream()))
            .toList();

    public PriceSettings {
        dirs = List.copyOf(dirs);
        providers = List.copyOf(providers);
        vendors = List.copyOf(vendors);
        Objects.requireNonNull(readyAfter);
    }

    /**
     * Reads and checks.
     *
     * @throws SettingsError for a source that is named without its key or its folders, and for a key that cannot be one
     */
    public static PriceSettings read(Settings settings) {
        var vendors = VENDORS.stream().map(vendor -> vendor.read(settings)).toList();
        var read = new PriceSettings(
                settings.get(DIRS),
                Duration.ofMinutes(settings.get(READY_AFTER_MINUTES)),
                settings.get(PROVIDERS),
                settings.get(YEARS),
                settings.get(KEEP),
                vendors);
        var faults = read.missing(settings.where(PROVIDERS));
        if (!faults.isEmpty()) {
            throw new SettingsError(faults);
        }
        return read;
    }

    private List<SettingsError.Fault> missing(String where) {
        var faults = new ArrayList<SettingsError.Fault>();
        for (VendorKeys keys : VENDORS) {
            if (providers.contains(keys.source())) {
                for (String name : vendor(keys.source()).map(keys::missing).orElse(List.of())) {
                    faults.add(new SettingsError.Fault(
                            where,
                            PROVIDERS.name() + " names " + keys.source().id() + ", and " + name + " is not set: put what "
                                    + keys.source().title() + " gave you for your account into a file and name that file there"));
                }
            }
        }
        if (providers.contains(PriceSource.CSV) && dirs.isEmpty()) {
            faults.add(new SettingsError.Fault(
                    where, PROVIDERS.name() + " names csv, and " + DIRS.name() + " is not set: name the folders of your CSV files there"));
        }
        return faults;
    }

    /** From the close of a session until its prices can be expected: of the source that is asked first, else of the folders. */
    public Duration ready() {
        return providers.stream().findFirst().flatMap(this::vendor).map(VendorSettings::readyAfter).orElse(readyAfter);
    }

    /** The account at a source; absent for the folders, which need none. */
    public Optional<VendorSettings> vendor(PriceSource source) {
        return vendors.stream().filter(one -> one.source() == source).findFirst();
    }

    private static List<PriceSource> sources(String text) {
        var sources = new LinkedHashSet<PriceSource>();
        for (var one : text.split(",", -1)) {
            var name = one.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                var source = PriceSource.of(name).orElseThrow(() -> new IllegalArgumentException("names a source that is not known"));
                if (!sources.add(source)) {
                    throw new IllegalArgumentException("names " + source.id() + " twice");
                }
            }
        }
        return List.copyOf(sources);
    }

    private static boolean keepAll(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "wanted" -> false;
            case "all" -> true;
            default -> throw new IllegalArgumentException("is neither");
        };
    }
}
