package tidewatch.watch;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What was understood of a wish to be reminded. Sealed: who asks handles every kind, and none of them is a guess. */
public sealed interface WatchReading {
    /**
     * It is clear what is meant and when.
     *
     * @param steps the moments that are still ahead, never none
     * @param remarks what the person should hear with it, whole sentences without a full stop
     */
    record Clear(
            String slug,
            String what,
            Optional<String> question,
            Optional<Reminder.FromNote> note,
            Occasion when,
            List<Step> steps,
            boolean urgent,
            List<String> remarks)
            implements WatchReading {
        public Clear {
            Objects.requireNonNull(question);
            Objects.requireNonNull(note);
            Objects.requireNonNull(when);
            steps = List.copyOf(steps);
            remarks = List.copyOf(remarks);
            if (steps.isEmpty() || slug.isBlank() || what.isBlank()) {
                throw new IllegalArgumentException("Clear, but " + steps + " of " + what + " (" + slug + ")");
            }
        }

        /** The reminder that is wished for. */
        public Reminder wish(String chat, String person, Instant now) {
            return Reminder.wish(chat, person, slug, what, question, note, when, steps, urgent, now);
        }
    }

    /** A way to say it that is clear: the words for a button, and the phrase. */
    record Offer(String words, String phrase) {
        public Offer {
            Objects.requireNonNull(words);
            Objects.requireNonNull(phrase);
        }
    }

    /**
     * It is not clear, or cannot be done.
     *
     * @param sentence names the thing and the next step
     * @param offers phrases that are clear; at most {@link WatchPhrase#OFFERED_MAX}
     */
    record Unclear(Why why, String sentence, List<Offer> offers) implements WatchReading {
        public Unclear {
            Objects.requireNonNull(why);
            Objects.requireNonNull(sentence);
            offers = List.copyOf(offers);
        }
    }

    /** Why it is not clear. */
    enum Why {
        /** Nothing was said. */
        EMPTY,
        /** It has several meanings, and none is picked. */
        AMBIGUOUS,
        /** Nothing is left to be reminded of. */
        PASSED,
        /** No date is known for it. */
        NO_DATE,
        /** The date cannot be. */
        REFUSED,
        /** A level or a condition of prices. */
        CONDITION,
        /** It would come again and again. */
        RECURRENCE,
        /** A date without a thing. */
        NO_WORDS
    }
}
