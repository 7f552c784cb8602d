package tidewatch.chat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.message.Action;

/**
 * The one place that decides whether somebody is heard. Closed unless an owner said otherwise: who is not known gets no answer, in a chat
 * that is not approved nobody does. What is known of somebody is read anew for every decision, and once more inside of the transaction in
 * which it has its effect. Any thread.
 *
 * <p>Chats of the terminal belong to whoever started the program.
 */
public final class Gate {
    /** Said once to somebody in an approved group who has no right there. */
    public static final String ASK_OWNER = "You may not ask me there. Ask an owner of that chat for access; they let you in with tidewatch pair.";

    static final String NOT_APPROVED = "I do not answer in this chat yet. /pair here lets me.";
    static final String NO_NOTES_HERE = "This chat may not see notes. An owner can change that: /settings scope \"Sectors\"";
    static final String NO_NOTES = "You may not see notes yet. An owner can change that: /people lists people, /people 2 scope \"Sectors\" lets the second see that folder.";
    static final String PRICES_ONLY = "People of another organisation may ask for prices only.";

    private final AccessBook book;

    public Gate(AccessBook book) {
        this.book = Objects.requireNonNull(book);
    }

    /** Who somebody is in a chat, at one moment. Equal to another one when nothing has changed between them. */
    public sealed interface Standing {}

    /**
     * May ask here.
     *
     * @param alone the notes that they may see in a private chat
     */
    public record Known(Rights rights, NoteScope alone) implements Standing {}

    /** Known, in a chat that nobody has let in. */
    public record Outside(Person person) implements Standing {}

    /** Not known, in a chat that was let in, where that is not enough. */
    public record Refused(boolean codeOpen) implements Standing {}

    /** Not known at all. */
    public record Stranger(boolean codeOpen) implements Standing {}

    /** Whether a chat is let in, whoever speaks. */
    public boolean letIn(ChatId chat) {
        return chat.platform().equals(ChatId.TERMINAL.platform()) || book.chat(chat).isPresent();
    }

    /** The private chats of the owners. */
    public List<ChatId> owners() {
        return book.people().stream()
                .filter(person -> person.role() == Role.OWNER)
                .flatMap(person -> alone(person.id()).stream())
                .toList();
    }

    /** The private chats of somebody. */
    public List<ChatId> alone(String person) {
        return book.alone(person).stream().map(ApprovedChat::id).toList();
    }

    /** Who this is, as the book says now. */
    public Standing standing(Incoming.Envelope envelope, Instant now) {
        if (envelope.chat().platform().equals(ChatId.TERMINAL.platform())) {
            return new Known(Rights.OWNER, NoteScope.EVERYTHING);
        }
        var seen = book.seen(envelope.person(), envelope.chat(), now);
        var place = envelope.place();
        if (place == Incoming.Place.PRIVATE) {
            // A private chat is let in with its person, and shut with them.
            return seen.person()
                    .filter(person -> seen.chat().flatMap(ApprovedChat::person).filter(person.id()::equals).isPresent())
                    .<Standing>map(person -> new Known(new Rights(person.role(), person.alone(), place), person.alone()))
                    .orElseGet(() -> new Stranger(seen.codeOpen()));
        }
        // What was let in as somebody's private chat is no group, whatever is said now.
        var chat = seen.chat().filter(one -> one.person().isEmpty());
        if (chat.isEmpty()) {
            return seen.person().<Standing>map(Outside::new).orElseGet(() -> new Stranger(seen.codeOpen()));
        }
        var scope = chat.get().scope();
        if (seen.person().isPresent()) {
            var person = seen.person().get();
            return new Known(new Rights(person.role(), person.among(scope), place), person.alone());
        }
        return chat.get().membersRead()
                ? new Known(new Rights(Role.READER, scope, place), NoteScope.NOTHING)
                : new Refused(seen.codeOpen());
    }

    /**
     * What is done with a line.
     *
     * @param named the command that the line names by its verb, without reading more of it
     * @param asked what the line asks for with these rights, sentences included; asked only of who may ask here
     */
    public Decision decide(
            Standing standing,
            Incoming.Envelope envelope,
            Optional<Conversation.Asked> named,
            Function<Rights, Optional<Conversation.Asked>> asked) {
        boolean direct = envelope.origin() == Incoming.Origin.DIRECT;
        boolean atTheDoor = direct && named.filter(one -> one.command().atTheDoor()).isPresent();
        return switch (standing) {
            case Stranger(boolean codeOpen) -> codeOpen && atTheDoor ? door(named, Role.READER, envelope, "stranger") : new Decision.Silence("stranger", true);
            case Refused(boolean codeOpen) -> {
                if (codeOpen && atTheDoor) {
                    yield door(named, Role.READER, envelope, "no right here");
                }
                // Talk in a group that is not meant for us is no attempt at anything.
                yield named.isPresent() && direct ? new Decision.SayPrivately(ASK_OWNER) : new Decision.Silence("no right here", named.isPresent());
            }
            case Outside(Person person) -> {
                if (atTheDoor) {
                    yield door(named, person.role(), envelope, "chat not approved");
                }
                yield person.role() == Role.OWNER && named.isPresent() && direct
                        ? new Decision.Say(NOT_APPROVED)
                        : new Decision.Silence("chat not approved", named.isPresent());
            }
            case Known(Rights rights, NoteScope alone) ->
                asked.apply(rights)
                        .map(one -> command(rights, alone, one, envelope))
                        .orElseGet(() -> new Decision.Let(rights.seeing(external(envelope) ? NoteScope.NOTHING : rights.scope()), Optional.empty()));
        };
    }

    /** Those commands by which one gets in, without any right but the role's. */
    private static Decision door(Optional<Conversation.Asked> named, Role role, Incoming.Envelope envelope, String reason) {
        var needed = named.map(one -> one.command().role(one.rest(), envelope.place())).orElse(Role.OWNER);
        return role.covers(needed)
                ? new Decision.Let(new Rights(role, NoteScope.NOTHING, envelope.place(), true), Optional.empty())
                : new Decision.Silence(reason, true);
    }

    private static boolean external(Incoming.Envelope envelope) {
        return envelope.origin() == Incoming.Origin.EXTERNAL_TEAM;
    }

    private static Decision command(Rights rights, NoteScope alone, Conversation.Asked asked, Incoming.Envelope envelope) {
        var command = asked.command();
        boolean reads = command.effect() == Action.Effect.READ;
        if (external(envelope)) {
            return reads && command.audience(asked.rest()) == Command.Audience.MARKET
                    ? new Decision.Let(rights.seeing(NoteScope.NOTHING), Optional.empty())
                    : new Decision.Say(PRICES_ONLY);
        }
        var needed = command.role(asked.rest(), envelope.place());
        if (!rights.role().covers(needed)) {
            return new Decision.Say(tooLow(command, needed, rights.role()));
        }
        boolean group = rights.place() != Incoming.Place.PRIVATE;
        var more = Optional.of(rights.seeing(alone)).filter(_ -> group && !alone.nothing() && !rights.scope().covers(alone));
        return switch (command.audience(asked.rest())) {
            case MARKET -> new Decision.Let(rights, Optional.empty());
            case NOTES -> {
                // A change is for the chat, so it is made of what the chat may see.
                if (!reads) {
                    yield new Decision.Let(rights, Optional.empty());
                }
                if (rights.scope().nothing()) {
                    yield more.isPresent()
                            ? new Decision.Let(rights, more.map(wider -> new Decision.Aside(wider, true)))
                            : new Decision.Say(group ? NO_NOTES_HERE : NO_NOTES);
                }
                yield new Decision.Let(rights, more.map(wider -> new Decision.Aside(wider, false)));
            }
            // What only owners may know is not told in front of everybody, what they do there is.
            case SELF ->
                new Decision.Let(
                        rights,
                        Optional.of(new Decision.Aside(rights, true)).filter(_ -> group && reads && needed == Role.OWNER));
        };
    }

    private static String tooLow(Command command, Role needed, Role has) {
        return "That needs " + article(needed) + ", and you are " + article(has) + " here: /" + command.name() + ". An owner can change that with /people.";
    }

    private static String article(Role role) {
        return switch (role) {
            case READER -> "a reader";
            case EDITOR -> "an editor";
            case OWNER -> "an owner";
        };
    }
}
