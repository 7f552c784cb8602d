package tidewatch.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.problem.Problem;
import tidewatch.testing.Seeds;

/** How a query is typed, and what is said of one that cannot be understood. */
class NoteQueryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 6);

    private static String words(Term term) {
        return (term.titleOnly() ? "title:" : "")
                + term.words().stream().map(Term.Word::text).collect(Collectors.joining("_"))
                + (term.beginning() ? "*" : "");
    }

    /** {@code oil|gas hormuz* -gold #tag @folder 2026-01-01..2026-02-01}. */
    private static String understood(NoteQuery query) {
        var out = new StringBuilder();
        query.wanted().forEach(group -> out.append(' ').append(group.stream().map(NoteQueryTest::words).collect(Collectors.joining("|"))));
        query.without().forEach(term -> out.append(" -").append(words(term)));
        var filter = query.filter();
        filter.tags().forEach(tag -> out.append(" #").append(tag));
        filter.withoutTags().forEach(tag -> out.append(" -#").append(tag));
        filter.folders().forEach(folder -> out.append(" @").append(folder));
        filter.withoutFolders().forEach(folder -> out.append(" -@").append(folder));
        if (filter.since().isPresent() || filter.before().isPresent()) {
            out.append(' ').append(filter.since().map(LocalDate::toString).orElse("")).append("..").append(filter.before().map(LocalDate::toString).orElse(""));
        }
        return out.toString().strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '`',
            textBlock =
                    """
                    oil hormuz                              ; oil hormuz*
                    Öl  HORMUZ                              ; ol hormuz*
                    horm* oil                               ; horm* oil*
                    "strait of hormuz"                      ; strait_of_hormuz
                    [[Strait of Hormuz]] oil                ; strait_of_hormuz oil*
                    [[Strait|the strait]]                   ; strait
                    oil OR gas coal                         ; oil+gas coal*
                    oil || gas                              ; oil+gas*
                    oil AND gas                             ; oil gas*
                    OR oil                                  ; oil*
                    oil OR                                  ; oil*
                    oil -gold                               ; oil* -gold
                    oil NOT gold                            ; oil* -gold
                    oil -"gold miners" -#idea -folder:Inbox ; oil* -gold_miners -#idea -@inbox
                    oil - gold                              ; oil gold*
                    #markets/rotation                       ; #markets/rotation
                    tag:Energy tags:#oil                    ; #energy #oil
                    folder:Sectors/ path:"Market Notes"     ; @sectors @market notes
                    title:oil since:2026-01                 ; title:oil* 2026-01-01..
                    title:"oil price"                       ; title:oil_price
                    since:2026-01-08 oil                    ; oil* 2026-01-08..
                    after:2026-01 before:2026-02-10         ; 2026-02-01..2026-02-10
                    until:2025                              ; ..2026-01-01
                    on:2026-01-08                           ; 2026-01-08..2026-01-09
                    on:2026-01                              ; 2026-01-01..2026-02-01
                    since:30d                               ; 2026-01-07..
                    since:2w until:yesterday                ; 2026-01-23..2026-02-06
                    since:1y before:today                   ; 2025-02-06..2026-02-06
                    10:30 oil                               ; 10_30 oil*
                    https://example.org/a                   ; https_example_org_a
                    S&P 4.7 BRK.B                           ; s_p 4_7 brk_b
                    半导体 油                               ; 半导_导体 油
                    o                                       ; o
                    """)
    void what_is_typed_is_understood(String row) {
        var parts = row.split(";", 2);
        var found = NoteQuery.parse(parts[0].strip(), TODAY);
        assertThat(found.problems()).isEmpty();
        assertThat(understood(found.value()).replace('|', '+')).isEqualTo(parts[1].strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '`',
            textBlock =
                    """
                    "strait of           % strait_of       % The quotation mark before "strait of" is not closed; I took the rest as one phrase.
                    oil [[Strait         % oil strait      % The brackets before "Strait" are not closed; I took the rest as one phrase.
                    tag:                 %                 % "tag:" needs something right behind it, as in tag:energy.
                    oil since:           % oil*            % "since:" needs something right behind it, as in since:2026-01-08.
                    oil since:soon       % oil*            % I don't know the day "soon"; write since:2026-01-08, since:2026-01 or since:30d.
                    oil on:2026-02-30    % oil*            % I don't know the day "2026-02-30"; write on:2026-01-08, on:2026-01 or on:30d.
                    -gold                % -gold           % Say also what to look for, not only what to leave out.
                    ?!                   %                 % There is no word in "?!": words are of letters and digits.
                    *                    %                 % There is no word in "*": words are of letters and digits.
                    h*rmuz               % h_rmuz          % A star stands for the rest of a word, so at its end: horm*.
                    a* oil               % a oil*          % A star needs one word with two letters or more before it: horm*.
                    fodler:Sectors oil   % fodler_sectors oil* % I know no "fodler:", so I took it for words; "folder:" may be meant.
                    folder:/             %                 % "/" is no folder; write folder:Sectors or folder:"Market notes".
                    since:2026 until:2025% 2026-01-01..2026-01-01 % No day is from 2026-01-01 on and before 2026-01-01.
                    """)
    void what_is_not_understood_is_said_in_words_and_the_rest_is_looked_for(String typed, String understood, String rest) {
        var found = NoteQuery.parse(typed.strip(), TODAY);
        assertThat(found.problems()).extracting(Problem::sentence).containsExactly(rest);
        assertThat(understood(found.value())).isEqualTo(understood == null ? "" : understood.strip());
    }

    @Test
    void more_words_than_a_person_types_are_left_out_and_that_is_said() {
        var found = NoteQuery.parse("word ".repeat(800), TODAY);
        assertThat(found.value().terms()).hasSize(32);
        assertThat(found.problems()).extracting(Problem::sentence).containsExactly("I looked for the first 32 words only.");
    }

    @Test
    void whatever_is_typed_gives_a_query() {
        var parts = List.of("\"", "[[", "]]", "-", "OR", "NOT", "tag:", "#", "since:", "*", ":", "oil", " ", "半", "\u0301", "\ud83d", "|", "title:", "folder:\"", "1d", "\u00a0");
        Seeds.each(500, seed -> {
            var random = new SplittableRandom(seed);
            var typed = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                typed.append(parts.get(random.nextInt(parts.size())));
            }
            var found = NoteQuery.parse(typed.toString(), TODAY);
            if (found.value().empty() && !typed.toString().isBlank()) {
                assertThat(found.problems()).as(typed.toString()).isNotEmpty();
            }
            assertThat(found.problems()).allSatisfy(problem -> assertThat(problem.sentence()).endsWith("."));
        });
    }
}
