package tidewatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own code on the floor plan of src/README.md. That each rule can fail is shown by {@link FloorCheckTest}. */
class FloorPlanTest {
    private static final FloorPlan PLAN = FloorPlan.ofProject();
    private static final Program PROGRAM = Program.ofProject();
    private static final FloorCheck CHECK = new FloorCheck(PLAN, PROGRAM);

    @Test
    void sources_and_classes_are_both_there() {
        assertThat(PROGRAM.files()).hasSizeGreaterThan(PLAN.rows().size());
        assertThat(PROGRAM.classes()).hasSizeGreaterThan(PLAN.rows().size());
    }

    @Test
    void the_plan_itself_only_goes_down() {
        none(PLAN.mistakes());
    }

    @Test
    void every_package_has_a_row_and_every_row_a_package() {
        none(CHECK.packagesWithoutRow());
        none(CHECK.rowsWithoutPackage());
    }

    @Test
    void imports_go_down_and_only_where_the_row_allows() {
        none(CHECK.forbiddenImports());
    }

    @Test
    void third_party_code_stays_at_home() {
        none(CHECK.thirdPartyOutsideItsHome());
    }

    @Test
    void time_zone_language_and_chance_come_in_from_app() {
        none(CHECK.ambient());
    }

    @Test
    void no_thread_starts_below_floor_five() {
        none(CHECK.threadsBelowTheRunningFloor());
    }

    @Test
    void only_app_and_terminal_print() {
        none(CHECK.printing());
    }

    @Test
    void every_package_is_null_marked() {
        none(CHECK.packagesNotNullMarked());
    }

    @Test
    void each_package_info_begins_with_the_sentence_of_its_row() {
        none(CHECK.sentencesThatDiffer());
    }

    @Test
    void sub_packages_of_one_package_have_no_cycle() {
        none(CHECK.cyclesInsideAPackage());
    }

    @Test
    void every_allowed_edge_is_used_once_all_packages_have_classes() {
        none(CHECK.unusedEdges());
    }

    private static void none(List<String> breaches) {
        if (!breaches.isEmpty()) {
            fail(String.join(System.lineSeparator(), breaches));
        }
    }
}
