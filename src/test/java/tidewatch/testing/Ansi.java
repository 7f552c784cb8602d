package tidewatch.testing;

import java.util.regex.Pattern;

/** Takes the escape sequences of our own kind out of terminal text: SGR and OSC 8. What it leaves may not hold any ESC. */
public final class Ansi {
    private static final Pattern LOOKS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern LINKS = Pattern.compile("\u001b]8;;[\\x21-\\x7E]*\u001b\\\\");

    private Ansi() {}

    public static String stripped(String text) {
        var bare = LINKS.matcher(LOOKS.matcher(text).replaceAll("")).replaceAll("");
        if (bare.chars().anyMatch(c -> (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0))) {
            throw new AssertionError("A control character is left in: " + bare.replace("\u001b", "<ESC>"));
        }
        return bare;
    }
}
