package tidewatch.brief;

import java.util.ArrayList;
import java.util.List;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/** Notes that time has passed by, in the edition after a week's last session alone: how many, and by name those that became so within the week. */
public final class StaleSection implements Section {
    private static final int NAMED_MAX = 3;
    private static final int WEEK = 7;

    /** A note, as the vault calls it. */
    public record Named(String path, String title) {}

    /**
     * The stale notes of the day.
     *
     * @param notes all of them; 0 when the session of the brief is not the last of a week
     * @param fresh those that were not a week before, the newest first
     */
    public record Facts(int notes, List<Named> fresh) {
        public Facts {
            fresh = List.copyOf(fresh);
            if (notes < fresh.size()) {
                throw new IllegalArgumentException(fresh.size() + " of " + notes + " stale notes are new");
            }
        }

        /** In the middle of a week. */
        public static Facts none() {
            return new Facts(0, List.of());
        }
    }

    static Facts facts(BriefInput in) {
        if (!SectorWeekSection.endsWeek(in)) {
            return Facts.none();
        }
        var stale = in.vault().stale(in.today());
        var from = in.today().minusDays(WEEK);
        return new Facts(
                stale.size(),
                stale.stream().filter(one -> one.since().isAfter(from)).map(one -> new Named(one.note().path(), one.note().title())).toList());
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.stale();
        if (facts.notes() == 0 || reader.copy().filter(Copy::sectorWeek).isEmpty()) {
            return List.of();
        }
        var words = new ArrayList<Object>();
        words.add(Inline.strong("Past their time"));
        words.add(": " + Wording.count(facts.notes(), "note", "notes"));
        var named = facts.fresh().subList(0, Math.min(length.of(2, NAMED_MAX, NAMED_MAX), facts.fresh().size()));
        var before = ", this week ";
        for (var one : named) {
            words.add(before);
            words.add(new Inline.NoteRef(one.path(), one.title()));
            before = ", ";
        }
        if (facts.fresh().size() > named.size()) {
            words.add(" and " + (facts.fresh().size() - named.size()) + " more");
        }
        words.add(". /stale says why.");
        return List.of(new Block.Para(Wording.sentence(words.toArray())));
    }
}
