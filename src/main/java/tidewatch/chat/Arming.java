package tidewatch.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tidewatch.message.Action;
import tidewatch.message.Doc;
import tidewatch.message.Meta;

/**
 * Gives the buttons of a message their tokens. A token is {@code t1} and 128 random bits as 22 characters of base64url: 24 bytes, where
 * Telegram carries 64 and Slack 255. It says nothing and cannot be guessed; what it means stands in the {@link ButtonBook}, so a button
 * can be taken back, and one that was forged, or pressed by somebody else, leads nowhere.
 */
public final class Arming {
    /** How long a button that changes something may be pressed. */
    public static final Duration EFFECT = Duration.ofDays(3);

    /** How long one may that only reads; and any under an alert or a reminder, which is often read late. */
    public static final Duration LONG = Duration.ofDays(30);

    private static final String VERSION = "t1";
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH = 24;

    private final RandomGenerator random;

    /** @param random one whose numbers nobody can foresee; asked by several threads at once */
    public Arming(RandomGenerator random) {
        this.random = Objects.requireNonNull(random);
    }

    /**
     * Whose buttons they are and where their answers go.
     *
     * @param chat absent where several chats share the message; then everything under it only reads
     * @param owner absent: whoever may type the command
     */
    public record Rules(Optional<ChatId> chat, Optional<String> owner, Function<Action.Run, Button.Way> way) {
        public Rules {
            Objects.requireNonNull(chat);
            Objects.requireNonNull(owner);
            Objects.requireNonNull(way);
        }

        /** For everybody in a chat; answers come below. */
        public static Rules everybodyIn(ChatId chat) {
            return new Rules(Optional.of(chat), Optional.empty(), _ -> Button.Way.BELOW);
        }

        /** For everybody in every chat that gets the message; answers come below. */
        public static Rules shared() {
            return new Rules(Optional.empty(), Optional.empty(), _ -> Button.Way.BELOW);
        }
    }

    /** A message with its tokens, and the buttons to be stored with it, in one transaction. */
    public record Armed(Doc doc, List<Button> buttons) {
        public Armed {
            Objects.requireNonNull(doc);
            buttons = List.copyOf(buttons);
        }
    }

    /** The message with a token for each command behind a button; the same message when it has none. */
    public Armed arm(Doc doc, Rules rules, Instant now) {
        var buttons = new ArrayList<Button>();
        var actions = doc.actions().stream()
                .<Action>map(action -> switch (action) {
                    case Action.Run run -> armed(run, rules, doc.meta().kind(), now, buttons);
                    case Action.Pick pick ->
                        new Action.Pick(
                                pick.label(),
                                pick.options().stream().map(run -> armed(run, rules, doc.meta().kind(), now, buttons)).toList());
                    case Action.Open open -> open;
                })
                .toList();
        return buttons.isEmpty() ? new Armed(doc, List.of()) : new Armed(doc.withActions(actions), buttons);
    }

    private Action.Run armed(Action.Run run, Rules rules, Meta.Kind kind, Instant now, List<Button> buttons) {
        var token = token();
        boolean changes = run.effect() == Action.Effect.EFFECT;
        buttons.add(new Button(
                token,
                rules.chat(),
                rules.owner(),
                run.commandLine(),
                run.effect(),
                changes ? Button.Way.BELOW : rules.way().apply(run),
                now,
                now.plus(changes && !readLate(kind) ? EFFECT : LONG),
                Optional.empty(),
                ""));
        return new Action.Run(run.label(), run.commandLine(), run.effect(), Optional.of(token));
    }

    private static boolean readLate(Meta.Kind kind) {
        return switch (kind) {
            case ALERT, REMINDER -> true;
            case BRIEF, ANSWER, NOTICE -> false;
        };
    }

    private String token() {
        var bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whether it could be a token of ours; anything else need not be looked up. */
    public static boolean wellFormed(String token) {
        return token.length() == LENGTH
                && token.startsWith(VERSION)
                && token.chars().skip(VERSION.length()).allMatch(Arming::base64url);
    }

    private static boolean base64url(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
