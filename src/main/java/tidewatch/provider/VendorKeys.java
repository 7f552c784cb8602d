package tidewatch.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.market.TradingCalendar;
import tidewatch.settings.Key;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/** The keys of the configuration for one source that needs an account, with what stands when they are not set. */
final class VendorKeys {
    private static final int MINUTES_MAX = 2880;
    private static final int LIMIT_MAX = 1_000_000;
    private static final int YEARS_MAX = 60;
    private static final int FINAL_MINUTES = 240;
    /** What a header field takes. */
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,256}");

    private final PriceSource source;
    private final Key<Optional<Path>> keyFile;
    private final List<Key<Optional<Path>>> secretFile;
    private final Key<URI> url;
    private final Key<Integer> readyAfter;
    private final Key<Integer> finalAfter;
    private final Key<Integer> years;
    private final List<Limit> limits;

    private record Limit(Key<Integer> key, Window window, Per per) {}

    private VendorKeys(PriceSource source, boolean twoSecrets, String url, int readyAfter, int years, List<Limit> limits) {
        this.source = source;
        keyFile = Key.path(name("key-file"));
        secretFile = twoSecrets ? List.of(Key.path(name("secret-file"))) : List.of();
        this.url = new Key<>(name("url"), url, "an address such as " + url, VendorKeys::address);
        this.readyAfter = Key.whole(name("ready-after-minutes"), readyAfter, 0, MINUTES_MAX);
        this.finalAfter = Key.whole(name("final-after-minutes"), FINAL_MINUTES, 0, MINUTES_MAX);
        this.years = Key.whole(name("years"), years, 1, YEARS_MAX);
        this.limits = limits;
    }

    /** 200 calls a minute, history since 2016 (docs.alpaca.markets, "About Market Data API", plan Basic). */
    static VendorKeys alpaca() {
        return new VendorKeys(
                PriceSource.ALPACA,
                true,
                "https://data.alpaca.markets/",
                20,
                10,
                List.of(limit(PriceSource.ALPACA, "minute", 200, Window.MINUTE, Per.CALL)));
    }

    /** 5 calls a minute, two years (massive.com/pricing, Stocks Basic). */
    static VendorKeys massive() {
        return new VendorKeys(
                PriceSource.MASSIVE,
                false,
                "https://api.massive.com/",
                45,
                2,
                List.of(limit(PriceSource.MASSIVE, "minute", 5, Window.MINUTE, Per.CALL)));
    }

    /** 50 calls an hour, 1,000 a day, 500 symbols a month (tiingo.com/about/pricing, Starter). */
    static VendorKeys tiingo() {
        return new VendorKeys(
                PriceSource.TIINGO,
                false,
                "https://api.tiingo.com/",
                90,
                30,
                List.of(
                        limit(PriceSource.TIINGO, "hour", 50, Window.HOUR, Per.CALL),
                        limit(PriceSource.TIINGO, "day", 1000, Window.DAY, Per.CALL),
                        limit(PriceSource.TIINGO, "symbols-month", 500, Window.MONTH, Per.DISTINCT_SYMBOL)));
    }

    private static Limit limit(PriceSource source, String name, int standard, Window window, Per per) {
        return new Limit(Key.whole("prices." + source.id() + ".limit." + name, standard, 0, LIMIT_MAX), window, per);
    }

    private String name(String last) {
        return "prices." + source.id() + "." + last;
    }

    PriceSource source() {
        return source;
    }

    Key<Optional<Path>> keyFile() {
        return keyFile;
    }

    List<Key<?>> all() {
        var all = new ArrayList<Key<?>>();
        all.add(keyFile);
        all.addAll(secretFile);
        all.addAll(List.of(url, readyAfter, finalAfter, years));
        limits.stream().map(Limit::key).forEach(all::add);
        return List.copyOf(all);
    }

    /** Names of the secrets without {@code -file}. */
    private Stream<Key<Optional<Path>>> secretFiles() {
        return Stream.concat(Stream.of(keyFile), secretFile.stream());
    }

    /** What of the account is not set: the names of the keys that are to be set. */
    List<String> missing(VendorSettings read) {
        var missing = new ArrayList<String>();
        if (read.key().isEmpty()) {
            missing.add(keyFile.name());
        }
        if (read.secret().isEmpty()) {
            secretFile.forEach(key -> missing.add(key.name()));
        }
        return missing;
    }

    /**
     * Reads and checks.
     *
     * @throws SettingsError for a secret that no header field takes, which is not repeated, and for a session that is final before it is
     *     ready
     */
    VendorSettings read(Settings settings) {
        var secrets = secretFiles().map(file -> secret(settings, file)).toList();
        int ready = settings.get(readyAfter);
        int last = settings.get(finalAfter);
        if (last < ready) {
            throw fault(
                    settings,
                    settings.isSet(finalAfter) ? finalAfter : readyAfter,
                    finalAfter.name() + " is " + last + " and " + readyAfter.name() + " is " + ready
                            + "; a session is ready first: set the final one to " + ready + " or more");
        }
        return new VendorSettings(
                source,
                secrets.getFirst(),
                secrets.size() > 1 ? secrets.get(1) : Optional.empty(),
                settings.get(url),
                Duration.ofMinutes(ready),
                Duration.ofMinutes(last),
                settings.get(years),
                limits.stream()
                        .filter(limit -> settings.get(limit.key()) > 0)
                        .map(limit -> new LimitRule(limit.window(), settings.get(limit.key()), limit.per(), TradingCalendar.ZONE))
                        .toList());
    }

    private static Optional<Secret> secret(Settings settings, Key<Optional<Path>> file) {
        var name = file.name().substring(0, file.name().length() - "-file".length());
        var secret = settings.secret(name, file);
        if (secret.filter(one -> !SECRET.matcher(one.reveal()).matches()).isPresent()) {
            throw fault(settings, file, name + ": that is no key; it has letters, digits and signs on one line. Put it in the file and nothing else");
        }
        return secret;
    }

    static SettingsError fault(Settings settings, Key<?> key, String sentence) {
        var where = settings.isSet(key) ? settings.where(key) : "environment";
        return new SettingsError(List.of(new SettingsError.Fault(where, sentence)));
    }

    /** Scheme, host, perhaps a port and a path; with a slash at the end. */
    private static URI address(String text) {
        try {
            var address = new URI(text.endsWith("/") ? text : text + "/");
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!web || address.getHost() == null) {
                throw new IllegalArgumentException("is no http or https address");
            }
            if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
                throw new IllegalArgumentException("holds more than a host, a port and a path");
            }
            return address;
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException("is no address", unreadable);
        }
    }
}
