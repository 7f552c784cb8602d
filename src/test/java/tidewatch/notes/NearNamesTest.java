package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tidewatch.problem.Spelling;

class NearNamesTest {
    @Test
    void the_closest_comes_first_and_short_names_are_near_to_nothing() {
        var names = new NearNames(List.of("nvidia", "nvida", "nvdia corp", "oracle", "ibm"));

        assertThat(names.of("nvidia")).extracting(Map.Entry::getKey).containsExactly("nvidia", "nvida");
        assertThat(names.of("ibn")).isEmpty();
        assertThat(names.of("zzzzzzz")).isEmpty();
    }

    @Test
    void it_finds_what_comparing_every_name_finds() {
        var random = new SplittableRandom(20260108);
        var keys = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            keys.add(word(random));
        }
        var names = new NearNames(keys);
        for (int i = 0; i < 400; i++) {
            var asked = random.nextInt(2) == 0 ? word(random) : slipped(keys.get(random.nextInt(keys.size())), random);
            var slow = keys.stream().filter(key -> key.length() >= 5 && asked.length() >= 5 && Spelling.slips(asked, key, 2) <= 2).sorted().toList();
            assertThat(names.of(asked)).as(asked).extracting(Map.Entry::getKey).containsExactlyInAnyOrderElementsOf(slow);
        }
    }

    private static String word(SplittableRandom random) {
        return random.ints(3 + random.nextInt(8), 0, 6).mapToObj(i -> "abcé市-".substring(i, i + 1)).reduce("", String::concat);
    }

    private static String slipped(String word, SplittableRandom random) {
        int at = random.nextInt(word.length());
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + "x" + word.substring(at);
            case 1 -> word.substring(0, at) + word.substring(at + 1);
            default -> word.substring(0, at) + "q" + word.substring(at + 1);
        };
    }
}
