package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidewatch.brief.BriefInput;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.market.EventList;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Meta;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.notes.Calendars;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.notes.Window;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.rotation.RotationSettings;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.Prices;

/** The decisions of delivery on a store in memory and a clock that is told the time; what is sent is written down here. */
final class Bench implements BriefSource {
    static final ZoneId NEW_YORK = TradingCalendar.ZONE;
    static final ChatId CHAT = new ChatId("telegram", "7");
    private static final List<String> SYMBOLS = List.of("SPY", "QQQ", "IWM", "RSP", "XLF", "XLI", "XLK", "XLU");
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);

    final FakeClock clock;
    final MemoryStore store;
    final MemoryPlatform platform;
    final List<DeliveryEvent> events = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final Set<LocalDate> late = new HashSet<>();
    final Post post;
    PriceReadiness readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));
    Planner planner;
    MorningRun morning;
    Composition composition;
    ChatBook book;
    final Digest digest;
    Function<Claim, Outcome> fate = _ -> new Outcome.Arrived(DeliveryReason.OK, Optional.of(new MessageRef("m")), "yes");
    final Arming arming = new Arming(new SplittableRandom(1));
    Optional<RuntimeException> bug = Optional.empty();
    List<Problem> problems = List.of();
    boolean noInput;
    int gathered;

    /** A message that arrived, all its parts in one line. */
    record Sent(Instant at, ChatId chat, DeliveryKind kind, String slot, boolean silent, String text) {}

    Bench(String instant) {
        this(Instant.parse(instant));
    }

    Bench(Instant start) {
        this(start, Capabilities.plain(80));
    }

    /** @param place what its chats can show */
    Bench(Instant start, Capabilities place) {
        clock = new FakeClock(start);
        store = new MemoryStore(clock);
        platform = new MemoryPlatform(
                "telegram",
                clock,
                MemoryPlatform.Limits.TELEGRAM,
                place,
                PlainRenderer.within(MemoryPlatform.TEXT_MAX - Outgoing.POSTSCRIPT_MAX));
        post = new Post(store.subscriptions(), store.outbox(), this::platform, arming, events::add);
        digest = new Digest(store.subscriptions(), store.outbox(), this::platform, events::add);
        morning = new MorningRun(
                store.subscriptions(), store.outbox(), store.briefs(), store.leases(), store.ledger(), this, chat -> chat.scope(), "a", events::add);
        started(readiness);
    }

    /** The program starts anew, with this calendar. */
    void started(PriceReadiness with) {
        readiness = with;
        planner = new Planner(store.subscriptions(), store.outbox(), with, store.ticks(), events::add);
        composition = new Composition(
                store.subscriptions(), store.outbox(), store.briefs(), store.ticks(), with, this::platform, chat -> chat.scope(), arming, events::add);
        book = new ChatBook(
                store.subscriptions(),
                store.outbox(),
                with,
                id -> Chat.of(id, "telegram:1", false, NEW_YORK),
                events::add);
    }

    private Optional<ChatPlatform> platform(ChatId chat) {
        return chat.platform().equals("telegram") ? Optional.of(platform) : Optional.empty();
    }

    // ---- time ----

    Instant now() {
        return clock.instant();
    }

    static Instant local(String dateTime, ZoneId zone) {
        return LocalDateTime.parse(dateTime).atZone(zone).toInstant();
    }

    static Instant newYork(String dateTime) {
        return local(dateTime, NEW_YORK);
    }

    /** One turn of every tick. */
    void tick() {
        store.ticks().beat(now());
        planner.plan(now());
        morning.run(now());
        composition.run(now());
        digest.run(now());
        store.outbox().reap();
        send();
    }

    /** Runs, a tick a minute, up to this moment and at it. */
    void runTo(Instant until) {
        tick();
        while (now().isBefore(until)) {
            clock.advanceTo(min(now().plusSeconds(60), until));
            tick();
        }
    }

    void runTo(String newYork) {
        runTo(newYork(newYork));
    }

    /** As {@link #runTo} with a tick in five minutes, for long stretches. */
    void runFarTo(Instant until) {
        while (now().isBefore(until)) {
            for (int minute = 0; minute < 5; minute++) {
                clock.advanceTo(min(now().plusSeconds(60), until));
                store.ticks().beat(now());
            }
            tick();
        }
    }

    /** The service is down up to this moment. */
    void downTo(String newYork) {
        clock.advanceTo(newYork(newYork));
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    void send() {
        while (true) {
            var lease = store.leases().acquire("telegram:1", "a", Duration.ofSeconds(15)).orElseThrow();
            var claims = store.outbox().claim(lease, 8);
            if (claims.isEmpty()) {
                return;
            }
            for (Claim claim : claims) {
                Outcome outcome = fate.apply(claim);
                store.outbox().finish(claim, outcome);
                if (outcome instanceof Outcome.Arrived) {
                    Delivery row = claim.delivery();
                    var text = claim.unsent().stream().map(RenderPlan.Part::payload).collect(Collectors.joining("\n")).replaceAll("\\s+", " ");
                    sent.add(new Sent(now(), row.chat(), row.kind(), row.slot(), row.silent(), text));
                }
            }
        }
    }

    // ---- asking ----

    Subscribed subscribe(SubscriptionWish wish) {
        return book.subscribe(CHAT, wish, now());
    }

    static SlotTime at(String time) {
        return new SlotTime.At(LocalTime.parse(time));
    }

    /** A chat in this zone with a brief at this time. */
    void subscribed(ChatId chat, String zone, String time) {
        store.subscriptions().save(Chat.of(chat, "telegram:1", false, ZoneId.of(zone)));
        var done = book.subscribe(chat, SubscriptionWish.at(at(time)), now());
        if (!done.refused().isEmpty()) {
            throw new IllegalStateException(done.refused().toString());
        }
    }

    void subscribed(String time) {
        subscribed(CHAT, "America/New_York", time);
    }

    /** What arrived, as {@code 2026-01-09T07:00 MORNING 2026-01-09}, on the chat's clock. */
    List<String> arrivals(ChatId chat) {
        var zone = store.subscriptions().chat(chat).orElseThrow().zone();
        return sent.stream()
                .filter(one -> one.chat().equals(chat))
                .map(one -> one.at().atZone(zone).toLocalDateTime() + " " + one.kind() + " " + one.slot())
                .toList();
    }

    List<String> arrivals() {
        return arrivals(CHAT);
    }

    /** All rows of the chat, the oldest due first, as {@code MORNING 2026-01-09 SENT OK}. */
    List<String> rows(ChatId chat) {
        return store.outbox().list(new Outbox.Filter(Set.of(), Optional.of(chat), Optional.empty()), 10_000).reversed().stream()
                .map(row -> row.kind() + " " + row.slot() + " " + row.state() + row.reason().map(why -> " " + why).orElse(""))
                .toList();
    }

    List<String> rows() {
        return rows(CHAT);
    }

    String lastText() {
        return sent.getLast().text();
    }

    static Doc doc(String title, String summary) {
        return new Doc(
                title,
                summary,
                List.of(Block.para(summary)),
                List.of(),
                new Meta("", Meta.Kind.ALERT, Instant.EPOCH, Optional.empty(), NEW_YORK, false, ""));
    }

    // ---- facts ----

    @Override
    public Found<Optional<BriefInput>> gather(LocalDate asOf, Instant due, NoteScope scope) {
        gathered++;
        bug.ifPresent(broken -> {
            throw broken;
        });
        if (noInput) {
            return new Found<>(Optional.empty(), problems);
        }
        LocalDate last = late.contains(asOf) ? readiness.calendar().previous(asOf) : asOf;
        int n = TradingCalendar.shipped().count(FIRST, last);
        var series = new ArrayList<PriceSeries>();
        for (String symbol : SYMBOLS) {
            double slope = 1 + (symbol.hashCode() % 7) / 1e4;
            series.add(Prices.series(symbol, FIRST, Prices.closes(n, i -> 100 * Math.pow(slope, i) * (1 + .01 * Math.sin(i * slope)))));
        }
        var input = BriefInput.gather(
                due.atZone(NEW_YORK),
                Prices.panel(last, series.toArray(PriceSeries[]::new)),
                Universe.shipped(),
                RotationSettings.STANDARD,
                Vault.of(Map.of(), NoteOptions.of(new NoCalendars())).value(),
                new EventList(List.of()),
                LocalTime.of(7, 0),
                false);
        return new Found<>(Optional.of(input), problems);
    }

    @Override
    public boolean complete(LocalDate asOf) {
        return !late.contains(asOf) && !noInput;
    }

    private static final class NoCalendars implements Calendars {
        @Override
        public boolean isSession(LocalDate date) {
            return TradingCalendar.shipped().isSession(date);
        }

        @Override
        public LocalDate plusSessions(LocalDate date, int n) {
            return TradingCalendar.shipped().plus(date, n);
        }

        @Override
        public LocalTime open(LocalDate session) {
            return LocalTime.of(9, 30);
        }

        @Override
        public LocalTime close(LocalDate session) {
            return LocalTime.of(16, 0);
        }

        @Override
        public Optional<Window> next(String event, LocalDate after) {
            return Optional.empty();
        }
    }
}
