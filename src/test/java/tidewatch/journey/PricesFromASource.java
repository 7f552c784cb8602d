package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.CommandLineRun;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Canaries;
import tidewatch.testing.market.FakeAlpaca;

/** A person with an account at a source of prices: the first fetch, the answers, a bar that looks wrong, a source that is gone. */
class PricesFromASource {
    private static final String KEY = "PK" + Canaries.MARK + "OfTheStory";
    private static final String SECRET = "secret-" + Canaries.MARK + "-of-the-story";
    private static final String UNIVERSE =
            """
            symbol,name,kind,group,of,core,proxy_for,aliases
            SPY,S&P 500,etf,benchmark,,yes,,
            XLK,Technology,etf,sector,Information Technology,yes,,
            XLE,Energy,etf,sector,Energy,yes,,
            ^GSPC,S&P 500 index,index,index,,no,,
            """;

    @TempDir
    Path folder;

    private final Instant began = Instant.now();
    private final LocalDate newest = TradingCalendar.shipped().lastClosed(began);
    private FakeAlpaca alpaca;

    @BeforeEach
    void anAccount() throws IOException {
        alpaca = FakeAlpaca.walking(0, began);
        secret("key", KEY);
        secret("secret", SECRET);
        var tables = Files.createDirectories(folder.resolve("tables"));
        Files.writeString(tables.resolve("universe.csv"), UNIVERSE);
        Files.writeString(tables.resolve("gics-sp500.csv"), "Symbol,Security,GICS Sector,GICS Sub-Industry,Date added,CIK\nNVDA,Nvidia,Information Technology,Semiconductors,2001-11-30,1045810\n");
        Files.createDirectories(folder.resolve("notes"));
        Files.writeString(folder.resolve("notes").resolve("Morning.md"), "# Morning\n\n| Name | Move |\n|---|---|\n| Zeta Works (ZETA) | +3 % |\n");
        Files.writeString(folder.resolve("tidewatch.properties"), String.join("\n",
                "market.folder = " + tables,
                "vault.path = " + folder.resolve("notes"),
                "prices.providers = alpaca",
                "prices.years = 1",
                "prices.alpaca.url = " + alpaca.url(),
                "prices.alpaca.key-file = " + folder.resolve("key"),
                "prices.alpaca.secret-file = " + folder.resolve("secret"),
                "egress.allow-private = 127.0.0.1",
                ""));
    }

    private void secret(String name, String words) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(folder.resolve(name), words + "\n"), PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void gone() {
        alpaca.close();
    }

    private CommandLineRun run(String... words) {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--home", folder.resolve("home").toString(), "--config", folder.resolve("tidewatch.properties").toString()));
        var run = CommandLineRun.of(line.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain(KEY).doesNotContain(SECRET).doesNotContain("Something broke");
        return run;
    }

    @Test
    void nothing_was_fetched_yet_then_everything_is_and_the_answers_say_which_close_they_are_from() {
        assertThat(run("ask", "/quote SPY").out()).contains("tidewatch refresh");

        var refresh = run("refresh");
        assertThat(refresh.exit()).as(refresh.out() + refresh.err()).isZero();
        assertThat(refresh.out()).contains("none to be had for ^GSPC").contains("200 calls a minute left");

        assertThat(run("ask", "/quote SPY ZETA").out()).contains("close of").contains("ZETA");
        assertThat(run("ask", "/status").out())
                .contains("the archive, filled from alpaca")
                .containsPattern("alpaca +answers; last good answer")
                .contains("no answer for ^GSPC");
        var doctor = run("doctor");
        assertThat(doctor.out()).contains("Prices: the archive, filled from alpaca").contains("  alpaca: answers");
        int calls = alpaca.calls();
        assertThat(run("refresh").exit()).isZero();
        assertThat(alpaca.calls()).as("what is there is not asked for again").isLessThanOrEqualTo(calls + 2);
    }

    @Test
    void a_bar_that_looks_wrong_is_named_everywhere_until_its_owner_lets_it_in() {
        alpaca.halve("XLK");
        var refresh = run("refresh");
        assertThat(refresh.exit()).isEqualTo(1);
        assertThat(refresh.out()).contains("Missing: XLK (held back: close ").contains("looks like an unapplied 2:1 split");
        assertThat(run("ask", "/status").out()).contains("XLK " + newest).contains("a jump without volume");

        assertThat(run("ask", "/prices").out()).contains("1 bar is held back").contains("/prices accept XLK " + newest);
        assertThat(run("ask", "/prices accept XLK 1999-01-04").out()).contains("Held back: XLK " + newest + ".");
        assertThat(run("ask", "/prices maybe XLK " + newest).out()).contains("I take /prices accept");
        assertThat(run("ask", "/prices accept XLK soon").out()).contains("\"soon\" is no day");

        assertThat(run("ask", "/prices accept XLK " + newest).out()).contains("counts from now on");
        assertThat(run("ask", "/prices").out()).contains("No bar is held back.");
        assertThat(run("refresh").exit()).isZero();
    }

    @Test
    void what_was_refused_stays_out() {
        alpaca.halve("XLK");
        run("refresh");
        assertThat(run("ask", "/prices refuse XLK " + newest).out()).contains("stays out for good");
        assertThat(run("ask", "/prices").out()).contains("No bar is held back.");
        assertThat(run("ask", "/quote XLK").out()).contains("none for");
    }

    @Test
    void a_source_that_is_gone_is_named_with_what_to_do_and_what_is_there_stays() {
        run("refresh");
        alpaca.close();
        var again = run("refresh", "--from", newest.minusDays(7).toString());
        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("cannot be reached").contains("alpaca is asked again in");
        assertThat(run("ask", "/quote SPY").out()).contains("close of");
        assertThat(run("doctor").err()).contains("cannot be reached");
    }

    @Test
    void odd_arguments_are_answered() {
        assertThat(run("refresh", "--from", "yesterday").err()).contains("--from takes a day such as 2026-01-02");
        assertThat(run("refresh", "--symbols", "SPY").err()).contains("--symbols goes with --from");
        assertThat(run("refresh", "--from", "2026-01-02", "--symbols", "NOPE").err()).contains("NOPE is none of the series");
        assertThat(run("refresh", "--as-of", "2026-01-09").err()).contains("there is no --as-of");
    }
}
