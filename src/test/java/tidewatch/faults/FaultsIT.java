package tidewatch.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the faults; {@link FaultRounds} runs them at length. Figures are printed, for they are what a fault run is for. */
final class FaultsIT {
    private static final int CHATS = 60;

    @TempDir
    Path folder;

    @Test
    void a_node_on_a_file_that_is_killed_three_times_loses_nothing() {
        assertThat(FaultRounds.sqlite(folder, 3, CHATS, 3, FaultsIT::tell)).isTrue();
    }

    @Test
    void a_leader_of_two_that_is_killed_loses_nothing() throws IOException {
        assertThat(FaultRounds.postgres(folder, 1, 5, CHATS, 3, FaultsIT::tell)).isTrue();
    }

    @Test
    void a_node_that_ends_between_answer_and_commit_or_while_it_hears_or_stops_loses_nothing() {
        var points = List.of("AFTER_RESPONSE_BEFORE_COMMIT", "AFTER_UNSUBSCRIBE_COMMIT", OtherFaults.BODY_WRITTEN);

        assertThat(OtherFaults.crashPoints(folder, points, FaultsIT::tell)).isTrue();
    }

    @Test
    void a_leader_that_stood_still_for_longer_than_its_lease_leads_no_more() throws IOException {
        assertThat(OtherFaults.pause(folder, FaultsIT::tell)).isTrue();
    }

    private static void tell(String line) {
        System.out.println(line);
    }
}
