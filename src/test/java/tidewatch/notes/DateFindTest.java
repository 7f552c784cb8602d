package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates inside prose, read as a note dated Thu 8 January 2026 has them. */
class DateFindTest {
    private static final DateContext NOTE = DatePhraseTest.reference(DateContext.Mode.NEAREST);

    private static List<String> found(String text) {
        return DatePhrase.find(text, NOTE).stream()
                .map(at -> text.substring(at.start(), at.end()))
                .toList();
    }

    private static Window only(String text) {
        var found = DatePhrase.find(text, NOTE);
        assertThat(found).as(text).hasSize(1);
        return found.getFirst().reading().window().orElseThrow();
    }

    @Test
    void each_date_of_a_sentence_is_found_where_it_stands() {
        assertThat(found("The turn began in late November 2025 and sped up in the first week of January 2026."))
                .containsExactly("late November 2025", "the first week of January 2026");
        assertThat(found("Funds sat on gains until Dec 31, then sold on Jan 2 (see **Feb 3**)."))
                .containsExactly("until Dec 31", "Jan 2", "Feb 3");
        assertThat(found("| Short | 2-4 weeks | Q4 earnings (late Jan) |"))
                .containsExactly("2-4 weeks", "Q4 earnings (late Jan)");
        assertThat(found("It takes at least 2 weeks, from the first half of February to May, by the end of Q2"))
                .containsExactly("at least 2 weeks", "from the first half of February to May", "by the end of Q2");
        assertThat(found("- [x] sold 📅 2026-01-05 ✅ 2026-01-06, [[2026-01-07]]"))
                .containsExactly("📅 2026-01-05", "✅ 2026-01-06", "2026-01-07");
    }

    @Test
    void a_whole_date_counts_nothing() {
        assertThat(found("2026-02-06 jobs report, 2026-02-10 companies speak; 30 jobs, 2026 jobs")).containsExactly("2026-02-06", "2026-02-10");
    }

    @Test
    void the_nearest_occurrence_is_meant() {
        assertThat(only("Selling peaked on Dec 31.")).isEqualTo(Window.day(LocalDate.of(2025, 12, 31)));
        assertThat(only("held through Dec 31 for the tax year").to()).contains(LocalDate.of(2025, 12, 31));
        assertThat(only("held through Dec 31 for the tax year").from()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Russell 2000 gained, STAR 50 too, Nikkei 2025",
                "-7 days consecutive",
                "a 6-day winning streak, third straight weekly loss, up 5 sessions in a row",
                "the 200-day MA and the 52-week high, a 10-year yield, 2 year notes",
                "a $1.5T budget, $2026, 2026%, 2,026 names, 2030 shares, entry 2026, stop 2031",
                "fell 3% in 2 weeks and rose 8 % in 3 months",
                "10-K, F-35, COVID-19, GPT-4, 2026E, 24/7, 50/50, 9/11, 1/2, 3:2",
                "a May rally may march on; they sat in the sun",
                "FY27 Q1, Q1 FY27, fiscal 2027",
                "March 1999 and 2055",
                "https://example.org/2026/01/28/late-jan and file-2026-01-28",
                "one day, a week, over the next few weeks, soon",
                "earnings rose, CPI was hot, the first quarter",
                "sold after hours at 9:30",
                "#2026 #jan"
            })
    void what_only_looks_like_a_date_is_none(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void impossible_and_doubtful_dates_are_located_too() {
        var found = DatePhrase.find("Due 2026-02-30, or by 01/02/2026.", NOTE);
        assertThat(found).hasSize(2);
        assertThat(found.get(0).reading()).isEqualTo(new DateReading.Refused("February 2026 has 28 days."));
        assertThat(found.get(1).reading()).isInstanceOf(DateReading.Ambiguous.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"After 2024-25 hype;YEAR", "into the 2026 tax year;YEAR", "in H2 2026;YEAR", "on Jan 2;DAY"})
    void precision_tells_years_from_days(String text, Window.Precision precision) {
        assertThat(only(text).precision()).isEqualTo(precision);
    }

    @Test
    void a_pair_of_years_is_no_minus_figure() {
        var window = only("The 2024-25 build-out");
        assertThat(window.from()).contains(LocalDate.of(2024, 1, 1));
        assertThat(window.to()).contains(LocalDate.of(2025, 12, 31));
    }
}
