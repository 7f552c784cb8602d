package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefArchive.Broken;
import tidewatch.brief.BriefArchive.Kept;
import tidewatch.brief.SampleBriefs;

/** What {@link BriefArchive} promises. Every store passes this. */
public abstract class BriefArchiveContract {
    private static final Instant T0 = Instant.parse("2026-01-09T11:30:00Z");
    private static final LocalDate FRIDAY = LocalDate.of(2026, 1, 9);
    private static final BriefArchive.Key MORNING = new BriefArchive.Key("", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 8));
    private static final int MOST = 3;

    private BriefArchive archive;

    /** An empty one. */
    protected abstract BriefArchive archive();

    @BeforeEach
    void open() {
        archive = archive();
    }

    private static Brief facts() {
        return SampleBriefs.morning("2026-01-09");
    }

    @Test
    void what_was_never_built_is_not_found() {
        assertThat(archive.find(MORNING)).isEmpty();
        assertThat(archive.find(MORNING.id())).isEmpty();
        assertThat(archive.of(FRIDAY)).isEmpty();
    }

    @Test
    void facts_come_back_equal_by_key_by_id_and_by_day() {
        assertThat(archive.freeze(MORNING, facts(), List.of("No prices for Thu 8 Jan yet", "a line\nof two"), T0)).isTrue();
        for (var found : List.of(archive.find(MORNING).orElseThrow(), archive.find(MORNING.id()).orElseThrow(), archive.of(FRIDAY).getFirst())) {
            assertThat(found).isInstanceOfSatisfying(Kept.class, kept -> {
                assertThat(kept.key()).isEqualTo(MORNING);
                assertThat(kept.facts()).isEqualTo(facts());
                assertThat(kept.missing()).containsExactly("No prices for Thu 8 Jan yet", "a line\nof two");
                assertThat(kept.at()).isEqualTo(T0);
                assertThat(kept.hash()).isNotBlank();
            });
        }
    }

    @Test
    void late_data_make_no_second_brief() {
        archive.freeze(MORNING, facts(), List.of(), T0);
        var first = archive.find(MORNING);
        assertThat(archive.freeze(MORNING, SampleBriefs.morning("2026-02-06"), List.of("other"), T0.plusSeconds(60))).isFalse();
        assertThat(archive.find(MORNING)).isEqualTo(first);
    }

    @Test
    void equal_facts_have_equal_hashes_and_others_other_ones() {
        var other = new BriefArchive.Key("desk", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 8));
        var third = new BriefArchive.Key("", "2026-02-06", "MORNING", LocalDate.of(2026, 2, 5));
        archive.freeze(MORNING, facts(), List.of(), T0);
        archive.freeze(other, facts(), List.of(), T0);
        archive.freeze(third, SampleBriefs.morning("2026-02-06"), List.of(), T0);
        assertThat(hash(MORNING)).isEqualTo(hash(other)).isNotEqualTo(hash(third));
    }

    private String hash(BriefArchive.Key key) {
        return ((Kept) archive.find(key).orElseThrow()).hash();
    }

    @Test
    void each_part_of_a_key_makes_another_brief() {
        var keys = List.of(
                MORNING,
                new BriefArchive.Key("desk", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 8)),
                new BriefArchive.Key("", "2026-01-09", "MIDDAY", LocalDate.of(2026, 1, 8)),
                new BriefArchive.Key("", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 7)));
        for (var key : keys) {
            assertThat(archive.freeze(key, facts(), List.of(), T0)).isTrue();
        }
        assertThat(keys).allSatisfy(key -> assertThat(archive.find(key).orElseThrow().key()).isEqualTo(key));
        assertThat(archive.of(FRIDAY)).hasSize(keys.size());
    }

    @Test
    void a_day_has_its_session_its_holiday_and_the_week_edition_of_that_day_the_newest_first() {
        var holiday = new BriefArchive.Key("", "holiday:2026-01-19", "WRAP", LocalDate.of(2026, 1, 16));
        var week = new BriefArchive.Key("", "week:2026-W03", "WEEKLY", LocalDate.of(2026, 1, 16));
        var close = new BriefArchive.Key("", "2026-01-09", "CLOSE", FRIDAY);
        archive.freeze(MORNING, facts(), List.of(), T0);
        archive.freeze(close, facts(), List.of(), T0.plusSeconds(36_000));
        archive.freeze(holiday, SampleBriefs.morning("2026-01-19"), List.of(), T0);
        archive.freeze(week, SampleBriefs.morning("2026-01-17"), List.of(), T0);
        assertThat(archive.of(FRIDAY)).extracting(stored -> stored.key()).containsExactly(close, MORNING);
        assertThat(archive.of(LocalDate.of(2026, 1, 19))).extracting(stored -> stored.key()).containsExactly(holiday);
        assertThat(archive.of(LocalDate.of(2026, 1, 17))).extracting(stored -> stored.key()).containsExactly(week);
        assertThat(archive.of(LocalDate.of(2026, 1, 16))).isEmpty();
    }

    @Test
    void a_build_may_break_some_times_before_the_brief_is_given_up() {
        assertThat(archive.broke(MORNING, "the vault is gone", MOST, T0)).isEqualTo(1);
        assertThat(archive.find(MORNING)).contains(new Broken(MORNING, 1, false, "the vault is gone"));
        assertThat(archive.broke(MORNING, "the vault is gone still", MOST, T0)).isEqualTo(2);
        assertThat(archive.broke(MORNING, "for good", MOST, T0)).isEqualTo(3);
        assertThat(archive.find(MORNING)).contains(new Broken(MORNING, 3, true, "for good"));
        assertThat(archive.of(FRIDAY)).isEmpty();
        assertThat(archive.freeze(MORNING, facts(), List.of(), T0)).as("given up for good").isFalse();
        assertThat(archive.broke(MORNING, "again", MOST, T0)).isEqualTo(3);
        assertThat(archive.find(MORNING)).contains(new Broken(MORNING, 3, true, "for good"));
    }

    @Test
    void one_break_may_be_all_that_is_allowed() {
        assertThat(archive.broke(MORNING, "no prices", 1, T0)).isEqualTo(1);
        assertThat(archive.find(MORNING)).contains(new Broken(MORNING, 1, true, "no prices"));
    }

    @Test
    void a_build_that_broke_may_be_mended_and_a_frozen_brief_cannot_break() {
        archive.broke(MORNING, "busy", MOST, T0);
        assertThat(archive.freeze(MORNING, facts(), List.of(), T0)).isTrue();
        assertThat(archive.broke(MORNING, "late news", MOST, T0)).isEqualTo(1);
        assertThat(archive.find(MORNING)).get().isInstanceOf(Kept.class);
    }
}
