package tidewatch.delivery;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Times;

/** The lines with which one chat's copy of a brief opens: what it has not got before, and what this brief lacks. */
final class OpeningLines {
    /** More of one sort are counted, not listed. */
    private static final int LINES_MOST = 5;

    private static final int SILENT_MOST = 10;

    private final Outbox outbox;
    private final BriefArchive archive;
    private final Ticks ticks;
    private final Function<Chat, String> profile;

    OpeningLines(Outbox outbox, BriefArchive archive, Ticks ticks, Function<Chat, String> profile) {
        this.outbox = outbox;
        this.archive = archive;
        this.ticks = ticks;
        this.profile = profile;
    }

    /** How people ask for the brief of a row: {@code /brief 2026-01-09}. */
    private static String ask(Delivery row) {
        return "/brief " + MorningRun.key(row, "").map(BriefArchive.Key::said).orElse(session(row).toString());
    }

    /** The session that a row is about: of a week or a holiday that of its prices. */
    static LocalDate session(Delivery row) {
        return SlotKey.parse(row.slot())
                .flatMap(key -> key instanceof SlotKey.OfSession(var day) ? Optional.of(day) : Optional.<LocalDate>empty())
                .or(row::asOf)
                .orElseGet(() -> row.due().atZone(TradingCalendar.ZONE).toLocalDate());
    }

    List<String> of(Delivery row, Chat chat, BriefArchive.Kept kept, List<Delivery> silent) {
        var lines = new ArrayList<>(missed(row, chat));
        lines.addAll(silent(silent, chat));
        // What its prices lack stands in the brief's own header.
        var missing = kept.missing().stream().filter(line -> !kept.facts().missing().contains(line)).toList();
        missing.stream().limit(LINES_MOST).map(line -> line.endsWith(".") ? line : line + ".").forEach(lines::add);
        if (missing.size() > LINES_MOST) {
            lines.add("And " + (missing.size() - LINES_MOST) + " more things are missing: /status");
        }
        return lines;
    }

    /** What was to come without a sound, a line each: {@code Silent until now: 2 alerts}. */
    static List<String> silent(List<Delivery> rows, Chat chat) {
        var lines = new ArrayList<String>();
        if (!rows.isEmpty()) {
            lines.add("Silent until now: " + Digest.counts(rows) + ".");
            rows.stream()
                    .limit(SILENT_MOST)
                    .map(row -> LocalMoment.of(row.due(), chat.zone()).dayTime() + " " + row.headline())
                    .forEach(lines::add);
            if (rows.size() > SILENT_MOST) {
                lines.add("And " + Digest.counts(rows.subList(SILENT_MOST, rows.size()), "more ") + ": /watches");
            }
        }
        return lines;
    }

    /** What this chat should have got since the last brief that reached it, and did not. */
    List<String> missed(Delivery row, Chat chat) {
        var doubtful = new ArrayList<Delivery>();
        var lost = new ArrayList<Delivery>();
        var gaps = new ArrayList<Delivery>();
        for (Delivery one : outbox.missed(chat.id(), row.due())) {
            if (one.id().equals(row.id()) || one.reason().isEmpty()) {
                continue;
            }
            switch (one.reason().get()) {
                case UNKNOWN_TWICE, UNKNOWN_DROPPED, HELD_FOR_HUMAN, RESTORED -> doubtful.add(one);
                case GAP -> gaps.add(one);
                case STALE, SUPERSEDED, REFUSED, TOO_MANY_ATTEMPTS -> lost.add(one);
                case OK, RECONCILED, ID_UNKNOWN, IN_DIGEST, IN_BRIEF, UNSUBSCRIBED, PAUSED, BLOCKED, KICKED, NO_RIGHTS, NO_ACCESS, CHAT_GONE, CLASS_OFF,
                        VERSION, NO_SESSION, FORGOTTEN, DROPPED -> {
                    // It arrived, or nobody wanted it.
                }
            }
        }
        var lines = new ArrayList<String>();
        if (!doubtful.isEmpty()) {
            lines.add(doubtful(doubtful, row, chat));
        }
        if (!lost.isEmpty()) {
            lines.add(new MissedBriefs(lost.stream().map(OpeningLines::session).toList(), outage(lost), chat.zone()).words());
        }
        if (!gaps.isEmpty()) {
            var first = session(gaps.getFirst());
            lines.add((lost.isEmpty() ? "No brief was delivered" : "Nor were those") + " from " + Times.date(first) + " on"
                    + (lost.isEmpty() ? " (service down)." : "; they are too old to be listed."));
        }
        if (chat.catchUp() == CatchUp.DIGEST) {
            lines.addAll(headlines(lost, chat));
        }
        return lines;
    }

    /** {@code Yesterday's brief may not have reached you: /brief 2026-01-08}. */
    private static String doubtful(List<Delivery> rows, Delivery now, Chat chat) {
        Delivery last = rows.getLast();
        if (rows.size() > 1) {
            return rows.size() + " briefs may not have reached you, the last for " + Times.day(session(last)) + ": " + ask(last);
        }
        var then = last.due().atZone(chat.zone()).toLocalDate();
        var today = now.due().atZone(chat.zone()).toLocalDate();
        var which = then.equals(today.minusDays(1))
                ? "Yesterday's brief"
                : then.equals(today) ? "The last brief" : "The brief for " + Times.day(session(last));
        return which + " may not have reached you: " + ask(last);
    }

    /** The longest downtime in which one of them became due; absent when the cause is another. */
    private Optional<Outage> outage(List<Delivery> lost) {
        return ticks.outages(lost.getFirst().due()).stream()
                .filter(down -> lost.stream().anyMatch(row -> within(row, down)))
                .reduce((one, other) -> length(other).compareTo(length(one)) >= 0 ? other : one);
    }

    private static boolean within(Delivery row, Outage down) {
        return down.from().isBefore(row.due().plus(Staleness.ON_TIME)) && down.until().isAfter(row.due());
    }

    private static Duration length(Outage down) {
        return Duration.between(down.from(), down.until());
    }

    /** One line each, for a chat that wants to catch up on what it missed. */
    private List<String> headlines(List<Delivery> lost, Chat chat) {
        var lines = new ArrayList<String>();
        int skipped = Math.max(0, lost.size() - LINES_MOST);
        if (skipped > 0) {
            lines.add("The newest " + LINES_MOST + " of them:");
        }
        for (Delivery row : lost.subList(skipped, lost.size())) {
            var said = MorningRun.key(row, profile.apply(chat)).flatMap(archive::find).flatMap(OpeningLines::headline);
            lines.add(Times.day(session(row)) + ": " + said.orElse("was not built") + " (" + ask(row) + ")");
        }
        return lines;
    }

    private static Optional<String> headline(BriefArchive.Stored stored) {
        return stored instanceof BriefArchive.Kept kept
                ? Optional.of(BriefComposer.compose(kept.facts(), Section.Length.CHAT).summary())
                : Optional.empty();
    }
}
