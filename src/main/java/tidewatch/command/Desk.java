package tidewatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.BriefInput;
import tidewatch.chat.NoteScope;
import tidewatch.market.PriceReport;
import tidewatch.market.EventList;
import tidewatch.market.EventSource;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.LiveVault;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.rotation.RotationBacktest;

/**
 * What commands ask: everything that may be known at a moment, of the notes of a scope. This is the one place where a scope is applied: what
 * comes from here holds no other note. {@code app} joins it from notes and prices; answers are cached there.
 */
public interface Desk {
    /** The state of knowledge at this moment; empty, with the reason, when there is no price at all. */
    Found<Optional<BriefInput>> at(Instant moment, NoteScope scope);

    /** The state of knowledge on the morning of a day, when its brief was due. */
    Found<Optional<BriefInput>> morning(LocalDate day, NoteScope scope);

    /** The notes that may be known at this moment, also when there are no prices. */
    Found<Vault> vault(Instant moment, NoteScope scope);

    /** Looks for changed notes now, as is done by itself all the time. */
    Reread reload();

    /** Words as a note of this day would have them read: a note that belongs to no vault and is kept nowhere. */
    Note read(String words, LocalDate day);

    /** How the fetching of prices does; empty where they are read from files or are the sample's. */
    Optional<PriceReport> feed(Instant moment);

    /**
     * A person's word on a bar that is held back: it counts after all, or stays out for good.
     *
     * @param by who said so
     * @return whether it is settled; if not, why
     */
    Found<Boolean> settle(String symbol, LocalDate session, boolean accept, String by, Instant moment);

    /** The dated events as they are known at this moment. */
    Dates dates(Instant moment);

    /**
     * The list as it would have been over the last {@link #REPLAYED} sessions up to this moment, and what followed over the horizons of a
     * call; empty where the prices do not reach back far enough.
     */
    Optional<RotationBacktest> replay(Instant moment);

    /** A year of calls. */
    int REPLAYED = 252;

    /** What the program runs on, for {@code /status}. */
    Setup setup();

    /**
     * What a look at the notes found.
     *
     * @param vault all notes, whoever asks
     * @param change against the look before
     * @param before when notes were last read before; absent when they never were
     */
    record Reread(Found<Vault> vault, LiveVault.Change change, Optional<Instant> before) {
        public Reread {
            Objects.requireNonNull(vault);
            Objects.requireNonNull(change);
            Objects.requireNonNull(before);
        }
    }

    /**
     * Dated events.
     *
     * @param calendar the exchange's days
     * @param sources that are asked over the network
     * @param problems a line for each source that does not answer and each part of a file that cannot be read
     */
    record Dates(EventList events, TradingCalendar calendar, Set<EventSource> sources, List<Problem> problems) {
        public Dates {
            Objects.requireNonNull(events);
            Objects.requireNonNull(calendar);
            sources = Set.copyOf(sources);
            problems = List.copyOf(problems);
        }
    }

    /**
     * What the program runs on.
     *
     * @param vault where the notes are, as configured
     * @param prices where the prices come from, in words
     * @param sample prices are those of the sample market
     * @param sampleNotes notes are those of the sample vault
     * @param problems what was found when it was set up, such as a series that is held back
     */
    record Setup(String vault, String prices, List<Problem> problems, boolean sample, boolean sampleNotes, String version) {
        public Setup {
            problems = List.copyOf(problems);
        }
    }
}
