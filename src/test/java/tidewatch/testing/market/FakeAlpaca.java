package tidewatch.testing.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidewatch.market.CorporateAction;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.provider.FilePrices;
import tidewatch.testing.ScriptedSource;

/**
 * A server on 127.0.0.1 that answers as Alpaca's market data does, daily bars and corporate actions, with invented prices or those of a
 * folder of CSV files. It takes any key that is given and refuses what the service refuses: no key, another adjustment than it knows, a page
 * of more than 10,000 rows. Started by {@link #main} it ends by itself.
 */
public final class FakeAlpaca implements AutoCloseable {
    private static final int ROWS_MOST = 10_000;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,10}");
    private static final LocalDate FIRST = LocalDate.of(2016, 1, 4);
    private static final Duration LIFE = Duration.ofMinutes(60);

    private final HttpServer server;
    private final Function<String, Optional<PriceSeries>> prices;
    private final Map<String, Optional<PriceSeries>> known = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> halved = ConcurrentHashMap.newKeySet();

    private FakeAlpaca(int port, Function<String, Optional<PriceSeries>> prices) {
        this.prices = prices;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/v2/stocks/bars", exchange -> answer(exchange, this::bars));
        server.createContext("/v1/corporate-actions", exchange -> answer(exchange, this::actions));
        server.setExecutor(Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    /** Seeded walks for every symbol, from 2016 to the last session before this moment. */
    public static FakeAlpaca walking(int port, Instant now) {
        var last = TradingCalendar.shipped().lastClosed(now);
        return new FakeAlpaca(port, symbol -> Optional.of(ScriptedSource.walk(symbol, FIRST, last, List.of(), 11)));
    }

    /** The prices of these files; other symbols are not known. */
    public static FakeAlpaca files(int port, List<Path> folders) {
        return new FakeAlpaca(port, symbol -> FilePrices.of(folders).history(Set.of(symbol), LocalDate.MIN, LocalDate.MAX).value().stream().findFirst());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What it tells of a symbol. */
    public Optional<PriceSeries> truth(String symbol) {
        return known.computeIfAbsent(symbol, prices);
    }

    /** From now on the newest bar of this symbol comes with half of its prices, as after a split that half arrived. */
    public void halve(String symbol) {
        halved.add(symbol);
    }

    public int calls() {
        return calls.get();
    }

    private record Answer(int status, String json) {}

    private void answer(HttpExchange exchange, Function<Map<String, String>, Answer> how) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            boolean key = exchange.getRequestHeaders().containsKey("APCA-API-KEY-ID") && exchange.getRequestHeaders().containsKey("APCA-API-SECRET-KEY");
            Answer answer;
            try {
                answer = key ? how.apply(query(exchange)) : new Answer(401, "{\"message\":\"unauthorized.\"}");
            } catch (IllegalArgumentException wrong) {
                answer = new Answer(400, "{\"message\":\"" + wrong.getMessage() + "\"}");
            }
            var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var values = new HashMap<String, String>();
        for (var part : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            int at = part.indexOf('=');
            values.put(part.substring(0, at), URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static List<String> symbols(Map<String, String> query) {
        var symbols = List.of(query.getOrDefault("symbols", "").split(",", -1));
        symbols.stream().filter(one -> !SYMBOL.matcher(one).matches()).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException("invalid symbol: " + one);
        });
        return symbols.stream().sorted().toList();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text.substring(0, 10));
    }

    private Answer bars(Map<String, String> query) {
        if (!"raw".equals(query.get("adjustment")) || !"1Day".equals(query.get("timeframe"))) {
            throw new IllegalArgumentException("this server has raw daily bars");
        }
        int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
        if (limit < 1 || limit > ROWS_MOST) {
            throw new IllegalArgumentException("invalid limit");
        }
        var from = day(query.getOrDefault("start", "2016-01-01"));
        var end = Instant.parse(query.getOrDefault("end", Instant.MAX.toString()));
        var page = new TreeMap<String, List<String>>();
        int skip = Integer.parseInt(query.getOrDefault("page_token", "0"));
        int at = 0;
        int taken = 0;
        for (var symbol : symbols(query)) {
            var series = truth(symbol);
            if (series.isEmpty()) {
                continue;
            }
            for (int i = 0; i < series.get().size() && taken <= limit; i++) {
                var midnight = series.get().date(i).atStartOfDay(TradingCalendar.ZONE).toInstant();
                if (series.get().date(i).isBefore(from) || midnight.isAfter(end) || at++ < skip) {
                    continue;
                }
                if (taken++ < limit) {
                    page.computeIfAbsent(symbol, _ -> new ArrayList<>()).add(bar(series.get(), i, midnight));
                }
            }
        }
        var token = taken > limit ? "\"" + (skip + limit) + "\"" : "null";
        var bars = page.entrySet().stream().map(one -> "\"" + one.getKey() + "\":[" + String.join(",", one.getValue()) + "]").collect(Collectors.joining(","));
        return new Answer(200, "{\"bars\":{" + bars + "},\"next_page_token\":" + token + "}");
    }

    private String bar(PriceSeries series, int i, Instant midnight) {
        double part = halved.contains(series.instrument().symbol()) && i == series.size() - 1 ? .5 : 1;
        return "{\"c\":" + series.close(i) * part + ",\"h\":" + series.high(i) * part + ",\"l\":" + series.low(i) * part + ",\"n\":1000,\"o\":"
                + series.open(i) * part + ",\"t\":\"" + midnight + "\",\"v\":" + String.format(Locale.ROOT, "%.0f", series.volume(i)) + ",\"vw\":"
                + series.close(i) * part + "}";
    }

    private Answer actions(Map<String, String> query) {
        var from = day(query.getOrDefault("start", "2016-01-01"));
        var to = day(query.getOrDefault("end", "2100-01-01"));
        var dividends = new ArrayList<String>();
        var splits = new ArrayList<String>();
        for (var symbol : symbols(query)) {
            for (var action : truth(symbol).map(PriceSeries::actions).orElse(List.of())) {
                if (action.ex().isBefore(from) || action.ex().isAfter(to)) {
                    continue;
                }
                switch (action) {
                    case CorporateAction.Split(LocalDate ex, double ratio) ->
                        splits.add("{\"symbol\":\"" + symbol + "\",\"new_rate\":" + ratio + ",\"old_rate\":1,\"ex_date\":\"" + ex + "\"}");
                    case CorporateAction.CashDividend(LocalDate ex, double rate) ->
                        dividends.add("{\"symbol\":\"" + symbol + "\",\"rate\":" + rate + ",\"ex_date\":\"" + ex + "\"}");
                    case CorporateAction.PriceFactor _ -> {}
                }
            }
        }
        return new Answer(200, "{\"corporate_actions\":{\"forward_splits\":[" + String.join(",", splits) + "],\"cash_dividends\":["
                + String.join(",", dividends) + "]},\"next_page_token\":null}");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Arguments: a port (0 for any free one), then folders of CSV files, or none for invented prices. Prints its address and waits, an hour at most. */
    public static void main(String[] args) throws InterruptedException {
        int port = Integer.parseInt(args[0]);
        var folders = List.of(args).subList(1, args.length).stream().map(Path::of).toList();
        try (var fake = folders.isEmpty() ? walking(port, Instant.now()) : files(port, folders)) {
            System.out.println(fake.url());
            boolean _ = new CountDownLatch(1).await(LIFE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
