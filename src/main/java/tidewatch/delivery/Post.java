package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.message.Doc;

/**
 * The one way in which everything but briefs and digests enters the outbox: reminders, alerts, notices. The chat's wishes are applied
 * here: a class that is off leaves a cancelled row, so that "why no alert?" has an answer; what quiet hours or a mute keep back is held
 * for the {@link Digest}, and what is to be silent where no message can be, for the next brief. One transaction of the outbox a call; any
 * thread.
 */
public final class Post {
    /** Open rows of a chat from which on further alerts come folded into one message (delivery design 13). */
    public static final int OPEN_MAX = 50;

    /** What was to be silent and is in no brief so long after the brief was due comes in a digest. */
    static final Duration BRIEF_WAIT = Duration.ofMinutes(30);

    /** A brief that is further away is not waited for. */
    static final Duration BRIEF_MOST = Duration.ofDays(5);

    /** Longest line of a message in a digest. */
    private static final int HEADLINE_MAX = 300;

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final Function<ChatId, Optional<ChatPlatform>> platforms;
    private final Arming arming;
    private final DeliveryEvent.Listener listener;

    /** @param platforms the platform of a chat; absent when it is not configured any more */
    public Post(
            Subscriptions subscriptions,
            Outbox outbox,
            Function<ChatId, Optional<ChatPlatform>> platforms,
            Arming arming,
            DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.platforms = platforms;
        this.arming = arming;
        this.listener = listener;
    }

    /**
     * Owes a message to a chat. Idempotent: a second one of the same chat, kind and slot changes nothing.
     *
     * @param kind no brief and no digest
     * @param slot names the occasion, such as the firing of a watch; with chat and kind what makes the message the only one
     * @param due when it is meant for; not sent before
     * @param clockTime a reminder that names a time of day, not only a day or a window: it comes through quiet hours, silently
     * @param urgent comes through quiet hours with sound; a mute holds it all the same
     * @return whether a row was written, be it a cancelled one; false when there is one already. One that was cancelled before a byte had
     *     left does not count as there
     */
    public boolean add(Chat chat, DeliveryKind kind, String slot, Instant due, Doc doc, boolean clockTime, boolean urgent, Instant now) {
        if (kind.isBrief() || kind == DeliveryKind.DIGEST) {
            throw new IllegalArgumentException(kind + " is planned and composed, not posted");
        }
        Objects.requireNonNull(doc);
        Loudness loudness = chat.classes().of(kind);
        var platform = platforms.apply(chat.id());
        if (loudness == Loudness.OFF) {
            return cancelled(chat, kind, slot, due, doc, DeliveryReason.CLASS_OFF);
        }
        if (chat.state() == Chat.State.SUSPENDED) {
            return cancelled(chat, kind, slot, due, doc, DeliveryReason.BLOCKED);
        }
        if (platform.isEmpty()) {
            return cancelled(chat, kind, slot, due, doc, DeliveryReason.CHAT_GONE);
        }
        Instant heard = due.isAfter(now) ? due : now;
        boolean folds = loudness == Loudness.SILENT && !urgent && !platform.get().capabilities(chat.id()).silent();
        var passage = passage(chat, kind, clockTime, urgent, heard);
        if (folds) {
            passage = nextBrief(chat, heard).<QuietHours.Passage>map(passage::notBefore).orElse(passage);
        }
        Staleness life = Staleness.of(kind, due);
        var frozen = frozen(doc, platform.get(), chat.id(), now);
        Delivery row =
                switch (passage) {
                    case QuietHours.Pass(boolean silently) ->
                        planned(chat, kind, slot, life)
                                .composed(DeliveryState.READY, heard, silently || loudness == Loudness.SILENT, urgent, frozen);
                    case QuietHours.Hold(Instant until) ->
                        planned(chat, kind, slot, life.heldUntil(until))
                                .composed(DeliveryState.HELD, until, loudness == Loudness.SILENT, urgent, frozen);
                };
        if (!outbox.add(row, frozen)) {
            return false;
        }
        listener.on(new DeliveryEvent.Composed(row, row.state()));
        return true;
    }

    private QuietHours.Passage passage(Chat chat, DeliveryKind kind, boolean clockTime, boolean urgent, Instant heard) {
        if (kind == DeliveryKind.ANSWER) {
            return new QuietHours.Pass(false);
        }
        if (chat.muted(heard)) {
            Instant over = chat.mutedUntil().orElseThrow();
            return new QuietHours.Hold(chat.quiet().map(hours -> hours.release(over)).orElse(over));
        }
        var passage = chat.quiet()
                .map(hours -> hours.passage(kind, clockTime, urgent, heard))
                .orElse(new QuietHours.Pass(false));
        // Held and released at once: the next digest carries it with the others that were too many.
        return kind == DeliveryKind.ALERT && passage instanceof QuietHours.Pass && !urgent && outbox.open(chat.id()) >= OPEN_MAX
                ? new QuietHours.Hold(heard)
                : passage;
    }

    /** Until when something waits for the chat's next brief; absent when none comes within days. */
    private Optional<Instant> nextBrief(Chat chat, Instant heard) {
        return subscriptions.of(chat.id()).stream()
                .filter(one -> one.state() == SubscriptionState.ACTIVE)
                .filter(one -> chat.classes().of(one.rule().kind() == SlotKind.CLOSE ? MessageClass.CLOSE : MessageClass.BRIEF) != Loudness.OFF)
                .flatMap(one -> one.nextDue().stream())
                .filter(due -> !chat.muted(due) && due.isBefore(heard.plus(BRIEF_MOST)))
                .min(Comparator.naturalOrder())
                .map(due -> due.plus(BRIEF_WAIT));
    }

    private boolean cancelled(Chat chat, DeliveryKind kind, String slot, Instant due, Doc doc, DeliveryReason reason) {
        Delivery row = planned(chat, kind, slot, Staleness.of(kind, due)).ended(reason, headline(doc));
        boolean added = outbox.plan(List.of(row)) > 0;
        if (added) {
            listener.on(new DeliveryEvent.Ended(row, reason));
        }
        return added;
    }

    private static Delivery planned(Chat chat, DeliveryKind kind, String slot, Staleness life) {
        return Delivery.planned(chat, kind, slot, Optional.empty(), Optional.empty(), life);
    }

    /** Whoever may type what a button stands for may press it: nobody asked, so it is nobody's. */
    private Frozen frozen(Doc doc, ChatPlatform platform, ChatId chat, Instant now) {
        return Frozen.of(doc, Frozen.Shown.of(doc, platform, chat, arming, Arming.Rules.everybodyIn(chat), now), headline(doc));
    }

    /** One line for lists and digests: the title with what the summary adds to it. */
    static String headline(Doc doc) {
        var title = doc.title();
        var line = title.isEmpty() || doc.summary().startsWith(title) ? doc.summary() : title + ": " + doc.summary();
        return line.length() <= HEADLINE_MAX ? line : Doc.summaryOf(line);
    }
}
