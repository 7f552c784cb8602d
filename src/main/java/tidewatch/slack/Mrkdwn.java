package tidewatch.slack;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;

/**
 * Text in Slack's own markup, which some blocks ask for: small print, pairs of names and values, notifications. The one place where words
 * are escaped. Only words in which nothing would be read as markup are written so; others go into rich_text, where nothing is.
 */
final class Mrkdwn {
    /** Marks of bold, italics, strike and code; the name of an emoji; a quote at the begin of a line. */
    private static final Pattern MARKUP = Pattern.compile("[*_~`]|:[^\\s:]+:|^\\s*(?:>|&gt;)", Pattern.MULTILINE);

    private Mrkdwn() {}

    /** "You must escape 3 characters" (docs.slack.dev/messaging/formatting-message-text): no mention and no link comes of words. */
    static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Words, moments and lines of code as markup; absent when something in them would not come out as it stands. */
    static Optional<String> of(List<Inline> text, ZoneId zone) {
        if (MARKUP.matcher(RichText.lines(Inlines.shown(text, zone))).find()) {
            return Optional.empty();
        }
        var all = new StringBuilder();
        for (int i = 0; i < text.size(); i++) {
            switch (text.get(i)) {
                case Inline.Text _, Inline.Ticker _, Inline.NoteRef _, Inline.Num _, Inline.LineBreak _ ->
                    all.append(escaped(RichText.lines(Inlines.shown(text.get(i), zone))));
                case Inline.Code code -> {
                    if (!alone(text, i, zone)) {
                        return Optional.empty();
                    }
                    all.append('`').append(escaped(code.text())).append('`');
                }
                case Inline.When when -> {
                    var words = Inlines.shown(when, zone);
                    all.append(RichText.format(when).map(format -> date(when.instant(), format, words)).orElseGet(() -> escaped(words)));
                }
                case Inline.Strong _, Inline.Em _, Inline.Link _, Inline.PersonRef _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(all.toString());
    }

    private static String date(Instant instant, String format, String words) {
        return "<!date^" + instant.getEpochSecond() + "^" + format + "|" + escaped(words) + ">";
    }

    /** Whether blanks or ends stand on both sides: only then are back-ticks read as code. */
    private static boolean alone(List<Inline> text, int at, ZoneId zone) {
        var before = at == 0 ? " " : Inlines.shown(text.get(at - 1), zone);
        var behind = at == text.size() - 1 ? " " : Inlines.shown(text.get(at + 1), zone);
        return !before.isEmpty() && !behind.isEmpty()
                && Character.isWhitespace(before.charAt(before.length() - 1)) && Character.isWhitespace(behind.charAt(0));
    }
}
