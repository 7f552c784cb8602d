package tidewatch.export;

import java.util.Optional;
import tidewatch.notes.Window;

/** A span of days: {@code {"from":"2026-01-21","to":"2026-01-31","precision":"part-month"}}; an open end is left out. */
final class Windows {
    private Windows() {}

    static void put(Json json, String field, Window window) {
        json.object(field, fields -> fields.date("from", window.from()).date("to", window.to()).word("precision", window.precision()));
    }

    static void put(Json json, String field, Optional<Window> window) {
        window.ifPresent(present -> put(json, field, present));
    }
}
