package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor says of lists of dates that end. */
class DoctorDatesTest {
    @TempDir
    Path folder;

    private String on(String day) {
        return CommandLineRun.of("doctor", "--prices", folder.toString(), "--home", folder.resolve("home").toString(), "--as-of", day).out();
    }

    @Test
    void sixty_days_before_a_list_ends_its_end_is_told() {
        assertThat(on("2027-06-01")).doesNotContain("Dates:");
        assertThat(on("2027-12-20")).contains("Dates: the meetings of the Federal Reserve are known until 2028-01-26;").doesNotContain("calendar is known");
        assertThat(on("2030-11-15")).contains("Dates: the exchange's calendar is known until 2030-12-31;");
    }
}
