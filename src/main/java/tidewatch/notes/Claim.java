package tidewatch.notes;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a note says and that can be followed, each with its place. Sealed: a new kind stops the build wherever claims are weighed.
 *
 * <p>What a note does not state is absent here, never 0 and never guessed.
 */
public sealed interface Claim {
    Source source();

    /** The kind by its stable name, for JSON and lists; with {@link Source#rule} it says how the claim was read. */
    default String kind() {
        return switch (this) {
            case Move m -> "move";
            case RelativeMove m -> "relative";
            case Streak s -> "streak";
            case WordMove m -> "word-move";
            case Level l -> "level";
            case Flow f -> "flow";
            case RotationTiming t -> "timing";
            case SectorView v -> "sector-view";
            case Driver d -> "driver";
            case Thesis t -> "thesis";
            case ThesisImpact i -> "impact";
            case Checklist c -> "checklist";
            case Scenario s -> "scenario";
            case WatchItem w -> "watch";
            case Related r -> "related";
            case Prose p -> "prose";
        };
    }

    /** Which way. */
    enum Direction {
        UP,
        DOWN;

        public int sign() {
            return this == UP ? 1 : -1;
        }
    }

    /**
     * Where a claim comes from.
     *
     * @param quote exactly the text of the note from {@code place.start()} to {@code place.end()}
     * @param trail headings above it, outermost first, cleaned of markup
     * @param asOf the days for which it is claimed: the date of the section or column, else of the note; absent when the note has no date
     * @param rule stable id of the rule that read it, such as {@code move.relative}
     */
    record Source(Place place, String quote, List<String> trail, Optional<Window> asOf, Confidence confidence, String rule) {
        public Source {
            Objects.requireNonNull(place);
            Objects.requireNonNull(quote);
            trail = List.copyOf(trail);
            Objects.requireNonNull(asOf);
            Objects.requireNonNull(confidence);
            Objects.requireNonNull(rule);
        }
    }

    /** "NVIDIA -2 %". {@code period} as written ("YTD", "1W"), absent when not stated. */
    record Move(Source source, Name entity, Amount amount, Optional<String> period, Optional<String> remark) implements Claim {}

    /** "Russell 2000 +6 % vs Nasdaq". */
    record RelativeMove(
            Source source, Name entity, Name benchmark, Amount amount, Optional<String> period, Optional<String> remark)
            implements Claim {}

    /** "-7 days consecutive": a run of 7 lower closes. */
    record Streak(Source source, Name entity, int length, Direction direction, Per per, Optional<String> remark) implements Claim {
        /** What is counted. */
        public enum Per {
            DAY,
            WEEK
        }
    }

    /** "Rally", "slight dip", "mixed": a word, no number. */
    record WordMove(Source source, Name entity, String word, Optional<Direction> direction, Optional<String> remark) implements Claim {}

    /** "Buy at $340", "200-day MA". The number is absent for a moving average. */
    record Level(Source source, Name entity, String verb, Optional<Amount> price, Optional<String> currency) implements Claim {}

    /** "Out of: Mag 7, high-growth tech". {@code period} are the days named beside it ("in early 2026"), absent when none are. */
    record Flow(Source source, Direction direction, List<Name> names, Optional<Window> period) implements Claim {
        public Flow {
            names = List.copyOf(names);
            Objects.requireNonNull(period);
        }

        /** A flow without days of its own. */
        public Flow(Source source, Direction direction, List<Name> names) {
            this(source, direction, names, Optional.empty());
        }
    }

    /** "Started late December 2025, accelerated first week of January 2026". */
    record RotationTiming(Source source, Phase phase, Window window) implements Claim {
        /** Which part of the rotation is dated. */
        public enum Phase {
            START,
            ACCELERATION,
            PEAK,
            END
        }
    }

    /** A sector or style that is favoured (UP) or at risk (DOWN), with the reason. */
    record SectorView(Source source, Name sector, Direction direction, Optional<String> reason, Optional<Window> period)
            implements Claim {}

    /** A reason for the moves. {@code window} is the span of the dates in its words; absent for a standing driver. */
    record Driver(
            Source source, Optional<Integer> number, String name, String text, List<CauseEffect> effects, Optional<Window> window)
            implements Claim {
        /** "Rate cut expectations → financials benefit". */
        public record CauseEffect(String cause, String effect) {}

        public Driver {
            effects = List.copyOf(effects);
        }

        /** Its state on a day, from its window alone. */
        public State state(LocalDate day) {
            if (window.isEmpty()) {
                return State.STANDING;
            }
            var w = window.get();
            if (w.from().map(day::isBefore).orElse(false)) {
                return State.UPCOMING;
            }
            return w.to().map(day::isAfter).orElse(false) ? State.PAST : State.ACTIVE;
        }

        /** Where a driver stands in time. */
        public enum State {
            STANDING,
            UPCOMING,
            ACTIVE,
            PAST
        }
    }

    /**
     * "Long NVIDIA", "Short TSMC / Long Korea": from a title, a heading or a table of theses.
     *
     * @param legs at least one; several with one direction are a basket, opposite ones a spread
     * @param status words behind "Status:", absent when not stated
     * @param vehicles what the note says it trades as
     */
    record Thesis(Source source, String name, List<Leg> legs, Optional<String> status, List<Name> vehicles, Optional<Name> benchmark)
            implements Claim {
        /** One side of a thesis. */
        public record Leg(Name entity, Direction direction) {}

        public Thesis {
            legs = List.copyOf(legs);
            vehicles = List.copyOf(vehicles);
            if (legs.isEmpty()) {
                throw new IllegalArgumentException("Thesis " + name + " has no leg");
            }
        }
    }

    /** What a note means for a thesis: one verdict for each horizon it speaks of. */
    record ThesisImpact(Source source, Name thesis, List<Verdict> verdicts, String words) implements Claim {
        /** Which span of time a verdict is about. */
        public enum Horizon {
            NEAR,
            STRUCTURAL,
            NOT_STATED
        }

        /** Which way a note speaks of a thesis. */
        public enum Kind {
            CONFIRM,
            HURT,
            MIXED,
            NEUTRAL,
            NEW
        }

        /** One verdict. */
        public record Verdict(Horizon horizon, Kind kind) {}

        public ThesisImpact {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** One item under "what validates" (UP) or "what invalidates" (DOWN). */
    record Checklist(Source source, Direction side, boolean done, String text) implements Claim {}

    /**
     * "Short-term (tax selling): 2-4 weeks".
     *
     * @param span absent when the scenario has no duration
     * @param driver name of the driver whose words hold the cause, absent when none does
     */
    record Scenario(Source source, String label, Optional<String> cause, Optional<Span> span, Optional<String> driver, Optional<String> odds)
            implements Claim {}

    /** "Watch: Q4 earnings (late Jan) for AI ROI evidence". */
    record WatchItem(Source source, String slug, String what, Optional<Window> window, Optional<String> evidence) implements Claim {}

    /** A link of the section "Related" with its label. */
    record Related(Source source, Name target, Optional<String> label) implements Claim {}

    /** Words that no rule read; kept, searchable, listed by {@code /lint}. */
    record Prose(Source source) implements Claim {}
}
