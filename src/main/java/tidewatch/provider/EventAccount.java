package tidewatch.provider;

import java.net.URI;
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
        return new Account(source.id(), VendorSettings.print(key.reveal()));
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
