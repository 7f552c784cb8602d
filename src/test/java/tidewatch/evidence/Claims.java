package tidewatch.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Confidence;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Place;
import tidewatch.notes.Window;

/** Claims and notes made by hand, as the parser would make them. */
final class Claims {
    static final String FILE = "Rotation.md";

    private Claims() {}

    static Claim.Source source(LocalDate day) {
        return source(FILE, Optional.of(Window.day(day)));
    }

    static Claim.Source source(String file, Optional<Window> asOf) {
        return new Claim.Source(new Place(file, 1, 0, 1), "x", List.of(), asOf, Confidence.SURE, "test");
    }

    /** What whole digits round to: 8 is [7.5, 8.5). */
    static Amount percent(double value) {
        return amount(value, .5, Amount.Unit.PERCENT, Amount.Sign.SIGNED);
    }

    static Amount amount(double value, double half, Amount.Unit unit, Amount.Sign sign) {
        return new Amount(value, value - half, value + half, unit, sign, (int) Math.round(-Math.log10(2 * half)), false);
    }

    static Claim.Move move(String entity, double percent, LocalDate day) {
        return move(entity, percent(percent), day);
    }

    static Claim.Move move(String entity, Amount amount, LocalDate day) {
        return new Claim.Move(source(day), Name.of(entity), amount, Optional.empty(), Optional.empty());
    }

    static Claim.Move over(String entity, double percent, String period, LocalDate day) {
        return new Claim.Move(source(day), Name.of(entity), percent(percent), Optional.of(period), Optional.empty());
    }

    static Claim.RelativeMove relative(String entity, String benchmark, double percent, LocalDate day) {
        return new Claim.RelativeMove(
                source(day), Name.of(entity), Name.of(benchmark), percent(percent), Optional.empty(), Optional.empty());
    }

    static Claim.Streak streak(String entity, int length, Claim.Direction direction, LocalDate day) {
        return new Claim.Streak(
                source(day), Name.of(entity), length, direction, Claim.Streak.Per.DAY, Optional.empty());
    }

    static Note note(LocalDate date, Claim... claims) {
        return note(FILE, Optional.of(date), Optional.empty(), Map.of(), claims);
    }

    static Note note(
            String path,
            Optional<LocalDate> date,
            Optional<LocalDate> reviewed,
            Map<String, String> properties,
            Claim... claims) {
        return new Note(
                path,
                path.replace(".md", ""),
                date,
                date.isPresent() ? "Created" : "",
                reviewed,
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                properties,
                List.of(claims),
                List.of(),
                new Note.Counts(0, 0, 0, 0, 0, 0),
                List.of());
    }
}
