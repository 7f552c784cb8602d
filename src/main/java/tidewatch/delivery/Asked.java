package tidewatch.delivery;

import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.Button;
import tidewatch.chat.Incoming;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;

/**
 * Something that is to be answered: words that were typed, or the command line behind a button that was pressed.
 *
 * @param words as typed, or the command line
 * @param press absent when it was typed
 */
record Asked(Incoming.Envelope envelope, String words, Optional<Press> press) {
    /** The button that was pressed, and the message under which it stands. */
    record Press(Button button, MessageRef message) {
        Press {
            Objects.requireNonNull(button);
            Objects.requireNonNull(message);
        }
    }

    Asked {
        Objects.requireNonNull(envelope);
        Objects.requireNonNull(words);
        Objects.requireNonNull(press);
    }

    static Asked typed(Incoming.Said said) {
        return new Asked(said.envelope(), said.text(), Optional.empty());
    }

    static Asked pressed(Incoming.Pressed pressed, Button button) {
        return new Asked(pressed.envelope(), button.commandLine(), Optional.of(new Press(button, pressed.message())));
    }

    /** Whether it is the same answer of an earlier moment that is asked for once more. */
    boolean refreshes() {
        return press.filter(one -> one.button().way() == Button.Way.REFRESH).isPresent();
    }

    /** Where a good answer of one part goes. */
    Placement place() {
        return press.filter(one -> one.button().way() != Button.Way.BELOW)
                .<Placement>map(one -> new Placement.Replace(one.message()))
                .orElse(Placement.NEW);
    }

    /** Where words go that concern only the one who pressed; typed ones are answered where they were typed. */
    static Placement aside(Incoming incoming) {
        return incoming instanceof Incoming.Pressed pressed
                ? new Placement.Private(pressed.envelope().person(), Optional.of(pressed.handle()).filter(handle -> !handle.isEmpty()))
                : Placement.NEW;
    }
}
