package tidewatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.delivery.OccasionWords;
import tidewatch.message.Inline;
import tidewatch.message.Times;
import tidewatch.watch.Morning;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;

/** The words that the commands about reminders share. Days and times are those of the chat. */
final class Reminders {
    private final Morning morning;
    private final LocalDate today;

    Reminders(Morning morning, Instant now) {
        this.morning = morning;
        this.today = now.atZone(morning.zone()).toLocalDate();
    }

    /** "Reminder 3: Q4 earnings, 21 to 31 Jan, from your note X". */
    List<Inline> name(Reminder reminder) {
        var words = new ArrayList<Inline>();
        words.add(new Inline.Strong(List.of(Inline.text("Reminder " + reminder.number()))));
        words.add(Inline.text(": " + reminder.what() + ", " + when(reminder.when())));
        reminder.note().ifPresent(note -> {
            words.add(Inline.text(note.follows() ? ", from your note " : ", a day of your own for your note "));
            words.add(new Inline.NoteRef(note.path(), note.title()));
        });
        if (reminder.urgent()) {
            words.add(Inline.text(", urgent: it comes through quiet hours"));
        }
        return words;
    }

    /** "window 21 to 31 Jan", "Fri 13 Feb", "Wed 28 Jan 14:00 New York". */
    String when(Occasion when) {
        var words = OccasionWords.of(when, today, morning.zone());
        return switch (when) {
            case Occasion.Clock(Instant at) -> words + " " + Times.city(morning.zone(), at);
            case Occasion.Event event -> words + " " + Times.city(morning.zone(), event.moment());
            case Occasion.Days days -> days.single() || days.to().isEmpty() ? words : "window " + words;
        };
    }

    /** "I will remind you on Wed 21 Jan 07:00 and ask what came of it on Sun 1 Feb 07:00 New York." Empty when it is over. */
    Optional<String> plan(Reminder reminder) {
        var left = reminder.steps().stream().filter(step -> !reminder.fired().containsKey(step)).toList();
        if (left.isEmpty() || reminder.over()) {
            return Optional.empty();
        }
        if (reminder.when() instanceof Occasion.Clock) {
            return Optional.of("I will remind you then.");
        }
        boolean window = reminder.when() instanceof Occasion.Days days && !days.single();
        var words = new ArrayList<String>();
        for (var step : left) {
            var at = OccasionWords.moment(reminder.due(step, morning), today, morning.zone());
            words.add(step == Step.CLOSE ? "ask what came of it on " + at : "remind you on " + at);
        }
        var last = reminder.due(left.getLast(), morning);
        boolean closeOnly = left.equals(List.of(Step.CLOSE)) && reminder.fired().isEmpty();
        var open = !closeOnly ? "" : window ? "That window is open already. " : "Its own morning has passed. ";
        return Optional.of(open + "I will " + String.join(" and ", words) + " " + Times.city(morning.zone(), last) + ".");
    }

    /** "AI ROI evidence?"; absent when there is no question, or when it only repeats the name. */
    static Optional<String> question(Reminder reminder) {
        return reminder.question()
                .map(words -> words.replaceFirst("[?\\s]+$", ""))
                .filter(words -> !words.equalsIgnoreCase(reminder.what()))
                .map(words -> Wording.quoted(Wording.capital(words) + "?"));
    }
}
