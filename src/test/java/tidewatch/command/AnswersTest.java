package tidewatch.command;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.app.Chat;
import tidewatch.testing.Golden;

/** The words of each command on the sample, on the morning of 6 February 2026. */
class AnswersTest {
    @ParameterizedTest
    @CsvSource({
        "help, /help",
        "help-winners, /help winners",
        "winners, /winners 5 5d",
        "losers, /losers 3 ytd",
        "sectors, /sectors",
        "rotation, /rotation",
        "map, /map",
        "map-pairs, /map pairs",
        "map-names, /map XLE utilities nvidia xlg1",
        "quote, /quote nvidia XLU nonsense",
        "theses, /theses",
        "thesis, /thesis long nvidia",
        "drivers, /drivers",
        "scenarios, /scenarios",
        "home, /home",
        "check, /check",
        "record, /record",
        "check-words, '/check Alphabet fell 3.7 % yesterday, utilities +3 %; energy +1 % since Jan 8, nvda -8 %'",
        "check-no-figure, '/check Nvidia looks tired and the chart is ugly, they say so at least'",
        "note, /note 2026-02-05",
        "which-thesis, /thesis",
        "which-note, /note",
        "which-note-2, /note page 2",
        "which-note-99, /related page 99",
        "notes, /notes",
        "notes-words, /notes defense",
        "notes-phrase, '/notes \"lead times\" OR hormuz since:2026-01'",
        "notes-page-3, /notes defense page 3",
        "notes-page-9, /notes defense page 9",
        "notes-tag, '/notes #thesis folder:theses'",
        "notes-slip, /notes helthcare",
        "notes-apart, /notes submarines banks",
        "notes-odd, '/notes since:soon tag: -gold'",
        "related, /related Long NVIDIA",
        "stale, /stale",
        "lint, /lint",
        "lint-info, /lint info",
        "lint-note, /lint 2026-02-05",
        "aliases, /aliases",
        "why, /why",
        "why-one, /why 1",
        "why-thesis, /why thesis long nvidia",
        "why-thesis-one, /why 4 thesis long nvidia",
        "why-quote-price, /why 1 quote nvidia",
        "why-scenarios, /why scenarios",
        "why-record-one, /why 1 record",
        "why-map-one, /why 2 map utilities",
        "why-base-rate, /why 12 scenarios",
        "calendar, /calendar",
        "calendar-30, /calendar 30",
        "calendar-company, /calendar nvidia",
        "status, /status",
    })
    void an_answer_reads_as_it_was_found_good(String name, String line) {
        Golden.check("command/" + name + ".txt", Chat.sample().text(line));
    }
}
