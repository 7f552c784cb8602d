package tidewatch.notes;

import java.util.Collection;

/** Tags in running text: {@code #markets/rotation} at the start or behind white space, outside links and code. */
final class Tags {
    private Tags() {}

    /** Adds the tags of a run; a line made only of tags may hold digits-only ones ({@code #2026}), elsewhere they are no tags. */
    static void collect(Run run, Collection<String> tags, Collection<Stretch> numeric) {
        var plain = run.plain();
        if (!run.may(Run.HASH) || plain.indexOf('#') < 0) {
            return;
        }
        boolean only = true;
        for (var word : plain.strip().split("\\s+", -1)) {
            only &= word.length() > 1 && word.charAt(0) == '#';
        }
        for (int i = plain.indexOf('#'); i >= 0; i = plain.indexOf('#', i + 1)) {
            if ((i > 0 && !NameKey.isSpace(plain.charAt(i - 1)))
                    || run.isInside(Run.Kind.CODE, i)
                    || run.linkIn(i, i + 1).isPresent()) {
                continue;
            }
            int end = end(plain, i + 1);
            var tag = plain.substring(i + 1, end);
            boolean digits = tag.chars().allMatch(Character::isDigit);
            if (tag.isEmpty() || (digits && !only) || tags.contains(tag)) {
                continue;
            }
            tags.add(tag);
            if (digits) {
                numeric.add(run.at(i, end));
            }
        }
    }

    /** One past the last character of a tag: letters, digits, {@code _ - /}, symbols and emoji. */
    static int end(String plain, int from) {
        int at = from;
        while (at < plain.length()) {
            int c = plain.codePointAt(at);
            int type = Character.getType(c);
            boolean part = Character.isLetterOrDigit(c)
                    || c == '_'
                    || c == '-'
                    || c == '/'
                    || c == '\u200d'
                    || c == '\ufe0f'
                    || type == Character.OTHER_SYMBOL
                    || type == Character.NON_SPACING_MARK;
            if (!part) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }
}
