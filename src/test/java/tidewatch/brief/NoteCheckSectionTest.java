package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.brief.Page.day;
import static tidewatch.brief.Page.note;
import static tidewatch.brief.Page.written;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.NoteCheckSection.Line;
import tidewatch.brief.NoteCheckSection.NoteResult;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.FigureCheck.Verdict.IntradayOnly.Where;
import tidewatch.evidence.FigureCheck.Verdict.Since.Start;
import tidewatch.message.Block;

class NoteCheckSectionTest {
    private static final Line HOLDS = written("Oracle", "-2 %", new Verdict.AtClose(-.018, Optional.empty()), -1.8);
    private static final Line DIFFERS = written("Salesforce", "-3 %", new Verdict.Differs(-.012, Optional.empty(), Optional.empty()), -1.2);

    private final Page page = new Page();

    private String said(Length length, NoteResult... notes) {
        page.noteCheck = new NoteCheckSection.Facts(List.of(notes));
        return page.text(new NoteCheckSection(), length);
    }

    private static String verdict(Verdict verdict, double... close) {
        return Page.text(List.of(new Block.Para(NoteCheckSection.verdict(written("Northrop", "+8 %", verdict, close)))));
    }

    private static Line passed(String name) {
        return written(name, "+8 %", new Verdict.IntradayOnly(.024, .05, .081, .01, Where.HIGH), 2.4, 8.1);
    }

    private static Line unchecked(String name, String because) {
        return written(name, "-5 %", new Verdict.Uncheckable(because));
    }

    @Test
    void each_verdict_has_its_words() {
        assertThat(verdict(new Verdict.AtClose(.024, Optional.empty()), 2.4)).isEqualTo("holds at the close, +2.4 %");
        assertThat(verdict(new Verdict.AtClose(-.005, Optional.of(-7)), -.5)).isEqualTo("holds, 7 closes in a row, the last -0.5 %");
        assertThat(verdict(new Verdict.IntradayOnly(.024, .05, .081, .01, Where.HIGH), 2.4)).isEqualTo("the price passed through +8 % that day and closed at +2.4 %");
        assertThat(verdict(new Verdict.OverDays(5, day("2025-12-31"), .08, .017), 1.7)).isEqualTo("holds over 5 sessions; the close that day was +1.7 %");
        assertThat(verdict(new Verdict.Since(Start.YEAR, day("2025-12-31"), .08, .017), 1.7)).isEqualTo("holds since the start of the year; the close that day was +1.7 %");
        assertThat(verdict(new Verdict.DayBefore(day("2026-01-07"), .08, -.019), -1.9)).isEqualTo("holds for Wed 7 Jan; that day closed at -1.9 %");
        assertThat(verdict(new Verdict.Differs(.024, Optional.empty(), Optional.empty()), 2.4)).isEqualTo("differs: closed at +2.4 %");
        assertThat(verdict(new Verdict.Differs(.024, Optional.of(1), Optional.empty()), 2.4)).isEqualTo("differs: a run of 1 higher close, the last close +2.4 %");
        assertThat(verdict(new Verdict.Differs(0, Optional.of(0), Optional.empty()), 0)).isEqualTo("differs: no run, the last close 0.0 %");
        assertThat(verdict(new Verdict.Differs(.016, Optional.empty(), Optional.of(.039)), 1.6)).isEqualTo("differs: +1.6 % that day, +3.9 points since New Year");
        assertThat(verdict(new Verdict.Uncheckable("there are no prices of NET"))).isEqualTo("cannot be checked (there are no prices of NET)");
    }

    @Test
    void a_note_that_holds_takes_one_line_and_several_share_it() {
        assertThat(said(Length.CHAT, note("Morning", HOLDS, HOLDS), note("Evening", HOLDS)))
                .isEqualTo("Note check [[Morning]]: all 2 figures hold; [[Evening]]: its one figure holds.");
    }

    @Test
    void what_differs_is_listed() {
        assertThat(said(Length.CHAT, note("Morning", HOLDS, DIFFERS)))
                .isEqualTo("""
                        Note check [[Morning]]: 1 of 2 figures holds; the others:
                        • Salesforce -3 %: differs: closed at -1.2 %.""");
    }

    @Test
    void what_the_price_passed_through_is_told_in_one_go_and_in_full_each() {
        var result = note("Morning", passed("Northrop"), passed("Lockheed"), HOLDS);
        assertThat(said(Length.CHAT, result))
                .isEqualTo("""
                        Note check [[Morning]]: 1 of 3 figures holds; the others:
                        • The price passed through these that day: Northrop +8 %, closed at +2.4 %; Lockheed +8 %, closed at +2.4 %.""");
        assertThat(said(Length.FULL, result)).contains("• Lockheed +8 %: the price passed through +8 % that day and closed at +2.4 %.").hasLineCount(3);
    }

    @Test
    void what_cannot_be_checked_is_told_by_its_reason() {
        assertThat(said(Length.CHAT, note("Morning", HOLDS, unchecked("NET", "no date"), unchecked("Tesla", "no date"), unchecked("Gold", "no prices"))))
                .isEqualTo("""
                        Note check [[Morning]]: 1 of 4 figures holds; the others:
                        • NET -5 % and Tesla -5 % cannot be checked (no date).
                        • Gold -5 % cannot be checked (no prices).""");
        var reason = "it speaks of a day without a close yet";
        assertThat(said(Length.CHAT, note("Today", unchecked("LMT", reason), unchecked("NOC", reason))))
                .isEqualTo("Note check [[Today]]: LMT -5 % and NOC -5 % cannot be checked (they speak of a day without a close yet).");
    }

    @Test
    void what_the_call_has_told_is_not_told_again() {
        var result = note("Morning", HOLDS, DIFFERS, unchecked("NET", "no date"));
        page.noteCheck = new NoteCheckSection.Facts(List.of(result));
        page.called();
        assertThat(said(Length.CHAT, result)).startsWith("Note check [[Morning]]: 1 of 3 figures holds; also:\n• NET").doesNotContain("Salesforce");
        assertThat(said(Length.FULL, result)).contains("; the others:\n• Salesforce");
    }

    @Test
    void where_room_is_short_one_note_is_told_and_the_others_are_counted() {
        var many = note("Long", DIFFERS, DIFFERS, DIFFERS, DIFFERS, DIFFERS, DIFFERS);
        assertThat(said(Length.CHAT, many)).startsWith("Note check [[Long]]: 0 of 6 figures hold; the others (1 more in /check):").hasLineCount(6);
        assertThat(said(Length.TIGHT, many, note("Second", DIFFERS))).contains("(3 more in /check)").endsWith("Note check [[Second]]: its one figure does not hold.");
    }

    @Test
    void a_note_that_waits_for_its_close_is_not_called_wrong() {
        var waits = note("Today", unchecked("LMT", "no close yet"), unchecked("NOC", "no date"));
        assertThat(said(Length.TIGHT, note("Morning", DIFFERS, HOLDS), waits)).endsWith("Note check [[Today]]: none of its 2 figures can be checked.");
        assertThat(said(Length.CHAT, waits)).startsWith("Note check [[Today]]: none of its 2 figures can be checked:\n• LMT").hasLineCount(3);
    }

    @Test
    void a_stated_window_that_holds_holds() {
        var stated = new Line("SMH", "+15 % MTD", true, new Verdict.Since(Start.MONTH, day("2025-12-31"), .15, .01), Optional.of(Page.SESSION), List.of(), 1);
        var bare = new Line("SMH", "+15 %", false, stated.verdict(), Optional.of(Page.SESSION), List.of(), 1);
        assertThat(stated.holds()).isTrue();
        assertThat(bare.holds()).isFalse();
        assertThat(passed("Northrop").holds()).isFalse();
    }
}
