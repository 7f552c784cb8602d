package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.BriefInput;
import tidewatch.brief.BriefSettings;
import tidewatch.chat.NoteScope;
import tidewatch.command.Desk;
import tidewatch.market.EventBook;
import tidewatch.market.EventList;
import tidewatch.market.PriceHistory;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.Note;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.rotation.RotationSettings;
import tidewatch.testing.Prices;

/** What is kept between two questions, and what makes it be read again. */
class LiveDeskTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final LocalDate FIRST = LocalDate.of(2025, 6, 2);
    private static final Instant FRIDAY_MORNING = Instant.parse("2026-01-09T12:00:00Z");
    private static final Instant FRIDAY_EVENING = Instant.parse("2026-01-09T23:00:00Z");

    private final List<LocalDate> read = new ArrayList<>();
    private long freshness = 1;
    private Found<Vault> notes = vault("# Energy\n");
    private LocalDate end = LocalDate.of(2026, 12, 31);

    private final LiveDesk desk = new LiveDesk(
            new Counted(),
            () -> freshness,
            Universe.shipped(),
            CALENDAR,
            EventBook.of(EventList.shipped()),
            () -> notes,
            NoteOptions.of(new NoteCalendars(CALENDAR, EventList.shipped())),
            new BriefSettings(LocalTime.of(7, 0), ZoneId.of("America/New_York")),
            RotationSettings.STANDARD,
            NoteScope.of(List.of("Diary")),
            new Desk.Setup("notes", "CSV files in prices", List.of(), false, false, "test"),
            Optional.empty());

    /** SPY and XLE, rising, to the end that the test sets. */
    private final class Counted implements PriceHistory {
        @Override
        public String id() {
            return "counted";
        }

        @Override
        public Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to) {
            read.add(to);
            var last = to.isBefore(end) ? to : end;
            int n = last.isBefore(FIRST) ? 0 : CALENDAR.sessions(FIRST, last).size();
            return Found.of(List.of(
                    Prices.series("SPY", FIRST, Prices.closes(n, t -> 500 + t + t % 3)),
                    Prices.series("XLE", FIRST, Prices.closes(n, t -> 90 + .1 * t + t % 2))));
        }
    }

    @Test
    void a_folder_that_is_named_as_private_is_for_owners_alone() {
        notes = Vault.of(Map.of("Diary/Fear.md", "# Fear\n", "Diary of others/Hope.md", "# Hope\n"), options());

        assertThat(desk.vault(FRIDAY_MORNING, NoteScope.EVERYTHING).value().notes()).hasSize(2);
        assertThat(desk.vault(FRIDAY_MORNING, NoteScope.of(List.of(""))).value().notes()).extracting(Note::title).containsExactly("Hope");
        assertThat(desk.vault(FRIDAY_MORNING, NoteScope.of(List.of("Diary"))).value().notes()).isEmpty();
    }

    @Test
    void two_questions_of_one_morning_read_the_prices_once_and_share_what_was_gathered() {
        var first = desk.at(FRIDAY_MORNING);

        assertThat(desk.at(FRIDAY_MORNING)).isSameAs(first);
        assertThat(desk.at(FRIDAY_MORNING.plusSeconds(3600))).as("an hour later, before the close").isSameAs(first);
        assertThat(desk.morning(LocalDate.of(2026, 1, 9), NoteScope.EVERYTHING)).isSameAs(first);
        assertThat(read).containsExactly(LocalDate.of(2026, 1, 8));
    }

    @Test
    void after_the_close_the_new_session_is_told() {
        desk.at(FRIDAY_MORNING);

        assertThat(input(FRIDAY_EVENING).panel().asOf()).isEqualTo(LocalDate.of(2026, 1, 9));
        assertThat(input(FRIDAY_MORNING).panel().asOf()).as("and the morning stays what it was").isEqualTo(LocalDate.of(2026, 1, 8));
        assertThat(read).containsExactly(LocalDate.of(2026, 1, 8), LocalDate.of(2026, 1, 9));
    }

    @Test
    void a_brief_whose_prices_are_late_is_made_of_the_session_before_and_says_so() {
        end = LocalDate.of(2026, 1, 7);
        var thursday = LocalDate.of(2026, 1, 8);

        assertThat(desk.complete(thursday)).isFalse();
        var late = desk.gather(thursday, FRIDAY_MORNING, NoteScope.EVERYTHING);
        assertThat(late.value().orElseThrow().panel().asOf()).isEqualTo(end);
        assertThat(late.problems().getFirst().sentence()).isEqualTo("No prices for Thu 8 Jan yet; figures are of the close of Wed 7 Jan");

        end = thursday;
        freshness++;
        assertThat(desk.complete(thursday)).isTrue();
        var complete = desk.gather(thursday, FRIDAY_MORNING, NoteScope.EVERYTHING);
        assertThat(complete.value().orElseThrow().panel().asOf()).isEqualTo(thursday);
        assertThat(complete.problems()).isEmpty();
    }

    @Test
    void prices_that_ended_long_ago_make_no_brief() {
        end = LocalDate.of(2025, 12, 1);
        var none = desk.gather(LocalDate.of(2026, 1, 8), FRIDAY_MORNING, NoteScope.EVERYTHING);
        assertThat(none.value()).isEmpty();
        assertThat(none.problems()).singleElement().extracting(Problem::sentence).asString().contains("Thu 8 Jan", "CSV files in prices");
    }

    @Test
    void a_changed_note_is_weighed_on_the_same_prices() {
        desk.at(FRIDAY_MORNING);
        notes = vault("# Energy\n\n#oil\n");

        assertThat(input(FRIDAY_MORNING).vault().named("Energy").orElseThrow().tags()).containsExactly("oil");
        assertThat(read).hasSize(1);
    }

    @Test
    void a_price_file_that_came_late_is_read_at_the_next_question() {
        end = LocalDate.of(2026, 1, 7);
        assertThat(desk.at(FRIDAY_MORNING).problems()).extracting(Problem::sentence)
                .contains("The newest price is of 2026-01-07, not of 2026-01-08. Bring the prices up to date, or ask for the morning after 2026-01-07");

        end = LocalDate.of(2026, 1, 8);
        freshness++;

        assertThat(desk.at(FRIDAY_MORNING).problems()).extracting(Problem::sentence).noneMatch(sentence -> sentence.startsWith("The newest price"));
        assertThat(input(FRIDAY_MORNING).panel().find("SPY").orElseThrow().last()).isEqualTo(input(FRIDAY_MORNING).panel().size() - 1);
        assertThat(read).hasSize(2);
    }

    @Test
    void only_a_few_past_mornings_are_kept() {
        for (int day = 5; day <= 9; day++) {
            desk.morning(LocalDate.of(2026, 1, day), NoteScope.EVERYTHING);
        }
        desk.morning(LocalDate.of(2026, 1, 9), NoteScope.EVERYTHING);
        assertThat(read).hasSize(5);

        desk.morning(LocalDate.of(2026, 1, 5), NoteScope.EVERYTHING);
        assertThat(read).as("the oldest was let go and is read again").hasSize(6);
    }

    @Test
    void before_the_first_price_there_is_none_and_the_next_step_is_told() {
        var none = desk.morning(LocalDate.of(2025, 6, 2), NoteScope.EVERYTHING);

        assertThat(none.value()).isEmpty();
        assertThat(none.problems()).extracting(Problem::sentence)
                .containsExactly("There is no price up to 2025-05-30 in CSV files in prices. Ask for a later day, or name other folders with --prices");
    }

    @Test
    void a_note_of_tomorrow_is_not_known_today() {
        notes = Vault.of(Map.of("2026-01-08.md", "Old.", "2026-01-12.md", "New."), options());

        assertThat(input(FRIDAY_MORNING).vault().notes()).extracting(note -> note.title()).containsExactly("2026-01-08");
        assertThat(desk.vault(FRIDAY_MORNING, NoteScope.EVERYTHING).value().notes()).hasSize(1);
    }

    private BriefInput input(Instant moment) {
        return desk.at(moment).value().orElseThrow();
    }

    private static Found<Vault> vault(String energy) {
        return Vault.of(Map.of("Energy.md", energy), options());
    }

    private static NoteOptions options() {
        return NoteOptions.of(new NoteCalendars(CALENDAR, EventList.shipped()));
    }
}
