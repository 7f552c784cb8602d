package tidewatch.notes;

/**
 * Words of a person as one line of a list in a note: they stay readable and make nothing of the note around them. Links in double brackets
 * work; so do bold and italics. What is parted by a space: the marks of comments ({@code %%}), of embedded files ({@code ![}), and of
 * template programs, each of which would hide or change the lines below, or fetch something. HTML is shown, not run.
 */
final class HarmlessWords {
    private HarmlessWords() {}

    static String of(String words) {
        var line = words.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").replaceAll("[\\u202A-\\u202E\\u2066-\\u2069\\u200B\\uFEFF]", "").strip();
        var out = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char before = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
            boolean parts = (c == '%' && (before == '%' || before == '<'))
                    || (c == '{' && before == '{')
                    || (c == '[' && before == '!');
            if (parts) {
                out.append(' ');
            } else if (c == '<' && i + 1 < line.length() && opensTag(line.charAt(i + 1))) {
                out.append('\\');
            }
            out.append(c);
        }
        // An odd back-tick would wait for its partner in a later line of the same list.
        var safe = out.toString();
        return safe.chars().filter(c -> c == '`').count() % 2 == 0 ? safe : safe.replace("`", "\\`");
    }

    private static boolean opensTag(char next) {
        return next == '!' || next == '/' || next == '?' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    }
}
