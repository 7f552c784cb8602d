package tidewatch.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.settings.Key;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/**
 * Where the rows lie.
 *
 * @param url of a PostgreSQL database as JDBC writes it; empty for the file {@code tidewatch.db} in the home folder
 * @param user absent: the one in the URL, else the one that runs the program
 */
public record StoreSettings(String url, Optional<String> user, Optional<Secret> password) {
    static final Key<String> URL = Key.text("database.url", "");
    static final Key<String> USER = Key.text("database.user", "");
    static final Key<Optional<Path>> PASSWORD_FILE = Key.path("database.password-file");

    public static final List<Key<?>> KEYS = List.of(URL, USER, PASSWORD_FILE);

    /** One file in the home folder, and nothing to set up. */
    public static final StoreSettings FILE = new StoreSettings("", Optional.empty(), Optional.empty());

    private static final String JDBC = "jdbc:";
    private static final String SCHEME = "jdbc:postgresql://";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&;]\\s*(password|pgpassword)\\s*=");
    private static final Pattern USER_INFO = Pattern.compile("(?i)^jdbc:postgresql://[^/?]*@");

    /**
     * Reads and checks.
     *
     * @throws SettingsError for a URL of anything but PostgreSQL, or with a user or password in it; the URL is not repeated, since it may
     *     hold the password
     */
    public static StoreSettings read(Settings settings) {
        var url = jdbc(settings.get(URL));
        if (PASSWORD.matcher(url).find() || USER_INFO.matcher(url).find()) {
            throw fault(
                    settings,
                    "database.url holds a user or password; set database.user, put the password alone into a file that only you may read, and"
                            + " name that file with database.password-file");
        }
        if (!url.isEmpty() && !url.startsWith(SCHEME)) {
            throw fault(
                    settings,
                    "database.url must be of PostgreSQL, such as jdbc:postgresql://db.example.org/tidewatch; leave it empty to keep everything"
                            + " in one file in the home folder");
        }
        return new StoreSettings(
                url, Optional.of(settings.get(USER)).filter(user -> !user.isEmpty()), settings.secret("database.password", PASSWORD_FILE));
    }

    /** PostgreSQL's own tools write {@code postgresql://} or {@code postgres://}. */
    private static String jdbc(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var scheme : List.of("postgresql://", "postgres://")) {
            if (lower.startsWith(scheme)) {
                return SCHEME + text.substring(scheme.length());
            }
        }
        return lower.startsWith(JDBC) ? JDBC + text.substring(JDBC.length()) : text;
    }

    private static SettingsError fault(Settings settings, String sentence) {
        return new SettingsError(List.of(new SettingsError.Fault(settings.where(URL), sentence)));
    }

    /** One file on this machine, rather than a server. */
    public boolean isFile() {
        return url.isEmpty();
    }

    @Override
    public String toString() {
        return isFile() ? "tidewatch.db in the home folder" : url;
    }
}
