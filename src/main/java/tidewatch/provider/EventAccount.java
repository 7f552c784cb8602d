package tidewatch.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import tidewatch.http.Hosts;
import tidewatch.market.Account;
import tidewatch.market.EventSource;
import tidewatch.market.LimitRule;
import tidewatch.settings.Secret;

/**
 * An account at a source of events.
 *
 * @param key that opens it; for EDGAR the contact by which it wants to know its callers, which is as much nobody else's business
 * @param url its address, which ends with a slash
 * @param limits all that hold at once
 */
public record EventAccount(EventSource source, Secret key, URI url, List<LimitRule> limits) {
    private static final int PRINT_CHARS = 8;

    public EventAccount {
        Objects.requireNonNull(source);
        Objects.requireNonNull(key);
        limits = List.copyOf(limits);
        if (url.getHost() == null || !url.toString().endsWith("/")) {
            throw new IllegalArgumentException("The address of " + source.title() + " is none that ends with a slash");
        }
    }

    /** Whose limits its calls count against: another key is another account. */
    public Account account() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.reveal().getBytes(StandardCharsets.UTF_8));
            return new Account(source.id(), HexFormat.of().formatHex(digest).substring(0, PRINT_CHARS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The one host that is called. */
    public Hosts hosts() {
        return Hosts.of(url.getHost());
    }

    /** The configuration key of its key: {@code events.fred.key}. */
    String keyName() {
        return "events." + source.id() + (source == EventSource.EDGAR ? ".contact" : ".key");
    }

    String urlName() {
        return "events." + source.id() + ".url";
    }
}
