package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tidewatch.brief.Wording;
import tidewatch.chat.Arming;
import tidewatch.chat.Asker;
import tidewatch.chat.Button;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Conversation;
import tidewatch.chat.Decision;
import tidewatch.chat.Gate;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.Line;
import tidewatch.chat.Placement;
import tidewatch.chat.Question;
import tidewatch.chat.QuestionBook;
import tidewatch.chat.Reply;
import tidewatch.chat.Rights;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;

/**
 * The way of what a sender's platform hears: stored before the platform is told that it was taken, then answered once. An answer is a row of
 * the outbox, written in one transaction with the mark that the update is done; a command that changes something runs in that transaction
 * too. So nothing that was said is lost or done twice, whenever this program dies.
 *
 * <p>Has no thread: {@link AnswersLoop} calls {@link #answer} in production, a simulator by itself. Updates of one chat must be answered one
 * after the other and in order; those of several may be at once. A {@link DeliveryEvent.Answered} says that a courier has something to send.
 */
public final class Answers implements Inbox {
    /** Unanswered updates from which on nothing more is fetched. */
    public static final int BACKLOG_MAX = 1_000;

    /** What a group sees of an answer that is not for it; the same words whatever the answer says. */
    static final String SENT_PRIVATELY = "I sent it to you privately.";

    private static final String CANNOT_WRITE = "I cannot write to you. Open a private chat with me first.";
    private static final String REFRESH = "Refresh";
    private static final String HANGS = "What listens has not come back for ";
    private static final String JOINED = "joined:";
    private static final String REFUSED = "refused:";
    /** Groups of a day of which an owner is told that we were put into them. */
    private static final int TOLD_A_DAY = 5;

    private static final int ROWS_LOOKED_AT = 200;
    /** Times that something is read again because rights changed meanwhile. */
    private static final int READINGS_MOST = 3;

    private static final Duration DUE_AHEAD = Duration.ofSeconds(2);

    private final InboundLog log;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final ChatBook book;
    private final Gate gate;
    private final ButtonBook buttons;
    private final Arming arming;
    private final Conversation conversation;
    private final ChatPlatform platform;
    private final String sender;
    private final LongSupplier nanos;
    private final DeliveryEvent.Listener events;
    private final CommandCap cap;
    private final Post post;
    private final Presses presses;
    private final Questions questions;
    private final AtomicInteger backlog = new AtomicInteger();
    private Instant lastDue = Instant.EPOCH;
    private static final Link NOT_YET = new Link(LinkState.DOWN, "not listening yet", Optional.empty());

    private volatile Link link = NOT_YET;
    private volatile Optional<Watch> watch = Optional.empty();

    /** What listens was awake at a moment of our clock, and says so again within a time. */
    private record Watch(long at, Duration within) {
        /** For how long it is silent, where that is longer than it said. */
        Optional<Duration> hangs(long now) {
            return Optional.of(Duration.ofNanos(now - at)).filter(silence -> silence.compareTo(within) > 0);
        }
    }

    /** How the link to the platform is. */
    public record Link(LinkState state, String reason, Optional<Instant> lastSuccess) {}

    /**
     * Listens to nothing yet.
     *
     * @param gate asked before anything that was said is read, and again when it has its effect
     */
    public Answers(
            InboundLog log,
            Outbox outbox,
            Subscriptions subscriptions,
            ChatBook book,
            Gate gate,
            ButtonBook buttons,
            QuestionBook asked,
            Arming arming,
            Conversation conversation,
            ChatPlatform platform,
            String sender,
            LongSupplier nanos,
            DeliveryEvent.Listener events) {
        this.log = Objects.requireNonNull(log);
        this.outbox = Objects.requireNonNull(outbox);
        this.subscriptions = Objects.requireNonNull(subscriptions);
        this.book = Objects.requireNonNull(book);
        this.gate = Objects.requireNonNull(gate);
        this.buttons = Objects.requireNonNull(buttons);
        this.arming = Objects.requireNonNull(arming);
        this.conversation = Objects.requireNonNull(conversation);
        this.platform = Objects.requireNonNull(platform);
        this.sender = Objects.requireNonNull(sender);
        this.nanos = Objects.requireNonNull(nanos);
        this.events = Objects.requireNonNull(events);
        this.cap = new CommandCap(nanos);
        this.post = new Post(subscriptions, outbox, chat -> Optional.of(platform).filter(one -> one.name().equals(chat.platform())), arming, events);
        this.presses = new Presses(buttons, conversation, nanos);
        this.questions = new Questions(asked, conversation);
    }

    // ---- what the platform tells ----

    @Override
    public boolean take(Incoming incoming) {
        return receive(incoming).isPresent();
    }

    /** Stores an update; absent when it was known already. */
    Optional<InboundLog.Pending> receive(Incoming incoming) {
        Instant now = outbox.now();
        if (!log.store(incoming, now)) {
            return Optional.empty();
        }
        backlog.incrementAndGet();
        return Optional.of(new InboundLog.Pending(incoming, now));
    }

    @Override
    public void take(List<Incoming> several, Runnable also) {
        receive(several, also);
    }

    /** Stores what came together; those that were not known. */
    List<InboundLog.Pending> receive(List<Incoming> several, Runnable also) {
        Instant now = outbox.now();
        var fresh = log.store(several, now, also);
        backlog.addAndGet(fresh.size());
        return fresh.stream().map(incoming -> new InboundLog.Pending(incoming, now)).toList();
    }

    @Override
    public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
        var before = link;
        link = new Link(state, reason, lastSuccess.or(before::lastSuccess));
        boolean news = before.state() != state || !before.reason().equals(reason);
        // That a platform begins with nothing reached is so at each start.
        if (news && !before.equals(NOT_YET)) {
            events.on(new DeliveryEvent.LinkTold(sender, state, reason));
        }
    }

    @Override
    public void awake(Duration within) {
        watch = Optional.of(new Watch(nanos.getAsLong(), within));
    }

    /** How the link is: as the platform told, unless what listens hangs. */
    public Link link() {
        var told = link;
        return watch.flatMap(since -> since.hangs(nanos.getAsLong()))
                .filter(_ -> told.state() != LinkState.DOWN)
                .map(silence -> new Link(LinkState.DOWN, HANGS + silence.toMinutes() + " min. Restart the service.", told.lastSuccess()))
                .orElse(told);
    }

    @Override
    public boolean full() {
        // Counted in memory; looked up only when that says so, because another node may have answered some.
        if (backlog.get() > BACKLOG_MAX) {
            backlog.set(waiting(BACKLOG_MAX + 1).size());
        }
        return backlog.get() > BACKLOG_MAX;
    }

    /** Updates that are not answered, the oldest first. */
    public List<InboundLog.Pending> waiting(int limit) {
        return log.pending(sender, limit);
    }

    // ---- what is answered ----

    /**
     * Answers one update, or does what it says.
     *
     * @return false when that was done already
     * @throws RuntimeException of the store: then nothing was done
     */
    public boolean answer(InboundLog.Pending pending) {
        boolean done =
                switch (pending.incoming()) {
                    case Incoming.Membership membership -> log.handle(pending, () -> membership(membership));
                    case Incoming.Said said -> said(pending, said);
                    case Incoming.Pressed _ -> heard(pending);
                    case Incoming.Moved moved -> log.handle(pending, () -> moved(moved));
                };
        backlog.updateAndGet(count -> Math.max(0, count - 1));
        return done;
    }

    private String membership(Incoming.Membership membership) {
        var envelope = membership.envelope();
        switch (membership.change()) {
            case JOINED -> {
                if (gate.letIn(envelope.chat())) {
                    book.revived(envelope.chat(), outbox.now());
                } else if (envelope.place() != Incoming.Place.PRIVATE) {
                    tellOwners(envelope);
                }
            }
            case LEFT -> suspend(membership, SubscriptionReason.KICKED);
            case BLOCKED -> suspend(membership, SubscriptionReason.BLOCKED);
        }
        return membership.change().name();
    }

    private void suspend(Incoming.Membership membership, SubscriptionReason reason) {
        var chat = membership.envelope().chat();
        // A chat that never said anything is not known, and has nothing to suspend.
        if (subscriptions.chat(chat).isPresent()) {
            subscriptions.suspend(chat, reason);
        }
    }

    /** Somebody put us into a group that no owner has let in: each owner is told once, whoever does it how often. */
    private void tellOwners(Incoming.Envelope envelope) {
        Instant now = outbox.now();
        var chat = envelope.chat();
        var words = "I was put into the chat " + chat + " by " + envelope.person() + ". I stay silent there unless you let it in.";
        for (var owner : gate.owners()) {
            var known = subscriptions.chat(owner).filter(one -> one.sender().equals(sender));
            if (known.isEmpty() || told(owner, now) >= TOLD_A_DAY) {
                continue;
            }
            var meta = new Meta("", Meta.Kind.NOTICE, now, Optional.empty(), known.get().zone(), false, "");
            var letIn = new Action.Run("Let it in", "/pair " + chat, Action.Effect.EFFECT, Optional.empty());
            var doc = new Doc("", Doc.summaryOf(words), List.of(Block.para(Inline.text(words))), List.of(letIn), meta);
            post.add(known.get(), DeliveryKind.NOTICE, JOINED + chat, now, doc, false, false, now);
        }
    }

    /** Whoever puts us into a thousand groups tells an owner of a few. */
    private long told(ChatId owner, Instant now) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return outbox.list(new Outbox.Filter(Set.of(), Optional.of(owner), Optional.of(today)), ROWS_LOOKED_AT).stream()
                .filter(row -> row.kind() == DeliveryKind.NOTICE && row.slot().startsWith(JOINED))
                .count();
    }

    /** Thrown inside of a transaction to undo it: what somebody may was changed while their words were read. */
    private static final class RightsChanged extends RuntimeException {
        private static final long serialVersionUID = 1;

        RightsChanged() {
            super("Rights changed", null, false, false);
        }
    }

    /** The chat has a new id. A platform that names another one's chat is not followed. */
    private String moved(Incoming.Moved moved) {
        ChatId from = moved.envelope().chat();
        if (!from.platform().equals(moved.to().platform())) {
            return "not followed to " + moved.to();
        }
        subscriptions.move(from, moved.to());
        return "moved to " + moved.to();
    }

    private boolean said(InboundLog.Pending pending, Incoming.Said said) {
        return said.envelope().origin() == Incoming.Origin.EDITED || said.text().isBlank()
                ? log.handle(pending, () -> "nothing to do")
                : heard(pending);
    }

    /** Words that were typed and buttons that were pressed go the same way. */
    private boolean heard(InboundLog.Pending pending) {
        for (int reading = 0; reading < READINGS_MOST; reading++) {
            try {
                var standing = gate.standing(pending.incoming().envelope(), outbox.now());
                return new Answering(pending, standing).run();
            } catch (RightsChanged again) {
                // Read once more, with the rights of now.
            }
        }
        return log.handle(pending, () -> "rights changed");
    }

    /** One thing that was said or pressed, with what its person may at this moment. */
    private final class Answering {
        private final long began = nanos.getAsLong();
        private final InboundLog.Pending pending;
        private final Incoming.Envelope envelope;
        private final Gate.Standing standing;
        private Optional<Found> found = Optional.empty();
        private Optional<Question> open = Optional.empty();

        private record Found(Rights rights, Optional<Conversation.Asked> asked) {}

        Answering(InboundLog.Pending pending, Gate.Standing standing) {
            this.pending = pending;
            this.envelope = pending.incoming().envelope();
            this.standing = standing;
        }

        private Asker asker(Rights rights) {
            return new Asker(envelope.chat(), envelope.person(), envelope.thread(), rights);
        }

        /** Marks it as done together with the work, if nothing has changed since it was decided. */
        private boolean handle(Supplier<String> work) {
            return log.handle(pending, () -> {
                if (!gate.standing(envelope, outbox.now()).equals(standing)) {
                    throw new RightsChanged();
                }
                return work.get();
            });
        }

        boolean run() {
            // Somebody who may ask may ask too often; a stranger is told nothing, so nothing of theirs is read first.
            boolean known = standing instanceof Gate.Known;
            if (known) {
                switch (cap.take(envelope.person(), envelope.key(), envelope.sentAt())) {
                    case SILENCE -> {
                        return silent("too many");
                    }
                    case TELL -> {
                        return tell("too many", "Too many commands; try again in 20 s.", List.of(), Asked.aside(pending.incoming()));
                    }
                    case RUN -> {
                        // Below.
                    }
                }
            }
            open = known ? questions.open(envelope) : Optional.empty();
            return switch (pending.incoming()) {
                case Incoming.Said said -> asked(note(said).orElseGet(() -> questions.read(said, open)), known);
                case Incoming.Pressed pressed -> known ? pressed(pressed) : denied("a press");
                case Incoming.Membership _, Incoming.Moved _ -> throw new IllegalStateException("Nothing is asked by " + pending.incoming());
            };
        }

        /**
         * Words in answer to a brief, a reminder or an alert, which are neither a command nor a question that we understand: of somebody who may
         * write in the notes they are offered as a line for them. Of anybody else they are what they always were.
         */
        private Optional<Asked> note(Incoming.Said said) {
            if (!(standing instanceof Gate.Known(Rights rights, _)) || open.isPresent() || said.replyTo().isEmpty()) {
                return Optional.empty();
            }
            boolean words = envelope.origin() == Incoming.Origin.DIRECT && Line.of(said.text()).sentence() && !said.text().strip().endsWith("?");
            return conversation.takingReplies()
                    .filter(command -> words && rights.role().covers(command.role("", envelope.place())))
                    .filter(_ -> conversation.asked(said.text(), asker(rights)).isEmpty())
                    .flatMap(command -> outbox.shown(envelope.chat(), said.replyTo().get())
                            .filter(row -> row.kind().isBrief() || row.kind() == DeliveryKind.REMINDER || row.kind() == DeliveryKind.ALERT)
                            .map(row -> new Asked(
                                    envelope, "/" + command.name() + " re:" + row.id() + " " + said.text().strip(), Optional.empty(), said.handle())));
        }

        /** A press is the command line of its button, and goes the way of one that is typed. */
        private boolean pressed(Incoming.Pressed pressed) {
            return switch (presses.of(pressed, outbox.now(), zone(envelope.chat()))) {
                case Presses.Meaning.Counts(var button) -> asked(Asked.pressed(pressed, button), true);
                case Presses.Meaning.Told told -> tell(told.result(), told.words(), List.of(), Asked.aside(pressed));
                case Presses.Meaning.Twice _ -> silent("pressed twice");
            };
        }

        private boolean asked(Asked asked, boolean known) {
            var named = conversation.named(Line.of(asked.words()));
            var decision = gate.decide(standing, envelope, named, rights -> found(asked, rights));
            if (!known
                    && !(decision instanceof Decision.Silence)
                    && cap.take(envelope.person(), envelope.key(), envelope.sentAt()) != CommandCap.Verdict.RUN) {
                return silent("too many");
            }
            return switch (decision) {
                case Decision.Silence(String reason, boolean refused) -> refused ? denied(reason) : silent(reason);
                case Decision.Say(String words) -> {
                    if (!known) {
                        denied();
                    }
                    yield tell("refused", words, List.of(), Asked.aside(pending.incoming()));
                }
                case Decision.SayPrivately(String words) -> tellAlone(words);
                case Decision.Let let -> let(asked, let, known);
            };
        }

        /** What is asked for, found once for the same rights. */
        private Optional<Conversation.Asked> found(Asked asked, Rights rights) {
            if (found.isEmpty() || !found.get().rights().equals(rights)) {
                found = Optional.of(new Found(rights, conversation.asked(asked.words(), asker(rights))));
            }
            return found.get().asked();
        }

        private boolean silent(String result) {
            return handle(() -> result);
        }

        private boolean denied(String reason) {
            boolean done = silent(reason);
            if (done) {
                events.on(new DeliveryEvent.Denied(envelope.chat(), envelope.person(), reason));
            }
            return done;
        }

        private void denied() {
            events.on(new DeliveryEvent.Denied(envelope.chat(), envelope.person(), "chat not approved"));
        }

        private boolean let(Asked asked, Decision.Let let, boolean known) {
            var asker = asker(let.rights());
            if (Duration.between(envelope.sentAt(), outbox.now()).compareTo(Staleness.COMMAND_AGE) > 0) {
                return known ? tell("too old", "I was down.", List.of(again(asked, asker)), asked.below(1)) : silent("too old");
            }
            var wish = found(asked, let.rights());
            boolean changes = wish.filter(Conversation.Asked::changes).isPresent();
            if (changes && envelope.origin() != Incoming.Origin.DIRECT) {
                return tell(
                        "not direct",
                        "That would change something, and I do so only for what you type here yourself.",
                        List.of(again(asked, asker)),
                        asked.below(1));
            }
            if (open.isPresent() && besides(asked, asker, changes)) {
                found = Optional.empty();
                return asked(Asked.typed((Incoming.Said) pending.incoming()), known);
            }
            Optional<Reply> reply = changes ? effect(asked, asker) : read(asked, asker, let.aside());
            reply.ifPresent(told -> events.on(new DeliveryEvent.Answered(
                    envelope.chat(), wish.map(one -> one.command().name()).orElse(""), told.ok(), took())));
            return reply.isPresent();
        }

        /** Words that are a question of their own and no answer: "what rotated this month?" is no thesis, nor anything to be reminded of. */
        private boolean besides(Asked asked, Asker asker, boolean changes) {
            if (!(pending.incoming() instanceof Incoming.Said said) || said.text().equals(asked.words())) {
                return false;
            }
            return conversation.asked(said.text(), asker).isPresent()
                    && (changes ? said.text().strip().endsWith("?") : !conversation.say(asked.words(), asker).ok());
        }

        /** Inside of the transaction. */
        private void settle(Reply reply, ChatId chat, Optional<String> thread) {
            questions.settle(open, reply, chat, envelope.person(), thread, outbox.now());
        }

        private Duration took() {
            return Duration.ofNanos(nanos.getAsLong() - began);
        }

        /** Computed and rendered first; only what is written is in the transaction. */
        private Optional<Reply> read(Asked asked, Asker asker, Optional<Decision.Aside> aside) {
            if (aside.filter(Decision.Aside::always).isPresent()) {
                return alone(asked, aside.get());
            }
            var reply = conversation.say(asked.words(), asker);
            // Whether there is such a note or not: what the chat could not be told is told to the person, in the chat always in the same words.
            return aside.isPresent() && !reply.ok()
                    ? alone(asked, aside.get())
                    : put(asked, asker, renewable(asked, asker, envelope.chat(), reply));
        }

        private Optional<Reply> alone(Asked asked, Decision.Aside aside) {
            var asker = asker(aside.rights());
            var to = gate.alone(envelope.person()).stream()
                    .flatMap(id -> subscriptions.chat(id).stream())
                    .filter(chat -> chat.sender().equals(sender) && chat.state() == Chat.State.ACTIVE)
                    .findFirst();
            if (to.isEmpty()) {
                var told = notice(CANNOT_WRITE, List.of(), envelope.chat());
                var content = frozen(envelope.chat(), told, _ -> Button.Way.BELOW);
                boolean done = handle(() -> {
                    add(content, Asked.aside(pending.incoming()));
                    return "refused";
                });
                return done ? Optional.of(Reply.failed(told)) : Optional.empty();
            }
            var there = to.get().id();
            Reply reply = withCancel(there, renewable(asked, asker, there, conversation.say(asked.words(), asker)));
            var content = frozen(there, reply.doc(), ways(asked, asker));
            var notice = frozen(envelope.chat(), conversation.said(SENT_PRIVATELY, asker).doc(), ways(asked, asker));
            boolean done = handle(() -> {
                row(to.get(), envelope.key(), content, Placement.NEW);
                add(notice, asked.handle().isPresent() ? Asked.aside(pending.incoming()) : Placement.NEW);
                settle(reply, there, Optional.empty());
                return "answered privately";
            });
            return done ? Optional.of(reply) : Optional.empty();
        }

        private Optional<Reply> put(Asked asked, Asker asker, Reply wanted) {
            Reply reply = withCancel(envelope.chat(), wanted);
            Frozen frozen;
            try {
                frozen = frozen(envelope.chat(), reply.doc(), ways(asked, asker));
            } catch (RuntimeException unspeakable) {
                reply = conversation.broken(unspeakable, asker);
                frozen = frozen(envelope.chat(), reply.doc(), ways(asked, asker));
            }
            var content = frozen;
            // What failed must not take the place of what was good, nor the first of several parts that of the last.
            boolean worse = asked.refreshes() && !reply.ok();
            int parts = content.parts().size();
            var place = worse || parts > 1 ? asked.below(parts) : asked.place();
            var told = reply;
            boolean done = handle(() -> {
                add(content, place);
                settle(told, envelope.chat(), envelope.thread());
                return "answered";
            });
            return done ? Optional.of(told) : Optional.empty();
        }

        /**
         * All in one transaction, the one use of a button too; when the command breaks, it is undone before that is said. Where another press
         * of the same button was quicker, what that one led to is told.
         */
        private Optional<Reply> effect(Asked asked, Asker asker) {
            var reply = new AtomicReference<Optional<Reply>>(Optional.empty());
            var broken = new AtomicReference<Optional<RuntimeException>>(Optional.empty());
            try {
                boolean done = handle(() -> {
                    var token = asked.press().map(press -> press.button().token());
                    if (token.filter(one -> !buttons.use(one, outbox.now())).isPresent()) {
                        var told = presses.before(token.get(), zone(envelope.chat()));
                        var notice = notice(told.words(), List.of(), envelope.chat());
                        add(frozen(envelope.chat(), notice, ways(asked, asker)), Asked.aside(pending.incoming()));
                        reply.set(Optional.of(Reply.failed(notice)));
                        return told.result();
                    }
                    try {
                        var given = withCancel(envelope.chat(), conversation.attempt(asked.words(), asker));
                        var content = frozen(envelope.chat(), given.doc(), ways(asked, asker));
                        add(content, asked.below(content.parts().size()));
                        settle(given, envelope.chat(), envelope.thread());
                        token.ifPresent(one -> buttons.result(one, given.doc().summary()));
                        reply.set(Optional.of(given));
                    } catch (RuntimeException fault) {
                        broken.set(Optional.of(fault));
                        throw fault;
                    }
                    return "done";
                });
                return done ? reply.get() : Optional.empty();
            } catch (RuntimeException undone) {
                // A store that could not begin or commit is tried again; a command that breaks would break again.
                RuntimeException fault = broken.get().orElseThrow(() -> undone);
                return put(asked, asker, conversation.broken(fault, asker));
            }
        }

        private boolean tell(String result, String words, List<Action> actions, Placement place) {
            var content = frozen(envelope.chat(), notice(words, actions, envelope.chat()), _ -> Button.Way.BELOW);
            boolean done = handle(() -> {
                add(content, place);
                return result;
            });
            if (done) {
                events.on(new DeliveryEvent.Answered(envelope.chat(), "", false, took()));
            }
            return done;
        }

        /** Buttons under an answer are for the one who asked. */
        private Frozen frozen(ChatId chat, Doc doc, Function<Action.Run, Button.Way> way) {
            var rules = new Arming.Rules(Optional.of(chat), Optional.of(envelope.person()), way);
            return Frozen.of(doc, Frozen.Shown.of(doc, platform, chat, arming, rules, outbox.now()));
        }

        /**
         * One private line, once: where the words brought a handle beside them, else in the private chat, on a platform on which that bears
         * the number of its person. People of another organisation are written to only where they are.
         */
        private boolean tellAlone(String words) {
            var place = Asked.aside(pending.incoming());
            if (place instanceof Placement.Private) {
                return tellBeside(words, place);
            }
            var alone = ChatId.parse(envelope.person())
                    .filter(id -> id.platform().equals(envelope.chat().platform()))
                    .filter(_ -> envelope.origin() != Incoming.Origin.EXTERNAL_TEAM);
            if (alone.isEmpty()) {
                return denied("no right here");
            }
            var content = frozen(alone.get(), notice(words, List.of(), alone.get()), _ -> Button.Way.BELOW);
            boolean done = handle(() -> {
                var chat = book.met(alone.get(), envelope.sender(), false);
                if (chat.state() == Chat.State.ACTIVE) {
                    row(chat, REFUSED + envelope.chat(), content, Placement.NEW);
                }
                return "no right here";
            });
            if (done) {
                events.on(new DeliveryEvent.Answered(alone.get(), "", false, took()));
                events.on(new DeliveryEvent.Denied(envelope.chat(), envelope.person(), "no right here"));
            }
            return done;
        }

        private boolean tellBeside(String words, Placement place) {
            var content = frozen(envelope.chat(), notice(words, List.of(), envelope.chat()), _ -> Button.Way.BELOW);
            boolean done = handle(() -> {
                var chat = book.met(envelope.chat(), envelope.sender(), true);
                if (chat.state() == Chat.State.ACTIVE) {
                    row(in(chat, envelope.thread()), REFUSED + envelope.person(), content, place);
                }
                return "no right here";
            });
            if (done) {
                events.on(new DeliveryEvent.Answered(envelope.chat(), "", false, took()));
                events.on(new DeliveryEvent.Denied(envelope.chat(), envelope.person(), "no right here"));
            }
            return done;
        }

        /** Inside of the transaction. Who may speak to us lets us in; who may not changes nothing. */
        private void add(Frozen content, Placement place) {
            boolean several = envelope.place() != Incoming.Place.PRIVATE;
            Chat met = book.met(envelope.chat(), envelope.sender(), several);
            Chat chat = met.state() == Chat.State.SUSPENDED && gate.letIn(envelope.chat()) ? book.revived(met, outbox.now()) : met;
            if (chat.state() == Chat.State.ACTIVE) {
                row(in(chat, envelope.thread()), envelope.key(), content, place);
            }
        }
    }

    private Doc notice(String words, List<Action> actions, ChatId chat) {
        var meta = new Meta("", Meta.Kind.NOTICE, outbox.now(), Optional.empty(), zone(chat), false, "");
        return new Doc("", Doc.summaryOf(words), List.of(Block.para(Inline.text(words))), actions, meta);
    }

    private ZoneId zone(ChatId chat) {
        return subscriptions.chat(chat).map(Chat::zone).orElse(ZoneOffset.UTC);
    }

    private void row(Chat chat, String slot, Frozen content, Placement place) {
        Instant due = due(outbox.now());
        var row = Delivery.planned(
                        chat, DeliveryKind.ANSWER, slot, Optional.empty(), Optional.empty(), Staleness.of(DeliveryKind.ANSWER, due))
                .composed(DeliveryState.READY, due, false, false, content)
                .placed(place);
        outbox.add(row, content);
    }

    private Reply withCancel(ChatId chat, Reply reply) {
        return questions.withCancel(reply, platform.capabilities(chat).pressable());
    }

    private Action again(Asked asked, Asker asker) {
        var effect = conversation.changes(asked.words(), asker) ? Action.Effect.EFFECT : Action.Effect.READ;
        return new Action.Run("Run now", asked.words(), effect, Optional.empty());
    }

    /** What leads to another page of the same answer takes its place. */
    private Function<Action.Run, Button.Way> ways(Asked asked, Asker asker) {
        var verb = conversation.verb(asked.words(), asker);
        return run -> {
            if (run.label().equals(REFRESH)) {
                return Button.Way.REFRESH;
            }
            if (Questions.cancels(run)) {
                return Button.Way.IN_PLACE;
            }
            var other = conversation.verb(run.commandLine(), asker);
            return verb.isPresent() && verb.equals(other) ? Button.Way.IN_PLACE : Button.Way.BELOW;
        };
    }

    /** An answer that changes as the day goes by can be asked for again by a button, and says when that was done. */
    private Reply renewable(Asked asked, Asker asker, ChatId chat, Reply reply) {
        Doc doc = reply.doc();
        if (!reply.ok() || !platform.capabilities(chat).pressable()) {
            return reply;
        }
        if (asked.refreshes()) {
            doc = updated(doc, outbox.now());
        }
        var line = conversation.commandLine(asked.words(), asker);
        boolean prices = doc.meta().dataDate().isPresent();
        if (line.flatMap(conversation::command).filter(command -> prices || command.live()).isPresent()) {
            var actions = new ArrayList<>(doc.actions());
            actions.add(Action.Run.read(REFRESH, line.get()));
            doc = doc.withActions(actions);
        }
        return reply.with(doc);
    }

    /** With "Updated 09:12 New York" in its last line. */
    private static Doc updated(Doc doc, Instant now) {
        var words = "Updated " + Wording.time(now.atZone(doc.meta().zone()));
        var blocks = new ArrayList<>(doc.blocks());
        if (!blocks.isEmpty() && blocks.getLast() instanceof Block.Footer(List<Inline> last)) {
            var line = new ArrayList<>(last);
            line.add(Inline.text(" · " + words));
            blocks.set(blocks.size() - 1, new Block.Footer(line));
        } else {
            blocks.add(new Block.Footer(List.of(Inline.text(words))));
        }
        return new Doc(doc.title(), doc.summary(), blocks, doc.actions(), doc.meta());
    }

    /** Now, or a millisecond after the answer before: answers of one chat go out in the order of their due times. */
    private synchronized Instant due(Instant now) {
        Instant least = lastDue.plusMillis(1);
        // Not after a clock that was set back, where the answer before is due hours from now.
        lastDue = least.isAfter(now) && least.isBefore(now.plus(DUE_AHEAD)) ? least : now;
        return lastDue;
    }

    /** An answer goes to the thread in which was asked. */
    private static Chat in(Chat chat, Optional<String> thread) {
        return new Chat(
                chat.id(),
                chat.sender(),
                thread.or(chat::thread),
                chat.group(),
                chat.zone(),
                chat.state(),
                chat.mutedUntil(),
                chat.quiet(),
                chat.classes(),
                chat.catchUp(),
                chat.scope());
    }
}
