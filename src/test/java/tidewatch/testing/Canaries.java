package tidewatch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets that tests use, and the search for them in what the tests wrote. Each holds {@link #MARK}, also those that a test makes for
 * itself: so none has to be known to be found. {@code CanariesTest} refuses a test that uses another one.
 */
public final class Canaries {
    /** Stands in every secret; thirteen letters that nobody writes by accident. */
    public static final String MARK = "kanarienvogel";

    /** Of the bot of {@code FakeTelegram}. */
    public static final String FAKE_BOT = "7200000001:AAtheFakeServer_" + MARK + "_knowsThisBot";

    /** Of the bot of the server that answers by a script. */
    public static final String SCRIPTED_BOT = "123456789:AAscript-Written_" + MARK + "_byTheTestItself";

    /** Of a bot that no server knows. */
    public static final String UNKNOWN_BOT = "7200000001:AAnoServerHeardOf_" + MARK + "_thisOneEver";

    /** Of a bot in tests of settings and of what is cut out of texts. */
    public static final String WRITTEN_BOT = "123456789:AAstandsInSomeText_" + MARK + "_andIsCutOut";

    /** What Telegram shows when it calls us. */
    public static final String HOOK = "rings-our-bell_" + MARK + "_1";

    /** Of the app of {@code FakeSlack}: the bot token, the app-level token and the signing secret. */
    public static final String SLACK_BOT = "xoxb-1000000001-2000000002-" + MARK + "OfTheFakeServer";

    public static final String SLACK_APP = "xapp-1-A07FAKEAPP1-3000000003-" + MARK + "OfTheFakeServer";
    public static final String SLACK_SIGNING = "fa4e5ec4e7fa4e5" + MARK + "c4e7";

    /** Of the app of the server of Slack that answers by a script. */
    public static final String SCRIPTED_SLACK_BOT = "xoxb-123456789012-scripted" + MARK + "asItIsWritten";

    public static final String SCRIPTED_SLACK_APP = "xapp-1-A0SCRIPTED-123456789-scripted" + MARK + "asItIsWritten";
    public static final String SCRIPTED_SLACK_SIGNING = "scripted" + MARK + "asItIsWritten";

    private static final List<String> KNOWN = List.of(
            FAKE_BOT,
            SCRIPTED_BOT,
            UNKNOWN_BOT,
            WRITTEN_BOT,
            HOOK,
            SLACK_BOT,
            SLACK_APP,
            SLACK_SIGNING,
            SCRIPTED_SLACK_BOT,
            SCRIPTED_SLACK_APP,
            SCRIPTED_SLACK_SIGNING);

    /** A token of a bot, as BotFather gives them, and a pairing code, as it is typed: made anew by each run, so known by their form only. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?<![0-9])[0-9]{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}"),
            Pattern.compile("(?<![0-9A-Za-z-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}(?![0-9A-Za-z-])"));

    /** Classes, libraries, and the archive of loaded classes by which later starts are quicker. */
    private static final Pattern CODE = Pattern.compile("\\.(?:class|jar|aot)$");

    private Canaries() {}

    /** What may be known of a bot is its number; the secret stands behind the colon. */
    public static String secretOf(String token) {
        return token.substring(token.indexOf(':') + 1);
    }

    /** What stands in a file; nothing when it went while others worked in its folder, as an index drops parts that it merged. */
    public static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    /** Each file below a folder that tells a secret, and how; never the secret itself. Compiled code is not looked at. */
    public static List<String> below(Path folder) {
        var known = Stream.concat(Stream.of(MARK), KNOWN.stream().map(Canaries::secretOf)).map(Canary::new).toList();
        try (var files = Files.walk(folder)) {
            var found = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString();
                if (!CODE.matcher(name).find()) {
                    var bytes = bytes(file);
                    var text = new String(bytes, StandardCharsets.ISO_8859_1);
                    known.stream().flatMap(canary -> canary.in(bytes).stream()).distinct().forEach(form -> found.add(name + ": " + form));
                    FORMS.stream().filter(form -> form.matcher(text).find()).forEach(_ -> found.add(name + ": the form of one"));
                }
                if (known.stream().anyMatch(canary -> !canary.in(name).isEmpty())) {
                    found.add("the name of a file");
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
