package tidewatch.delivery;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Brief;
import tidewatch.brief.Copy;
import tidewatch.brief.Section;
import tidewatch.brief.Topic;

/**
 * A chat's copy of a brief as it is stored with its row, so that it can be said again as it was sent: one line each for the moment with its
 * zone, the sections left out, the editions and the next brief; opening lines follow, then the reminders, each after a tab. The base is not
 * part of it: the row names it.
 */
public final class CopyText {
    private static final String WEEK_AHEAD = "ahead";
    private static final String SECTOR_WEEK = "sectors";
    private static final String TAB = "\t";

    private CopyText() {}

    static String write(Copy copy) {
        var lines = new ArrayList<String>();
        lines.add(copy.at().toString());
        lines.add(String.join(",", copy.leftOut().stream().sorted().map(Topic::word).toList()));
        lines.add((copy.weekAhead() ? WEEK_AHEAD : "") + " " + (copy.sectorWeek() ? SECTOR_WEEK : ""));
        lines.add(copy.next().orElse(""));
        copy.opening().forEach(line -> lines.add(plain(line)));
        copy.reminders().forEach(one -> lines.add(TAB
                + String.join(
                        TAB,
                        String.valueOf(one.number()),
                        one.day().toString(),
                        one.time().map(LocalTime::toString).orElse(""),
                        plain(one.slug()),
                        plain(one.what()))));
        return String.join("\n", lines);
    }

    private static String plain(String words) {
        return words.replace('\n', ' ').replace('\t', ' ');
    }

    private static Optional<Copy.Reminder> reminder(String line) {
        var cells = List.of(line.split(TAB, -1));
        return cells.size() != 6
                ? Optional.empty()
                : Optional.of(new Copy.Reminder(
                        Integer.parseInt(cells.get(1)),
                        cells.get(4),
                        cells.get(5),
                        LocalDate.parse(cells.get(2)),
                        Optional.of(cells.get(3)).filter(time -> !time.isEmpty()).map(LocalTime::parse)));
    }

    /**
     * The copy that was stored as this text, of the length that chats get.
     *
     * @param base the facts that the row names as its base
     * @return absent for anything else
     */
    public static Optional<Copy> read(String text, Optional<Brief> base) {
        var lines = List.of(text.split("\n", -1));
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            var leftOut = EnumSet.noneOf(Topic.class);
            for (var word : lines.get(1).split(",", -1)) {
                Topic.of(word).ifPresent(leftOut::add);
            }
            var rest = lines.subList(4, lines.size());
            return Optional.of(new Copy(
                    ZonedDateTime.parse(lines.get(0)),
                    base,
                    Section.Length.CHAT,
                    leftOut,
                    rest.stream().filter(line -> !line.startsWith(TAB)).toList(),
                    lines.get(2).contains(WEEK_AHEAD),
                    lines.get(2).contains(SECTOR_WEEK),
                    Optional.of(lines.get(3)).filter(next -> !next.isEmpty()),
                    rest.stream().filter(line -> line.startsWith(TAB)).flatMap(line -> reminder(line).stream()).toList()));
        } catch (DateTimeException | NumberFormatException garbled) {
            return Optional.empty();
        }
    }
}
