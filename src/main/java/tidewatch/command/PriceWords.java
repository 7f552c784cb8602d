package tidewatch.command;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidewatch.brief.Wording;
import tidewatch.market.CallBook.Quota;
import tidewatch.market.PriceChange;
import tidewatch.market.PriceReport;
import tidewatch.market.RefreshBook.SessionState;
import tidewatch.market.Suspect;

/** How the prices and their sources do, in words: for {@code /status}, {@code tidewatch doctor} and {@code tidewatch refresh}. Pure. */
public final class PriceWords {
    private static final int NAMED = 5;

    private PriceWords() {}

    /** A line of words under a name. */
    public record Line(String name, String words) {}

    /** The limit of which least is left, {@code 26 of 50 calls an hour left}; empty where nothing was used. */
    public static Optional<String> scarcest(PriceReport report) {
        return report.sources().stream()
                .flatMap(source -> source.quotas().stream())
                .filter(quota -> quota.used() > 0)
                .min(Comparator.comparingDouble(quota -> (double) quota.left() / quota.rule().most()))
                .map(PriceWords::left);
    }

    private static String left(Quota quota) {
        return quota.left() + " of " + quota.rule().words() + " left";
    }

    /** The newest session that was asked for, then each source. */
    public static List<Line> lines(PriceReport report, Instant now, ZoneId zone) {
        var lines = new ArrayList<Line>();
        report.newest().ifPresent(state -> lines.add(new Line("fetched", session(state))));
        report.sources().forEach(source -> lines.add(new Line(source.id(), source(source, now, zone))));
        if (!report.stale().isEmpty()) {
            lines.add(new Line("out of date", stale(report.stale())));
        }
        if (!report.changed().isEmpty()) {
            lines.add(new Line("changed", changed(report.changed())));
        }
        return lines;
    }

    private static String session(SessionState state) {
        var words = "close of " + Wording.day(state.session()) + ", " + state.have() + " of " + Wording.count(state.wanted(), "series", "series")
                + switch (state.stage()) {
                    case OPEN -> ", not complete yet";
                    case COMPLETE -> ", provisional until the source calls it final";
                    case FINAL -> ", final";
                    case GIVEN_UP -> ", given up";
                };
        return words
                + (state.explained() > 0 ? "; " + state.explained() + " without one for good" : "")
                + (state.note().isEmpty() ? "" : ". Missing: " + state.note());
    }

    private static String source(PriceReport.Source source, Instant now, ZoneId zone) {
        var parts = new ArrayList<String>();
        var closed = source.closedUntil(now);
        var trouble = source.state().flatMap(state -> state.trouble());
        if (closed.isPresent()) {
            parts.add("not asked before " + DeliveryWords.moment(closed.get(), zone) + trouble.map(one -> ": " + one.sentence()).orElse(""));
        } else {
            parts.add(trouble.map(one -> "trouble at the last try: " + one.sentence()).orElse(source.state().isPresent() ? "answers" : "never asked yet"));
        }
        source.state().flatMap(state -> state.lastSuccess()).ifPresent(at -> parts.add("last good answer " + DeliveryWords.moment(at, zone)));
        parts.add("home of " + Wording.count(source.series(), "series", "series"));
        source.quotas().stream().filter(quota -> quota.used() > 0).map(PriceWords::left).forEach(parts::add);
        if (!source.setbacks().isEmpty()) {
            var named = source.setbacks().stream().limit(NAMED).map(one -> one.subject()).collect(Collectors.joining(", "));
            int more = source.setbacks().size() - NAMED;
            parts.add("no answer for " + named + (more > 0 ? " and " + more + " more" : "") + ", asked again "
                    + DeliveryWords.moment(
                            source.setbacks().stream().map(one -> one.again()).min(Comparator.naturalOrder()).orElseThrow(), zone));
        }
        return String.join("; ", parts);
    }

    private static String stale(Map<String, String> stale) {
        var named = stale.entrySet().stream().limit(NAMED).map(one -> one.getKey() + " (" + one.getValue() + ")").collect(Collectors.joining(", "));
        return named + (stale.size() > NAMED ? " and " + (stale.size() - NAMED) + " more" : "");
    }

    private static String changed(List<PriceChange> changes) {
        var named = changes.stream()
                .limit(NAMED)
                .map(one -> one.symbol() + " of " + Wording.day(one.session()) + " by " + one.provider() + " (" + one.why() + ")")
                .collect(Collectors.joining(", "));
        return named + (changes.size() > NAMED ? " and " + (changes.size() - NAMED) + " more" : "");
    }

    /** A bar that is held back: {@code XLK of Wed 5 Nov: close 41.07 is below the low 82.11; from alpaca}. */
    public static String heldBack(Suspect suspect) {
        return suspect.symbol() + " of " + Wording.day(suspect.session()) + " is held back: " + suspect.sentence() + "; from " + suspect.origin().provider();
    }
}
