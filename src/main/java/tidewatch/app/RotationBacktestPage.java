package tidewatch.app;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tidewatch.brief.Wording;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.Numbers;
import tidewatch.rotation.Followed;
import tidewatch.rotation.Followed.Group;
import tidewatch.rotation.Followed.Side;
import tidewatch.rotation.Interval;
import tidewatch.rotation.MeanInterval;
import tidewatch.rotation.RotationBacktest;

/**
 * A backtest of the list as a page: how often and how long, what followed beside the naive choices, and what the figures do not say. No
 * adjective where intervals overlap.
 */
final class RotationBacktestPage {
    /** Below this many outcomes a share is told as a count. */
    private static final int PERCENT_MIN = 5;

    private final RotationBacktest backtest;
    private final String prices;
    private final boolean sample;

    /**
     * @param prices where the prices come from, in words
     * @param sample whether they are invented
     */
    RotationBacktestPage(RotationBacktest backtest, String prices, boolean sample) {
        this.backtest = backtest;
        this.prices = prices;
        this.sample = sample;
    }

    Doc doc(Instant moment, ZoneId zone) {
        var title = "Backtest of the rotation list, " + backtest.from() + " to " + backtest.to();
        List<Block> blocks = new ArrayList<>();
        if (sample) {
            para(blocks, Wording.SAMPLE);
        }
        para(blocks, "Relative price strength, not fund flows. At each of " + count(backtest.sessions(), "session", "sessions")
                + " the list was made from prices up to its close; a row that enters it is a call. " + backtest.rows().size()
                + " rows could be called, each measured against " + backtest.benchmark() + " or, of a pair, against its short leg.");
        blocks.add(heading("How often and how long"));
        blocks.add(named());
        para(blocks, "Lengths are of calls that ended, in sessions; the list as a whole changed on " + percent(backtest.changed(), backtest.sessions()) + ".");
        for (var side : Side.values()) {
            blocks.add(heading("What followed, " + words(side) + (side == Side.INTO ? " (+ is ahead)" : " (+ is behind, as called)")));
            blocks.add(followed(side));
            apart(side).forEach(line -> para(blocks, line));
        }
        para(blocks, "A move is the row's against its yardstick (ratio less 1), from the close of the call. Worth: how many independent outcomes the overlapping ones are "
                + "worth, by shared sessions and correlation over the 252 sessions before. Means: Student's t on it; shares: Wilson's interval on it; both 95 %. "
                + "The benchmark itself is 0 throughout. An interval errs once in twenty, and there are " + intervals() + " here.");
        blocks.add(heading("What this does not say"));
        blocks.add(new Block.Bullets(false, limits().stream().<List<Block>>map(line -> List.of(new Block.Para(List.of(Inline.text(line))))).toList()));
        return new Doc(
                title, Doc.summaryOf(title + ": " + backtest.calls().size() + " calls"), blocks, List.of(), Meta.answer(moment, Optional.of(backtest.lastPrice()), zone));
    }

    private long intervals() {
        return backtest.followed().stream()
                .flatMap(one -> one.outcome().stream())
                .mapToLong(outcome -> 1 + outcome.meanInterval().stream().count())
                .sum();
    }

    private static void para(List<Block> blocks, String text) {
        blocks.add(new Block.Para(List.of(Inline.text(text))));
    }

    private static Block heading(String text) {
        return new Block.Heading(2, List.of(Inline.text(text)));
    }

    private static String words(Side side) {
        return switch (side) {
            case INTO -> "into";
            case OUT_OF -> "out of";
        };
    }

    private static String count(long n, String one, String many) {
        return Numbers.write(Numbers.count(n)) + " " + (n == 1 ? one : many);
    }

    private static String percent(long part, long of) {
        return of == 0 ? "no session" : String.format(Locale.ROOT, "%.1f %% of sessions", 100.0 * part / of);
    }

    private Block named() {
        List<List<Cell>> rows = new ArrayList<>();
        for (var side : Side.values()) {
            int changed = side == Side.INTO ? backtest.changedInto() : backtest.changedOutOf();
            var lengths = backtest.lengths(Optional.of(side));
            rows.add(List.of(
                    cell(words(side)),
                    cell(Numbers.write(Numbers.count(backtest.called(side)))),
                    cell(Numbers.write(Numbers.count(backtest.open(side)))),
                    cell(lengths.map(one -> plain(one.lower())).orElse("none ended")),
                    cell(lengths.map(one -> plain(one.median())).orElse("none ended")),
                    cell(lengths.map(one -> plain(one.upper())).orElse("none ended")),
                    cell(backtest.sessions() == 0 ? "no session" : String.format(Locale.ROOT, "%.1f", 100.0 * changed / backtest.sessions()))));
        }
        return new Block.Table(
                List.of(
                        Column.text("side"),
                        number("calls"),
                        number("still named"),
                        number("length, 1st quartile"),
                        number("median"),
                        number("3rd quartile"),
                        number("sessions it changed, %")),
                rows,
                Optional.empty());
    }

    private Block followed(Side side) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int horizon : backtest.horizons()) {
            for (var group : Group.values()) {
                var one = backtest.followed(side, group, horizon);
                one.outcome().ifPresent(outcome -> rows.add(List.of(
                        cell(horizon + " " + switch (group) {
                            case CALLS -> "calls";
                            case BASE_RATE -> "any row, any session";
                            case HIGHEST_Z21 -> "highest z21";
                            case LOWEST_Z21 -> "lowest z21";
                        }),
                        cell(Numbers.write(Numbers.count(one.count()))),
                        cell(String.format(Locale.ROOT, "%.0f", one.effective())),
                        cell(points(outcome.mean())),
                        cell(outcome.meanInterval()
                                .map(interval -> points(interval.low()) + " to " + points(interval.high()))
                                .orElse("worth fewer than " + (int) MeanInterval.EFFECTIVE_MIN)),
                        cell(points(outcome.median())),
                        cell(one.count() < PERCENT_MIN ? outcome.hits() + " of " + one.count() : share(one.share().orElseThrow())),
                        cell(one.count() < PERCENT_MIN
                                ? "too few"
                                : share(outcome.shareInterval().low()) + " to " + share(outcome.shareInterval().high())))));
            }
        }
        if (rows.isEmpty()) {
            return new Block.Para(List.of(Inline.text("No call has an outcome.")));
        }
        return new Block.Table(
                List.of(
                        Column.text("sessions, whose"),
                        number("outcomes"),
                        number("worth"),
                        number("mean, pp"),
                        number("95 %"),
                        number("median, pp"),
                        number("as called, %"),
                        number("95 %")),
                rows,
                Optional.empty());
    }

    /** Where calls and what anybody could have had part; else that they do not. */
    private List<String> apart(Side side) {
        List<String> lines = new ArrayList<>();
        boolean compared = false;
        for (int horizon : backtest.horizons()) {
            var calls = backtest.followed(side, Group.CALLS, horizon).outcome();
            for (var group : List.of(Group.BASE_RATE, Group.HIGHEST_Z21, Group.LOWEST_Z21)) {
                var other = backtest.followed(side, group, horizon).outcome();
                if (calls.isEmpty() || other.isEmpty()) {
                    continue;
                }
                compared = true;
                var whose = switch (group) {
                    case CALLS, BASE_RATE -> "any row, any session";
                    case HIGHEST_Z21 -> "the highest z21";
                    case LOWEST_Z21 -> "the lowest z21";
                };
                both(calls.get().meanInterval(), other.get().meanInterval()).ifPresent(above -> lines.add(
                        "At " + horizon + " sessions the mean of the calls lies " + above + " that of " + whose + "; the intervals part."));
                both(Optional.of(calls.get().shareInterval()), Optional.of(other.get().shareInterval())).ifPresent(above -> lines.add(
                        "At " + horizon + " sessions the share that went as called lies " + above + " that of " + whose + "; the intervals part."));
            }
            calls.flatMap(Followed.Outcome::meanInterval).filter(interval -> !interval.contains(0)).ifPresent(interval -> lines.add(
                    "At " + horizon + " sessions the mean of the calls lies " + (interval.low() > 0 ? "above" : "below") + " 0, the benchmark; its interval leaves 0 out."));
        }
        if (lines.isEmpty() && compared) {
            lines.add("At no horizon do the intervals of the calls part from those of any row on any session, of the highest or the lowest z21, or leave 0 out.");
        }
        return lines;
    }

    private static Optional<String> both(Optional<Interval> calls, Optional<Interval> other) {
        return calls.flatMap(one -> other.filter(one::parts).map(two -> one.low() > two.high() ? "above" : "below"));
    }

    private List<String> limits() {
        List<String> lines = new ArrayList<>();
        lines.add("Prices: " + prices + (sample ? ", invented" : "") + ". They are used as they are now, with what their source corrected later, to "
                + backtest.lastPrice() + "; bars that look wrong are held back as they would have been on the day.");
        lines.add("Universe: today's, as configured. Funds and baskets were chosen knowing what became of them, and breadth counts today's members, each from the day it joined; "
                + "what was closed or left an index is missing (survivorship).");
        lines.add("Several rows are much alike, such as a pair and the fund of its long leg: the worth takes that into account, the counts do not. No cost of trading is counted.");
        var none = backtest.horizons().stream()
                .map(horizon -> backtest.followed(Side.INTO, Group.CALLS, horizon).open()
                        + backtest.followed(Side.OUT_OF, Group.CALLS, horizon).open() + " at " + horizon)
                .collect(Collectors.joining(", "));
        lines.add("Calls without an outcome yet, too near the end of the prices, by sessions: " + none + ".");
        int unpriced = backtest.followed().stream().filter(one -> one.group() == Group.CALLS).mapToInt(Followed::unpriced).sum();
        if (unpriced > 0) {
            lines.add(count(unpriced, "outcome is", "outcomes are") + " left out for want of a price.");
        }
        if (backtest.withoutList() > 0) {
            lines.add(count(backtest.withoutList(), "session has", "sessions have") + " no list: no close of " + backtest.benchmark() + ".");
        }
        lines.add("First possible day: " + backtest.firstPossible() + ", " + RotationBacktest.WARM_UP + " sessions after the first price of " + backtest.benchmark()
                + ". Not advice.");
        return lines;
    }

    private static Column number(String title) {
        return Column.number(title, Column.Type.NUMBER, 1);
    }

    private static Cell cell(String text) {
        return Cell.of(Inline.text(text));
    }

    /** Quartiles of whole sessions have at most two decimals. */
    private static String plain(double sessions) {
        return sessions == Math.rint(sessions) ? String.format(Locale.ROOT, "%.0f", sessions) : String.format(Locale.ROOT, "%.1f", sessions);
    }

    /** Two decimals: a mean of many calls is often smaller than a tenth of a point. */
    private static String points(double fraction) {
        return Numbers.write(new Inline.Num(Numbers.exact(fraction * 100), Inline.Num.Unit.BARE, 2, true, Optional.empty()));
    }

    private static String share(double fraction) {
        return Numbers.write(new Inline.Num(Numbers.exact(fraction * 100), Inline.Num.Unit.BARE, 1, false, Optional.empty()));
    }
}
