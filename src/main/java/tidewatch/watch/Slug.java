package tidewatch.watch;

import java.util.Locale;

/** Names that can be typed: letters and digits of any script, everything else a hyphen. */
final class Slug {
    private static final int LONGEST = 40;

    private Slug() {}

    /** The slug of some words, cut at a word; empty when there is no letter and no digit. */
    static String of(String words) {
        var slug = new StringBuilder();
        words.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        });
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        if (slug.length() <= LONGEST) {
            return slug.toString();
        }
        int cut = slug.lastIndexOf("-", LONGEST);
        if (cut <= 0) {
            cut = Character.isHighSurrogate(slug.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        }
        return slug.substring(0, cut);
    }

    /** The second {@code cpi} of a note has the slug {@code cpi-2}. */
    static String withoutCount(String slug) {
        return slug.replaceFirst("-\\d{1,2}$", "");
    }
}
