package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.problem.Problem;

class EventListTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();

    @Test
    void a_row_is_of_the_kind_that_it_names_or_that_its_words_tell() {
        var found = EventList.parse("mine.csv", """
                date,time,zone,title,symbol,kind,basis
                2026-02-01,,,Boring Bank: quarterly results,BORE,,
                2026-02-02,,,NVIDIA,NVDA,earnings-after-close,
                2026-02-03,,,Apple,AAPL,Earnings-Before-Open,invented
                2026-02-04,14:15,Europe/Berlin,ECB decision,,release,
                2026-02-05,,,Dinner,,,
                2026-02-06,,,NVIDIA keynote,NVDA,,
                2026-02-07,,,Odd,,earnigs,
                """);

        assertThat(found.value().events()).extracting(MarketEvent::kind).containsExactly(
                EventKind.Earnings.of(Timing.UNKNOWN, Standing.ANNOUNCED),
                EventKind.Earnings.of(Timing.AFTER_CLOSE, Standing.ANNOUNCED),
                EventKind.Earnings.of(Timing.BEFORE_OPEN, Standing.ESTIMATED),
                new EventKind.Release(false),
                new EventKind.Custom(),
                new EventKind.Custom(),
                new EventKind.Custom());
        assertThat(found.problems()).extracting(Problem::line).singleElement().asString().contains("mine.csv line 8", "earnigs", "earnings-after-close");
    }

    @Test
    void the_next_date_is_not_told_where_an_earlier_one_may_be_unknown() {
        var list = EventList.parse("x", "date,event\n2026-02-11,cpi\n2026-03-11,cpi\n").value();

        assertThat(list.next("cpi", LocalDate.of(2026, 1, 14), CALENDAR)).map(MarketEvent::date).contains(LocalDate.of(2026, 2, 11));
        assertThat(list.next("cpi", LocalDate.of(2025, 12, 1), CALENDAR)).as("ten weeks before the first date known").isEmpty();
        assertThat(list.next("cpi", LocalDate.of(2026, 2, 12), CALENDAR)).map(MarketEvent::date).contains(LocalDate.of(2026, 3, 11));
        assertThat(list.next("cpi", LocalDate.of(2026, 3, 12), CALENDAR)).isEmpty();
    }

    @Test
    void the_rules_of_the_exchange_make_closed_days_early_closes_and_expiries() {
        assertThat(EventList.ofExchange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 31), CALENDAR))
                .extracting(event -> event.date() + " " + event.title() + event.time().map(time -> " " + time).orElse(""))
                .containsExactly(
                        "2026-11-20 Option expiry",
                        "2026-11-26 Market closed: Thanksgiving Day",
                        "2026-11-27 Early close: Day after Thanksgiving 13:00",
                        "2026-12-18 Quarterly expiry",
                        "2026-12-24 Early close: Christmas Eve 13:00",
                        "2026-12-25 Market closed: Christmas Day");
        assertThat(EventList.ofExchange(LocalDate.of(2026, 6, 18), LocalDate.of(2026, 6, 18), CALENDAR))
                .as("the third Friday of June is Juneteenth")
                .extracting(MarketEvent::title)
                .containsExactly("Quarterly expiry");
    }

    @Test
    void every_shipped_row_says_who_announced_it_and_how_far_the_list_reaches_is_known() {
        var shipped = EventList.shipped();

        assertThat(shipped.events()).isNotEmpty().allSatisfy(event -> {
            assertThat(event.source()).as(event.key() + " " + event.date()).isNotBlank();
            assertThat(event.kind()).isEqualTo(new EventKind.Release(false));
        });
        assertThat(shipped.knownUntil("fomc")).contains(LocalDate.of(2028, 1, 26));
        assertThat(shipped.knownUntil("opec")).isEmpty();
    }

    @Test
    void the_shipped_releases_are_known_by_their_names_in_any_case() {
        var releases = Releases.shipped();

        assertThat(releases.named(" consumer price INDEX ")).map(Releases.Known::key).contains("cpi");
        assertThat(releases.named("Wheat Outlook")).isEmpty();
        assertThat(List.of("Employment Situation", "Gross Domestic Product", "Producer Price Index")).allMatch(name -> releases.named(name).isPresent());
    }

    @Test
    void companies_have_the_numbers_by_which_they_file() {
        assertThat(CompanyNumbers.shipped().of("AAPL")).contains("0000320193");
        assertThat(CompanyNumbers.shipped().of("BRK.B")).contains("0001067983");
        assertThat(CompanyNumbers.shipped().of("ZZZZ")).isEmpty();
    }
}
