package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.BriefInput;
import tidewatch.brief.SampleBriefs;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.Account;
import tidewatch.market.EventBatch;
import tidewatch.market.EventBook;
import tidewatch.market.EventKind;
import tidewatch.market.EventKind.Earnings;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventKind.Timing;
import tidewatch.market.EventList;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.Instrument;
import tidewatch.market.MarketEvent;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.market.PriceReport;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Trouble;
import tidewatch.message.Capabilities;
import tidewatch.message.PlainRenderer;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.rotation.RotationBacktest;
import tidewatch.testing.Golden;
import tidewatch.testing.MemoryEventArchive;

/** The calendar of somebody with real prices, on Fri 6 Feb 2026, 07:00 in New York. */
class CalendarCommandTest {
    private static final Instant NOW = Instant.parse("2026-02-06T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 6);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final MemoryEventArchive archive = new MemoryEventArchive();
    private final List<ProviderState> states = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>(List.of(Account.of("finnhub"), Account.of("alpha-vantage"), Account.of("fred"), Account.of("edgar")));
    private Optional<BriefInput> input = Optional.of(unsampled(SampleBriefs.input("2026-02-06")));
    private Found<EventList> own = Found.of(new EventList(List.of()));

    private static BriefInput unsampled(BriefInput in) {
        return new BriefInput(in.at(), in.panel(), in.universe(), in.vault(), in.table(), in.list(), in.starts(), in.theses(), in.flows(), in.checks(), in.earlier(),
                in.context(), in.watched(), in.mentioned(), in.events(), in.briefTime(), false);
    }

    private void said(EventSource source, Instant at, MarketEvent... events) {
        archive.take(source, new EventQuestion(TODAY, TODAY.plusDays(91), List.of()), EventBatch.some(List.of(events)), at, at);
    }

    private static MarketEvent results(String symbol, String name, String day, EventSource source, Timing timing, Standing standing) {
        return MarketEvent.earnings(new Instrument(symbol, name, Instrument.Kind.STOCK, "", ""), LocalDate.parse(day), source,
                new Earnings(timing, Optional.empty(), Optional.of("1.85 USD"), standing));
    }

    private static MarketEvent release(String key, String title, String day, String time) {
        var date = LocalDate.parse(day);
        return new MarketEvent(key, title, date, date, Optional.of(LocalTime.parse(time)), TradingCalendar.ZONE, Optional.empty(), "FRED", true,
                new EventKind.Release(true), List.of(), Optional.empty());
    }

    private final class Prices implements Desk {
        private final EventBook book =
                new EventBook(EventList.parse("shipped", "date,end,time,event,title\n2026-02-09,2026-02-10,14:00,fomc,Federal Reserve decision\n").value(),
                        () -> own, accounts, () -> Optional.of(archive), () -> states);

        @Override
        public Found<Optional<BriefInput>> at(Instant moment, NoteScope scope) {
            return Found.of(input);
        }

        @Override
        public Found<Optional<BriefInput>> morning(LocalDate day, NoteScope scope) {
            throw new AssertionError("No brief is asked for");
        }

        @Override
        public Found<Vault> vault(Instant moment, NoteScope scope) {
            throw new AssertionError("No note is asked for");
        }

        @Override
        public Reread reload() {
            throw new AssertionError("Not asked here");
        }

        @Override
        public Note read(String words, LocalDate day) {
            throw new AssertionError("Nothing is read here");
        }

        @Override
        public Optional<RotationBacktest> replay(Instant moment) {
            return Optional.empty();
        }

        @Override
        public Dates dates(Instant moment) {
            var found = book.events(moment);
            return new Dates(found.value(), TradingCalendar.shipped(), book.sources(), found.problems());
        }

        @Override
        public Optional<PriceReport> feed(Instant moment) {
            return Optional.empty();
        }

        @Override
        public Found<Boolean> settle(String symbol, LocalDate session, boolean accept, String by, Instant moment) {
            return Found.of(false);
        }

        @Override
        public Setup setup() {
            return new Setup("notes", "files", List.of(), false, false, "test");
        }
    }

    private Reply ask(String rest, ZoneId zone) {
        var request = new Request("calendar", rest.isEmpty() ? List.of() : List.of(rest.split(" ")), rest, NOW, zone, new Asker(new ChatId("memory", "1"), "memory:owner"));
        return new CalendarCommand(new Prices()).answer(request);
    }

    private String text(String rest, ZoneId zone) {
        var doc = ask(rest, zone).doc();
        return new PlainRenderer().render(doc.withActions(List.of()), Capabilities.plain(Capabilities.UNLIMITED)).text() + "\n";
    }

    /** What several sources know of two weeks: agreed, disputed, moved, out, not seen; and what failed. */
    private void fullWeeks() {
        var yesterday = NOW.minus(Duration.ofDays(1));
        said(EventSource.FINNHUB, yesterday,
                results("NVDA", "NVIDIA", "2026-02-11", EventSource.FINNHUB, Timing.AFTER_CLOSE, Standing.ESTIMATED),
                results("NET", "Cloudflare", "2026-02-09", EventSource.FINNHUB, Timing.AFTER_CLOSE, Standing.ESTIMATED),
                results("LMT", "Lockheed Martin", "2026-02-05", EventSource.FINNHUB, Timing.BEFORE_OPEN, Standing.ESTIMATED),
                results("ORCL", "Oracle", "2026-02-04", EventSource.FINNHUB, Timing.AFTER_CLOSE, Standing.ESTIMATED),
                results("ZZZZ", "Nobody's", "2026-02-10", EventSource.FINNHUB, Timing.AFTER_CLOSE, Standing.ESTIMATED));
        said(EventSource.FINNHUB, NOW.minusSeconds(60), results("NET", "Cloudflare", "2026-02-10", EventSource.FINNHUB, Timing.AFTER_CLOSE, Standing.ESTIMATED));
        said(EventSource.ALPHA_VANTAGE, yesterday,
                results("NVDA", "NVIDIA", "2026-02-12", EventSource.ALPHA_VANTAGE, Timing.UNKNOWN, Standing.ESTIMATED),
                results("NET", "Cloudflare", "2026-02-10", EventSource.ALPHA_VANTAGE, Timing.UNKNOWN, Standing.ESTIMATED),
                results("PLTR", "Palantir", "2026-02-13", EventSource.ALPHA_VANTAGE, Timing.UNKNOWN, Standing.ESTIMATED));
        said(EventSource.EDGAR, yesterday, results("LMT", "Lockheed Martin", "2026-02-05", EventSource.EDGAR, Timing.BEFORE_OPEN, Standing.REPORTED));
        said(EventSource.FRED, yesterday, release("cpi", "Consumer Price Index", "2026-02-11", "08:30"), release("jolts", "Job openings (JOLTS)", "2026-02-10", "10:00"));
        own = Found.of(EventList.parse("own", """
                date,end,time,title,symbol,kind,source
                2026-02-09,,19:00,Dinner with the desk,,,your file
                2026-02-11,2026-02-13,,Conference,,,your file
                2026-02-17,,,Equinix results day,EQIX,earnings,your file
                """).value());
        states.add(new ProviderState(Account.of("fred"), 1, 0, Optional.empty(),
                Optional.of(Trouble.of(Trouble.Kind.UNREACHABLE, "FRED is out of order; it is asked again. It says 500.")), Optional.empty(), Optional.of(NOW)));
    }

    @Test
    void two_weeks_read_as_they_were_found_good() {
        fullWeeks();

        Golden.check("command/calendar-real.txt", text("", NEW_YORK));
    }

    @Test
    void hours_are_those_of_the_reader_and_so_are_the_days() {
        fullWeeks();

        assertThat(text("", ZoneId.of("Asia/Tokyo")))
                .contains("Wed 11 Feb\n\n• Job openings (JOLTS), usually 00:00, announced (FRED)")
                .contains("04:00 Federal Reserve decision (from 9 Feb)")
                .contains("Times are those of Tokyo.");
    }

    @Test
    void a_company_has_all_its_dates_with_what_is_estimated() {
        fullWeeks();

        assertThat(text("NVDA", NEW_YORK))
                .contains("Wed 11 Feb, NVIDIA: quarterly results after the close, estimated (Finnhub); 12 Feb (Alpha Vantage); estimate 1.85 USD a share");
        assertThat(text("apple", NEW_YORK)).contains("I have no date for Apple.", "$AAPL earnings");
    }

    @Test
    void without_a_source_of_results_it_is_said_how_to_get_one() {
        accounts.clear();

        assertThat(text("", NEW_YORK)).contains("No source of results is set up", "events.finnhub.key").contains("Market closed: Presidents' Day");
    }

    @Test
    void without_prices_there_are_still_dates() {
        fullWeeks();
        input = Optional.empty();

        assertThat(ask("", NEW_YORK).ok()).isTrue();
        assertThat(text("", NEW_YORK)).contains("Without prices I do not know which companies are yours", "Consumer Price Index").doesNotContain("NVIDIA");
    }

    @Test
    void how_far_the_list_of_meetings_reaches_is_said_where_more_is_asked_for() {
        assertThat(text("30", NEW_YORK)).contains("Decisions of the Federal Reserve are known until Tue 10 Feb 2026.");
        assertThat(text("3", NEW_YORK)).doesNotContain("known until");
    }

    @Test
    void days_and_weeks_are_understood_in_words() {
        for (var words : List.of("7", "7d", "7 days", "week", "1 week", "1w")) {
            assertThat(ask(words, NEW_YORK).doc().title()).as(words).isEqualTo("Calendar, 7 days");
        }
        assertThat(text("20 weeks", NEW_YORK)).contains("I show 1 to 92 days, not 20 weeks.");
    }

    @Test
    void more_than_can_be_read_is_counted() {
        var many = new StringBuilder("date,title,source\n");
        for (int i = 0; i < 400; i++) {
            many.append(TODAY.plusDays(i % 20)).append(",Thing ").append(i).append(",your file\n");
        }
        own = Found.of(EventList.parse("own", many.toString()).value());

        var text = text("30", NEW_YORK);
        assertThat(text).contains("8 more", "more on later days; ask for fewer days.");
        assertThat(text.length()).isLessThan(6_000);
    }
}
