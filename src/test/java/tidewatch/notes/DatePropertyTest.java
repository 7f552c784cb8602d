package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold for every phrase, tried on phrases put together from the grammar and on rubble. The seed stands in each failure. */
class DatePropertyTest {
    private static final long SEED = 20260108;
    private static final int PHRASES = 4000;

    private static final List<String> MONTHS =
            List.of("Jan", "February", "Mar", "apr", "May", "June", "Jul", "Aug", "Sept", "October", "Nov", "Dec");
    private static final List<String> PARTS =
            List.of("early", "mid", "late", "first week of", "end of", "first half of", "last week of", "beginning of");
    private static final List<String> UNITS =
            List.of("day", "days", "week", "weeks", "months", "quarter", "years", "trading days", "hours", "min");
    private static final List<String> DAYS = List.of("Monday", "Tue", "Wednesday", "Friday", "Sunday", "Sat");
    private static final List<String> TIMES =
            List.of("9am", "14:30", "9:30 ET", "noon", "after the close", "EOD", "8:15 CST", "before the open");
    private static final List<String> EVENTS =
            List.of("FOMC", "CPI", "OPEX", "Q4 earnings", "Q1 FY27 earnings", "earnings");
    private static final List<String> RUBBLE = List.of(
            "-",
            "/",
            "(",
            ")",
            ",",
            ":",
            "$",
            "%",
            "+",
            "'",
            ".",
            "–",
            "📅",
            "T",
            "q",
            "h",
            "fy",
            "the",
            "of",
            "to",
            "and",
            "by",
            "since",
            "within",
            "every",
            "consecutive",
            "shares",
            "Russell",
            "月",
            "日",
            "年",
            "下旬",
            "at",
            "last",
            "or");

    private final Random random = new Random(SEED);

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private String year() {
        return random.nextInt(3) == 0 ? " " + number(2005, 2055) : "";
    }

    private String point() {
        return switch (random.nextInt(8)) {
            case 0 -> pick(MONTHS) + " " + number(1, 32) + year();
            case 1 -> number(1, 31) + " " + pick(MONTHS) + year();
            case 2 -> "%d-%02d-%02d".formatted(number(2008, 2051), number(1, 13), number(1, 31));
            case 3 -> pick(List.of("", "this ", "next ", "last ")) + pick(DAYS);
            case 4 -> pick(List.of("today", "tomorrow", "yesterday", "end of month", "year-end"));
            case 5 ->
                pick(List.of("last", "first", "3rd", "fifth")) + " " + pick(DAYS) + " of " + pick(MONTHS) + year();
            case 6 -> number(1, 31) + "/" + number(1, 31) + "/" + number(2009, 2050);
            default -> number(1, 12) + "月" + number(1, 31) + "日";
        };
    }

    private String window() {
        return switch (random.nextInt(7)) {
            case 0 -> pick(PARTS) + " " + pick(MONTHS) + year();
            case 1 -> pick(MONTHS) + " " + number(1, 20) + "-" + number(15, 31) + year();
            case 2 -> "between " + point() + " and " + point();
            case 3 -> pick(List.of("Q", "H")) + number(1, 4) + year();
            case 4 -> pick(PARTS) + " " + number(2008, 2051);
            case 5 -> pick(List.of("this", "next", "last")) + " " + pick(UNITS);
            default -> point() + pick(List.of(" - ", " to ", "/", "–")) + point();
        };
    }

    private String phrase() {
        return switch (random.nextInt(8)) {
            case 0 -> point();
            case 1 -> window();
            case 2 -> point() + " " + pick(TIMES);
            case 3 -> pick(List.of("in", "within", "over the next", "past")) + " " + number(0, 400) + " " + pick(UNITS);
            case 4 ->
                number(1, 5) + "-" + number(1, 9) + " " + pick(UNITS) + pick(List.of("", "+", " ago", " from now"));
            case 5 -> pick(List.of("since", "by", "through", "after", "before", "from")) + " " + window();
            case 6 -> pick(List.of("", "next ")) + pick(EVENTS) + pick(List.of("", " (" + window() + ")"));
            default ->
                "every " + pick(List.of("weekday", "trading day", "Monday", "month", "Tue, Fri")) + " " + pick(TIMES);
        };
    }

    private DateContext context() {
        var reference =
                LocalDateTime.of(number(2016, 2030), number(1, 12), number(1, 28), number(0, 23), number(0, 59));
        var zone = ZoneId.of(pick(List.of("America/New_York", "Europe/Berlin", "Asia/Tokyo", "UTC")));
        return new DateContext(
                reference,
                zone,
                random.nextBoolean() ? DateContext.Mode.FORWARD : DateContext.Mode.NEAREST,
                new TableCalendars());
    }

    /** What must not change with the spelling: everything but the words said back. */
    private static String meaning(DateReading reading) {
        return switch (reading) {
            case DateReading.Refused r -> "refused";
            case DateReading.Ambiguous a ->
                a.choices().stream().map(c -> meaning(c.reading())).toList().toString();
            default -> reading.toString();
        };
    }

    @Test
    void a_reading_does_not_depend_on_case_or_on_the_kind_and_number_of_spaces() {
        for (int n = 0; n < PHRASES; n++) {
            var phrase = phrase();
            var context = context();
            var meaning = meaning(DatePhrase.read(phrase, context));
            for (var other : List.of(
                    phrase.toUpperCase(Locale.ROOT),
                    phrase.toLowerCase(Locale.ROOT),
                    "  " + phrase.replace(" ", "   ") + " ",
                    phrase.replace(' ', '\u00A0'),
                    phrase.replace(" ", "\u202F\t"))) {
                assertThat(meaning(DatePhrase.read(other, context)))
                        .as("seed %d, phrase %d <%s> as <%s> at %s", SEED, n, phrase, other, context)
                        .isEqualTo(meaning);
            }
        }
    }

    @Test
    void no_phrase_leaves_the_years_that_are_read() {
        for (int n = 0; n < PHRASES; n++) {
            var phrase = phrase();
            var context = context();
            within(
                    DatePhrase.read(phrase, context),
                    "seed " + SEED + ", phrase " + n + " <" + phrase + "> at " + context);
        }
    }

    private static void within(DateReading reading, String of) {
        reading.window().ifPresent(w -> {
            w.from()
                    .ifPresent(
                            d -> assertThat(d).as(of).isBetween(LocalDate.of(2010, 1, 1), LocalDate.of(2049, 12, 31)));
            w.to().ifPresent(d -> assertThat(d).as(of).isBetween(LocalDate.of(2010, 1, 1), LocalDate.of(2049, 12, 31)));
        });
        if (reading instanceof DateReading.Ambiguous asked) {
            asked.choices().forEach(c -> within(c.reading(), of));
        }
    }

    @Test
    void a_date_ahead_is_never_read_as_one_that_has_passed() {
        for (int n = 0; n < PHRASES; n++) {
            var phrase = random.nextBoolean() ? point() : pick(PARTS) + " " + pick(MONTHS) + year();
            var context = context().with(DateContext.Mode.FORWARD);
            var reading = DatePhrase.read(phrase, context);
            assertThat(reading.window().flatMap(Window::to).orElse(context.today()))
                    .as("seed %d, phrase %d <%s> at %s: %s", SEED, n, phrase, context, reading)
                    .isAfterOrEqualTo(context.today());
        }
    }

    @Test
    void what_is_found_lies_in_the_text_in_order_and_is_read_without_a_crash() {
        for (int n = 0; n < PHRASES; n++) {
            var text = new StringBuilder();
            for (int k = number(1, 12); k > 0; k--) {
                text.append(
                        switch (random.nextInt(4)) {
                            case 0 -> phrase();
                            case 1 -> pick(RUBBLE);
                            case 2 -> Integer.toString(number(0, 3000));
                            default -> pick(random.nextBoolean() ? MONTHS : PARTS);
                        });
                text.append(pick(List.of(" ", " ", "", "\u00A0", "-", "**")));
            }
            var context = context();
            var of = "seed " + SEED + ", text " + n + " <" + text + "> at " + context;
            int last = 0;
            for (var at : DatePhrase.find(text.toString(), context)) {
                assertThat(at.start()).as(of).isGreaterThanOrEqualTo(last);
                assertThat(at.end()).as(of).isBetween(at.start() + 1, text.length());
                assertThat(at.reading()).as(of).isNotInstanceOf(DateReading.None.class);
                within(at.reading(), of);
                last = at.end();
            }
            assertThatCode(() -> DatePhrase.read(text.toString(), context))
                    .as(of)
                    .doesNotThrowAnyException();
        }
    }

    /** The guard is some hundred times what the work takes; quadratic work on 100 kB would need minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "1",
                "1-",
                "1,111",
                "1.1.",
                "2026-",
                "Jan ",
                "Jan 2-",
                "late ",
                "the ",
                "every Monday, ",
                "Q4 earnings (",
                "between Jan and ",
                "since since ",
                "a couple of ",
                "in 2-",
                "9:",
                "at ",
                "📅",
                "a.m.",
                "http://",
                "月",
                "last Friday of ",
                "next ",
                "1/",
                "fiscal ",
                "'",
                "*",
                "\u00A0",
                "h"
            })
    void hostile_repetition_is_read_in_time_that_grows_with_its_length(String piece) {
        var text = piece.repeat(100_000 / piece.length());
        var context = DatePhraseTest.reference(DateContext.Mode.NEAREST);
        assertTimeout(Duration.ofSeconds(20), () -> DatePhrase.find(text, context));
        assertTimeout(Duration.ofSeconds(20), () -> DatePhrase.read(text, context));
    }
}
