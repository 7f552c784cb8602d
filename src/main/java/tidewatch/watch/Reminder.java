package tidewatch.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A date, an event or a window that a chat is reminded of. Immutable.
 *
 * @param number 0 before it is stored
 * @param slug name to type; with the occasion, or with the note, what makes two reminders the same
 * @param question what the answer is wanted for, in the words of the note or the person
 * @param note the note that it comes from; the reminder follows its dates
 * @param before when it was for until its note moved it; absent when it never moved
 * @param steps the moments at which it speaks, in order; those that had passed when it was set are not among them
 * @param fired when each step that is over was handed on
 * @param urgent goes through quiet hours
 */
public record Reminder(
        String chat,
        int number,
        String person,
        String slug,
        String what,
        Optional<String> question,
        Optional<FromNote> note,
        Occasion when,
        Optional<Occasion> before,
        List<Step> steps,
        Map<Step, Instant> fired,
        ReminderState state,
        boolean urgent,
        Instant created)
        implements Watch {
    /** The earliest clock of the world: a day begins there first. */
    private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    /** The last morning before a moment is at most a day before it, and an hour more where clocks change. */
    private static final Duration MORNING_BEFORE = Duration.ofHours(26);

    /**
     * The note that asked for it, as the vault calls it.
     *
     * @param follows the dates are the note's, and move with it; false when the person gave others
     */
    public record FromNote(String path, String title, boolean follows) {
        public FromNote {
            Objects.requireNonNull(path);
            Objects.requireNonNull(title);
        }
    }

    public Reminder {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(person);
        Objects.requireNonNull(question);
        Objects.requireNonNull(note);
        Objects.requireNonNull(when);
        Objects.requireNonNull(before);
        Objects.requireNonNull(state);
        Objects.requireNonNull(created);
        steps = List.copyOf(steps);
        fired = Map.copyOf(fired);
        if (slug.isBlank() || what.isBlank() || number < 0) {
            throw new IllegalArgumentException("A reminder " + number + " of \"" + what + "\" (" + slug + ")");
        }
        if (steps.isEmpty() || !steps.containsAll(fired.keySet())) {
            throw new IllegalArgumentException("A reminder of \"" + what + "\" with the steps " + steps + ", fired " + fired.keySet());
        }
        if (steps.stream().distinct().count() != steps.size() || (state == ReminderState.FIRED) != (fired.size() == steps.size()) && state != ReminderState.DONE) {
            throw new IllegalArgumentException("A reminder of \"" + what + "\" that is " + state + " with " + fired.keySet() + " of " + steps + " fired");
        }
    }

    /** One that nobody has stored yet. */
    public static Reminder wish(
            String chat,
            String person,
            String slug,
            String what,
            Optional<String> question,
            Optional<FromNote> note,
            Occasion when,
            List<Step> steps,
            boolean urgent,
            Instant created) {
        return new Reminder(
                chat, 0, person, slug, what, question, note, when, Optional.empty(), steps, Map.of(), ReminderState.SCHEDULED, urgent, created);
    }

    @Override
    public boolean over() {
        return state == ReminderState.FIRED || state == ReminderState.DONE;
    }

    /** The next step; absent when it is over. */
    public Optional<Step> next() {
        return over() ? Optional.empty() : steps.stream().filter(step -> !fired.containsKey(step)).findFirst();
    }

    /** When a step is due in a chat whose mornings are these. */
    public Instant due(Step step, Morning morning) {
        return when.due(step, morning);
    }

    @Override
    public Optional<Instant> lookFrom() {
        return next().map(step -> switch (when) {
            case Occasion.Clock(Instant at) -> at;
            case Occasion.Event event ->
                step == Step.CLOSE ? begins(event.to().plusDays(1)) : event.moment().minus(MORNING_BEFORE);
            case Occasion.Days days -> begins(step == Step.CLOSE ? days.to().orElseThrow().plusDays(1) : days.from());
        });
    }

    private static Instant begins(LocalDate day) {
        return day.atStartOfDay().toInstant(FIRST_ZONE);
    }

    /**
     * What makes the message of a step the only one of its chat: {@code watch:3:open:2026-01-21}. The day belongs to it, so that a window
     * that moves may open once more; the zone and the hour of the chat do not.
     */
    public String slot(Step step) {
        var day = switch (when) {
            case Occasion.Clock(Instant at) -> at.atOffset(ZoneOffset.UTC).toLocalDate();
            case Occasion.Event event -> event.to();
            case Occasion.Days days -> step == Step.CLOSE ? days.to().orElseThrow() : days.from();
        };
        return "watch:" + number + ":" + switch (step) {
            case OPEN -> "open";
            case AT -> "at";
            case CLOSE -> "close";
        } + ":" + day;
    }

    /** Both wait for one thing: the same name at the same time, or the same name of the same note whose dates both follow. */
    public boolean same(Reminder other) {
        boolean oneNote = note.filter(FromNote::follows).isPresent()
                && note.map(FromNote::path).equals(other.note.filter(FromNote::follows).map(FromNote::path));
        return chat.equals(other.chat) && slug.equals(other.slug) && (oneNote || when.equals(other.when));
    }

    public Reminder numbered(int given) {
        return new Reminder(chat, given, person, slug, what, question, note, when, before, steps, fired, state, urgent, created);
    }

    /** Its next step is being handed on; from now on it no longer moves. */
    public Reminder fires() {
        return in(ReminderState.DUE);
    }

    /** The step was handed on. */
    public Reminder fired(Step step, Instant at) {
        var map = new EnumMap<Step, Instant>(Step.class);
        map.putAll(fired);
        map.put(step, at);
        in(ReminderState.FIRED);
        var next = map.size() == steps.size() ? ReminderState.FIRED : ReminderState.SCHEDULED;
        return new Reminder(chat, number, person, slug, what, question, note, when, before, steps, map, next, urgent, created);
    }

    /** Taken back. */
    public Reminder ended() {
        return in(ReminderState.DONE);
    }

    private Reminder in(ReminderState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("Reminder " + id() + " is " + state + " and cannot become " + next);
        }
        // Fired with steps left is a state that lasts no longer than this call.
        var kept = next == ReminderState.FIRED ? state : next;
        return new Reminder(chat, number, person, slug, what, question, note, when, before, steps, fired, kept, urgent, created);
    }

    /**
     * As its note has it now. What was still to be said is still said, and what was said is said again where it lies ahead once more.
     *
     * @param item of the same name in the note that it came from, with days
     * @return itself when the note says what it said
     */
    public Reminder following(Almanac.Item item, Instant now, Morning morning) {
        var days = item.when().orElseThrow(() -> new IllegalArgumentException("The note names no date for " + item.slug()));
        var words = new Reminder(
                chat, number, person, slug, item.what(), item.question(), Optional.of(item.note()), when, before, steps, fired, state, urgent, created);
        if (days.equals(when)) {
            return words;
        }
        var every = Steps.ahead(days, item.question().isPresent(), Instant.MIN, morning);
        var left = new ArrayList<>(Steps.ahead(days, item.question().isPresent(), now, morning));
        every.stream().filter(step -> steps.contains(step) && !fired.containsKey(step) && !left.contains(step)).forEach(left::add);
        if (left.isEmpty()) {
            left.add(every.getLast());
        }
        return words.moved(days, left);
    }

    private Reminder moved(Occasion days, List<Step> left) {
        var kept = new EnumMap<Step, Instant>(Step.class);
        var all = new ArrayList<Step>();
        for (var step : Step.values()) {
            if (left.contains(step)) {
                all.add(step);
            } else if (fired.containsKey(step)) {
                all.add(step);
                kept.put(step, Objects.requireNonNull(fired.get(step)));
            }
        }
        var first = before.or(() -> Optional.of(when));
        return new Reminder(
                chat, number, person, slug, what, question, note, days, first.filter(was -> !was.equals(days)), all, kept, state, urgent, created);
    }
}
