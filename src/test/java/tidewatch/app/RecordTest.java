package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.RecordedOutcome;
import tidewatch.testing.Golden;

/** {@code /record} over a kept ledger and the sample market: who may know what of it, and how it reads. */
class RecordTest {
    @TempDir
    Path home;

    private AccessRig rig;

    @BeforeEach
    void open() {
        rig = new AccessRig(home);
        rig.open();
        var start = LocalDate.of(2025, 12, 8);
        var claims = List.of(
                claim("a", "Long utilities", "Theses/Long NVIDIA.md", "XLU", start, 20, false),
                claim("b", "Long banks", "Sectors/Defense.md", "XLF", start.plusDays(1), 20, false),
                claim("c", "Long value", "Theses/Gone.md", "IWD", start.plusDays(2), 63, false),
                claim("d", "Long energy", "Theses/Long NVIDIA.md", "XLE", start, 20, true),
                new RecordedClaim(
                        "e", RecordedClaim.Author.LIST, "Industrials into the list", 1, List.of("XLI"), false, List.of("SPY"), start, 21, "21 sessions",
                        Optional.empty(), Optional.empty(), start, false, 1, AccessRig.MORNING));
        var end = LocalDate.of(2026, 1, 7);
        rig.stored.ledger().write(start, AccessRig.MORNING, claims, List.of(
                outcome("a", 1, end, -.02, Optional.empty()), outcome("b", 1, end.plusDays(1), .03, Optional.empty()), outcome("d", 1, end, .01, Optional.empty()),
                outcome("e", 1, end.plusDays(1), .04, Optional.empty())));
        rig.stored.ledger().write(end.plusDays(5), AccessRig.MORNING, List.of(), List.of(outcome("a", 2, end, .015, Optional.of("prices were restated"))));
    }

    private static RecordedClaim claim(String id, String title, String note, String symbol, LocalDate start, int horizon, boolean imported) {
        return new RecordedClaim(
                id, RecordedClaim.Author.NOTES, title, 1, List.of(symbol), false, List.of("SPY"), start, horizon, "not stated: one quarter",
                Optional.of(new RecordedClaim.Source(note, 4, title + " for a while")), Optional.of(.6), start, imported, 1, AccessRig.MORNING);
    }

    private static RecordedOutcome outcome(String claim, int line, LocalDate session, double excess, Optional<String> reason) {
        return new RecordedOutcome(claim, line, session, excess, 20 * excess, List.of(), 1, AccessRig.MORNING, reason);
    }

    @AfterEach
    void close() {
        assertThat(rig.broken).isEmpty();
        rig.close();
    }

    private String owner(String words) {
        rig.alone(AccessRig.OWNER, words);
        return rig.shown.getLast().replaceAll("(?s)\n\\[Run.*", "") + "\n";
    }

    @Test
    void the_card_and_its_lists_read_as_they_were_found_good() {
        var lines = List.of("/record", "/record scored", "/record open", "/record imported", "/why record", "/why 1 record scored");
        Golden.check("app/record.txt", lines.stream().map(this::owner).collect(Collectors.joining("=====\n")));
    }

    @Test
    void a_group_is_told_of_no_note_that_it_does_not_see() {
        rig.inGroup(AccessRig.OWNER, "/settings scope Sectors");
        rig.inGroup(AccessRig.OWNER, "/record scored");
        assertThat(rig.shown.getLast()).contains("Long banks", "Industrials into the list").doesNotContain("Long utilities", "Long value", "NVIDIA");
        rig.inGroup(AccessRig.OWNER, "/record open");
        assertThat(rig.shown.getLast()).doesNotContain("Long value", "Gone");
        rig.inGroup(AccessRig.OWNER, "/record");
        assertThat(rig.shown.getLast()).contains("Your notes: 1 of 1").doesNotContain("Long utilities", "Imported");
    }
}
