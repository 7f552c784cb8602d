package tidewatch.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.http.HttpCalls;
import tidewatch.market.CallBook;
import tidewatch.market.CompanyNumbers;
import tidewatch.market.EventCalendar;
import tidewatch.market.EventSource;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.market.Releases;
import tidewatch.market.TradingCalendar;
import tidewatch.settings.Key;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/**
 * Where dated events come from. A source is asked when its key is there.
 *
 * @param accounts one for each source that is asked, in the order of the keys
 * @param files of the user's own: ICS, CSV or Markdown
 */
public record EventSettings(List<EventAccount> accounts, List<Path> files) {
    private static final int LIMIT_MAX = 1_000_000;
    /** What a header field and an address take. */
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,256}");
    /** A name and an e-mail address, as sec.gov/os/accessing-edgar-data wants it; it goes into a header field. */
    private static final Pattern CONTACT = Pattern.compile("(?=.{5,200}$)[ -~]*[^\\s@]+@[^\\s@]+\\.[^\\s@]+[ -~]*");

    public static final Key<List<Path>> FILES = Key.paths("events.files");

    public static final Key<Optional<Path>> ALPHA_VANTAGE_KEY_FILE = Key.path("events.alpha-vantage.key-file");
    public static final Key<URI> ALPHA_VANTAGE_URL = url("alpha-vantage", "https://www.alphavantage.co/");
    /** home-assistant/home-assistant.io#31996. */
    public static final Key<Integer> ALPHA_VANTAGE_LIMIT_DAY = Key.whole("events.alpha-vantage.limit.day", 25, 1, LIMIT_MAX);

    public static final Key<Optional<Path>> FINNHUB_KEY_FILE = Key.path("events.finnhub.key-file");
    public static final Key<URI> FINNHUB_URL = url("finnhub", "https://finnhub.io/");
    public static final Key<Integer> FINNHUB_LIMIT_MINUTE = Key.whole("events.finnhub.limit.minute", 60, 1, LIMIT_MAX);

    public static final Key<Optional<Path>> FRED_KEY_FILE = Key.path("events.fred.key-file");
    public static final Key<URI> FRED_URL = url("fred", "https://api.stlouisfed.org/");
    public static final Key<Integer> FRED_LIMIT_MINUTE = Key.whole("events.fred.limit.minute", 120, 1, LIMIT_MAX);

    public static final Key<String> EDGAR_CONTACT = new Key<>(
            "events.edgar.contact", "", "a name and an e-mail address such as Jo Doe jo@example.org", EventSettings::contact);
    public static final Key<URI> EDGAR_URL = url("edgar", "https://data.sec.gov/");
    /** They allow 10 (sec.gov/os/accessing-edgar-data). */
    public static final Key<Integer> EDGAR_LIMIT_SECOND = Key.whole("events.edgar.limit.second", 2, 1, 10);

    public static final List<Key<?>> KEYS = List.of(
            FILES,
            ALPHA_VANTAGE_KEY_FILE,
            ALPHA_VANTAGE_URL,
            ALPHA_VANTAGE_LIMIT_DAY,
            FINNHUB_KEY_FILE,
            FINNHUB_URL,
            FINNHUB_LIMIT_MINUTE,
            FRED_KEY_FILE,
            FRED_URL,
            FRED_LIMIT_MINUTE,
            EDGAR_CONTACT,
            EDGAR_URL,
            EDGAR_LIMIT_SECOND);

    public EventSettings {
        accounts = List.copyOf(accounts);
        files = List.copyOf(files);
    }

    /**
     * Reads and checks.
     *
     * @throws SettingsError for a key that is none, which is not repeated
     */
    public static EventSettings read(Settings settings) {
        var accounts = new ArrayList<EventAccount>();
        key(settings, ALPHA_VANTAGE_KEY_FILE).ifPresent(key -> accounts.add(new EventAccount(
                EventSource.ALPHA_VANTAGE,
                key,
                settings.get(ALPHA_VANTAGE_URL),
                List.of(limit(Window.SECOND, 1), limit(Window.DAY, settings.get(ALPHA_VANTAGE_LIMIT_DAY))))));
        key(settings, FINNHUB_KEY_FILE).ifPresent(key -> accounts.add(new EventAccount(
                EventSource.FINNHUB, key, settings.get(FINNHUB_URL), List.of(limit(Window.MINUTE, settings.get(FINNHUB_LIMIT_MINUTE))))));
        key(settings, FRED_KEY_FILE).ifPresent(key -> accounts.add(new EventAccount(
                EventSource.FRED, key, settings.get(FRED_URL), List.of(limit(Window.MINUTE, settings.get(FRED_LIMIT_MINUTE))))));
        if (!settings.get(EDGAR_CONTACT).isEmpty()) {
            accounts.add(new EventAccount(
                    EventSource.EDGAR,
                    Secret.of(settings.get(EDGAR_CONTACT)),
                    settings.get(EDGAR_URL),
                    List.of(limit(Window.SECOND, settings.get(EDGAR_LIMIT_SECOND)))));
        }
        return new EventSettings(accounts, settings.get(FILES));
    }

    /** The sources of these accounts, each with a client of its own for its one host. Nothing is called yet. */
    public List<EventCalendar> sources(HttpCalls calls, CallBook book, Releases releases, CompanyNumbers numbers) {
        return accounts.stream().map(account -> source(account, calls, book, releases, numbers)).toList();
    }

    private static EventCalendar source(EventAccount account, HttpCalls calls, CallBook book, Releases releases, CompanyNumbers numbers) {
        var client = calls.fetches(account.hosts());
        return switch (account.source()) {
            case ALPHA_VANTAGE -> new AlphaVantageEarnings(account, client, book);
            case FINNHUB -> new FinnhubEarnings(account, client, book);
            case FRED -> new FredReleases(account, client, book, releases);
            case EDGAR -> new EdgarFilings(account, client, book, numbers);
            case OWN_FILE, SHIPPED, RULE -> throw new IllegalArgumentException(account.source() + " is not asked over the network");
        };
    }

    private static LimitRule limit(Window window, int most) {
        return new LimitRule(window, most, Per.CALL, TradingCalendar.ZONE);
    }

    private static Optional<Secret> key(Settings settings, Key<Optional<Path>> file) {
        var name = file.name().substring(0, file.name().length() - "-file".length());
        var key = settings.secret(name, file);
        if (key.filter(one -> !SECRET.matcher(one.reveal()).matches()).isPresent()) {
            var where = settings.isSet(file) ? settings.where(file) : "environment";
            throw new SettingsError(List.of(new SettingsError.Fault(
                    where, name + ": that is no key; it has letters, digits and signs on one line. Put it in the file and nothing else")));
        }
        return key;
    }

    private static String contact(String text) {
        if (!text.isEmpty() && !CONTACT.matcher(text).matches()) {
            throw new IllegalArgumentException("names no e-mail address");
        }
        return text;
    }

    private static Key<URI> url(String source, String standard) {
        return new Key<>("events." + source + ".url", standard, "an address such as " + standard, EventSettings::address);
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
