package tidewatch.chat;

import java.util.List;
import tidewatch.message.Action;

/**
 * One verb that a person can type. The ordered list of all commands is given to {@link Conversation}; help, completion, menus and the
 * README's table derive from these members, so a command is documented where it is written.
 */
public interface Command {
    /** The verb without its slash, lower case: {@code winners}. */
    String name();

    /** Other verbs that mean the same, such as {@code w}. */
    default List<String> aliases() {
        return List.of();
    }

    /** Arguments as shown in help, such as {@code [n] [window] [group]}; empty when it takes none. */
    default String arguments() {
        return "";
    }

    /** One line that says what is answered. */
    String help();

    /** Command lines that work on the sample, each answered by a test; the first is the bare verb where that works. */
    List<String> examples();

    /** What the answer is made of, for the rights of a chat. */
    default Audience audience() {
        return Audience.NOTES;
    }

    /**
     * The same for one command line, where arguments make a difference.
     *
     * @param rest everything behind the verb
     */
    default Audience audience(String rest) {
        return audience();
    }

    /** Whether it changes something; an effect never runs on a guess. */
    default Action.Effect effect() {
        return Action.Effect.READ;
    }

    /**
     * The same for one command line: where a command that changes something is typed only to see what there is, it changes nothing.
     *
     * @param rest everything behind the verb
     */
    default Action.Effect effect(String rest) {
        return effect();
    }

    /** The least that somebody must be to ask this, as it is in general: whoever may ask at all for a question, an editor for a change. */
    default Role role() {
        return effect() == Action.Effect.READ ? Role.READER : Role.EDITOR;
    }

    /**
     * The same for one command line, where arguments or the kind of chat make a difference.
     *
     * @param rest everything behind the verb
     */
    default Role role(String rest, Incoming.Place place) {
        return role();
    }

    /** Whether strangers reach it while a pairing code is open, and known people where a chat is not approved. */
    default boolean atTheDoor() {
        return false;
    }

    /**
     * Whether words are this command for certain though its verb was typed without a slash, as where the platform keeps slashes to itself.
     * Sentences that are no command's are read by rules, and change nothing.
     *
     * @param rest everything behind the verb
     */
    default boolean plain(String rest) {
        return false;
    }

    /**
     * Whether its answer changes by itself as the day goes by though it holds no prices, so that a place that can edit offers to refresh it.
     * Answers with prices are offered that anyway.
     */
    default boolean live() {
        return false;
    }

    /**
     * Whether words that answer a message of ours, and are no command or question, are this command's. They come behind the verb as
     * {@code re:ID words}, where ID names the delivery that they answer.
     */
    default boolean takesReplies() {
        return false;
    }

    /** The command line that shows what this one changes, for whoever presses a button that does not count any more. */
    default String overview() {
        return "/" + name();
    }

    /** Answers. Problems of single arguments are part of the answer; throws for bugs only. */
    Reply answer(Request request);

    /** What an answer is made of. */
    enum Audience {
        /** Prices, which notes of the chat's scope may comment; worth asking where no note may be seen. */
        MARKET,
        /** Notes; nothing is left of it where none may be seen. */
        NOTES,
        /** About the person or the chat. */
        SELF
    }
}
