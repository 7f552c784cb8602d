package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.problem.Found;
import tidewatch.testing.MemoryEventArchive;

/** What is asked when, with sources that answer by a rule and tables in memory. */
class EventRefreshTest {
    /** Fri 9 Jan 2026, 07:00 in New York. */
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    private static final Instrument NVDA = share("NVDA", "NVIDIA");
    private static final Instrument AAPL = share("AAPL", "Apple");
    private static final Instrument XLK = new Instrument("XLK", "Technology", Instrument.Kind.ETF, "", "");

    private final MemoryEventArchive archive = new MemoryEventArchive();
    private final Map<Account, RefreshBook.ProviderState> states = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    private static Instrument share(String symbol, String name) {
        return new Instrument(symbol, name, Instrument.Kind.STOCK, "", "");
    }

    private record Rule(EventSource source, EventOffer offer, List<String> asked, Function<EventQuestion, EventBatch> answers) implements EventCalendar {
        @Override
        public Account account() {
            return Account.of(source.id());
        }

        @Override
        public Found<EventBatch> events(EventQuestion question, Instant now) {
            asked.add(source.id() + " " + question.part());
            return Found.of(answers.apply(question));
        }
    }

    private EventCalendar vantage(Function<EventQuestion, EventBatch> answers) {
        return new Rule(EventSource.ALPHA_VANTAGE, EventOffer.daily(92, List.of()), asked, answers);
    }

    private EventCalendar finnhub(Function<EventQuestion, EventBatch> answers) {
        return new Rule(EventSource.FINNHUB, new EventOffer(28, 7, true, false, List.of()), asked, answers);
    }

    private EventCalendar edgar(Function<EventQuestion, EventBatch> answers) {
        return new Rule(EventSource.EDGAR, new EventOffer(0, 0, false, true, List.of()), asked, answers);
    }

    private static MarketEvent results(Instrument company, EventSource source, LocalDate day) {
        return MarketEvent.earnings(
                company, day, source, Earnings.of(Timing.UNKNOWN, source == EventSource.EDGAR ? Standing.REPORTED : Standing.ESTIMATED));
    }

    /** The questions of one step. */
    private List<String> step(Instant now, EventCalendar... sources) {
        asked.clear();
        var refresh = new EventRefresh(List.of(sources), archive, new StateBook(states), new SplittableRandom(3));
        var _ = refresh.step(now, List.of(NVDA, XLK), List.of(AAPL, NVDA));
        return List.copyOf(asked);
    }

    private static Instant day(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    @Test
    void a_calendar_of_the_whole_market_is_asked_once_a_day_and_a_restart_changes_nothing() {
        var source = vantage(_ -> EventBatch.whole(List.of(results(NVDA, EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 2, 25)))));

        assertThat(step(NOW, source)).containsExactly("alpha-vantage 2026-01-09..2026-04-10");
        assertThat(step(NOW.plusSeconds(60), source)).isEmpty();
        assertThat(step(Instant.parse("2026-01-10T04:59:59Z"), source)).as("still Friday in New York").isEmpty();
        assertThat(step(Instant.parse("2026-01-10T05:00:00Z"), source)).containsExactly("alpha-vantage 2026-01-10..2026-04-11");
    }

    @Test
    void of_the_whole_market_only_what_is_wanted_is_kept_under_its_own_name() {
        step(NOW, vantage(_ -> EventBatch.whole(List.of(
                results(share("NVDA", "NVIDIA Corporation Common"), EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 2, 25)),
                results(share("ZZZZ", "Nobody wants it"), EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 2, 25))))));

        assertThat(archive.heard(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)))
                .extracting(one -> one.event().title()).containsExactly("NVIDIA: quarterly results");
    }

    @Test
    void finnhub_is_asked_week_by_week_and_then_for_companies_of_the_notes_that_it_did_not_name() {
        var days = List.of("finnhub 2026-01-09..2026-01-15", "finnhub 2026-01-16..2026-01-22", "finnhub 2026-01-23..2026-01-29", "finnhub 2026-01-30..2026-02-05");
        var silent = finnhub(_ -> EventBatch.some(List.of()));

        assertThat(step(NOW, silent)).containsExactlyElementsOf(days);
        assertThat(step(NOW.plusSeconds(60), silent)).as("no fund has results").containsExactly("finnhub NVDA 2026-01-09..2026-02-05");
        assertThat(step(NOW.plusSeconds(120), silent)).isEmpty();

        var knows = finnhub(_ -> EventBatch.some(List.of(results(NVDA, EventSource.FINNHUB, LocalDate.of(2026, 1, 20)))));
        assertThat(step(day(1), knows)).hasSize(4);
        assertThat(step(day(1).plusSeconds(60), knows)).isEmpty();
    }

    @Test
    void edgar_is_asked_for_companies_whose_day_has_come_until_it_confirms() {
        var vantage = vantage(_ -> EventBatch.whole(List.of(
                results(NVDA, EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 1, 9)), results(AAPL, EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 1, 10)))));
        var silent = edgar(_ -> EventBatch.some(List.of()));
        step(NOW, vantage);

        assertThat(step(NOW, silent)).containsExactly("edgar NVDA 2026-01-02..2026-01-09");
        assertThat(step(NOW.plusSeconds(7_199), silent)).isEmpty();
        assertThat(step(NOW.plusSeconds(7_200), silent)).containsExactly("edgar NVDA 2026-01-02..2026-01-09");

        var confirms = edgar(question -> EventBatch.some(List.of(results(question.companies().getFirst(), EventSource.EDGAR, question.to()))));
        assertThat(step(NOW.plusSeconds(14_400), confirms)).hasSize(1);
        assertThat(step(day(1), confirms)).containsExactly("edgar AAPL 2026-01-03..2026-01-10");
        assertThat(step(day(1).plusSeconds(7_200), confirms)).isEmpty();
    }

    @Test
    void a_source_that_is_out_of_reach_is_left_alone_after_three_tries_for_five_minutes_then_ten() {
        var down = vantage(_ -> EventBatch.none(Trouble.of(Trouble.Kind.UNREACHABLE, "Alpha Vantage is down")));
        var up = finnhub(_ -> EventBatch.some(List.of()));
        var tries = new HashMap<Integer, Integer>();
        for (int minute = 0; minute < 30; minute++) {
            tries.put(minute, (int) step(NOW.plusSeconds(60L * minute), down, up).stream().filter(one -> one.startsWith("alpha")).count());
        }

        assertThat(tries.entrySet().stream().filter(one -> one.getValue() > 0).map(Map.Entry::getKey).sorted().toList())
                .containsExactly(0, 1, 2, 7, 17);
        assertThat(archive.asked(EventSource.FINNHUB)).as("the other source is asked all the same").hasSize(5);
    }

    @Test
    void a_limit_closes_the_source_until_it_is_free_and_the_rest_of_the_questions_wait() {
        var until = NOW.plusSeconds(60);
        var limited = finnhub(question -> question.from().equals(LocalDate.of(2026, 1, 9))
                ? EventBatch.some(List.of())
                : EventBatch.none(Trouble.until(Trouble.Kind.QUOTA_SPENT, "Finnhub: 60 calls a minute", until)));

        assertThat(step(NOW, limited)).hasSize(2);
        assertThat(step(NOW.plusSeconds(59), limited)).isEmpty();
        assertThat(step(until, limited)).as("it goes on where it was").containsExactly("finnhub 2026-01-16..2026-01-22");
    }

    @Test
    void a_wrong_key_is_not_tried_again_for_a_day() {
        var wrong = vantage(_ -> EventBatch.none(Trouble.of(Trouble.Kind.WRONG_KEY, "Alpha Vantage does not accept the key")));

        assertThat(step(NOW, wrong)).hasSize(1);
        assertThat(step(NOW.plus(Duration.ofHours(23)), wrong)).isEmpty();
        assertThat(step(day(1), wrong)).hasSize(1);
    }

    @Test
    void one_question_that_cannot_be_answered_does_not_keep_the_others_waiting() {
        var broken = finnhub(question -> question.from().equals(LocalDate.of(2026, 1, 9))
                ? EventBatch.none(Trouble.of(Trouble.Kind.GARBLED, "Finnhub answers with something else"))
                : EventBatch.some(List.of()));

        assertThat(step(NOW, broken)).hasSize(4);
        assertThat(step(NOW.plusSeconds(60), broken)).containsExactly("finnhub NVDA 2026-01-09..2026-02-05");
        assertThat(step(NOW.plusSeconds(3_600), broken)).containsExactly("finnhub 2026-01-09..2026-01-15");
    }

    @Test
    void a_step_asks_some_questions_and_says_that_there_are_more() {
        var many = new ArrayList<Instrument>();
        for (int i = 0; i < 50; i++) {
            many.add(share("S" + i, "Share " + i));
        }
        var silent = finnhub(_ -> EventBatch.some(List.of()));
        var refresh = new EventRefresh(List.of(silent), archive, new StateBook(states), new SplittableRandom(3));
        step(NOW, silent);
        asked.clear();

        assertThat(refresh.step(NOW.plusSeconds(60), many, List.of()).more()).isTrue();
        assertThat(asked).hasSize(20);
        refresh.step(NOW.plusSeconds(120), many, List.of());
        assertThat(refresh.step(NOW.plusSeconds(180), many, List.of())).isEqualTo(new EventRefresh.Outcome(10, List.of(), false));
        assertThat(asked).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void what_came_before_a_limit_is_kept() {
        var partly = vantage(_ -> new EventBatch(
                List.of(results(NVDA, EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 2, 25))),
                false,
                Optional.of(Trouble.until(Trouble.Kind.BUSY, "Alpha Vantage asks for a pause", NOW.plusSeconds(10)))));
        step(NOW, partly);

        assertThat(archive.heard(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1))).hasSize(1);
        assertThat(step(NOW.plusSeconds(10), partly)).hasSize(1);
    }

    /** Keeps what sources do, and nothing of sessions. */
    private record StateBook(Map<Account, ProviderState> states) implements RefreshBook {
        @Override
        public Optional<ProviderState> provider(Account account) {
            return Optional.ofNullable(states.get(account));
        }

        @Override
        public List<ProviderState> providers() {
            return List.copyOf(states.values());
        }

        @Override
        public void save(ProviderState state) {
            states.put(state.account(), state);
        }

        @Override
        public List<Setback> setbacks() {
            throw new AssertionError("Questions about events keep their own time");
        }

        @Override
        public void save(Collection<Setback> setbacks) {
            throw new AssertionError("Questions about events keep their own time");
        }

        @Override
        public void cleared(String provider, Set<String> subjects) {
            throw new AssertionError("Questions about events keep their own time");
        }

        @Override
        public Optional<SessionState> session(LocalDate session) {
            throw new AssertionError("Events have no sessions");
        }

        @Override
        public List<SessionState> sessions(int most) {
            throw new AssertionError("Events have no sessions");
        }

        @Override
        public void save(SessionState state) {
            throw new AssertionError("Events have no sessions");
        }
    }
}
