package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteOutlineTest {
    /** As CommonMark has it: words that go on with an item or a quote cannot be underlined, and neither can a line across the page. */
    @ParameterizedTest
    @CsvSource({
        "'Label\n===', 1",
        "'two\nlines\n---', 1",
        "'> quoted\nLabel\n===', 0",
        "'- item\nLabel\n===', 0",
        "'| row |\nLabel\n===', 0",
        "'- item\n\nLabel\n===', 1",
        "'---\n---', 0",
        "'words\n\n---\nLabel\n===', 1",
        "'- item\n---\nLabel\n===', 1",
    })
    void what_is_underlined_is_a_heading_where_it_stands_alone(String text, int headings) {
        assertThat(NoteOutline.of(text).lines().stream().filter(NoteOutline.Line::heading)).hasSize(headings);
    }
}
