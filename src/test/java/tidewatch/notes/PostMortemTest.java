package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostMortemTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# T\n\n## Post-mortem\n\n- 2026-02-06 07:12: sized too large\n",
                "# T\r\n\r\n### What happened: postmortem\r\nsized too large\r\n",
                "# T\n\nPost mortem\n---\nwords\n",
                "# T\n\nPost-mortem: the stop was too near.\n",
                "# T\n\n- [x] post-mortem: too near\n",
                "## Post-mortem\n<!-- hint -->\n- [ ] read it\n- too near",
            })
    void what_was_learned_is_found(String text) {
        assertThat(PostMortem.written(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# T\n\n**Status**: Closed 2026-01-20\n",
                "## Post-mortem\n\n## Log\n- words\n",
                "Post-mortem\n===========\n\n",
                "## Post-mortem\n- \n- [ ] what went well\n%% one line %%\n<!-- one line -->\n",
                "- [ ] write the post-mortem\n",
                "---\ntags: [post-mortem]\n---\nwords\n",
                "words of a mortem post\n",
            })
    void a_template_and_a_task_do_not_say_that_it_is_written(String text) {
        assertThat(PostMortem.written(text)).isFalse();
    }

    @Test
    void the_line_goes_under_the_heading_that_is_there() {
        assertThat(PostMortem.heading("# T\n\n### Postmortem 📓 ##\n")).isEqualTo("Postmortem 📓");
        assertThat(PostMortem.heading("# T\n\nPost-mortem: words\n")).isEqualTo("Post-mortem");
    }
}
