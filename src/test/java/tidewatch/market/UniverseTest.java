package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

class UniverseTest {
    private static final Universe UNIVERSE = Universe.shipped();

    @Test
    void the_shipped_lists_are_in_their_order() {
        assertThat(UNIVERSE.benchmark()).isEqualTo("SPY");
        assertThat(UNIVERSE.groups())
                .containsExactly("benchmark", "sector", "style", "theme", "cross-asset", "index", "volatility", "other");
        assertThat(UNIVERSE.group("sector").stream().map(Instrument::symbol))
                .containsExactly("XLB", "XLC", "XLE", "XLF", "XLI", "XLK", "XLP", "XLRE", "XLU", "XLV", "XLY");
        assertThat(UNIVERSE.core()).hasSize(15).startsWith("SPY", "IWM", "XLB").contains("IWF", "IWD", "XLY");
        assertThat(UNIVERSE.group("nonsense")).isEmpty();
    }

    @Test
    void instruments_come_from_the_universe_first_and_then_from_the_sector_map() {
        assertThat(UNIVERSE.instrument("ITA").orElseThrow().kind()).isEqualTo(Instrument.Kind.ETF);
        assertThat(UNIVERSE.instrument("^VIX").orElseThrow().kind()).isEqualTo(Instrument.Kind.VOLATILITY);
        Instrument noc = UNIVERSE.instrument("NOC").orElseThrow();
        assertThat(noc.name()).isEqualTo("Northrop Grumman");
        assertThat(noc.sector()).isEqualTo("Industrials");
        assertThat(noc.industry()).isEqualTo("Aerospace & Defense");
        assertThat(UNIVERSE.instrument("NET").orElseThrow().name()).isEqualTo("Cloudflare");
        assertThat(UNIVERSE.instrument("BRK.B")).isPresent();
        assertThat(UNIVERSE.instrument("ZZZZ")).isEmpty();
    }

    @Test
    void the_sector_map_has_eleven_sectors_each_with_its_fund() {
        assertThat(UNIVERSE.sectors()).hasSize(11).allSatisfy(sector -> {
            Instrument fund = UNIVERSE.sectorFund(sector).orElseThrow();
            assertThat(UNIVERSE.sectorOf(fund.symbol())).contains(sector);
        });
        assertThat(UNIVERSE.sectorFund("Utilities").orElseThrow().symbol()).isEqualTo("XLU");
        assertThat(UNIVERSE.sectors().stream().mapToInt(s -> UNIVERSE.members(s).size()).sum()).isEqualTo(503);
        assertThat(UNIVERSE.members("Energy")).hasSize(21).contains("XOM");
        assertThat(UNIVERSE.members("Energy", LocalDate.parse("2000-01-01"))).hasSizeLessThan(21).contains("XOM");
        assertThat(UNIVERSE.members("energy")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "stock:NOC, NOC, false",
        "stock:brk.b, BRK.B, false",
        "etf:SPY, SPY, false",
        "stock:ZZZZ, ZZZZ, false",
        "index:russell-2000, ^RUT, false",
        "index:nasdaq-composite, ^IXIC, false",
        "index:nasdaq-100, QQQ, false",
        "index:sp-500, SPY, false",
        "index:vix, ^VIX, false",
        "sector:healthcare, XLV, false",
        "theme:defense, ITA, false",
        "theme:defense-ai, ITA, true",
        "style:small-caps, IWM, false",
        "style:high-multiple-tech, IGV, true",
        "theme:datacenter-infrastructure, EQIX DLR VRT, true",
        "style:mag-7, AAPL MSFT GOOGL AMZN META NVDA TSLA, false",
        "style:ai-momentum, NVDA AVGO ORCL PLTR MU, true"
    })
    void an_id_of_the_notes_has_its_vehicle(String id, String symbols, boolean standIn) {
        Vehicle vehicle = UNIVERSE.vehicle(id).orElseThrow();
        assertThat(String.join(" ", vehicle.basket().symbols())).isEqualTo(symbols);
        assertThat(vehicle.standIn()).isEqualTo(standIn);
    }

    @Test
    void what_has_no_price_has_no_vehicle() {
        for (String id : List.of("private:anthropic", "theme:nobody", "stock:", "stock:not a symbol", "", ":", "NOC")) {
            assertThat(UNIVERSE.vehicle(id)).as(id).isEmpty();
        }
        assertThat(UNIVERSE.vehicle("stock:NOC", symbol -> false)).isEmpty();
    }

    @Test
    void without_prices_the_next_candidate_stands_in() {
        Set<String> etfs = Set.of("SPY", "IWM", "QQQ", "XLK", "SMH");
        assertThat(UNIVERSE.vehicle("index:russell-2000", etfs::contains).orElseThrow())
                .satisfies(v -> assertThat(v.basket().symbols()).containsExactly("IWM"))
                .satisfies(v -> assertThat(v.standIn()).isTrue());
        assertThat(UNIVERSE.vehicle("index:nasdaq-composite", etfs::contains).orElseThrow().basket().id()).isEqualTo("QQQ");
        assertThat(UNIVERSE.vehicle("style:high-multiple-tech", etfs::contains).orElseThrow().basket().id()).isEqualTo("XLK");
        assertThat(UNIVERSE.vehicle("etf:VOO", etfs::contains).orElseThrow().standIn()).isTrue();
    }

    @Test
    void a_basket_keeps_its_priced_members_from_sixty_percent_on() {
        Set<String> five = Set.of("AAPL", "MSFT", "GOOGL", "AMZN", "META");
        assertThat(UNIVERSE.vehicle("style:mag-7", five::contains).orElseThrow().basket().symbols())
                .containsExactly("AAPL", "MSFT", "GOOGL", "AMZN", "META");
        assertThat(UNIVERSE.vehicle("style:mag-7", Set.of("AAPL", "MSFT", "GOOGL", "AMZN")::contains)).isEmpty();
        assertThat(UNIVERSE.vehicle("theme:datacenter-infrastructure", Set.of("EQIX", "VST")::contains).orElseThrow().basket().symbols())
                .containsExactly("EQIX", "VST");
    }

    @Test
    void pairs_fall_back_to_their_other_proxies() {
        assertThat(UNIVERSE.pairs().stream().map(Universe.Pair::id)).containsExactly(
                "growth-value", "small-market", "equal-cap", "nasdaq-market", "cyclical-defensive", "momentum-market",
                "low-volatility-market", "semiconductors-market", "defense-market", "small-nasdaq");
        Universe.Pair growth = UNIVERSE.pairs().getFirst();
        assertThat(growth.longLeg().symbols()).containsExactly("IWF");
        assertThat(growth.fallbacks()).hasSize(2);
        assertThat(growth.priced(Set.of("VUG", "VTV")::contains).orElseThrow().shortLeg().symbols()).containsExactly("VTV");
        assertThat(growth.priced(Set.of("VUG", "IWF")::contains)).isEmpty();
        assertThat(UNIVERSE.pairs().get(4).longLeg().symbols()).containsExactly("XLY", "XLI", "XLB", "XLF");
        assertThat(UNIVERSE.baskets().getFirst().name()).isEqualTo("Mag 7");
    }

    @Test
    void faults_of_a_users_files_name_file_line_column_and_the_nearest_word() {
        Found<Universe> found = Universe.of(Map.of(
                "universe.csv",
                """
                symbol,name,kind,group,of,core
                SPY,,etf,benchmark,,yes
                spy,S&P,etf,benchmark,,
                XLK,Technology,eft,sector,Information Technology,
                XLU,Utilities,etf,sectr,Utilities,
                XLF,Financials,etf,sector,Financials,maybe
                SPY,Again,etf,benchmark,,
                """,
                "baskets.csv",
                """
                id,name,members
                style:mine,Mine,AAPL MSFT
                style:empty,Empty,
                style:bad,Bad,AAPL m$ft
                style:two,Two,AAPL AAPL
                """,
                "vehicles.csv",
                """
                id,vehicle,stand_in
                style:mine,style:mine,
                style:mag-7,style:mone,yes
                ,SPY,
                """,
                "pairs.csv",
                """
                id,name,long,short
                mine,mine / market,style:mine,SPY
                broken,broken,what is this,SPY
                """));
        Universe mine = found.value();
        assertThat(mine.group("benchmark").stream().map(Instrument::name)).containsExactly("SPY");
        assertThat(mine.vehicle("style:mine").orElseThrow().basket().name()).isEqualTo("Mine");
        assertThat(mine.pairs()).hasSize(1);
        assertThat(mine.instrument("NOC")).as("the sector map is the shipped one").isPresent();
        assertThat(found.problems().stream().map(Problem::line)).containsExactly(
                "universe.csv line 3: column symbol: \"spy\" is no symbol; write SPY. The row is left out",
                "universe.csv line 4: column kind: \"eft\" is none of stock, etf, index, volatility (is \"etf\" meant?); the row is left out",
                "universe.csv line 5: column group: \"sectr\" is none of benchmark, sector, style, theme, cross-asset, index, volatility, "
                        + "other (is \"sector\" meant?); the row is left out",
                "universe.csv line 6: column core: \"maybe\" is none of yes, no; the row is left out",
                "universe.csv line 7: column symbol: SPY is listed twice; the first row is used",
                "baskets.csv line 3: column members: Basket style:empty: has no members; the row is left out",
                "baskets.csv line 4: column members: \"m$ft\" is no symbol; it must be like BRK.B or ^RUT. The row is left out",
                "baskets.csv line 5: column members: Basket style:two: a member is listed twice in [AAPL, AAPL]; the row is left out",
                "vehicles.csv line 3: column vehicle: \"style:mone\" is neither a symbol nor a basket of baskets.csv (is \"style:mine\" "
                        + "meant?); the row is left out",
                "vehicles.csv line 4: column id: is empty; the row is left out",
                "pairs.csv line 3: column long: \"what is this\" is neither a symbol nor a basket of baskets.csv; the row is left out");
    }

    @Test
    void a_folder_may_hold_some_of_the_files(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("baskets.csv"), "id,name,members\nstyle:mag-7,My seven,AAPL MSFT\nstyle:mine,Mine,SPY IWM\n");
        Files.writeString(folder.resolve("vehicles.csv"), "id,vehicle,stand_in\ntheme:defense-ai,PLTR,\nstyle:mine,style:mine,\n");
        Files.writeString(folder.resolve("pairs.csv"), "");
        Found<Universe> found = Universe.read(folder);
        assertThat(found.value().vehicle("style:mag-7").orElseThrow().basket().symbols()).containsExactly("AAPL", "MSFT");
        assertThat(found.value().vehicle("style:mine")).isPresent();
        assertThat(found.value().vehicle("theme:defense-ai").orElseThrow().basket().id()).isEqualTo("PLTR");
        assertThat(found.value().vehicle("theme:ai-hyperscalers")).as("shipped rows stay").isPresent();
        assertThat(found.value().pairs()).hasSize(10);
        assertThat(found.problems().stream().map(Problem::line)).containsExactly(
                "pairs.csv is empty; its first row must name the columns id, name, long, short",
                "pairs.csv holds no row that can be used; the shipped one is used");
        assertThat(Universe.read(folder.resolve("nowhere")).complete()).isTrue();
    }

    @Test
    void every_shipped_vehicle_and_pair_is_listed_or_plausible() {
        assertThat(UNIVERSE.vehicleIds()).hasSizeGreaterThan(80).allMatch(id -> id.matches("(index|sector|theme|style|etf):[a-zA-Z0-9-]+"));
        assertThat(UNIVERSE.vehicleIds()).filteredOn(id -> !id.startsWith("etf:")).allSatisfy(id -> UNIVERSE.vehicle(id).orElseThrow().basket().symbols().forEach(
                symbol -> assertThat(UNIVERSE.instrument(symbol)).as(id + " " + symbol).isPresent()));
    }
}
