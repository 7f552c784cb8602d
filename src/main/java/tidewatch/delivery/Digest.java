package tidewatch.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;

/**
 * Says what was held, in one message, at the end of quiet hours or of a mute: "While it was quiet (22:00-07:00): 3 alerts, 1 reminder",
 * with a line each. Alerts that were too many to come one by one are folded in the same way. A step that may be run at any time and twice.
 */
public final class Digest {
    /** Lines of one digest; the rest is counted. */
    private static final int LINES_MOST = 20;

    private static final int CHATS_MOST = 1000;

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final Function<ChatId, Optional<ChatPlatform>> platforms;
    private final DeliveryEvent.Listener listener;

    /** @param platforms the platform of a chat; absent when it is not configured any more */
    public Digest(
            Subscriptions subscriptions,
            Outbox outbox,
            Function<ChatId, Optional<ChatPlatform>> platforms,
            DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.platforms = platforms;
        this.listener = listener;
    }

    /** Writes the digests of all chats whose held messages are released by now; returns how many. */
    public int run(Instant now) {
        int written = 0;
        for (ChatId id : outbox.released(CHATS_MOST)) {
            try {
                written += digest(id, now) ? 1 : 0;
            } catch (RuntimeException broken) {
                listener.on(new DeliveryEvent.Fault("digest of " + id, broken));
            }
        }
        return written;
    }

    private boolean digest(ChatId id, Instant now) {
        var chat = subscriptions.chat(id).filter(one -> one.state() == Chat.State.ACTIVE);
        var platform = platforms.apply(id);
        if (chat.isEmpty() || platform.isEmpty()) {
            return false;
        }
        // It was made quiet or muted again meanwhile: wait on.
        if (chat.get().muted(now) || chat.get().quiet().filter(hours -> hours.quiet(now)).isPresent()) {
            return false;
        }
        var held = outbox.held(id);
        if (held.isEmpty()) {
            return false;
        }
        var carried = held.subList(0, Math.min(Outbox.CHUNK, held.size()));
        boolean silent = !platform.get().capabilities(id).silent() && carried.stream().allMatch(Delivery::silent);
        var doc = doc(carried, silent, chat.get(), now);
        var frozen = Frozen.of(doc, platform.get().plan(doc, id));
        var row = Delivery.planned(
                        chat.get(),
                        DeliveryKind.DIGEST,
                        "of:" + carried.getFirst().id(),
                        Optional.empty(),
                        Optional.empty(),
                        Staleness.of(DeliveryKind.DIGEST, now))
                .composed(DeliveryState.READY, now, carried.stream().allMatch(Delivery::silent), false, frozen);
        if (!outbox.digest(row, frozen, carried.stream().map(Delivery::id).toList())) {
            return false;
        }
        listener.on(new DeliveryEvent.Composed(row, DeliveryState.READY));
        return true;
    }

    /** @param silent they were to come in a brief, which did not come or not in time */
    private static Doc doc(List<Delivery> held, boolean silent, Chat chat, Instant now) {
        var counts = counts(held);
        var why = silent ? "Silent until now" : why(held, chat);
        var title = why.isEmpty() ? "Together, for there were many: " + counts : why + ": " + counts;
        var items = new ArrayList<List<Inline>>();
        for (Delivery row : held.subList(0, Math.min(LINES_MOST, held.size()))) {
            items.add(List.of(Inline.text(LocalMoment.of(row.due(), chat.zone()).dayTime() + " " + row.headline())));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(Block.bullets(items));
        if (held.size() > LINES_MOST) {
            blocks.add(Block.para(counts(held.subList(LINES_MOST, held.size()), "more ") + ": /watches"));
        }
        var meta = new Meta("", Meta.Kind.NOTICE, now, Optional.empty(), chat.zone(), false, "");
        return new Doc(title, Doc.summaryOf(title), blocks, List.of(), meta);
    }

    /** What kept them; empty when it was neither quiet hours nor a mute. */
    private static String why(List<Delivery> held, Chat chat) {
        Delivery last = held.getLast();
        if (chat.mutedUntil().filter(until -> last.due().isBefore(until) || last.due().equals(until)).isPresent()) {
            return "While it was muted";
        }
        return chat.quiet()
                .filter(hours -> hours.quiet(last.due()))
                .map(hours -> "While it was quiet (" + hours.words() + ")")
                .orElse("");
    }

    static String counts(List<Delivery> held) {
        return counts(held, "");
    }

    /** {@code 3 alerts, 1 reminder}. */
    static String counts(List<Delivery> held, String more) {
        var count = new EnumMap<DeliveryKind, Integer>(DeliveryKind.class);
        held.forEach(row -> count.merge(row.kind(), 1, Integer::sum));
        var words = new ArrayList<String>();
        for (Map.Entry<DeliveryKind, Integer> one : count.entrySet()) {
            words.add(one.getValue() + " " + more + name(one.getKey()) + (one.getValue() == 1 ? "" : "s"));
        }
        return String.join(", ", words);
    }

    private static String name(DeliveryKind kind) {
        return switch (kind) {
            case ALERT -> "alert";
            case REMINDER -> "reminder";
            case THESIS -> "thesis change";
            case DATA -> "data notice";
            case NOTICE -> "notice";
            case ANSWER -> "answer";
            case MORNING, MIDDAY, CLOSE, WEEKLY, WRAP, DIGEST -> "message";
        };
    }
}
