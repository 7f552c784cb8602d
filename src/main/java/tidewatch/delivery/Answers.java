package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Conversation;
import tidewatch.chat.Decision;
import tidewatch.chat.Gate;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.Line;
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
    private final Conversation conversation;
    private final ChatPlatform platform;
    private final String sender;
    private final LongSupplier nanos;
    private final DeliveryEvent.Listener events;
    private final CommandCap cap;
    private final Post post;
    private final AtomicInteger backlog = new AtomicInteger();
    private Instant lastDue = Instant.EPOCH;
    private volatile Link link = new Link(LinkState.DOWN, "not listening yet", Optional.empty());

    /** How the link to the platform is, as it told. */
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
        this.conversation = Objects.requireNonNull(conversation);
        this.platform = Objects.requireNonNull(platform);
        this.sender = Objects.requireNonNull(sender);
        this.nanos = Objects.requireNonNull(nanos);
        this.events = Objects.requireNonNull(events);
        this.cap = new CommandCap(nanos);
        this.post = new Post(outbox, chat -> Optional.of(platform).filter(one -> one.name().equals(chat.platform())), events);
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
    public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
        link = new Link(state, reason, lastSuccess.or(() -> link.lastSuccess()));
    }

    public Link link() {
        return link;
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
                    case Incoming.Moved moved -> log.handle(pending, () -> "moved to " + moved.to());
                    case Incoming.Pressed _ -> log.handle(pending, () -> "no such button");
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

    private boolean said(InboundLog.Pending pending, Incoming.Said said) {
        if (said.envelope().origin() == Incoming.Origin.EDITED || said.text().isBlank()) {
            return log.handle(pending, () -> "nothing to do");
        }
        for (int reading = 0; reading < READINGS_MOST; reading++) {
            try {
                var standing = gate.standing(said.envelope(), outbox.now());
                return new Answering(pending, said, standing).run();
            } catch (RightsChanged again) {
                // Read once more, with the rights of now.
            }
        }
        return log.handle(pending, () -> "rights changed");
    }

    /** One thing that was said, with what its person may at this moment. */
    private final class Answering {
        private final long began = nanos.getAsLong();
        private final InboundLog.Pending pending;
        private final Incoming.Said said;
        private final Incoming.Envelope envelope;
        private final Gate.Standing standing;
        private Optional<Found> found = Optional.empty();

        private record Found(Rights rights, Optional<Conversation.Asked> asked) {}

        Answering(InboundLog.Pending pending, Incoming.Said said, Gate.Standing standing) {
            this.pending = pending;
            this.said = said;
            this.envelope = said.envelope();
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
                        return tell("too many", "Too many commands; try again in 20 s.", List.of());
                    }
                    case RUN -> {
                        // Below.
                    }
                }
            }
            var named = conversation.named(Line.of(said.text()));
            var decision = gate.decide(standing, envelope, named, this::asked);
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
                    yield tell("refused", words, List.of());
                }
                case Decision.SayPrivately(String words) -> tellAlone(words);
                case Decision.Let let -> let(let, known);
            };
        }

        /** What is asked for, found once for the same rights. */
        private Optional<Conversation.Asked> asked(Rights rights) {
            if (found.isEmpty() || !found.get().rights().equals(rights)) {
                found = Optional.of(new Found(rights, conversation.asked(said.text(), asker(rights))));
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

        private boolean let(Decision.Let let, boolean known) {
            var asker = asker(let.rights());
            Instant now = outbox.now();
            if (Duration.between(envelope.sentAt(), now).compareTo(Staleness.COMMAND_AGE) > 0) {
                return known ? tell("too old", "I was down.", List.of(again(said, asker))) : silent("too old");
            }
            var asked = asked(let.rights());
            boolean changes = asked.filter(Conversation.Asked::changes).isPresent();
            if (changes && envelope.origin() != Incoming.Origin.DIRECT) {
                return tell("not direct", "That would change something, and I do so only for what you type here yourself.", List.of(again(said, asker)));
            }
            Optional<Reply> reply = changes ? effect(asker) : read(asker, let.aside());
            reply.ifPresent(told -> events.on(new DeliveryEvent.Answered(
                    envelope.chat(), asked.map(one -> one.command().name()).orElse(""), told.ok(), took())));
            return reply.isPresent();
        }

        private Duration took() {
            return Duration.ofNanos(nanos.getAsLong() - began);
        }

        /** Computed and rendered first; only what is written is in the transaction. */
        private Optional<Reply> read(Asker asker, Optional<Decision.Aside> aside) {
            if (aside.filter(Decision.Aside::always).isPresent()) {
                return alone(aside.get());
            }
            var reply = conversation.say(said.text(), asker);
            // Whether there is such a note or not: what the chat could not be told is told to the person, in the chat always in the same words.
            return aside.isPresent() && !reply.ok() ? alone(aside.get()) : put(asker, reply);
        }

        private Optional<Reply> alone(Decision.Aside aside) {
            var asker = asker(aside.rights());
            var to = gate.alone(envelope.person()).stream()
                    .flatMap(id -> subscriptions.chat(id).stream())
                    .filter(chat -> chat.sender().equals(sender) && chat.state() == Chat.State.ACTIVE)
                    .findFirst();
            if (to.isEmpty()) {
                return tell("refused", "I cannot write to you. Open a private chat with me first.", List.of()) ? Optional.of(conversation.said("", asker)) : Optional.empty();
            }
            Reply reply = conversation.say(said.text(), asker);
            var content = frozen(to.get().id(), reply.doc());
            var notice = frozen(envelope.chat(), conversation.said(SENT_PRIVATELY, asker).doc());
            boolean done = handle(() -> {
                row(to.get(), envelope.key(), content);
                add(notice);
                return "answered privately";
            });
            return done ? Optional.of(reply) : Optional.empty();
        }

        private Optional<Reply> put(Asker asker, Reply wanted) {
            Reply reply = wanted;
            Frozen content;
            try {
                content = frozen(envelope.chat(), reply.doc());
            } catch (RuntimeException unspeakable) {
                reply = conversation.broken(unspeakable, asker);
                content = frozen(envelope.chat(), reply.doc());
            }
            var spoken = content;
            boolean done = handle(() -> {
                add(spoken);
                return "answered";
            });
            return done ? Optional.of(reply) : Optional.empty();
        }

        /** All in one transaction; when the command breaks, it is undone before that is said. */
        private Optional<Reply> effect(Asker asker) {
            var reply = new AtomicReference<Optional<Reply>>(Optional.empty());
            var broken = new AtomicReference<Optional<RuntimeException>>(Optional.empty());
            try {
                boolean done = handle(() -> {
                    try {
                        var given = conversation.attempt(said.text(), asker);
                        add(frozen(envelope.chat(), given.doc()));
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
                return put(asker, conversation.broken(fault, asker));
            }
        }

        private boolean tell(String result, String words, List<Action> actions) {
            var content = frozen(envelope.chat(), notice(words, actions, envelope.chat()));
            boolean done = handle(() -> {
                add(content);
                return result;
            });
            if (done) {
                events.on(new DeliveryEvent.Answered(envelope.chat(), "", false, took()));
            }
            return done;
        }

        /** One private line, once: a platform on which a private chat bears the number of its person can bring it. */
        private boolean tellAlone(String words) {
            var alone = ChatId.parse(envelope.person()).filter(id -> id.platform().equals(envelope.chat().platform()));
            if (alone.isEmpty()) {
                return denied("no right here");
            }
            var content = frozen(alone.get(), notice(words, List.of(), alone.get()));
            boolean done = handle(() -> {
                var chat = book.met(alone.get(), envelope.sender(), false);
                if (chat.state() == Chat.State.ACTIVE) {
                    row(chat, REFUSED + envelope.chat(), content);
                }
                return "no right here";
            });
            if (done) {
                events.on(new DeliveryEvent.Answered(alone.get(), "", false, took()));
                events.on(new DeliveryEvent.Denied(envelope.chat(), envelope.person(), "no right here"));
            }
            return done;
        }

        /** Inside of the transaction. Who may speak to us lets us in; who may not changes nothing. */
        private void add(Frozen content) {
            boolean several = envelope.place() != Incoming.Place.PRIVATE;
            Chat met = book.met(envelope.chat(), envelope.sender(), several);
            Chat chat = gate.letIn(envelope.chat()) ? book.revived(envelope.chat(), outbox.now()) : met;
            if (chat.state() == Chat.State.ACTIVE) {
                row(in(chat, envelope.thread()), envelope.key(), content);
            }
        }
    }

    private Doc notice(String words, List<Action> actions, ChatId chat) {
        var zone = subscriptions.chat(chat).map(Chat::zone).orElse(ZoneOffset.UTC);
        var meta = new Meta("", Meta.Kind.NOTICE, outbox.now(), Optional.empty(), zone, false, "");
        return new Doc("", Doc.summaryOf(words), List.of(Block.para(Inline.text(words))), actions, meta);
    }

    private void row(Chat chat, String slot, Frozen content) {
        Instant due = due(outbox.now());
        var row = Delivery.planned(
                        chat, DeliveryKind.ANSWER, slot, Optional.empty(), Optional.empty(), Staleness.of(DeliveryKind.ANSWER, due))
                .composed(DeliveryState.READY, due, false, false, content);
        outbox.add(row, content);
    }

    private Frozen frozen(ChatId chat, Doc doc) {
        return Frozen.of(doc, platform.plan(doc, chat));
    }

    private Action again(Incoming.Said said, Asker asker) {
        var effect = conversation.changes(said.text(), asker) ? Action.Effect.EFFECT : Action.Effect.READ;
        return new Action.Run("Run now", said.text(), effect, Optional.empty());
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
