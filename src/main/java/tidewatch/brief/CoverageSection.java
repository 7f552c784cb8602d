package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.BarFlag;
import tidewatch.market.PricePanel;
import tidewatch.message.Block;

/** Section 0: which close the prices are from, and which series lack it. */
public final class CoverageSection implements Section {
    /** A series whose last bar is older than this is dead: listed by {@code /status}, not in every brief (market-data design 6). */
    private static final int DEAD_AFTER_SESSIONS = 5;

    /** Below this share of series a brief says that it is degraded (market-data design 6). */
    private static final double DEGRADED_BELOW = 0.95;

    /** Below this share there is no call. */
    private static final double NO_CALL_BELOW = 0.50;

    private static final int NAMED_MAX = 5;
    private static final int DAYS_OF_A_WEEK = 7;

    /**
     * How many series have the close.
     *
     * @param have series with an accepted bar of the session
     * @param total series that are alive
     * @param missing alive series without that bar, by symbol
     * @param dead symbols whose last bar is older than five sessions, or that never had one
     * @param provisional whether half of the closes or more were fetched before their source calls them final
     */
    public record Facts(LocalDate session, int have, int total, List<Missing> missing, List<String> dead, boolean provisional) {
        public Facts {
            missing = List.copyOf(missing);
            dead = List.copyOf(dead);
        }

        public double share() {
            return total == 0 ? 0 : (double) have / total;
        }

        public boolean degraded() {
            return share() < DEGRADED_BELOW;
        }

        public boolean tooFewForACall() {
            return share() < NO_CALL_BELOW;
        }

        /** True for a live series without this close. */
        boolean lacks(String symbol) {
            return missing.stream().anyMatch(one -> one.symbol().equals(symbol));
        }

        /** "No prices for Thu 8 Jan yet; figures are Wed's close". */
        private String late(LocalDate day) {
            boolean thisWeek = day.toEpochDay() - session.toEpochDay() < DAYS_OF_A_WEEK;
            return "No prices for " + Wording.day(day) + " yet; figures are "
                    + (thisWeek ? Wording.weekday(session) + "'s close" : "of the close of " + Wording.day(session));
        }

        /** What a brief lacks with these prices, a sentence each without its full stop; {@code awaited} as in {@link Brief.Days}. */
        List<String> lacking(Optional<LocalDate> awaited) {
            var words = new ArrayList<String>();
            awaited.ifPresent(day -> words.add(late(day)));
            if (degraded()) {
                words.add("Only " + Math.round(share() * 100) + " % of the series have the close of " + Wording.day(session));
            }
            return words;
        }
    }

    /** A series without a bar of the session and why, as far as is known. */
    public record Missing(String symbol, String why) {}

    /** Counts the series of the panel. */
    public static Facts facts(PricePanel panel) {
        int have = 0;
        int provisional = 0;
        int newest = panel.size() - 1;
        var missing = new ArrayList<Missing>();
        var dead = new ArrayList<String>();
        for (var series : panel.series()) {
            var symbol = series.instrument().symbol();
            if (series.last() == newest) {
                have++;
                provisional += series.flags(newest).contains(BarFlag.PROVISIONAL) ? 1 : 0;
            } else if (series.last() < newest - DEAD_AFTER_SESSIONS) {
                dead.add(symbol);
            } else {
                missing.add(new Missing(symbol, series.heldBack(newest).map(why -> "held back: " + why).orElse("no row")));
            }
        }
        return new Facts(panel.asOf(), have, have + missing.size(), missing, dead, provisional > 0 && 2 * provisional >= have);
    }

    /** The header's words about coverage: "547 of 548 series (no row: XAR)". */
    public static String words(Facts facts) {
        return words(facts, Optional.empty());
    }

    private static String words(Facts facts, Optional<LocalDate> awaited) {
        var words = new StringBuilder(awaited.map(facts::late).orElse("Prices: close of " + Wording.day(facts.session())))
                .append(facts.provisional() ? " (provisional), " : ", ")
                .append(facts.have())
                .append(" of ")
                .append(facts.total())
                .append(" series");
        var noRow = symbols(facts, "no row");
        var held = facts.missing().stream().filter(one -> !one.why().equals("no row")).map(Missing::symbol).toList();
        var parts = new ArrayList<String>();
        if (!noRow.isEmpty()) {
            parts.add("no row: " + Wording.listed(noRow, NAMED_MAX));
        }
        if (!held.isEmpty()) {
            parts.add("held back: " + Wording.listed(held, NAMED_MAX));
        }
        if (!parts.isEmpty()) {
            words.append(" (").append(String.join("; ", parts)).append(")");
        }
        return words.toString();
    }

    private static String degraded(Brief brief) {
        var facts = brief.coverage();
        var benchmark = brief.rotation().benchmark();
        boolean yardstick = facts.missing().stream().anyMatch(one -> one.symbol().equals(benchmark));
        return "degraded, only " + Math.round(facts.share() * 100) + " % of the series have this close. "
                + (yardstick ? "Without " + benchmark + " nothing is measured against it for this close." : "Movers and breadth leave out the rest.");
    }

    /** What an edition on a day without a session is: "Market closed today (Good Friday). As of Thu 2 Apr:". */
    private static String closed(String why, Copy copy, Brief brief) {
        return why.equals(FooterSection.WEEKEND)
                ? (copy.sectorWeek() ? "The week that ended " : "Weekend. As of ") + Wording.day(brief.session()) + ":"
                : "Market closed today (" + why + "). As of " + Wording.day(brief.session()) + ":";
    }

    private static List<String> symbols(Facts facts, String why) {
        return facts.missing().stream().filter(one -> one.why().equals(why)).map(Missing::symbol).toList();
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var blocks = new ArrayList<Block>();
        var facts = brief.coverage();
        var closed = brief.footer().closedToday();
        var prices = words(facts, brief.days().awaited()) + (brief.sample() ? ". " + Wording.SAMPLE : "");
        if (reader.copy().isPresent()) {
            closed.ifPresent(why -> blocks.add(Block.para(closed(why, reader.copy().get(), brief))));
            blocks.add(Block.para(prices));
        } else {
            blocks.add(Block.para(prices));
            closed.ifPresent(why -> blocks.add(Block.para(
                    "The exchange is closed today (" + why + "); the next session is " + Wording.day(brief.footer().next()) + ".")));
        }
        if (facts.degraded()) {
            blocks.add(new Block.Callout(
                    Block.Callout.Level.WARN,
                    List.of(Block.para(degraded(brief)))));
        }
        return blocks;
    }
}
