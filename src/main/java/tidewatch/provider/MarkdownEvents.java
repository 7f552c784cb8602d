package tidewatch.provider;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.market.EventList;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Dates in Markdown: list items that begin with one, such as {@code - 2026-02-25 16:20 $NVDA earnings} or
 * {@code * [ ] 2026-03-17 to 2026-03-18: Fed}. Everything else of the note is left alone, code too.
 */
final class MarkdownEvents {
    private static final Pattern ITEM = Pattern.compile(
            "\\s*(?:[-*+]|\\d{1,3}[.)])\\s+(?:\\[[ xX]]\\s+)?(?:\\*\\*|__|`)?(\\d{4}-\\d{2}-\\d{2})"
                    + "(?:\\s*(?:to|until|\\.\\.|\u2013|/)\\s*(\\d{4}-\\d{2}-\\d{2}))?(?:[ T,]+(\\d{1,2}:\\d{2}))?(?:\\*\\*|__|`)?[\\s:,\u2013\u2014-]*(.*)");
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    /** {@code [[Note|words]]} and {@code [words](address)} as their words. */
    private static final Pattern WIKI = Pattern.compile("\\[\\[(?:[^\\]|]*\\|)?([^\\]|]*)]]");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern MARKS = Pattern.compile("\\*\\*|__|`");
    private static final int TITLE_MAX = 120;

    private MarkdownEvents() {}

    static Found<List<MarketEvent>> read(String name, String text, ZoneId zone) {
        var events = new ArrayList<MarketEvent>();
        var problems = new ArrayList<Problem>();
        boolean code = false;
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (FENCE.matcher(line).matches()) {
                code = !code;
                continue;
            }
            var item = ITEM.matcher(line);
            if (code || !item.matches()) {
                continue;
            }
            var where = name + " line " + number;
            var title = title(item.group(4));
            if (title.isEmpty()) {
                problems.add(new Problem(Reason.GARBLED, "a date without words behind it; the item is left out", where));
                continue;
            }
            try {
                var date = LocalDate.parse(item.group(1));
                var end = item.group(2) == null ? date : LocalDate.parse(item.group(2));
                var clock = item.group(3);
                var time = clock == null ? Optional.<LocalTime>empty() : Optional.of(LocalTime.parse(clock.length() == 4 ? "0" + clock : clock));
                events.add(EventList.worded(title, date, end, time, zone, Optional.empty(), EventSource.OWN_FILE.title()));
            } catch (DateTimeException | IllegalArgumentException noDate) {
                problems.add(new Problem(Reason.GARBLED, "that is no day and time that exist; write 2026-02-25 16:20. The item is left out", where));
            }
        }
        return new Found<>(events, problems);
    }

    private static String title(String words) {
        var plain = MARKS.matcher(LINK.matcher(WIKI.matcher(words).replaceAll("$1")).replaceAll("$1")).replaceAll("").strip();
        return plain.codePointCount(0, plain.length()) <= TITLE_MAX ? plain : plain.substring(0, plain.offsetByCodePoints(0, TITLE_MAX)).strip() + "…";
    }
}
