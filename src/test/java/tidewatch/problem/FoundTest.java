package tidewatch.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundTest {
    private static final Problem ROW = new Problem(Reason.GARBLED, "The price is no number; the row is left out", "XLB.csv line 812");
    private static final Problem OLD = Problem.of(Reason.STALE, "XLE ends on 31 Dec 2025");

    @Test
    void what_was_found_without_a_problem_is_complete() {
        assertThat(Found.of(7).complete()).isTrue();
        assertThat(Found.of(7).problems()).isEmpty();
    }

    @Test
    void a_problem_never_empties_the_value() {
        var found = new Found<>(7, List.of(ROW));

        assertThat(found.complete()).isFalse();
        assertThat(found.value()).isEqualTo(7);
    }

    @Test
    void a_changed_value_keeps_its_problems() {
        assertThat(new Found<>(7, List.of(ROW)).map(seven -> "seven " + seven)).isEqualTo(new Found<>("seven 7", List.of(ROW)));
    }

    @Test
    void more_problems_come_behind_those_there_are() {
        assertThat(new Found<>(7, List.of(ROW)).and(List.of(OLD))).isEqualTo(new Found<>(7, List.of(ROW, OLD)));
    }

    @Test
    void its_problems_do_not_change_with_the_list_they_came_in() {
        var problems = new ArrayList<>(List.of(ROW));
        var found = new Found<>(7, problems);

        problems.clear();

        assertThat(found.problems()).containsExactly(ROW);
        assertThatThrownBy(() -> found.problems().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_problem_in_one_line_begins_with_its_place() {
        assertThat(ROW.line()).isEqualTo("XLB.csv line 812: The price is no number; the row is left out");
        assertThat(OLD.line()).isEqualTo("XLE ends on 31 Dec 2025");
    }

    @Test
    void a_problem_without_a_sentence_is_refused() {
        assertThatThrownBy(() -> Problem.of(Reason.NO_DATA, " ")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NO_DATA");
    }
}
