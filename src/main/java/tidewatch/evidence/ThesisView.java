package tidewatch.evidence;

import java.util.List;
import java.util.Optional;

/** A thesis as a person knows it, with everything that was weighed for it. */
public record ThesisView(String name, Optional<String> note, List<String> notes, List<String> quotes, List<Weighed> weighed) {
    /** The one that the brief tells. */
    public Weighed lead() {
        return weighed.get(0);
    }
}
