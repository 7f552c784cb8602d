package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaleTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    private static Optional<Stale> of(String path, String text) {
        var vault = Vault.of(Map.of(path, text), NoteOptions.of(new TableCalendars())).value();
        return Stale.of(vault, TODAY, 90).stream().findFirst();
    }

    private static Optional<Stale> of(String text) {
        return of("Theses/a.md", text);
    }

    private static String thesis(String front, String body) {
        return "---\n" + front + "\n---\n# Long NVIDIA\n\n" + body;
    }

    @Test
    void a_thesis_that_nobody_reviewed_for_longer_than_the_days_is_stale() {
        assertThat(of(thesis("created: 2026-03-03", ""))).as("90 days").isEmpty();
        assertThat(of(thesis("created: 2026-03-02", ""))).hasValueSatisfying(stale -> assertThat(stale.reasons())
                .containsExactly(new Stale.Reason.NotReviewed(LocalDate.of(2026, 3, 2), 91, TODAY)));
    }

    @Test
    void a_review_a_later_section_and_an_end_keep_it_fresh_and_without_a_date_nothing_is_known() {
        assertThat(of(thesis("created: 2025-03-01\nreviewed: 2026-05-01", ""))).isEmpty();
        assertThat(of(thesis("created: 2025-03-01", "## Update (May 2, 2026)\n\nNVDA +3% on the day.\n"))).isEmpty();
        assertThat(of(thesis("created: 2025-03-01", "**Status**: Closed, sold in April\n"))).isEmpty();
        assertThat(of(thesis("tags: x", ""))).isEmpty();
    }

    @Test
    void a_scenario_whose_time_is_over_is_told_once_with_its_day() {
        var note =
                """
                ---
                created: 2026-01-08
                ---
                # Rotation

                ## How long does it last?

                | Scenario | Duration |
                |---|---|
                | Short-term (tax selling) | 2-4 weeks |
                | Secular shift | Full year+ |
                """;
        assertThat(of(note)).hasValueSatisfying(stale -> assertThat(stale.reasons()).singleElement().satisfies(
                reason -> assertThat(reason.since()).isEqualTo(LocalDate.of(2026, 2, 5))));
        assertThat(of(note.replace("created: 2026-01-08", "created: 2026-01-08\nreviewed: 2026-02-20"))).as("looked at since").isEmpty();
    }

    @Test
    void drivers_are_past_only_when_every_one_is() {
        var past = "---\ncreated: 2025-12-20\n---\n# Why\n\n## Drivers\n\n### 1. Tax-delay selling\n\nThrough Dec 31, 2025.\n";
        assertThat(of(past)).hasValueSatisfying(stale -> assertThat(stale.reasons())
                .containsExactly(new Stale.Reason.DriversPast(1, LocalDate.of(2025, 12, 31))));
        assertThat(of(past + "\n### 2. Valuation reset\n\nGrowth was dear.\n")).as("a standing one").isEmpty();
    }

    @Test
    void a_watch_window_that_is_over_is_asked_for_and_all_of_them_are_one_reason() {
        var head = "---\ncreated: 2026-01-08\n---\n# Watch list\n\n## What to watch\n\n";
        assertThat(of(head + "- Q4 earnings (late Jan) for AI evidence\n- Budget vote\n")).hasValueSatisfying(
                stale -> assertThat(stale.reasons()).singleElement().isInstanceOfSatisfying(Stale.Reason.WatchOver.class, over -> {
                    assertThat(over.item().slug()).isEqualTo("q4-earnings");
                    assertThat(over.since()).isEqualTo(LocalDate.of(2026, 1, 31));
                }));
        assertThat(of(head + "- Q4 earnings (late Jan)\n- Fed meeting (Mar 17, 2026)\n")).hasValueSatisfying(
                stale -> assertThat(stale.reasons()).singleElement().isInstanceOfSatisfying(Stale.Reason.NothingAhead.class, none -> {
                    assertThat(none.items()).hasSize(2);
                    assertThat(none.since()).isEqualTo(LocalDate.of(2026, 3, 17));
                }));
        assertThat(of(head + "- Fed meeting (Jun 17, 2026)\n")).isEmpty();
    }

    @Test
    void a_page_of_a_day_is_never_stale() {
        assertThat(of("Daily/2026-01-08.md", "# Thursday\n\n## What to watch\n\n- Q4 earnings (late Jan)\n")).isEmpty();
    }

    @Test
    void the_one_that_became_stale_last_comes_first() {
        var vault = Vault.of(
                        Map.of("a.md", thesis("created: 2025-12-01", ""), "b.md", thesis("created: 2026-01-15", "").replace("NVIDIA", "Oracle")),
                        NoteOptions.of(new TableCalendars()))
                .value();
        assertThat(Stale.of(vault, TODAY, 90)).extracting(one -> one.note().path()).containsExactly("b.md", "a.md");
        assertThat(Stale.of(vault, TODAY, 365)).isEmpty();
    }
}
