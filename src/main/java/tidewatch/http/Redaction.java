package tidewatch.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tidewatch.settings.Secret;

/**
 * Cuts secrets out of a text that is to be shown, stored or logged: by value (plain, URL-encoded, base64 at any offset) and by form, for
 * those that nobody has told us. What it has learned it keeps: a token that was exchanged may still stand in an old text. Safe for use by
 * many threads.
 */
public final class Redaction {
    private static final String CUT = "***";

    /** A shorter value would stand in too many harmless words; the forms still cut it where it is used. */
    private static final int VALUE_MIN = 8;

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("\\d{6,12}(?::|%3[aA])[A-Za-z0-9_-]{30,}"), // Telegram
            Pattern.compile("\\bxox[a-z]-[A-Za-z0-9-]{6,}"), // Slack
            Pattern.compile("\\bxapp-[A-Za-z0-9-]{6,}"),
            Pattern.compile("(?i)(?<=\\bBearer |\\bBasic |\\bToken )(?!Information\\b)[A-Za-z0-9._~+/=-]{6,}"),
            Pattern.compile("(?i)(?<=[?&;\\s](?:apikey|api_key|api-key|api_token|access_token|token|key|secret|signature)=)[^&#\\s\"'<>]+"));

    /** Longest first, so that a secret within another does not leave a rest. */
    private volatile List<String> values = List.of();

    public static Redaction of(Collection<Secret> secrets) {
        var redaction = new Redaction();
        secrets.forEach(redaction::learn);
        return redaction;
    }

    /** From now on this secret is cut too. */
    public synchronized void learn(Secret secret) {
        var value = secret.reveal();
        if (value.length() < VALUE_MIN) {
            return;
        }
        var all = new TreeSet<String>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        all.addAll(values);
        if (all.add(value)) {
            all.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            all.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
            all.addAll(base64(value));
            values = List.copyOf(all);
        }
    }

    /** The text with {@code ***} for each secret. */
    public String cut(String text) {
        var cut = text;
        for (var value : values) {
            cut = cut.replace(value, CUT);
        }
        for (var form : FORMS) {
            cut = form.matcher(cut).replaceAll(CUT);
        }
        return cut;
    }

    /**
     * A secret inside a longer base64 text, as in {@code user:secret}, looks different at each of three offsets, and its first and last
     * characters depend on the neighbours: what is left is the same in every such text.
     */
    private static List<String> base64(String value) {
        var forms = new ArrayList<String>();
        var secret = value.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < 3; offset++) {
            var bytes = new byte[offset + secret.length];
            System.arraycopy(secret, 0, bytes, offset, secret.length);
            int first = (offset * 8 + 5) / 6;
            int end = bytes.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(bytes).substring(first, end));
            forms.add(Base64.getUrlEncoder().encodeToString(bytes).substring(first, end));
        }
        return forms;
    }

    @Override
    public String toString() {
        return values.isEmpty() ? "no secrets" : "some secrets";
    }
}
