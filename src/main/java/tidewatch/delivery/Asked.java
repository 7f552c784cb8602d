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
 * @param handle by which the platform lets us answer where we may not write ourselves
 */
record Asked(Incoming.Envelope envelope, String words, Optional<Press> press, Optional<String> handle) {
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
        Objects.requireNonNull(handle);
    }

    static Asked typed(Incoming.Said said) {
        return new Asked(said.envelope(), said.text(), Optional.empty(), said.handle());
    }

    static Asked pressed(Incoming.Pressed pressed, Button button) {
        return new Asked(pressed.envelope(), button.commandLine(), Optional.of(new Press(button, pressed.message())), handle(pressed));
    }

    /** Whether it is the same answer of an earlier moment that is asked for once more. */
    boolean refreshes() {
        return press.filter(one -> one.button().way() == Button.Way.REFRESH).isPresent();
    }

    /** Where a good answer of one part goes. */
    Placement place() {
        return press.filter(one -> one.button().way() != Button.Way.BELOW)
                .<Placement>map(one -> new Placement.Replace(one.message()))
                .orElseGet(() -> below(1));
    }

    /** Where an answer goes that takes the place of nothing. */
    Placement below(int parts) {
        return below(handle, parts);
    }

    private static Placement below(Optional<String> handle, int parts) {
        return handle.filter(one -> parts == 1 || !one.startsWith(Placement.Reply.ONE_AT_A_TIME))
                .<Placement>map(Placement.Reply::new)
                .orElse(Placement.NEW);
    }

    /**
     * Where words go that concern only the one who asked: to them alone, where they pressed or where the platform gave a handle; else where
     * they were typed.
     */
    static Placement aside(Incoming incoming) {
        var envelope = incoming.envelope();
        return switch (incoming) {
            case Incoming.Pressed pressed -> new Placement.Private(envelope.person(), handle(pressed));
            case Incoming.Said said when envelope.place() == Incoming.Place.PRIVATE -> below(said.handle(), 1);
            case Incoming.Said said ->
                said.handle().<Placement>map(handle -> new Placement.Private(envelope.person(), Optional.of(handle))).orElse(Placement.NEW);
            case Incoming.Membership _, Incoming.Moved _ -> Placement.NEW;
        };
    }

    private static Optional<String> handle(Incoming.Pressed pressed) {
        return Optional.of(pressed.handle()).filter(handle -> !handle.isEmpty());
    }
}
