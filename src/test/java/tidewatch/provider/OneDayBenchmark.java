package tidewatch.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import tidewatch.contract.ReplayServer;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.market.Instrument;
import tidewatch.market.PriceRefresh;
import tidewatch.market.PriceRequest;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Wanted;
import tidewatch.settings.Secret;
import tidewatch.store.PriceTable;
import tidewatch.store.RefreshTable;
import tidewatch.testing.Canaries;
import tidewatch.testing.Databases;
import tidewatch.testing.MemoryCallBook;

/**
 * How long a whole market of 10,000 symbols takes, from the call over loopback to 10,000 series: the first one of a process, and later ones
 * (the median of 60). Then the same with all of it checked and stored, each row of it, by {@link PriceRefresh} into SQLite with a sync for
 * each commit: twelve sessions, one after the other. The target is 1 s for that.
 *
 * <p>Run with {@code mvn -q test-compile} and then the class path of the tests: {@code java -cp ... tidewatch.provider.OneDayBenchmark}.
 */
final class OneDayBenchmark {
    private static final int SYMBOLS = 10_000;
    private static final int TIMES = 60;
    private static final int SESSIONS = 12;

    private OneDayBenchmark() {}

    public static void main(String[] args) throws IOException {
        var body = body(1, 1, LocalDate.of(2026, 1, 8));
        try (var server = ReplayServer.always(new MockResponse.Builder().body(body));
                var calls = new HttpCalls(new HttpSettings(Set.of("localhost", "127.0.0.1")), Redaction.of(List.of()))) {
            var vendor = new VendorSettings(
                    PriceSource.MASSIVE,
                    Optional.of(Secret.of("bench-" + Canaries.MARK)),
                    Optional.empty(),
                    URI.create(server.url()),
                    Duration.ofMinutes(45),
                    Duration.ofHours(4),
                    2,
                    List.of());
            var massive = new MassivePrices(
                    vendor, calls.fetches(vendor.hosts()), new MemoryCallBook(), TradingCalendar.shipped(), symbol -> Optional.empty());
            var wanted = List.of(new Instrument("SAAA", "S", Instrument.Kind.STOCK, "", ""));
            var request = new PriceRequest.OneDay(LocalDate.of(2026, 1, 8), wanted, true);
            var took = new long[TIMES];
            int series = 0;
            for (int i = 0; i < TIMES; i++) {
                long began = System.nanoTime();
                series = massive.fetch(request, Instant.parse("2026-01-09T12:00:00Z")).value().series().size();
                took[i] = System.nanoTime() - began;
            }
            long first = took[0];
            Arrays.sort(took);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%,d series of %,d bytes: first %,d ms, median %,d ms, worst but the first %,d ms",
                    series,
                    body.length(),
                    first / 1_000_000,
                    took[TIMES / 2] / 1_000_000,
                    took[TIMES - 2] / 1_000_000));
        }
        stored();
    }

    private static void stored() throws IOException {
        var calendar = TradingCalendar.shipped();
        var last = LocalDate.of(2026, 1, 8);
        var home = Files.createTempDirectory("one-day");
        try (var server = new MockWebServer();
                var calls = new HttpCalls(new HttpSettings(Set.of("localhost", "127.0.0.1")), Redaction.of(List.of()));
                var database = Databases.file(home, InstantSource.fixed(Instant.EPOCH))) {
            server.start();
            var vendor = new VendorSettings(
                    PriceSource.MASSIVE, Optional.of(Secret.of("bench-" + Canaries.MARK)), Optional.empty(), server.url("/").uri(),
                    Duration.ofMinutes(45), Duration.ofHours(4), 2, List.of());
            var massive = new MassivePrices(vendor, calls.fetches(vendor.hosts()), new MemoryCallBook(), calendar, symbol -> Optional.empty());
            var archive = new PriceTable(database, symbol -> Optional.empty());
            var wanted = new Wanted(List.of(new Instrument("SAAA", "S", Instrument.Kind.STOCK, "", "")), Set.of(), Set.of());
            var took = new long[SESSIONS];
            for (int i = 0; i < SESSIONS; i++) {
                var day = calendar.plus(last, i - SESSIONS + 1);
                archive.actionsAsked(Set.of("SAAA"), day);
                archive.historyAsked(Set.of("SAAA"), LocalDate.of(2000, 1, 3));
                server.enqueue(new MockResponse.Builder().body(body(i + 1, 1 + i * .003, day)).build());
                var refresh = new PriceRefresh(
                        List.of(massive), archive, new RefreshTable(database), calendar, new PriceRefresh.Rules(1, true), new SplittableRandom(i));
                long began = System.nanoTime();
                var round = refresh.step(day.atTime(23, 0).atZone(TradingCalendar.ZONE).toInstant(), wanted);
                took[i] = System.nanoTime() - began;
                if (!(round instanceof PriceRefresh.Round.Asked asked) || asked.bars() != SYMBOLS) {
                    throw new IllegalStateException("Not a whole day: " + round);
                }
            }
            long first = took[0];
            Arrays.sort(took);
            System.out.println(String.format(
                    Locale.ROOT,
                    "fetched, checked and stored: first %,d ms, median %,d ms, worst but the first %,d ms; %,d series held",
                    first / 1_000_000, took[SESSIONS / 2] / 1_000_000, took[SESSIONS - 2] / 1_000_000, archive.holdings().size()));
        }
    }

    /** Each seed has volumes of its own, and each level prices: no day repeats the one before. */
    private static String body(long seed, double level, LocalDate day) {
        long stamp = day.atTime(16, 0).atZone(TradingCalendar.ZONE).toInstant().toEpochMilli();
        var random = new Random(1);
        var volumes = new Random(seed);
        var body = new StringBuilder(1 << 21);
        body.append("{\"queryCount\":").append(SYMBOLS).append(",\"resultsCount\":").append(SYMBOLS).append(",\"adjusted\":false,\"results\":[");
        for (int i = 0; i < SYMBOLS; i++) {
            double close = (5 + random.nextDouble() * 500) * level;
            body.append(i == 0 ? "" : ",").append(String.format(
                    Locale.ROOT,
                    "{\"T\":\"S%c%c%c\",\"v\":%d,\"vw\":%.4f,\"o\":%.2f,\"c\":%.2f,\"h\":%.2f,\"l\":%.2f,\"t\":%d,\"n\":%d}",
                    'A' + i / 676, 'A' + i / 26 % 26, 'A' + i % 26,
                    1 + volumes.nextInt(10_000_000), close, close, close, close * 1.02, close * .98, stamp, volumes.nextInt(100_000)));
        }
        return body.append("],\"status\":\"OK\",\"request_id\":\"made-up\"}").toString();
    }
}
