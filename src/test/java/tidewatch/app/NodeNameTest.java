package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which processes are known to have ended. */
class NodeNameTest {
    private final String ours = NodeName.ofThisProcess();
    private final String machine = ours.substring(0, ours.lastIndexOf('-', ours.lastIndexOf('-') - 1));

    @Test
    void a_process_of_this_machine_that_is_gone_has_ended_one_that_runs_has_not() throws IOException, InterruptedException {
        // Reads what nobody writes.
        var other = new ProcessBuilder("cat").start();
        var name = machine + "-" + other.pid() + "-abc123";
        assertThat(NodeName.ended(name)).isFalse();
        other.destroyForcibly().waitFor();
        assertThat(NodeName.ended(name)).isTrue();
    }

    @Test
    void who_had_our_number_before_us_is_gone() {
        assertThat(NodeName.ended(machine + "-" + ProcessHandle.current().pid() + "-other")).isTrue();
    }

    @Test
    void of_other_machines_and_other_names_nothing_is_known() {
        assertThat(NodeName.ended("somewhere-else-" + ProcessHandle.current().pid() + "-abc")).isFalse();
        assertThat(NodeName.ended("node-1")).isFalse();
        assertThat(NodeName.ended("")).isFalse();
    }
}
