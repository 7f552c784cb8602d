package tidewatch.notes.dates;

import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.dates.Sense.Hour;
import tidewatch.notes.dates.Sense.OfDay;

/** Times of day: "9am", "14:00 ET", "noon", "after the close". */
final class Times {
    /** A time up to token {@code end}. */
    record OfDayHit(OfDay time, int end) {}

    private final Text text;

    Times(Text text) {
        this.text = text;
    }

    /** Digits, a colon and digits stand at i, a time or not; behind them. i itself when they do not. */
    int pastDigits(int i) {
        return text.number(i) && text.is(i + 1, ":") && text.glued(i + 1) && text.number(i + 2) && text.glued(i + 2)
                ? i + 3
                : i;
    }

    @Nullable
    OfDayHit time(int i) {
        var edge = text.match(i, "edge");
        if (edge.isPresent()) {
            return switch (edge.get().value()) {
                case "NOON" -> zoned(LocalTime.NOON, edge.get().end());
                case "MIDNIGHT" -> zoned(LocalTime.MIDNIGHT, edge.get().end());
                default ->
                    new OfDayHit(
                            new OfDay(
                                    Hour.valueOf(edge.get().value()), LocalTime.MIDNIGHT, List.of(), Optional.empty()),
                            edge.get().end());
            };
        }
        int digits = text.digits(i);
        if (digits < 1 || digits > 2) {
            return null;
        }
        int hour = text.value(i);
        int minute = 0;
        int at = i + 1;
        boolean colon = text.glued(at) && text.is(at, ":") && text.glued(at + 1) && text.digits(at + 1) == 2;
        if (colon) {
            minute = text.value(at + 1);
            at += 2;
            if (text.glued(at) && text.is(at, ":") && text.glued(at + 1) && text.digits(at + 1) == 2) {
                at += 2;
            }
        }
        var half = text.match(at, "meridiem");
        if (half.isPresent()) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (half.get().value().equals("PM") ? 12 : 0);
            at = half.get().end();
        } else if (!colon) {
            return null;
        }
        if (hour > 23 || minute > 59) {
            return null;
        }
        var zoned = zoned(LocalTime.of(hour, minute), at);
        return text.clean(zoned.end()) ? zoned : null;
    }

    /** A time behind its day: "at" may stand between. */
    @Nullable
    OfDayHit timeBehind(int i) {
        var time = time(i);
        return time == null ? time(text.skip(i, "lead")) : time;
    }

    private OfDayHit zoned(LocalTime time, int at) {
        var zone = text.match(at, "zone");
        if (zone.isEmpty()) {
            return new OfDayHit(new OfDay(Hour.TIME, time, List.of(), Optional.empty()), at);
        }
        var said = text.words(at, zone.get().end()).toUpperCase(Locale.ROOT);
        return new OfDayHit(
                new OfDay(Hour.TIME, time, List.of(zone.get().value().split("\\+", -1)), Optional.of(said)),
                zone.get().end());
    }
}
