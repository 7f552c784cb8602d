package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import tidewatch.chat.Asker;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Conversation;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
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

    private static final Duration DUE_AHEAD = Duration.ofSeconds(2);

    private final InboundLog log;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final ChatBook book;
    private final Conversation conversation;
    private final ChatPlatform platform;
    private final String sender;
    private final LongSupplier nanos;
    private final DeliveryEvent.Listener events;
    private final CommandCap cap;
    private final AtomicInteger backlog = new AtomicInteger();
    private Instant lastDue = Instant.EPOCH;
    private volatile Link link = new Link(LinkState.DOWN, "not listening yet", Optional.empty());

    /** How the link to the platform is, as it told. */
    public record Link(LinkState state, String reason, Optional<Instant> lastSuccess) {}

    /** Listens to nothing yet. */
    public Answers(
            InboundLog log,
            Outbox outbox,
            Subscriptions subscriptions,
            ChatBook book,
            Conversation conversation,
            ChatPlatform platform,
            String sender,
            LongSupplier nanos,
            DeliveryEvent.Listener events) {
        this.log = Objects.requireNonNull(log);
        this.outbox = Objects.requireNonNull(outbox);
        this.subscriptions = Objects.requireNonNull(subscriptions);
        this.book = Objects.requireNonNull(book);
        this.conversation = Objects.requireNonNull(conversation);
        this.platform = Objects.requireNonNull(platform);
        this.sender = Objects.requireNonNull(sender);
        this.nanos = Objects.requireNonNull(nanos);
        this.events = Objects.requireNonNull(events);
        this.cap = new CommandCap(nanos);
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
        var chat = membership.envelope().chat();
        switch (membership.change()) {
            case JOINED -> book.revived(chat, outbox.now());
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

    private boolean said(InboundLog.Pending pending, Incoming.Said said) {
        long began = nanos.getAsLong();
        Incoming.Envelope envelope = said.envelope();
        var asker = new Asker(envelope.chat(), envelope.person());
        if (envelope.origin() == Incoming.Origin.EDITED || said.text().isBlank()) {
            return log.handle(pending, () -> "nothing to do");
        }
        Instant now = outbox.now();
        switch (cap.take(envelope.person(), envelope.key(), envelope.sentAt())) {
            case SILENCE -> {
                return log.handle(pending, () -> "too many");
            }
            case TELL -> {
                return tell(pending, said, now, "too many", "Too many commands; try again in 20 s.", List.of());
            }
            case RUN -> {
                // Below.
            }
        }
        if (Duration.between(envelope.sentAt(), now).compareTo(Staleness.COMMAND_AGE) > 0) {
            return tell(pending, said, now, "too old", "I was down.", List.of(again(said, asker)));
        }
        String verb = conversation.verb(said.text(), asker).orElse("");
        boolean changes = conversation.changes(said.text(), asker);
        if (changes && envelope.origin() != Incoming.Origin.DIRECT) {
            return tell(
                    pending,
                    said,
                    now,
                    "not direct",
                    "That would change something, and I do so only for what you type here yourself.",
                    List.of(again(said, asker)));
        }
        Optional<Reply> reply = changes ? effect(pending, said, asker) : read(pending, said, asker);
        reply.ifPresent(told -> events.on(new DeliveryEvent.Answered(
                envelope.chat(), verb, told.ok(), Duration.ofNanos(nanos.getAsLong() - began))));
        return reply.isPresent();
    }

    private Action again(Incoming.Said said, Asker asker) {
        var effect = conversation.changes(said.text(), asker) ? Action.Effect.EFFECT : Action.Effect.READ;
        return new Action.Run("Run now", said.text(), effect, Optional.empty());
    }

    /** Computed and rendered first; only what is written is in the transaction. */
    private Optional<Reply> read(InboundLog.Pending pending, Incoming.Said said, Asker asker) {
        return put(pending, said, asker, conversation.say(said.text(), asker));
    }

    private Optional<Reply> put(InboundLog.Pending pending, Incoming.Said said, Asker asker, Reply wanted) {
        Reply reply = wanted;
        Frozen frozen;
        try {
            frozen = frozen(said, reply.doc());
        } catch (RuntimeException unspeakable) {
            reply = conversation.broken(unspeakable, asker);
            frozen = frozen(said, reply.doc());
        }
        var content = frozen;
        boolean done = log.handle(pending, () -> {
            add(said, content);
            return "answered";
        });
        return done ? Optional.of(reply) : Optional.empty();
    }

    /** All in one transaction; when the command breaks, it is undone before that is said. */
    private Optional<Reply> effect(InboundLog.Pending pending, Incoming.Said said, Asker asker) {
        var reply = new AtomicReference<Optional<Reply>>(Optional.empty());
        var broken = new AtomicReference<Optional<RuntimeException>>(Optional.empty());
        try {
            boolean done = log.handle(pending, () -> {
                try {
                    var given = conversation.attempt(said.text(), asker);
                    add(said, frozen(said, given.doc()));
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
            return put(pending, said, asker, conversation.broken(fault, asker));
        }
    }

    private boolean tell(
            InboundLog.Pending pending, Incoming.Said said, Instant now, String result, String words, List<Action> actions) {
        long began = nanos.getAsLong();
        var chat = said.envelope().chat();
        var zone = subscriptions.chat(chat).map(Chat::zone).orElse(ZoneOffset.UTC);
        var meta = new Meta("", Meta.Kind.NOTICE, now, Optional.empty(), zone, false, "");
        var content = frozen(said, new Doc("", words, List.of(Block.para(Inline.text(words))), actions, meta));
        boolean done = log.handle(pending, () -> {
            add(said, content);
            return result;
        });
        if (done) {
            events.on(new DeliveryEvent.Answered(chat, "", false, Duration.ofNanos(nanos.getAsLong() - began)));
        }
        return done;
    }

    private Frozen frozen(Incoming.Said said, Doc doc) {
        return Frozen.of(doc, platform.plan(doc, said.envelope().chat()));
    }

    /** Inside of the transaction. Who speaks to us lets us in. */
    private void add(Incoming.Said said, Frozen content) {
        Incoming.Envelope envelope = said.envelope();
        Instant now = outbox.now();
        Chat known = book.revived(envelope.chat(), now);
        Instant due = due(now);
        var row = Delivery.planned(
                        in(known, envelope.thread()),
                        DeliveryKind.ANSWER,
                        envelope.key(),
                        Optional.empty(),
                        Optional.empty(),
                        Staleness.of(DeliveryKind.ANSWER, due))
                .composed(DeliveryState.READY, due, false, false, content);
        outbox.add(row, content);
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
