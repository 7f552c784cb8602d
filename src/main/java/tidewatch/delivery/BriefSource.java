package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.chat.NoteScope;
import tidewatch.problem.Found;

/** Where the facts of a brief come from; {@code app} joins it from notes and prices. */
public interface BriefSource {
    /**
     * Everything that may be known for the briefs of one morning.
     *
     * @param asOf session of the prices
     * @param due when the first of them is due; notes dated after its day in New York are left out
     * @param scope of the chats that get them: no other note is in it
     */
    Found<Optional<BriefInput>> gather(LocalDate asOf, Instant due, NoteScope scope);

    /** Whether the prices of that session are complete: then a brief can be built before its last moment. */
    boolean complete(LocalDate asOf);
}
