package tidewatch.brief;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.market.Basket;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.rotation.RotationRow;

/** The sectors over the week that ended, against the benchmark, best and worst, beside the author's view. Only the first brief after it has it. */
public final class SectorWeekSection implements Section {
    /**
     * A sector fund.
     *
     * @param week from the last close before the week to the last one of it, against the benchmark
     * @param view of the newest note that favors it or sees it at risk
     */
    public record Row(String symbol, String name, Figure week, Optional<Direction> view) {
        /** True when it went the way of the author's view. */
        boolean agrees() {
            return view.filter(way -> way.sign() == Math.signum(week.value())).isPresent();
        }
    }

    /**
     * The week.
     *
     * @param first its first session; absent when the session of the brief is not the last of a week: then there are no rows
     * @param benchmark its own move over the week
     * @param rows the best first
     * @param absent sectors without a close at an end of the week
     */
    public record Facts(Optional<LocalDate> first, Optional<Figure> benchmark, List<Row> rows, List<String> absent) {
        public Facts {
            rows = List.copyOf(rows);
            absent = List.copyOf(absent);
        }

        /** In the middle of a week. */
        public static Facts none() {
            return new Facts(Optional.empty(), Optional.empty(), List.of(), List.of());
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var panel = in.panel();
        var last = panel.asOf();
        if (!endsWeek(in)) {
            return Facts.none();
        }
        int to = in.back(0);
        int first = to;
        while (first > 0 && week(panel.session(first - 1)) == week(last)) {
            first--;
        }
        int from = first - 1;
        var yardstick = in.universe().benchmark();
        var market = move(yardstick, from, to, in);
        if (market.isEmpty()) {
            return Facts.none();
        }
        var span = ", week to " + last;
        var against = basket(yardstick, in);
        var rows = new ArrayList<Row>();
        var absent = new ArrayList<String>();
        for (var sector : in.table().of(RotationRow.Kind.SECTOR)) {
            var own = move(sector.id(), from, to, in);
            if (own.isEmpty()) {
                absent.add(sector.name());
                continue;
            }
            double relative = (1 + own.get()) / (1 + market.get()) - 1;
            rows.add(new Row(
                    sector.id(),
                    sector.name(),
                    book.relative(sector.name() + " against " + against.name() + span, relative, sector.basket(), against, from, to),
                    view(sector, in)));
        }
        rows.sort(Comparator.comparingDouble((Row row) -> -row.week().value()).thenComparing(Row::symbol));
        return new Facts(
                Optional.of(panel.session(first)),
                Optional.of(book.move(against.name() + span, market.get(), against, from, to)),
                rows,
                absent);
    }

    /** Whether the session of the prices is the last one of its week. */
    static boolean endsWeek(BriefInput in) {
        var last = in.panel().asOf();
        return week(last) != week(in.panel().calendar().next(last));
    }

    private static int week(LocalDate day) {
        return day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static Basket basket(String symbol, BriefInput in) {
        return in.universe().instrument(symbol).map(Basket::of).orElseGet(() -> new Basket(symbol, symbol, List.of(symbol)));
    }

    private static Optional<Double> move(String symbol, int from, int to, BriefInput in) {
        return in.panel().find(symbol).filter(_ -> from >= 0).map(row -> row.close(to) / row.close(from) - 1).filter(Double::isFinite);
    }

    private static Optional<Direction> view(RotationRow sector, BriefInput in) {
        return in.flows().stream()
                .filter(view -> view.claim() instanceof Claim.SectorView)
                .filter(view -> view.weighed().hypothesis().filter(known -> known.asset().symbols().equals(sector.basket().symbols())).isPresent())
                .findFirst()
                .map(BriefInput.View::direction);
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        if (reader.copy().filter(Copy::sectorWeek).isEmpty()) {
            return List.of();
        }
        var facts = brief.sectorWeek();
        if (facts.first().isEmpty() || facts.rows().isEmpty()) {
            return List.of(new Block.Para(Wording.sentence(
                    Inline.strong("The week in sectors"), ": it cannot be told without the prices of its last session.")));
        }
        return length == Length.FULL ? table(brief) : List.of(new Block.Para(line(brief, length)));
    }

    /** "The week in sectors, 12 to 16 Jan, points against SPY (+0.5 %). Best: ... Worst: ..." */
    private static List<Inline> line(Brief brief, Length length) {
        var facts = brief.sectorWeek();
        int each = Math.min(length.of(2, 3, 3), facts.rows().size() / 2);
        var parts = head(brief);
        parts.add(". Best: ");
        append(parts, facts.rows().subList(0, each));
        parts.add(". Worst: ");
        append(parts, facts.rows().reversed().subList(0, each));
        parts.add(".");
        var views = facts.rows().stream().filter(row -> row.view().isPresent()).toList();
        if (!views.isEmpty()) {
            parts.add(" " + views.stream().filter(Row::agrees).count() + " of your " + Wording.count(views.size(), "view", "views") + " went your way.");
        }
        parts.add(absent(facts));
        return Wording.sentence(parts.toArray());
    }

    private static List<Object> head(Brief brief) {
        var facts = brief.sectorWeek();
        var parts = new ArrayList<Object>();
        parts.add(Inline.strong("The week in sectors"));
        parts.add(", " + Wording.days(facts.first().orElseThrow(), brief.session(), brief.date()) + ", points against " + brief.rotation().benchmark());
        facts.benchmark().ifPresent(move -> {
            parts.add(" (");
            parts.add(move);
            parts.add(")");
        });
        return parts;
    }

    private static void append(List<Object> parts, List<Row> rows) {
        var before = "";
        for (var row : rows) {
            parts.add(before + Wording.capital(row.name()) + " " + row.symbol() + " ");
            parts.add(row.week().inCell());
            parts.add(row.view().map(way -> " (yours: " + view(way) + ")").orElse(""));
            before = ", ";
        }
    }

    private static String view(Direction way) {
        return way == Direction.UP ? "favored" : "at risk";
    }

    private static String absent(Facts facts) {
        return facts.absent().isEmpty() ? "" : " No closes of the whole week: " + Wording.list(facts.absent()) + ".";
    }

    private static List<Block> table(Brief brief) {
        var facts = brief.sectorWeek();
        var blocks = new ArrayList<Block>();
        var head = head(brief);
        head.add(":");
        blocks.add(new Block.Para(Wording.sentence(head.toArray())));
        var columns = List.of(Column.text("Sector"), Column.number("week", Column.Type.NUMBER, 2), Column.text("your view"));
        var rows = facts.rows().stream()
                .map(row -> List.of(
                        Cell.of(Inline.text(Wording.capital(row.name()) + " " + row.symbol())),
                        Cell.of(row.week().inCell()),
                        Cell.of(Inline.text(row.view().map(SectorWeekSection::view).orElse("none")))))
                .toList();
        blocks.add(new Block.Table(columns, rows, Optional.empty()));
        if (!facts.absent().isEmpty()) {
            blocks.add(Block.para(absent(facts).strip()));
        }
        return blocks;
    }
}
