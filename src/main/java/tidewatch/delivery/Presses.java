package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import tidewatch.brief.Wording;
import tidewatch.chat.Arming;
import tidewatch.chat.Button;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.Command;
import tidewatch.chat.Conversation;
import tidewatch.chat.Incoming;
import tidewatch.message.Action;
import tidewatch.message.Doc;

/**
 * What a press of a button means: a command line, or a sentence for the one who pressed. It decides only whether the button counts; whether
 * the person may do what it stands for is asked afterwards, as if it had been typed now. Any thread.
 */
final class Presses {
    /** A second press of what only reads is no second question before this time; people tap twice. */
    private static final Duration APART = Duration.ofSeconds(2);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private final ButtonBook buttons;
    private final Conversation conversation;
    private final RecentChats<Tapped> tapped;

    Presses(ButtonBook buttons, Conversation conversation, LongSupplier nanos) {
        this.buttons = Objects.requireNonNull(buttons);
        this.conversation = Objects.requireNonNull(conversation);
        this.tapped = new RecentChats<>(nanos, _ -> new Tapped());
    }

    /** The last press that counted. */
    private static final class Tapped {
        private String key = "";
        private Instant at = Instant.MIN;
    }

    /** What becomes of a press. */
    sealed interface Meaning {
        /** The button counts. */
        record Counts(Button button) implements Meaning {}

        /** It does not, and the person is told why. */
        record Told(String result, String words) implements Meaning {}

        /** The same was pressed a moment ago and is being answered. */
        record Twice() implements Meaning {}
    }

    /** @param zone in which the chat tells its times */
    Meaning of(Incoming.Pressed press, Instant now, ZoneId zone) {
        var found = Arming.wellFormed(press.token()) ? buttons.find(press.token()) : Optional.<Button>empty();
        var envelope = press.envelope();
        if (found.filter(button -> button.in(envelope.chat())).isEmpty()) {
            return new Meaning.Told("no such button", "This button has expired. Send the command again; /help lists what I answer.");
        }
        Button button = found.get();
        if (!button.of(envelope.person())) {
            return new Meaning.Told("not the owner", "This button belongs to someone else. Send " + again(button) + " for yours.");
        }
        if (!now.isBefore(button.expiresAt())) {
            return new Meaning.Told(
                    "expired",
                    "This button is from " + day(button.armedAt(), now, zone) + " and has expired. Send " + again(button) + " for the current "
                            + (changes(button) ? "list." : "answer."));
        }
        return changes(button) || apart(press, button) ? new Meaning.Counts(button) : new Meaning.Twice();
    }

    /** What whoever presses a button is told whose one use is taken: what that led to. */
    Meaning.Told before(String token, ZoneId zone) {
        var used = buttons.find(token).orElseThrow(() -> new IllegalStateException("A button is gone while it is pressed"));
        var at = used.usedAt().map(one -> " at " + Wording.time(one.atZone(zone))).orElse("");
        return new Meaning.Told("pressed before", Doc.summaryOf("Done" + at + ": " + used.result()));
    }

    private static boolean changes(Button button) {
        return button.effect() == Action.Effect.EFFECT;
    }

    private static String day(Instant at, Instant now, ZoneId zone) {
        var day = at.atZone(zone);
        return (day.getYear() == now.atZone(zone).getYear() ? DAY : YEAR).format(day);
    }

    /** What to type instead: the same where it only reads, else what shows the things that it would change. */
    private String again(Button button) {
        return changes(button)
                ? conversation.command(button.commandLine()).map(Command::overview).orElse("/help")
                : button.commandLine();
    }

    /** A page that is replaced has new buttons each time, so those of one message count together. */
    private synchronized boolean apart(Incoming.Pressed press, Button button) {
        var envelope = press.envelope();
        var last = tapped.get(
                switch (button.way()) {
                    case BELOW -> button.token() + " " + envelope.person();
                    case IN_PLACE, REFRESH -> envelope.chat().text() + " " + press.message().value();
                });
        // An update that is tried again, because the store failed, is the same press.
        if (last.key.equals(envelope.key())) {
            return true;
        }
        var since = last.key.isEmpty() ? APART : Duration.between(last.at, envelope.sentAt());
        if (!since.isNegative() && since.compareTo(APART) < 0) {
            return false;
        }
        last.key = envelope.key();
        last.at = envelope.sentAt();
        return true;
    }
}
