package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NoteScopeTest {
    private static final List<String> FOLDERS = List.of("", "A", "A/b", "A/b/c", "A b", "AB", "B", "B/x", "Über \"uns\"", "-");
    private static final List<String> NOTES =
            List.of("top.md", "A/1.md", "A/b/2.md", "A/b/c/3.md", "A b/4.md", "AB/5.md", "B/6.md", "B/x/7.md", "Über \"uns\"/8.md", "-/9.md", "A.md");

    private static NoteScope scope(SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            return NoteScope.EVERYTHING;
        }
        var folders = new TreeSet<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            folders.add(FOLDERS.get(random.nextInt(FOLDERS.size())));
        }
        return NoteScope.of(folders);
    }

    @Test
    void what_two_may_see_is_what_each_may_see() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            var one = scope(random);
            var two = scope(random);
            for (var note : NOTES) {
                assertThat(one.and(two).sees(note)).as("seed %d: %s and %s of %s", seed, one, two, note).isEqualTo(one.sees(note) && two.sees(note));
            }
            assertThat(one.and(two)).as("seed %d", seed).isEqualTo(two.and(one));
            assertThat(one.covers(one.and(two))).as("seed %d: %s, %s", seed, one, two).isTrue();
            assertThat(NoteScope.parse(one.text())).contains(one);
            assertThat(one.profile().equals(two.profile())).as("seed %d: %s, %s", seed, one, two).isEqualTo(one.equals(two));
        }
    }

    @Test
    void a_folder_is_not_one_whose_name_begins_alike() {
        var scope = NoteScope.of(List.of("Sectors"));
        assertThat(scope.sees("Sectors/Energy.md")).isTrue();
        assertThat(scope.sees("Sectors/Deep/Energy.md")).isTrue();
        assertThat(scope.sees("Sectors2/Energy.md")).isFalse();
        assertThat(scope.sees("Sectors.md")).isFalse();
        assertThat(scope.sees("Energy.md")).isFalse();
        assertThat(scope.sees("sectors/Energy.md")).isFalse();
        assertThat(NoteScope.NOTHING.sees("Energy.md")).isFalse();
        assertThat(NoteScope.EVERYTHING.profile()).isEmpty();
        assertThat(NoteScope.NOTHING.profile()).isNotEmpty();
    }

    @Test
    void what_is_no_scope_is_none() {
        for (var text : List.of("Sectors", "/Sectors/", "Sectors/\n", "\n", "- ", "A/\nB", "A//")) {
            assertThat(NoteScope.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> NoteScope.of(List.of("/etc"))).hasMessageContaining("No folder of a vault");
        assertThatThrownBy(() -> NoteScope.of(List.of("a\nb"))).hasMessageContaining("No folder of a vault");
    }
}
