package tidewatch.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidewatch.http.Hosts;
import tidewatch.market.Account;
import tidewatch.market.Basis;
import tidewatch.market.LimitRule;
import tidewatch.market.Offer;
import tidewatch.market.PriceRequest;
import tidewatch.settings.Secret;

/**
 * One account at a source that is asked over the wire.
 *
 * @param key absent when the source is not used
 * @param secret the second half of a key, where the source has one
 * @param url its address, which ends with a slash
 * @param years how far back the plan goes
 */
public record VendorSettings(
        PriceSource source,
        Optional<Secret> key,
        Optional<Secret> secret,
        URI url,
        Duration readyAfter,
        Duration finalAfter,
        int years,
        List<LimitRule> limits) {
    private static final int PRINT_CHARS = 8;

    public VendorSettings {
        Objects.requireNonNull(source);
        Objects.requireNonNull(key);
        Objects.requireNonNull(secret);
        limits = List.copyOf(limits);
        if (!url.toString().endsWith("/") || url.getHost() == null) {
            throw new IllegalArgumentException("The address of " + source.id() + " has a host and ends with a slash");
        }
        if (finalAfter.compareTo(readyAfter) < 0) {
            throw new IllegalArgumentException(source.id() + " is final before it is ready");
        }
        if (years < 1) {
            throw new IllegalArgumentException(source.id() + " with " + years + " years");
        }
    }

    /** What the source has, with the times, the depth and the limits of this account; its bars are as traded. */
    Offer offer(Set<PriceRequest.Kind> kinds, int symbolsACall, int rowsAPage, String feed) {
        return new Offer(kinds, symbolsACall, rowsAPage, Basis.RAW, Period.ofYears(years), feed, readyAfter, finalAfter, limits);
    }

    /** For a source that is used: {@link PriceSettings} has refused one without its key. */
    Secret needKey() {
        return key.orElseThrow(() -> new IllegalArgumentException(source.title() + " is not asked without a key"));
    }

    Secret needSecret() {
        return secret.orElseThrow(() -> new IllegalArgumentException(source.title() + " is not asked without a secret"));
    }

    List<Secret> secrets() {
        return Stream.concat(key.stream(), secret.stream()).toList();
    }

    /** Whose limits the calls count against: a new key starts afresh. */
    public Account account() {
        return key.map(one -> new Account(source.id(), print(one.reveal()))).orElseGet(() -> Account.of(source.id()));
    }

    /** What of a key may be stored: the first digits of its SHA-256. */
    static String print(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, PRINT_CHARS);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** The one host that is called. */
    public Hosts hosts() {
        return Hosts.of(host());
    }

    String host() {
        return url.getHost().replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    }

    /** The file that holds the key, as the configuration names it. */
    String keyName() {
        return "prices." + source.id() + ".key-file";
    }

    String urlName() {
        return "prices." + source.id() + ".url";
    }

    @Override
    public String toString() {
        return account().text();
    }
}
