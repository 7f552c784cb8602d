package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.MoversSection.Mover;
import tidewatch.brief.MoversSection.Remark;
import tidewatch.brief.Section.Length;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.Universe;
import tidewatch.rotation.RotationSettings;
import tidewatch.testing.Prices;

class MoversSectionTest {
    private static final LocalDate LAST = LocalDate.of(2026, 1, 8);
    private static final int N = 301;

    private final Page page = new Page();

    private static Mover mover(String name, double day, int streak, String company) {
        return new Mover(name, name, Page.percent(day), day, streak, company, Optional.empty());
    }

    private String said(Length length, List<Mover> streaks, List<Mover> up, List<Mover> down) {
        page.movers = new MoversSection.Facts(streaks, up, down);
        return page.text(new MoversSection(), length);
    }

    @Test
    void runs_then_risers_then_fallers() {
        assertThat(said(
                        Length.CHAT,
                        List.of(mover("Apple", -.5, -7, "with its sector")),
                        List.of(mover("Caterpillar", 3.9, 1, "alone"), mover("Deere", 3.1, 2, "")),
                        List.of(mover("Cloudflare", -5.1, -1, "alone"))))
                .isEqualTo("Down 7 closes in a row: Apple (-0.5 %), with its sector. Up most for their habits: Caterpillar +3.9 %, alone; Deere +3.1 %. "
                        + "Down most for its habits: Cloudflare -5.1 %, alone.");
    }

    @Test
    void the_notes_remark_is_quoted_with_its_date_and_waits_where_room_is_short() {
        var apple = new Mover(
                "AAPL", "Apple", Page.percent(-.5), -.2, -7, "alone", Optional.of(new Remark("\"dear\" parts", "Morning", Optional.of(Page.SESSION))));
        assertThat(said(Length.CHAT, List.of(apple), List.of(), List.of()))
                .isEqualTo("Down 7 closes in a row: Apple (-0.5 %), alone; your note of 8 Jan: \"'dear' parts\".");
        assertThat(said(Length.TIGHT, List.of(apple), List.of(), List.of())).isEqualTo("Down 7 closes in a row: Apple (-0.5 %), alone.");
    }

    /** XLK, and shares of its sector: AAPL falls with it seven times, NVDA alone at the end; before it all closes wobble. */
    private static List<PriceSeries> sector(double sectorDay, double appleDay, double nvidiaDay) {
        var first = Morning.CALENDAR.plus(LAST, 1 - N);
        var series = new ArrayList<PriceSeries>();
        series.add(series("SPY", first, Prices.closes(N, t -> 100 + t % 2)));
        series.add(series("XLK", first, run(sectorDay, 7)));
        series.add(series("AAPL", first, run(appleDay, 7)));
        series.add(series("NVDA", first, run(nvidiaDay, 1)));
        return series;
    }

    private static PriceSeries series(String symbol, LocalDate first, double[] closes) {
        return Prices.series(Universe.shipped().instrument(symbol).orElseThrow(), first, closes);
    }

    /** A wobble of a hundredth, then so many sessions of this move. */
    private static double[] run(double move, int sessions) {
        return Prices.closes(N, t -> {
            int into = t - (N - 1 - sessions);
            return (100 + (Math.min(t, N - 1 - sessions) % 2)) * Math.pow(1 + move, Math.max(0, into));
        });
    }

    private static Morning morning(String day, String noteDay) {
        var note = "# Movers (" + noteDay + ")\n\n| Name | Move | Note |\n|---|---|---|\n| Apple | -7 days consecutive | parts |\n| NVIDIA | -2% | banked |\n\n*Created "
                + noteDay + "*\n";
        return Morning.of(day, sector(-.004, -.005, -.05), Map.of("Movers.md", note));
    }

    private static MoversSection.Facts facts(Morning morning) {
        var panel = PricePanel.ofAccepted(Morning.CALENDAR, morning.series(), LAST, Set.of()).value();
        var in = BriefInput.gather(morning.at(), panel, morning.universe(), RotationSettings.STANDARD, morning.vault(), morning.events(), Morning.SEVEN, false);
        return BriefComposer.facts(in).movers();
    }

    @Test
    void a_run_is_counted_and_a_name_moves_with_its_sector_or_alone() {
        var facts = facts(morning("2026-01-09", "2026-01-08"));
        assertThat(facts.streaks()).singleElement().satisfies(apple -> {
            assertThat(apple.symbol()).isEqualTo("AAPL");
            assertThat(apple.streak()).isEqualTo(-7);
            assertThat(apple.company()).isEqualTo("with its sector");
            assertThat(apple.remark()).map(Remark::words).contains("parts");
        });
        assertThat(facts.down()).singleElement().satisfies(nvidia -> {
            assertThat(nvidia.symbol()).isEqualTo("NVDA");
            assertThat(nvidia.company()).isEqualTo("alone");
            assertThat(nvidia.day().value()).isBetween(-5.1, -4.9);
        });
    }

    @Test
    void only_names_that_the_notes_speak_of_are_told() {
        assertThat(facts(morning("2026-01-09", "2026-01-08").with(Morning.vault(Map.of()))).streaks()).isEmpty();
    }

    @Test
    void a_remark_of_more_than_a_month_ago_is_history() {
        assertThat(facts(morning("2026-01-09", "2025-12-09")).streaks()).singleElement().satisfies(apple -> assertThat(apple.remark()).isPresent());
        assertThat(facts(morning("2026-01-09", "2025-12-01")).streaks()).singleElement().satisfies(apple -> assertThat(apple.remark()).isEmpty());
    }
}
