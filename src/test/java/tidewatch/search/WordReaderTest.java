package tidewatch.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.Seeds;

/** What a word is, in what is written and in what is asked. */
class WordReaderTest {
    private static List<String> read(WordReader reader) {
        var words = new ArrayList<String>();
        while (reader.next()) {
            words.add(reader.word());
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    Strait of Hormuz          ; strait of hormuz
                    BRK.B, S&P 500, 4.7 %     ; brk b s p 500 4 7
                    Apple's don't             ; apple s don t
                    Häuser ÜBER Ölpreis       ; hauser uber olpreis
                    cafe\u0301 café CAFÉ      ; cafe cafe cafe
                    Straße Æther œuvre Łódź   ; strasse aether oeuvre lodz
                    ＮＶＤＡ ﬁnance x²        ; nvda finance x2
                    İstanbul ısı              ; istanbul isi
                    Σίσυφος ΣΊΣΥΦΟΣ           ; σισυφοσ σισυφοσ
                    нефть Ёлка                ; нефть елка
                    co\u00adop\u200beration   ; cooperation
                    [[Long NVIDIA|it]] #a/b ; long nvidia it a b
                    🛢️ oil ↑ 5               ; oil 5
                    2026-01-08 10y            ; 2026 01 08 10y
                    """)
    void words_are_folded_and_parted_by_all_that_is_no_letter_or_digit(String text, String words) {
        assertThat(read(WordReader.written(text))).isEqualTo(List.of(words.split(" ", -1)));
        assertThat(read(WordReader.asked(text))).isEqualTo(List.of(words.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    半导体     | 半 半导 导 导体 体    | 半导 导体
                    油         | 油                    | 油
                    5G半导 AI  | 5g 半 半导 导 ai      | 5g 半导 ai
                    ｶﾞｿﾘﾝ      | ガ ガソ ソ ソリ リ リン ン | ガソ ソリ リン
                    삼성 주가  | 삼 삼성 성 주 주가 가 | 삼성 주가
                    石油、原油 | 石 石油 油 原 原油 油 | 石油 原油
                    """)
    void scripts_without_blanks_are_cut_into_characters_and_pairs(String text, String written, String asked) {
        assertThat(read(WordReader.written(text))).isEqualTo(List.of(written.split(" ", -1)));
        assertThat(read(WordReader.asked(text))).isEqualTo(List.of(asked.split(" ", -1)));
    }

    @Test
    void places_and_offsets_are_those_of_the_text() {
        var reader = WordReader.written("Oil: 半导体 up");
        var seen = new ArrayList<String>();
        while (reader.next()) {
            seen.add(reader.word() + "@" + reader.place() + " " + reader.start() + "-" + reader.end());
        }
        assertThat(seen).containsExactly("oil@0 0-3", "半@1 5-6", "半导@1 5-7", "导@2 6-7", "导体@2 6-8", "体@3 7-8", "up@4 9-11");

        assertThat(Term.words("半导体 up")).containsExactly(new Term.Word("半导", 0), new Term.Word("导体", 1), new Term.Word("up", 3));
    }

    @Test
    void a_run_without_end_is_known_by_its_beginning() {
        var reader = WordReader.written("x".repeat(1_000_000) + " end");
        assertThat(reader.next()).isTrue();
        assertThat(reader.length()).isEqualTo(WordReader.LENGTH_MAX);
        assertThat(reader.end()).isEqualTo(1_000_000);
        assertThat(reader.next()).isTrue();
        assertThat(reader.word()).isEqualTo("end");
    }

    /** Any characters at all: words stand in order, within the text, and what is written is found when it is asked for. */
    @Test
    void whatever_the_text_is_its_words_stand_in_it_and_are_found() {
        Seeds.each(300, seed -> {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.appendCodePoint(switch (random.nextInt(6)) {
                    case 0 -> random.nextInt(0x20, 0x7f);
                    case 1 -> random.nextInt(0xa0, 0x600);
                    case 2 -> random.nextInt(0x4e00, 0x4e40);
                    case 3 -> random.nextInt(0xff00, 0xffef);
                    case 4 -> random.nextInt(0x20000);
                    default -> ' ';
                });
            }
            var all = text.toString();
            int start = 0;
            int place = 0;
            for (var reader = WordReader.written(all); reader.next(); ) {
                assertThat(reader.length()).isPositive();
                assertThat(reader.start()).isGreaterThanOrEqualTo(start).isLessThan(reader.end());
                assertThat(reader.end()).isLessThanOrEqualTo(all.length());
                assertThat(reader.place()).isBetween(place, place + 1);
                start = reader.start();
                place = reader.place();
            }
            var words = Term.words(all);
            if (!words.isEmpty()) {
                var term = new Term(words, false, false, all, 0, all.length());
                assertThat(Occurrences.in("before " + all + " behind", List.of(term)).has(0)).as(all).isTrue();
            }
        });
    }
}
