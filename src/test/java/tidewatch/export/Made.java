package tidewatch.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;
import tidewatch.notes.Confidence;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Place;
import tidewatch.notes.Resolution;
import tidewatch.notes.Window;

/** Claims and notes made by hand, with every optional field in one of them and absent in another. */
final class Made {
    static final LocalDate DAY = LocalDate.of(2026, 1, 8);
    static final String FILE = "Rotations/Morning.md";

    private Made() {}

    static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    static Claim.Source source(int line, String quote, String rule) {
        return new Claim.Source(
                new Place(FILE, line, line * 40, line * 40 + quote.length()),
                quote,
                List.of("Morning", "Movers"),
                Optional.of(Window.day(DAY)),
                Confidence.SURE,
                rule);
    }

    /** Without heading and date. */
    static Claim.Source bare(int line, String quote, String rule) {
        return new Claim.Source(
                new Place(FILE, line, line * 40, line * 40 + quote.length()), quote, List.of(), Optional.empty(), Confidence.GUESS, rule);
    }

    static Amount percent(double value, double low, double high) {
        return new Amount(value, low, high, Amount.Unit.PERCENT, Amount.Sign.SIGNED, 0, false);
    }

    static Window month(int part) {
        return Window.of(day("2026-01-01").plusDays(10L * part), day("2026-01-01").plusDays(part == 2 ? 30 : 10L * part + 9), Window.Precision.PART_MONTH);
    }

    static Note note(List<Claim> claims) {
        return new Note(
                FILE,
                "Morning",
                Optional.of(DAY),
                "Created",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                Map.of(),
                claims,
                List.of(),
                new Note.Counts(0, 0, 0, 0, 0, 0),
                List.of());
    }

    /** "Steelworks" is a share with a note, "Defense" a theme, "Delta" two things, "Stelworks" a slip; all else is unknown. */
    static final EntityResolver RESOLVER = new EntityResolver() {
        @Override
        public Resolution resolve(Name name, String fromFile) {
            return switch (name.text()) {
                case "Steelworks" ->
                    new Resolution.One(Optional.of("stock:STWK"), Optional.of("Companies/Steelworks.md"), Confidence.SURE);
                case "Defense" -> new Resolution.One(Optional.of("theme:defense"), Optional.empty(), Confidence.LIKELY);
                case "Our own index" -> new Resolution.One(Optional.empty(), Optional.of("Our own index.md"), Confidence.LIKELY);
                case "Delta" ->
                    new Resolution.Ambiguous(List.of(
                            new Resolution.Ambiguous.Candidate("stock:DAL", "Delta Air Lines"),
                            new Resolution.Ambiguous.Candidate("stock:DEAC", "Delta Electronics")));
                case "Stelworks" -> new Resolution.Unknown(List.of("Steelworks"));
                default -> new Resolution.Unknown(List.of());
            };
        }

        @Override
        public String shown(String id) {
            return id;
        }
    };
}
