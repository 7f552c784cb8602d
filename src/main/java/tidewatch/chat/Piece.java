package tidewatch.chat;

import java.time.LocalDate;
import java.util.Optional;

/** A part of a sentence that was recognised, or a word that was not. */
sealed interface Piece {
    /** As the person typed it. */
    String typed();

    /** Asks for a command. */
    record Asked(String typed, Intent intent, Words.Strength strength) implements Piece {}

    /**
     * A window of time.
     *
     * @param daysBack when it is also one certain day: 0 today, 1 yesterday
     * @param exact false when only a near window exists ("last 10 days")
     */
    record Window(String typed, String code, Optional<Integer> daysBack, boolean exact) implements Piece {}

    /** The name of something known. */
    record Named(String typed, Names.Kind kind) implements Piece {}

    /** A date. */
    record Day(String typed, LocalDate date) implements Piece {}

    /** A number of up to three digits. */
    record Count(String typed) implements Piece {}

    /** The long form. */
    record Full(String typed) implements Piece {}

    /** Carries nothing. */
    record Filler(String typed) implements Piece {}

    /** Not understood. */
    record Unknown(String typed) implements Piece {}
}
