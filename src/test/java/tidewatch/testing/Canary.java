package tidewatch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks whether a secret got out: as it is, in part, or in a form in which programs write bytes. Letter case does not matter. */
public final class Canary {
    /** So many letters of a secret in a row are no accident. */
    private static final int PART = 10;

    private final Map<String, List<String>> forms = new LinkedHashMap<>();

    /** @param secret at least ten letters */
    public Canary(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<String>();
        for (int i = 0; i + PART <= secret.length(); i++) {
            parts.add(secret.substring(i, i + PART).toLowerCase(Locale.ROOT));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A secret of fewer letters than " + PART + " may stand anywhere");
        }
        forms.put("plain", parts);
        var hex = HexFormat.of().formatHex(bytes);
        forms.put("hexadecimal", List.of(hex));
        forms.put("URL-encoded", List.of(hex.replaceAll("(..)", "%$1")));
        var base64 = new ArrayList<String>();
        for (int before = 0; before < 3; before++) {
            base64.add(inner(Base64.getEncoder().withoutPadding(), bytes, before));
            base64.add(inner(Base64.getUrlEncoder().withoutPadding(), bytes, before));
        }
        forms.put("base64", base64);
    }

    /** What stands for these bytes whatever stands before and behind them, when so many bytes stand before them. */
    private static String inner(Base64.Encoder encoder, byte[] bytes, int before) {
        var padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        var text = encoder.encodeToString(padded);
        int first = before == 0 ? 0 : before + 1;
        int last = padded.length % 3 == 0 ? text.length() : text.length() - 1;
        return text.substring(first, last).toLowerCase(Locale.ROOT);
    }

    /** The forms in which these bytes hold it. */
    public List<String> in(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return forms.entrySet().stream().filter(form -> form.getValue().stream().anyMatch(text::contains)).map(Map.Entry::getKey).toList();
    }

    public List<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each file below a folder that holds it, or whose name does, with the form. */
    public List<String> below(Path folder) {
        try (var files = Files.walk(folder)) {
            var found = new ArrayList<String>();
            for (var file : files.toList()) {
                var name = folder.relativize(file).toString();
                in(name).forEach(form -> found.add(name + " in its name: " + form));
                if (Files.isRegularFile(file)) {
                    in(Files.readAllBytes(file)).forEach(form -> found.add(name + ": " + form));
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
