package tidewatch.brief;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.FigureCheck;
import tidewatch.evidence.ThesisView;
import tidewatch.evidence.Weighed;
import tidewatch.evidence.Weighing;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.notes.Claim;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationSettings;
import tidewatch.rotation.RotationTable;
import tidewatch.rotation.Starts;

/**
 * Everything from which a brief and the answers of one moment are made: the frozen panel, the notes that may be known, what was measured and
 * what was weighed.
 *
 * @param at the moment, in the reader's zone
 * @param vault only notes dated on or before {@code at}
 * @param starts when the moves of the table's rows began, and which stand out
 * @param theses in the order in which a reader should see them
 * @param flows views of notes on sectors, styles and flows, weighed
 * @param checks figures of the notes written since the last session, by note
 * @param earlier the same of notes of the week before, for a reader who missed a brief
 * @param context notes with drivers or scenarios, newest first
 * @param mentioned symbols that the notes speak of: the vault's universe
 * @param events dated events of the market
 * @param briefTime when briefs are sent, for "next brief"
 * @param sample true when prices are invented
 */
public record BriefInput(
        ZonedDateTime at,
        PricePanel panel,
        Universe universe,
        Vault vault,
        RotationTable table,
        RotationList list,
        Starts starts,
        List<ThesisView> theses,
        List<View> flows,
        List<NoteFigures> checks,
        List<NoteFigures> earlier,
        List<Context> context,
        List<Watched> watched,
        Set<String> mentioned,
        EventList events,
        LocalTime briefTime,
        boolean sample) {
    public BriefInput {
        Objects.requireNonNull(at);
        theses = List.copyOf(theses);
        flows = List.copyOf(flows);
        checks = List.copyOf(checks);
        earlier = List.copyOf(earlier);
        context = List.copyOf(context);
        watched = List.copyOf(watched);
        mentioned = Set.copyOf(mentioned);
    }

    /** A note's view of one sector, style or flow, with what was weighed; the words are those of the note. */
    public record View(Note note, Claim claim, String words, Claim.Direction direction, Weighed weighed) {}

    /** A note with its figures recomputed. */
    public record NoteFigures(Note note, List<FigureCheck> figures) {
        public NoteFigures {
            figures = List.copyOf(figures);
        }
    }

    /** A note that names drivers or scenarios, newest first. */
    public record Context(Note note, List<Claim.Driver> drivers, List<ClockReading> clocks) {
        public Context {
            drivers = List.copyOf(drivers);
            clocks = List.copyOf(clocks);
        }
    }

    /** A watch item and the notes that name it. */
    public record Watched(Claim.WatchItem item, List<Note> notes) {
        public Watched {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Measures and weighs everything that may be known at a moment. Pure: the same panel, notes and moment give the same value.
     *
     * @param panel frozen at the last session before the moment
     * @param vault any vault; notes dated after the day of {@code at} are left out here
     */
    public static BriefInput gather(
            ZonedDateTime at,
            PricePanel panel,
            Universe universe,
            RotationSettings rotation,
            Vault vault,
            EventList events,
            LocalTime briefTime,
            boolean sample) {
        return gather(at, Weighing.on(panel, universe), rotation, vault, events, briefTime, sample);
    }

    /** The same, where what was weighed on this panel before stays weighed. */
    public static BriefInput gather(
            ZonedDateTime at,
            Weighing weighing,
            RotationSettings rotation,
            Vault vault,
            EventList events,
            LocalTime briefTime,
            boolean sample) {
        return new Gathering(at, weighing, vault.asOf(at.toLocalDate())).input(rotation, events, briefTime, sample);
    }

    /** The index of the session {@code sessions} back from the as-of session; 0 at the least. */
    public int back(int sessions) {
        return Math.max(0, panel.size() - 1 - sessions);
    }

    public LocalDate today() {
        return at.toLocalDate();
    }
}
