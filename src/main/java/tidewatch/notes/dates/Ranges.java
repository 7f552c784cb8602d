package tidewatch.notes.dates;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tidewatch.notes.DateReading;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Named;
import tidewatch.notes.dates.Sense.Yearly;

/** Joins two senses to one from the start of the first to the end of the second. */
final class Ranges {
    private Ranges() {}

    /** From the start of one sense to the end of another. */
    static Sense range(Sense a, Sense b) {
        var precision = a.precision().compareTo(b.precision()) >= 0 ? a.precision() : b.precision();
        if (a instanceof Yearly from && b instanceof Yearly to) {
            return new Yearly(
                    year -> from.in()
                            .apply(year)
                            .flatMap(w -> following(to, year, Resolver.from(w)).map(x -> join(w, x, precision))),
                    false,
                    precision,
                    year -> from.in().apply(year).isEmpty()
                            ? from.impossible().apply(year)
                            : to.impossible().apply(year));
        }
        if (a instanceof Yearly from && b instanceof Fixed to) {
            int year = Resolver.to(to.window()).getYear();
            for (int y = year; y >= year - 1; y--) {
                var w = from.in().apply(y);
                if (w.isPresent() && !Resolver.from(w.get()).isAfter(Resolver.to(to.window()))) {
                    return Fixed.of(join(w.get(), to.window(), precision));
                }
            }
            return new Sense.Answer(new DateReading.Refused(from.impossible().apply(year)));
        }
        if (a instanceof Fixed from && b instanceof Yearly to) {
            return following(to, Resolver.from(from.window()).getYear(), Resolver.from(from.window()))
                    .<Sense>map(x -> Fixed.of(join(from.window(), x, precision)))
                    .orElseGet(() -> new Sense.Answer(new DateReading.Refused(
                            to.impossible().apply(Resolver.from(from.window()).getYear()))));
        }
        if (a instanceof Fixed from && b instanceof Fixed to) {
            var last = to.window();
            if (to.weekly() && Resolver.to(last).isBefore(Resolver.from(from.window()))) {
                last = Window.day(Resolver.to(last).plusWeeks(1));
            }
            if (Resolver.to(last).isBefore(Resolver.from(from.window()))) {
                return new Sense.Answer(new DateReading.Refused("The end, " + Wording.full(Resolver.to(last))
                        + ", lies before the start, " + Wording.full(Resolver.from(from.window())) + "."));
            }
            return Fixed.of(join(from.window(), last, precision));
        }
        return a instanceof Sense.Answer ? a : b;
    }

    private static Optional<Window> following(Yearly to, int year, LocalDate start) {
        for (int y = year; y <= year + 1; y++) {
            var w = to.in().apply(y);
            if (w.isPresent() && !Resolver.to(w.get()).isBefore(start)) {
                return w;
            }
        }
        return Optional.empty();
    }

    private static Window join(Window a, Window b, Precision precision) {
        return Window.of(Resolver.from(a), Resolver.to(b), precision);
    }

    /** Whether b begins, at the latest, the day after a ends, so that "a/b" is one window. */
    static boolean touching(Sense a, Sense b, int year) {
        return switch (range(a, b)) {
            case Yearly y -> {
                var whole = y.in().apply(year);
                var first = a instanceof Yearly from ? from.in().apply(year) : Optional.<Window>empty();
                yield whole.isPresent()
                        && first.isPresent()
                        && b instanceof Yearly to
                        && following(to, year, Resolver.from(first.get()))
                                .map(w -> !Resolver.from(w)
                                        .isAfter(Resolver.to(first.get()).plusDays(1)))
                                .orElse(false);
            }
            case Fixed whole -> {
                var lengthA = length(a, Resolver.from(whole.window()).getYear());
                var lengthB = length(b, Resolver.to(whole.window()).getYear());
                yield ChronoUnit.DAYS.between(Resolver.from(whole.window()), Resolver.to(whole.window())) + 1
                        <= lengthA + lengthB;
            }
            case Named n -> false;
            case Sense.Answer n -> false;
        };
    }

    private static long length(Sense sense, int year) {
        var w = sense instanceof Fixed f
                ? Optional.of(f.window())
                : sense instanceof Yearly y ? y.in().apply(year) : Optional.<Window>empty();
        return w.map(x -> ChronoUnit.DAYS.between(Resolver.from(x), Resolver.to(x)) + 1)
                .orElse(0L);
    }
}
