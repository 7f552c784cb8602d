package tidewatch.testing;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.Numbers;

/** Messages for golden files; the figures are made up. */
public final class SampleDocs {
    private static final Meta META = new Meta(
            "2026-02-06",
            Meta.Kind.BRIEF,
            Instant.parse("2026-02-06T12:00:00Z"),
            Optional.of(LocalDate.of(2026, 2, 5)),
            ZoneId.of("America/New_York"),
            false,
            "brief");

    private SampleDocs() {}

    /** A morning brief as a person reads it. */
    public static Doc brief() {
        var call = Block.para(
                Inline.strong("Your defense thesis leans for; your financials view leans against."),
                new Inline.LineBreak(),
                Inline.text("Defense ("),
                new Inline.Ticker("ITA"),
                Inline.text(") "),
                figure("7.42", Inline.Num.Unit.PP, "1"),
                Inline.text(" against SPY since your note; financials ("),
                new Inline.Ticker("XLF"),
                Inline.text(") "),
                figure("-6.14", Inline.Num.Unit.PP, "2"),
                Inline.text("."),
                new Inline.LineBreak(),
                Inline.text("Would change it: ITA against SPY back under its 8 Jan level."));
        var rotation = new Block.Table(
                List.of(
                        Block.Column.text("Flow"),
                        Block.Column.text("Sector"),
                        new Block.Column("1 session, pp", "1 s", Block.Column.Align.RIGHT, Block.Column.Type.PCT, 3),
                        new Block.Column("5 sessions, pp", "5 s", Block.Column.Align.RIGHT, Block.Column.Type.PCT, 1),
                        new Block.Column("21 sessions, pp", "21 s", Block.Column.Align.RIGHT, Block.Column.Type.PCT, 2),
                        Block.Column.text("Day")),
                List.of(
                        row("IN", "Industrials", 0.6, 2.1, 5.2, "day 25"),
                        row("IN", "Defense", 0.4, 1.9, 4.1, "day 25"),
                        row("OUT", "Software", -0.9, -12.2, -7.04, "day 9")),
                Optional.of("Relative to SPY; of 21 rows searched industrials stand out."));
        var theses = Block.para(
                Inline.text("▲ "),
                new Inline.NoteRef("theses/long-defense.md", "Long defense AI"),
                Inline.text(": leaning for (was: too early). Measured on "),
                new Inline.Ticker("ITA"),
                Inline.text(" as stand-in."));
        var list = new Block.Bullets(
                false,
                List.of(
                        List.of(Block.para(
                                Inline.text("Oracle lower "),
                                Numbers.count(4),
                                Inline.text(" sessions in a row, with its sector: "),
                                figure("-9.31", Inline.Num.Unit.PCT, "3"))),
                        List.of(Block.para(
                                Inline.text("Your note says Northrop +5 %: the price passed through "),
                                figure("5.2", Inline.Num.Unit.PCT, "4"),
                                Inline.text(" that day and closed at "),
                                figure("2.14", Inline.Num.Unit.PCT, "5")))));
        return new Doc(
                "Rotation brief · Fri 6 Feb 2026 · 07:00 New York",
                "Your defense thesis leans for; your financials view leans against.",
                List.of(
                        Block.para("Prices: close of Thu 5 Feb, 47 of 48 series (no row for XAR: late data)"),
                        call,
                        Block.heading(2, "Rotation"),
                        rotation,
                        Block.heading(2, "Theses: 1 changed, 2 as they were"),
                        theses,
                        Block.heading(2, "Movers"),
                        list,
                        new Block.Callout(Block.Callout.Level.WARN, List.of(Block.para("No close for 1 of 48: XAR (late data)."))),
                        new Block.Footer(List.of(
                                Inline.text("Next brief "),
                                new Inline.When(Instant.parse("2026-02-09T12:00:00Z"), Inline.When.Style.DATE_TIME),
                                Inline.text(" · 2026-02-06 · "),
                                new Inline.Code("/why"),
                                Inline.text(" for sources · not advice")))),
                List.of(Action.Run.read("Full brief", "/brief full"), Action.Run.read("Theses", "/theses")),
                META);
    }

    /** Every kind of block and inline once. */
    public static Doc everything() {
        var line = new Block.Chart(
                Block.Chart.Kind.LINE,
                "ITA against SPY",
                List.of("8 Jan", "9 Jan", "12 Jan", "13 Jan", "14 Jan"),
                List.of(new Block.Chart.Series("ITA", List.of(100.0, 101.25, 99.5, 104.0, 107.4))),
                "ITA rose from 100.00 to 107.40 in five sessions.");
        var bars = new Block.Chart(
                Block.Chart.Kind.BAR,
                "",
                List.of("Energy", "Software"),
                List.of(new Block.Chart.Series("21 sessions, pp", List.of(5.2, -7.04))),
                "Energy leads, software lags.");
        return new Doc(
                "Every kind of block",
                "Every kind of block",
                List.of(
                        Block.heading(1, "Words"),
                        Block.para(
                                Inline.text("Plain, "),
                                Inline.strong("strong"),
                                Inline.text(", "),
                                new Inline.Em(List.of(Inline.text("em"))),
                                Inline.text(", "),
                                new Inline.Code("/why 4"),
                                Inline.text(", "),
                                new Inline.Link(URI.create("https://example.org/a_(b)?c=1&d=2"), "a *page*"),
                                Inline.text(", "),
                                new Inline.PersonRef("U1", "Ann"),
                                Inline.text(", 1 * 2 <b>not bold</b> & [[x]] `y` snake_case"),
                                new Inline.LineBreak(),
                                Inline.text("1. not a list")),
                        new Block.Bullets(
                                true,
                                9,
                                List.of(
                                        List.of(Block.para("nine")),
                                        List.of(
                                                Block.para("ten, with"),
                                                Block.bullets(List.of(List.of(Inline.text("a list")), List.of(Inline.text("inside"))))))),
                        new Block.KeyValues(List.of(
                                new Block.KeyValues.Pair(
                                        List.of(Inline.text("Last close")), List.of(Numbers.price(1234.5), Inline.text(" USD"))),
                                new Block.KeyValues.Pair(List.of(Inline.text("Day")), List.of(Numbers.change(-0.04))))),
                        line,
                        bars,
                        new Block.Image("pictures/map.png", "The rotation map: industrials leading."),
                        new Block.Quote(false, List.of(Block.para("Claims are cheap."), Block.para("Closes are not."))),
                        new Block.Details(List.of(Inline.text("How it is measured")), List.of(Block.para("Close to close."))),
                        new Block.Code("text", "a  b\n  c"),
                        new Block.Divider(),
                        new Block.Callout(Block.Callout.Level.INFO, List.of(Block.para("SAMPLE: invented prices"))),
                        new Block.Footer(List.of(Inline.text("not advice")))),
                List.of(
                        Action.Run.read("Refresh", "/rotation 5d"),
                        new Action.Pick("Window:", List.of(Action.Run.read("5 d", "/rotation 5d"), Action.Run.read("21 d", "/rotation 21d"))),
                        new Action.Open("Manual", URI.create("https://example.org/manual"))),
                META);
    }

    private static Inline.Num figure(String value, Inline.Num.Unit unit, String why) {
        return new Inline.Num(new BigDecimal(value), unit, 1, true, Optional.of(why));
    }

    private static List<Block.Cell> row(String flow, String name, double one, double five, double month, String day) {
        return List.of(
                Block.Cell.of(Inline.text(flow)),
                Block.Cell.of(Inline.text(name)),
                Block.Cell.of(Numbers.bare(one)),
                Block.Cell.of(Numbers.bare(five)),
                Block.Cell.of(Numbers.bare(month)),
                Block.Cell.of(Inline.text(day)));
    }
}
