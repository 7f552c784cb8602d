package tidewatch.delivery;

import java.time.DateTimeException;
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
 * zone, the sections left out, the editions and the next brief; opening lines follow. The base is not part of it: the row names it.
 */
public final class CopyText {
    private static final String WEEK_AHEAD = "ahead";
    private static final String SECTOR_WEEK = "sectors";

    private CopyText() {}

    static String write(Copy copy) {
        var lines = new ArrayList<String>();
        lines.add(copy.at().toString());
        lines.add(String.join(",", copy.leftOut().stream().sorted().map(Topic::word).toList()));
        lines.add((copy.weekAhead() ? WEEK_AHEAD : "") + " " + (copy.sectorWeek() ? SECTOR_WEEK : ""));
        lines.add(copy.next().orElse(""));
        copy.opening().forEach(line -> lines.add(line.replace('\n', ' ')));
        return String.join("\n", lines);
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
            return Optional.of(new Copy(
                    ZonedDateTime.parse(lines.get(0)),
                    base,
                    Section.Length.CHAT,
                    leftOut,
                    lines.subList(4, lines.size()),
                    lines.get(2).contains(WEEK_AHEAD),
                    lines.get(2).contains(SECTOR_WEEK),
                    Optional.of(lines.get(3)).filter(next -> !next.isEmpty())));
        } catch (DateTimeException garbled) {
            return Optional.empty();
        }
    }
}
