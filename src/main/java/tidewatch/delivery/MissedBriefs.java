package tidewatch.delivery;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Times;

/**
 * The line with which a brief opens when others before it were not delivered.
 *
 * @param sessions of the missed briefs, the oldest first, one each; a session with two missed briefs stands twice
 * @param outage that was the cause; absent when it was another
 * @param zone of the chat
 */
public record MissedBriefs(List<LocalDate> sessions, Optional<Outage> outage, ZoneId zone) {
    public MissedBriefs {
        sessions = sessions.stream().sorted().toList();
        Objects.requireNonNull(outage);
        Objects.requireNonNull(zone);
        if (sessions.isEmpty()) {
            throw new IllegalArgumentException("Nothing was missed");
        }
    }

    /**
     * {@code The brief for Thu 8 Jan was not delivered (service down 06:40-16:02). Read it: /brief 2026-01-08}, or {@code 3 briefs were
     * not delivered, Mon 5 to Wed 7 Jan (service down). /brief 2026-01-05}.
     */
    public String words() {
        LocalDate first = sessions.getFirst();
        if (sessions.size() == 1) {
            return "The brief for " + Times.day(first) + " was not delivered" + outage.map(this::stretch).orElse("") + ". Read it: /brief "
                    + first;
        }
        return sessions.size() + " briefs were not delivered, " + range(first, sessions.getLast())
                + (outage.isPresent() ? " (service down)" : "") + ". /brief " + first;
    }

    private String stretch(Outage down) {
        var from = LocalMoment.of(down.from(), zone);
        var until = LocalMoment.of(down.until(), zone);
        return from.date().equals(until.date())
                ? " (service down " + from.time() + "-" + until.time() + ")"
                : " (service down " + from.dayTime() + " to " + until.dayTime() + ")";
    }

    private static String range(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return Times.day(first);
        }
        var from = Times.day(first);
        boolean sameMonth = first.getMonth() == last.getMonth() && first.getYear() == last.getYear();
        return (sameMonth ? from.substring(0, from.lastIndexOf(' ')) : from) + " to " + Times.day(last);
    }
}
