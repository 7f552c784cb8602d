package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void no_argument_asks_for_the_first_page_and_a_name_for_none() {
        assertThat(Page.of("")).contains(new Page(1));
        assertThat(Page.of("page 2")).contains(new Page(2));
        assertThat(Page.of(" PAGE 0012 ")).contains(new Page(12));
        assertThat(Page.of("page 0")).contains(new Page(1));
        for (var name : List.of("page", "page 2 of it", "[[page 2]]", "page two", "page 99999", "2")) {
            assertThat(Page.of(name)).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 17, 100})
    void pages_one_after_the_other_hold_everything_once_and_the_last_offers_no_more(int size) {
        var all = upTo(size);
        var met = new ArrayList<Integer>();
        int pages = Math.max(1, (size + 7) / 8);
        for (int number = 1; number <= pages; number++) {
            var page = new Page(number);
            assertThat(page.beyond(all, 8)).isFalse();
            assertThat(page.after(all, 8)).isEqualTo(Math.max(0, size - 8 * number));
            met.addAll(page.of(all, 8));
        }
        assertThat(met).isEqualTo(all);
        assertThat(new Page(pages + 1).beyond(all, 8)).isTrue();
        assertThat(new Page(9999).of(all, 8)).isEmpty();
    }
}
