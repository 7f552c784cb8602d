package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tidewatch.problem.Spelling;
import tidewatch.settings.Key;
import tidewatch.settings.Settings;

/** The commented file of all keys and the keys of the code are the same. */
class SettingsFileTest {
    private static final Path FILE = Path.of("config", "tidewatch.properties");

    /** A key that is commented out: its default stands behind it. */
    private static final Pattern KEY = Pattern.compile("#([a-z][a-z0-9.-]*) =(?: (.*))?");

    @Test
    void the_file_names_every_key_in_the_order_of_the_code_with_its_default() throws IOException {
        var written = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(FILE)) {
            var key = KEY.matcher(line);
            if (key.matches()) {
                assertThat(written.put(key.group(1), Optional.ofNullable(key.group(2)).orElse(""))).as(line).isNull();
            }
        }
        var known = new LinkedHashMap<String, String>();
        HomeSettings.allKeys().forEach(key -> known.put(key.name(), key.standard()));

        assertThat(written).containsExactlyEntriesOf(known);
    }

    @Test
    void every_key_has_a_comment_above_it() throws IOException {
        var lines = Files.readAllLines(FILE);
        for (int i = 0; i < lines.size(); i++) {
            if (KEY.matcher(lines.get(i)).matches()) {
                assertThat(lines.get(i - 1)).as("above line %d", i + 1).startsWith("# ");
            }
        }
    }

    @Test
    void the_file_as_shipped_changes_nothing() {
        var settings = Settings.read(Optional.of(FILE), Map.of(), Map.of(), HomeSettings.allKeys(), Spelling::near);

        assertThat(HomeSettings.allKeys()).noneMatch(settings::isSet);
    }

    @Test
    void uncommented_it_is_read_without_a_fault() throws IOException {
        var lines = Files.readAllLines(FILE).stream().map(line -> KEY.matcher(line).matches() ? line.substring(1) : line).toList();
        var file = Files.write(Files.createTempFile("all-keys", ".properties"), lines);
        try {
            var settings = Settings.read(Optional.of(file), Map.of(), Map.of(), HomeSettings.allKeys(), Spelling::near);
            assertThat(HomeSettings.allKeys()).allMatch(settings::isSet).allSatisfy(key -> assertThat(standing(settings, key)).isTrue());
        } finally {
            Files.delete(file);
        }
    }

    private static <T> boolean standing(Settings settings, Key<T> key) {
        return List.of(settings.get(key)).equals(List.of(key.parser().apply(key.standard())));
    }
}
