package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.testing.Golden;

/** What chats get in the morning, as a person read it and found it good. */
class CopyGoldenTest {
    static List<String> copies() {
        return Copies.names();
    }

    @ParameterizedTest
    @MethodSource("copies")
    void a_copy_reads_as_it_was_found_good(String name) {
        Golden.check("brief/copy/" + name + ".txt", Morning.text(Copies.named(name)));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void it_is_read_on_a_phone_in_two_minutes(String name) {
        if (!name.endsWith(".full")) {
            assertThat(Morning.text(Copies.named(name))).hasSizeLessThanOrEqualTo(2000);
        }
    }
}
