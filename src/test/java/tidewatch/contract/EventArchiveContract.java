package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventArchive;
import tidewatch.market.EventBatch;
import tidewatch.market.EventKind;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Heard;
import tidewatch.market.Instrument;
import tidewatch.market.MarketEvent;
import tidewatch.market.Trouble;

/** What {@link EventArchive} promises. Every store passes this. */
public abstract class EventArchiveContract {
    protected static final Instant T0 = Instant.parse("2026-01-09T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 9);
    private static final EventQuestion QUESTION = new EventQuestion(TODAY, TODAY.plusDays(91), List.of());
    private static final Instrument NVDA = new Instrument("NVDA", "NVIDIA", Instrument.Kind.STOCK, "", "");
    private static final Instrument BRK = new Instrument("BRK.B", "Berkshire", Instrument.Kind.STOCK, "", "");

    private EventArchive archive;

    /** An empty one. */
    protected abstract EventArchive archive();

    @BeforeEach
    void open() {
        archive = archive();
    }

    private static MarketEvent nvda(String day) {
        var results = new Earnings(Timing.AFTER_CLOSE, Optional.of(LocalDate.of(2026, 1, 31)), Optional.of("1.5 USD"), Standing.ESTIMATED);
        return MarketEvent.earnings(NVDA, LocalDate.parse(day), EventSource.ALPHA_VANTAGE, results);
    }

    private static MarketEvent release(String key, String day) {
        var date = LocalDate.parse(day);
        return new MarketEvent(key, key + " \u6c7a\u7b97", date, date.plusDays(1), Optional.of(LocalTime.of(8, 30)), ZoneId.of("Europe/Berlin"),
                Optional.empty(), "FRED", true, new EventKind.Release(true), List.of(), Optional.empty());
    }

    private void take(EventSource source, Instant now, MarketEvent... events) {
        archive.take(source, QUESTION, EventBatch.whole(List.of(events)), now, now.plus(Duration.ofDays(1)));
    }

    private List<Heard> all() {
        return archive.heard(LocalDate.of(2020, 1, 1), LocalDate.of(2030, 1, 1));
    }

    @Test
    void what_was_taken_in_comes_back_as_it_was() {
        var later = T0.plusSeconds(60);
        var brk = MarketEvent.earnings(BRK, LocalDate.of(2026, 2, 28), EventSource.FINNHUB, Earnings.of(Timing.UNKNOWN, Standing.REPORTED));
        take(EventSource.ALPHA_VANTAGE, T0, nvda("2026-02-25"));
        take(EventSource.FRED, later, release("cpi", "2026-02-11"));
        take(EventSource.FINNHUB, later, brk);

        assertThat(all()).containsExactly(
                Heard.now(EventSource.FRED, release("cpi", "2026-02-11"), later),
                Heard.now(EventSource.ALPHA_VANTAGE, nvda("2026-02-25"), T0),
                Heard.now(EventSource.FINNHUB, brk, later));
    }

    @Test
    void the_days_asked_for_are_those_that_come_back() {
        take(EventSource.FRED, T0, release("cpi", "2026-02-11"), release("ppi", "2026-02-13"));

        assertThat(archive.heard(LocalDate.of(2026, 2, 12), LocalDate.of(2026, 2, 12))).extracting(Heard::subject).containsExactly("cpi");
        assertThat(archive.heard(LocalDate.of(2026, 2, 13), LocalDate.of(2026, 2, 13))).extracting(Heard::subject).containsExactly("ppi");
        assertThat(archive.heard(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 10))).isEmpty();
    }

    @Test
    void the_same_answer_again_changes_when_it_was_last_said_and_makes_no_second_row() {
        take(EventSource.ALPHA_VANTAGE, T0, nvda("2026-02-25"));
        take(EventSource.ALPHA_VANTAGE, T0.plusSeconds(86_400), nvda("2026-02-25"));

        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.first()).isEqualTo(T0);
            assertThat(one.last()).isEqualTo(T0.plusSeconds(86_400));
            assertThat(one.movedFrom()).isEmpty();
        });
    }

    @Test
    void a_date_that_moves_is_one_row_that_knows_from_where() {
        var later = T0.plusSeconds(86_400);
        take(EventSource.ALPHA_VANTAGE, T0, nvda("2026-02-25"));
        take(EventSource.ALPHA_VANTAGE, later, nvda("2026-02-26"));

        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.event().date()).isEqualTo("2026-02-26");
            assertThat(one.movedFrom()).contains(LocalDate.of(2026, 2, 25));
            assertThat(one.movedAt()).contains(later);
        });
    }

    @Test
    void an_answer_of_one_source_leaves_those_of_the_others_alone() {
        take(EventSource.ALPHA_VANTAGE, T0, nvda("2026-02-25"));
        take(EventSource.FRED, T0, release("cpi", "2026-02-11"));
        take(EventSource.FRED, T0.plusSeconds(1), release("ppi", "2026-02-12"));

        assertThat(all()).extracting(Heard::subject).containsExactly("ppi", "results nvda");
    }

    @Test
    void an_answer_in_trouble_withdraws_nothing() {
        take(EventSource.ALPHA_VANTAGE, T0, nvda("2026-02-25"));
        archive.take(EventSource.ALPHA_VANTAGE, QUESTION, EventBatch.none(Trouble.of(Trouble.Kind.GARBLED, "x")), T0.plusSeconds(1), T0.plusSeconds(2));

        assertThat(all()).hasSize(1);
    }

    @Test
    void questions_are_remembered_by_source_and_part_with_the_time_of_the_next_one() {
        assertThat(archive.lastTaken()).isEmpty();
        take(EventSource.FRED, T0);
        var company = new EventQuestion(TODAY, TODAY, List.of(NVDA));
        archive.take(EventSource.EDGAR, company, EventBatch.some(List.of()), T0.plusSeconds(5), T0.plusSeconds(7));
        archive.take(EventSource.EDGAR, company, EventBatch.some(List.of()), T0.plusSeconds(8), T0.plusSeconds(9));

        assertThat(archive.asked(EventSource.FRED)).containsExactly(new EventArchive.Asked("2026-01-09..2026-04-10", T0, T0.plus(Duration.ofDays(1))));
        assertThat(archive.asked(EventSource.EDGAR))
                .containsExactly(new EventArchive.Asked("NVDA 2026-01-09..2026-01-09", T0.plusSeconds(8), T0.plusSeconds(9)));
        assertThat(archive.asked(EventSource.FINNHUB)).isEmpty();
        assertThat(archive.lastTaken()).contains(T0.plusSeconds(8));
    }

    @Test
    void old_questions_are_forgotten() {
        take(EventSource.FRED, T0);
        archive.take(
                EventSource.FRED, new EventQuestion(TODAY.plusDays(11), TODAY.plusDays(12), List.of()), EventBatch.some(List.of()), T0.plus(Duration.ofDays(11)), T0);

        assertThat(archive.asked(EventSource.FRED)).extracting(EventArchive.Asked::part).containsExactly("2026-01-20..2026-01-21");
    }
}
