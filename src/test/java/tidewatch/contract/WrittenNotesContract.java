package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.SampleBriefs;
import tidewatch.delivery.WrittenNotes;
import tidewatch.delivery.WrittenNotes.Entry;
import tidewatch.delivery.WrittenNotes.Form;
import tidewatch.delivery.WrittenNotes.State;

/** What {@link WrittenNotes} promises. Every store passes this. */
public abstract class WrittenNotesContract {
    private static final Instant T0 = Instant.parse("2026-01-09T11:30:00Z");
    private static final String PATH = "Briefs/2026-01-09 Rotation brief \u6c7a\u7b97.md";

    private WrittenNotes notes;
    private BriefArchive archive;

    /** Both empty, over one database. */
    public record Books(WrittenNotes notes, BriefArchive archive) {}

    protected abstract Books books();

    @BeforeEach
    void open() {
        var books = books();
        notes = books.notes();
        archive = books.archive();
    }

    private String frozen(String slot, Instant at) {
        var key = new BriefArchive.Key("", slot, "MORNING", LocalDate.parse(slot).minusDays(1));
        assertThat(archive.freeze(key, SampleBriefs.morning("2026-01-09"), List.of(), at)).isTrue();
        return key.id();
    }

    private static Entry entry(Form form, String brief, State state, Instant at) {
        return new Entry(form, brief, "2026-01-09", PATH, "abc", state, state == State.WAITING ? "The disk is full" : "", at);
    }

    @Test
    void an_entry_comes_back_as_it_went_and_the_later_one_takes_its_place() {
        var about = entry(Form.PAGE, "b1", State.WRITING, T0);
        notes.save(about);
        assertThat(notes.find(Form.PAGE, "b1")).contains(about);
        assertThat(notes.find(Form.SECTION, "b1")).isEmpty();
        assertThat(notes.find(Form.PAGE, "b2")).isEmpty();

        var waits = entry(Form.PAGE, "b1", State.WAITING, T0.plusSeconds(5));
        notes.save(waits);
        assertThat(notes.find(Form.PAGE, "b1")).contains(waits);
    }

    @Test
    void briefs_are_undone_in_a_form_until_they_are_written_or_left() {
        var first = frozen("2026-01-09", T0);
        var second = frozen("2026-01-12", T0.plusSeconds(60));
        var third = frozen("2026-01-13", T0.plusSeconds(120));
        assertThat(notes.undone(Form.PAGE, T0)).containsExactly(first, second, third);
        assertThat(notes.undone(Form.PAGE, T0.plusSeconds(60))).containsExactly(second, third);

        notes.save(entry(Form.PAGE, first, State.WRITTEN, T0));
        notes.save(entry(Form.PAGE, second, State.LEFT, T0));
        notes.save(entry(Form.PAGE, third, State.WAITING, T0));
        assertThat(notes.undone(Form.PAGE, T0)).containsExactly(third);
        assertThat(notes.undone(Form.SECTION, T0)).containsExactly(first, second, third);
    }

    @Test
    void the_last_one_written_of_an_occasion_is_known_and_the_last_change_of_a_form() {
        notes.save(entry(Form.PAGE, "b1", State.WRITTEN, T0));
        notes.save(entry(Form.PAGE, "b2", State.WRITTEN, T0.plusSeconds(1)));
        notes.save(entry(Form.PAGE, "b3", State.LEFT, T0.plusSeconds(2)));

        assertThat(notes.written(Form.PAGE, "2026-01-09").map(Entry::briefId)).contains("b2");
        assertThat(notes.written(Form.PAGE, "2026-01-12")).isEmpty();
        assertThat(notes.latest(Form.PAGE).map(Entry::briefId)).contains("b3");
        assertThat(notes.latest(Form.SECTION)).isEmpty();
    }

    @Test
    void what_was_written_where_is_known_by_its_print() {
        notes.save(entry(Form.PAGE, "b1", State.WRITING, T0));

        assertThat(notes.wrote(Form.PAGE, PATH, "abc")).isTrue();
        assertThat(notes.wrote(Form.PAGE, PATH, "abd")).isFalse();
        assertThat(notes.wrote(Form.PAGE, "Briefs/other.md", "abc")).isFalse();
        assertThat(notes.wrote(Form.SECTION, PATH, "abc")).isFalse();
    }

    @Test
    void pages_are_all_paths_of_pages_once() {
        notes.save(entry(Form.PAGE, "b1", State.WRITTEN, T0));
        notes.save(entry(Form.PAGE, "b2", State.WRITING, T0));
        notes.save(new Entry(Form.PAGE, "b3", "2026-01-12", "", "", State.WAITING, "no folder", T0));
        notes.save(new Entry(Form.SECTION, "b1", "2026-01-09", "Daily/2026-01-09.md", "x", State.WRITTEN, "", T0));

        assertThat(notes.pages()).containsExactly(PATH);
    }
}
