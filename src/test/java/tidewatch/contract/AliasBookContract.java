package tidewatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.notes.Alias;
import tidewatch.notes.AliasBook;

/** What {@link AliasBook} promises. Every store passes this. */
public abstract class AliasBookContract extends StoreContract {
    private AliasBook book() {
        return store.aliases();
    }

    private static Alias marathon(String means, String folder) {
        return new Alias("Marathon", means, folder, "Energy/Majors.md:14", NOON);
    }

    @Test
    void what_was_said_is_there_by_name_and_folder_in_order() {
        assertThat(book().all()).isEmpty();
        var said = new Alias("Überland  Öl", "stock:MPC", "", "", NOON);
        assertThat(book().remember(said)).isTrue();
        assertThat(book().remember(marathon("stock:MARA", "Energy/Oil, gas"))).isTrue();
        assertThat(book().remember(marathon(Alias.NOTHING, ""))).isTrue();

        assertThat(book().all()).containsExactly(marathon(Alias.NOTHING, ""), marathon("stock:MARA", "Energy/Oil, gas"), said);
    }

    @Test
    void the_last_word_counts_for_a_name_in_any_case_and_one_folder() {
        book().remember(marathon("stock:MPC", ""));
        book().remember(marathon("stock:MPC", "Energy"));
        var later = new Alias("MARATHON", "stock:MARA", "", "", NOON.plusSeconds(5));
        book().remember(later);

        assertThat(book().all()).containsExactly(later, marathon("stock:MPC", "Energy"));
    }

    @Test
    void one_is_forgotten_and_the_others_stay() {
        book().remember(marathon("stock:MPC", ""));
        book().remember(marathon("stock:MPC", "Energy"));

        assertThat(book().forget("Marathon", "Mining")).isFalse();
        assertThat(book().forget("marathon", "")).isTrue();
        assertThat(book().forget("marathon", "")).isFalse();
        assertThat(book().all()).containsExactly(marathon("stock:MPC", "Energy"));
    }

    @Test
    void a_full_book_says_so_and_still_takes_another_word_on_a_known_name() {
        IntStream.range(0, AliasBook.MOST).forEach(i -> book().remember(new Alias("n" + i, "stock:MPC", "", "", NOON)));

        assertThat(book().remember(marathon("stock:MPC", ""))).isFalse();
        assertThat(book().remember(new Alias("N7", "stock:MARA", "", "", NOON))).isTrue();
        assertThat(book().all()).hasSize(AliasBook.MOST);
        book().forget("n8", "");
        assertThat(book().remember(marathon("stock:MPC", ""))).isTrue();
    }

    @Test
    void a_question_is_put_off_until_its_moment_or_its_answer() {
        book().putOff("Marathon", NOON.plus(Duration.ofDays(7)));
        book().putOff("Constellation", NOON.plus(Duration.ofDays(1)));

        assertThat(book().putOff(NOON)).containsExactlyInAnyOrder("marathon", "constellation");
        assertThat(book().putOff(NOON.plus(Duration.ofDays(1)))).containsExactly("marathon");
        book().remember(marathon("stock:MPC", "Energy"));
        assertThat(book().putOff(NOON)).containsExactly("constellation");
    }

    @Test
    void one_message_asks_unasked_and_the_same_one_each_time() {
        assertThat(book().asks("Marathon", "d-1")).isTrue();
        assertThat(book().asks("marathon", "d-2")).isFalse();
        assertThat(book().asks("MARATHON", "d-1")).isTrue();
        assertThat(book().asks("Constellation", "d-2")).isTrue();

        book().putOff("Mosaic", NOON.plusSeconds(60));
        assertThat(book().asks("Mosaic", "d-3")).isTrue();
        assertThat(book().putOff(NOON)).containsExactly("mosaic");
    }
}
