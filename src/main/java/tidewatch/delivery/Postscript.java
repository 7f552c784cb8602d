package tidewatch.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said below a part at the moment of sending and is no part of its frozen bytes. */
final class Postscript {
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    /** Letter, hyphen and four digits of an id tell the messages of one chat apart. */
    private static final int SHORT_ID = 6;
    /** So much of a reminder's headline that the repeat line has room beside it. */
    private static final int ABOUT_MAX = 120;

    private Postscript() {}

    /**
     * The lines for the first part that a claim has left.
     *
     * @param late whether the message is
     */
    static List<String> lines(Claim claim, boolean late, Instant now) {
        var lines = new ArrayList<String>();
        Delivery row = claim.delivery();
        if (late && row.kind().isBrief()) {
            row.asOf().ifPresent(day -> lines.add(new LateLine.OfBrief(row.due(), now, day, claim.zone()).words()));
        } else if (late && row.kind() == DeliveryKind.REMINDER) {
            lines.add(new LateLine.OfReminder(row.due(), now, about(row.headline()), claim.zone()).words());
        }
        if (row.resends() > 0) {
            // The doubt is forgotten when a part arrives, so later parts of the message carry no such line.
            row.suspectSince().ifPresent(broke -> lines.add(repeat(row, broke, claim.zone())));
        }
        return lines;
    }

    private static String repeat(Delivery row, Instant broke, ZoneId zone) {
        return "Possible repeat: the connection broke at " + TO_THE_SECOND.format(broke.atZone(zone)) + " while sending. Same "
                + noun(row.kind()) + " " + row.id().substring(0, Math.min(SHORT_ID, row.id().length())) + ".";
    }

    private static String noun(DeliveryKind kind) {
        return switch (kind) {
            case MORNING, MIDDAY, CLOSE, WEEKLY, WRAP -> "brief";
            case ALERT -> "alert";
            case REMINDER -> "reminder";
            case DIGEST -> "digest";
            case ANSWER -> "answer";
            case THESIS, DATA, NOTICE -> "message";
        };
    }

    private static String about(String headline) {
        if (headline.length() <= ABOUT_MAX) {
            return headline;
        }
        int word = headline.lastIndexOf(' ', ABOUT_MAX);
        int cut = word > ABOUT_MAX / 2 ? word : ABOUT_MAX;
        return headline.substring(0, Character.isLowSurrogate(headline.charAt(cut)) ? cut - 1 : cut) + " …";
    }
}
