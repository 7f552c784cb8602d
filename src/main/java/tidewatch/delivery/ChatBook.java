package tidewatch.delivery;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * What a chat can decide about what it gets. Each method decides and stores, and says what became of it as data; the words of an answer
 * are the commands'. Called inside of {@link tidewatch.chat.InboundLog#handle}, as commands are, all of a method is one transaction.
 *
 * <p>A change of a rule raises the version of the subscription and cancels its open rows. A brief that was due and waited to be sent is
 * planned again under the new rule, so that no change makes one fall between.
 */
public final class ChatBook {
    /** When briefs come if nothing else is said. */
    public static final LocalTime USUAL_TIME = LocalTime.of(7, 0);

    /** Longest mute; who wants to hear less for longer unsubscribes. */
    public static final Duration MUTE_MOST = Duration.ofDays(92);

    /** Sends that an answer echoes. */
    public static final int ECHO = 3;

    private static final Set<DeliveryState> STOPPABLE = EnumSet.of(
            DeliveryState.PLANNED, DeliveryState.READY, DeliveryState.HELD, DeliveryState.RETRY_WAIT);
    private static final int ROWS_MOST = 1000;

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final PriceReadiness readiness;
    private final Function<ChatId, Chat> fresh;
    private final DeliveryEvent.Listener listener;

    /** @param fresh a chat that is met for the first time, with its sender and the default zone */
    public ChatBook(
            Subscriptions subscriptions,
            Outbox outbox,
            PriceReadiness readiness,
            Function<ChatId, Chat> fresh,
            DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.readiness = readiness;
        this.fresh = fresh;
        this.listener = listener;
    }

    /** The chat's settings; stored with the usual ones when it is met for the first time. */
    public Chat chat(ChatId id) {
        return subscriptions.chat(id).orElseGet(() -> {
            var met = fresh.apply(id);
            subscriptions.save(met);
            return met;
        });
    }

    /**
     * The chat as somebody spoke in it: met for the first time or not, it is written to by the account that heard it.
     *
     * @param several more than one person reads it
     */
    Chat met(ChatId id, String account, boolean several) {
        var chat = chat(id);
        if (chat.sender().equals(account) && (chat.group() || !several)) {
            return chat;
        }
        var now = chat.of(account, chat.group() || several);
        subscriptions.save(now);
        return now;
    }

    /** Plans all briefs of a chat anew, for what they may hold has changed: none that was made before is sent. */
    void renew(ChatId id, Instant now) {
        var chat = chat(id);
        for (Subscription one : subscriptions.of(id)) {
            if (one.state() == SubscriptionState.ACTIVE) {
                put(chat, one.rule(), one.leftOut(), now);
            }
        }
    }

    /** Takes back what waits and is no brief; returns how many messages. */
    int drop(ChatId id, DeliveryReason why) {
        return end(open(id, row -> !row.kind().isBrief()), why);
    }

    /** The chat has let us in again: what was suspended goes on from now. Nothing happens when it is not suspended. */
    public Chat revived(ChatId id, Instant now) {
        return revived(chat(id), now);
    }

    /** The same of a chat as it was just read. */
    Chat revived(Chat chat, Instant now) {
        if (chat.state() != Chat.State.SUSPENDED) {
            return chat;
        }
        subscriptions.revive(chat.id(), one -> Subscription.first(one.rule(), now, readiness));
        return chat(chat.id());
    }

    // ---- briefs ----

    /**
     * Takes a wish for briefs. A time that the chat has already changes that subscription; another one is added, as long as there is
     * room; without a time all that the chat has are changed, and without any it gets {@link #USUAL_TIME}.
     */
    public Subscribed subscribe(ChatId id, SubscriptionWish wish, Instant now) {
        var chat = chat(id);
        var remarks = new ArrayList<Subscribed.Remark>();
        if (wish.zone().isPresent() && !wish.zone().get().equals(chat.zone())) {
            var moved = zone(id, wish.zone().get(), now);
            if (!moved.refused().isEmpty()) {
                return moved;
            }
            remarks.addAll(moved.remarks());
            chat = chat(id);
        }
        var stored = new ArrayList<Subscription>();
        var refused = new ArrayList<Subscribed.Refusal>();
        var has = subscriptions.of(id);
        if (wish.times().isEmpty() && !has.isEmpty()) {
            for (Subscription one : has) {
                stored.add(store(chat, one.rule().time(), one.rule().kind(), Optional.of(one), wish, remarks, now));
            }
        } else {
            var times = wish.times().isEmpty() ? List.<SlotTime>of(new SlotTime.At(USUAL_TIME)) : wish.times();
            var instead = wish.instead();
            for (SlotTime time : times) {
                take(chat, time, instead, wish, stored, refused, remarks, now);
                instead = Optional.empty();
            }
        }
        chat = classesOn(chat, stored, remarks);
        var until = chat.mutedUntil().filter(now::isBefore);
        var zone = chat.zone();
        until.ifPresent(end -> remarks.add(new Subscribed.Muted(end, zone)));
        return new Subscribed(stored, refused, overview(id, now).next(ECHO), remarks.stream().distinct().toList());
    }

    private void take(
            Chat chat,
            SlotTime time,
            Optional<SlotKind> instead,
            SubscriptionWish wish,
            List<Subscription> stored,
            List<Subscribed.Refusal> refused,
            List<Subscribed.Remark> remarks,
            Instant now) {
        var inQuiet = chat.quiet().filter(hours -> time instanceof SlotTime.At(var at) && hours.includes(at));
        if (inQuiet.isPresent() && !wish.keep()) {
            refused.add(new Subscribed.InQuietHours(time, inQuiet.get(), inQuiet.get().to()));
            return;
        }
        var has = subscriptions.of(chat.id());
        var same = has.stream().filter(one -> one.rule().time().equals(time)).findFirst();
        var replaced = instead.flatMap(kind -> has.stream().filter(one -> one.rule().kind() == kind).findFirst());
        var kind = kind(time, chat.zone(), now);
        if (same.isPresent()) {
            stored.add(store(chat, time, same.get().rule().kind(), same, wish, remarks, now));
            return;
        }
        var taken = EnumSet.noneOf(SlotKind.class);
        has.stream().filter(one -> replaced.filter(one::equals).isEmpty()).forEach(one -> taken.add(one.rule().kind()));
        // In place of a morning comes a morning: a first or a second one, as it was.
        var place = replaced.map(one -> one.rule().kind())
                .filter(old -> kind == SlotKind.MORNING && old != SlotKind.CLOSE)
                .or(() -> kind.beside(taken));
        if (place.isEmpty()) {
            refused.add(new Subscribed.NoRoom(time, has.stream().filter(one -> like(one.rule().kind(), kind)).toList()));
            return;
        }
        replaced.filter(one -> one.rule().kind() != place.get()).ifPresent(this::endQuietly);
        stored.add(store(chat, time, place.get(), replaced, wish, remarks, now));
    }

    private static boolean like(SlotKind one, SlotKind other) {
        return (one == SlotKind.CLOSE) == (other == SlotKind.CLOSE);
    }

    private static SlotKind kind(SlotTime time, ZoneId zone, Instant now) {
        return switch (time) {
            case SlotTime.At(var at) -> SlotKind.of(at, zone, now.atZone(TradingCalendar.ZONE).toLocalDate());
            case SlotTime.AfterClose _ -> SlotKind.CLOSE;
        };
    }

    /** Stores one subscription: the wish, where it says nothing what was before, and where nothing was the usual. */
    private Subscription store(
            Chat chat,
            SlotTime time,
            SlotKind kind,
            Optional<Subscription> before,
            SubscriptionWish wish,
            List<Subscribed.Remark> remarks,
            Instant now) {
        var old = before.map(Subscription::rule);
        var all = new SlotRule(
                kind,
                time,
                chat.zone(),
                SlotRule.EVERY_DAY,
                wish.weekly().or(() -> old.map(SlotRule::weekly)).orElse(false),
                wish.wrap().or(() -> old.map(SlotRule::wrap)).orElse(false));
        var days = wish.days().map(wanted -> days(wanted, all, remarks, now)).or(() -> old.map(SlotRule::days)).orElse(SlotRule.EVERY_DAY);
        var rule = all.onDays(days);
        var leftOut = wish.leftOut().or(() -> before.map(Subscription::leftOut)).orElse(Set.of());
        var stored = put(chat, rule, leftOut, now);
        remark(chat, stored, remarks, now);
        return stored;
    }

    private Set<DayOfWeek> days(DaysWish wanted, SlotRule rule, List<Subscribed.Remark> remarks, Instant now) {
        return switch (wanted) {
            case DaysWish.Sessions _ -> SlotRule.EVERY_DAY;
            case DaysWish.Named(var days) -> days;
            case DaysWish.Weekdays _ -> {
                if (!onSaturday(rule, now)) {
                    yield DaysWish.MONDAY_TO_FRIDAY;
                }
                remarks.add(new Subscribed.AllSessions(rule.time()));
                yield SlotRule.EVERY_DAY;
            }
        };
    }

    /** Whether the brief of a Friday's session ever comes on the chat's Saturday, in the next twelve months. */
    private boolean onSaturday(SlotRule rule, Instant now) {
        LocalDate today = now.atZone(TradingCalendar.ZONE).toLocalDate();
        return readiness.calendar().sessions(today, today.plusYears(1)).stream()
                .filter(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY)
                .flatMap(day -> readiness.calendar().session(day).stream())
                .anyMatch(session -> rule.due(session, readiness).atZone(rule.zone()).getDayOfWeek() == DayOfWeek.SATURDAY);
    }

    private void remark(Chat chat, Subscription stored, List<Subscribed.Remark> remarks, Instant now) {
        var rule = stored.rule();
        LocalDate today = now.atZone(chat.zone()).toLocalDate();
        rule.waits(today, readiness).ifPresent(wait -> remarks.add(new Subscribed.Waits(wait)));
        var coming = rule.next(ECHO, now, readiness);
        var open = coming.stream().filter(send -> !written(chat, send.slot())).toList();
        if (!coming.isEmpty() && !open.isEmpty() && !open.getFirst().equals(coming.getFirst())) {
            var first = open.getFirst().slot().due().atZone(chat.zone()).toLocalDate();
            remarks.add(new Subscribed.FromLater(rule.time(), first, first.equals(today.plusDays(1))));
        }
        open.stream()
                .filter(send -> !send.verified())
                .findFirst()
                .ifPresent(send -> remarks.add(new Subscribed.NotVerified(send.slot().session().getYear())));
    }

    /** A row of this slot is there, and it is none that planning can bring back. */
    private boolean written(Chat chat, Slot slot) {
        return outbox.find(DeliveryId.of(chat.id(), slot.delivery(), slot.key().text()))
                .filter(row -> row.state() == DeliveryState.SENDING
                        || row.state().isFinal() && !row.state().reopened(row.written()).contains(DeliveryState.PLANNED))
                .isPresent();
    }

    /** In a new version, planned from its first brief that has no row: a brief that waits to be sent at this moment is not lost. */
    private Subscription put(Chat chat, SlotRule rule, Set<Topic> leftOut, Instant now) {
        var wanted = Subscription.begin(chat.id(), rule, leftOut, now, readiness);
        var owed = open(chat.id(), row -> row.written() == 0
                        && !row.due().isAfter(now)
                        && row.subscription().filter(own -> own.subscription().equals(wanted.id())).isPresent())
                .stream()
                .flatMap(row -> SlotKey.parse(row.slot()).stream())
                .flatMap(key -> key instanceof SlotKey.OfSession(var day) ? rule.slot(day, readiness).stream() : Stream.empty())
                .map(Slot::due);
        var from = Stream.concat(owed, wanted.nextDue().stream()).min(Instant::compareTo);
        return subscriptions.put(new Subscription(
                chat.id(), rule, leftOut, SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), 1, now, from));
    }

    private Chat classesOn(Chat chat, List<Subscription> stored, List<Subscribed.Remark> remarks) {
        var classes = chat.classes();
        for (Subscription one : stored) {
            var messageClass = messageClass(one);
            if (classes.of(messageClass) == Loudness.OFF) {
                classes = classes.with(messageClass, Loudness.ON);
                remarks.add(new Subscribed.ClassOn(messageClass));
            }
        }
        if (classes.equals(chat.classes())) {
            return chat;
        }
        var changed = chat.withClasses(classes);
        subscriptions.save(changed);
        return changed;
    }

    private static MessageClass messageClass(Subscription one) {
        return one.rule().kind() == SlotKind.CLOSE ? MessageClass.CLOSE : MessageClass.BRIEF;
    }

    /** Ends all of the chat's subscriptions or the one of a kind, and takes back what is not being sent at this moment. */
    public Unsubscribed unsubscribe(ChatId id, Optional<SlotKind> kind, Instant now) {
        var ended = new ArrayList<Subscription>();
        for (Subscription one : subscriptions.of(id)) {
            if (kind.isEmpty() || one.rule().kind() == kind.get()) {
                endQuietly(one);
                ended.add(one);
            }
        }
        // The weekly edition that another subscription wants as well was perhaps planned for the one that ended.
        again(id, now);
        boolean beingSent = !outbox.list(new Outbox.Filter(Set.of(DeliveryState.SENDING), Optional.of(id), Optional.empty()), 1)
                .isEmpty();
        return new Unsubscribed(ended, subscriptions.of(id), beingSent);
    }

    private void endQuietly(Subscription one) {
        subscriptions.change(
                one.id(), SubscriptionState.ENDED, Optional.of(SubscriptionReason.USER), Optional.empty(), Optional.empty());
    }

    // ---- settings ----

    /** The chat's zone: all its times of day are told and kept in it from now on. */
    public Subscribed zone(ChatId id, ZoneId zone, Instant now) {
        var chat = chat(id);
        var has = subscriptions.of(id);
        var kinds = new LinkedHashMap<SlotKind, Subscription>();
        for (Subscription one : has) {
            var wanted = kind(one.rule().time(), zone, now);
            // A second morning stays one, so that no session gets the same brief under two kinds.
            var kind = wanted == SlotKind.MORNING && one.rule().kind() == SlotKind.MIDDAY && !kinds.containsKey(SlotKind.MIDDAY)
                    ? Optional.of(SlotKind.MIDDAY)
                    : wanted.beside(kinds.keySet());
            if (kind.isEmpty()) {
                var other = kinds.getOrDefault(wanted, one);
                return new Subscribed(
                        List.of(),
                        List.of(new Subscribed.ZoneClash(other.rule().time(), one.rule().time())),
                        overview(id, now).next(ECHO),
                        List.of());
            }
            kinds.put(kind.get(), one);
        }
        var moved = chat.withZone(zone);
        subscriptions.save(moved);
        var remarks = new ArrayList<Subscribed.Remark>();
        var stored = new ArrayList<Subscription>();
        has.stream().filter(one -> !kinds.containsKey(one.rule().kind())).forEach(this::endQuietly);
        for (Map.Entry<SlotKind, Subscription> one : kinds.entrySet()) {
            var old = one.getValue().rule();
            var rule = new SlotRule(one.getKey(), old.time(), zone, old.days(), old.weekly(), old.wrap());
            // Days that were "weekdays" must not begin to drop Friday's brief because the chat moved.
            if (old.days().equals(DaysWish.MONDAY_TO_FRIDAY)) {
                rule = rule.onDays(days(new DaysWish.Weekdays(), rule.onDays(SlotRule.EVERY_DAY), remarks, now));
            }
            var kept = put(moved, rule, one.getValue().leftOut(), now);
            remark(moved, kept, remarks, now);
            stored.add(kept);
        }
        return new Subscribed(stored, List.of(), overview(id, now).next(ECHO), remarks);
    }

    /**
     * Quiet hours, or none.
     *
     * @return subscriptions whose time lies in them; they stay, and come silently
     */
    public List<Subscription> quiet(ChatId id, Optional<QuietHours> hours, Instant now) {
        var chat = chat(id).withQuiet(hours);
        subscriptions.save(chat);
        letGo(chat, now);
        return chat.quiet()
                .map(quiet -> subscriptions.of(id).stream()
                        .filter(one -> one.rule().time() instanceof SlotTime.At(var at) && quiet.includes(at))
                        .toList())
                .orElse(List.of());
    }

    /** Nothing for so long. */
    public Muted mute(ChatId id, Duration length, Instant now) {
        return length.isNegative() || length.compareTo(MUTE_MOST) > 0
                ? new NotMuted(tooLong(length.isNegative()))
                : mute(id, now.plus(length), now);
    }

    /** Nothing until then: briefs due before are cancelled, everything else is held for one digest. */
    public Muted mute(ChatId id, Instant until, Instant now) {
        if (!until.isAfter(now) || until.isAfter(now.plus(MUTE_MOST))) {
            return new NotMuted(tooLong(!until.isAfter(now)));
        }
        var chat = chat(id).withMutedUntil(Optional.of(until));
        subscriptions.save(chat);
        int cancelled = end(open(id, row -> row.kind().isBrief() && row.due().isBefore(until)), DeliveryReason.PAUSED);
        again(id, now);
        letGo(chat, now);
        return new MutedUntil(until, cancelled, overview(id, now).next(1).stream().findFirst());
    }

    /** Ends a mute: what it held comes now, and briefs that are still to come are planned again. */
    public Muted unmute(ChatId id, Instant now) {
        boolean was = chat(id).muted(now);
        var chat = chat(id).withMutedUntil(Optional.empty());
        subscriptions.save(chat);
        again(id, now);
        letGo(chat, now);
        return new Heard(was, overview(id, now).next(1).stream().findFirst());
    }

    private static Problem tooLong(boolean past) {
        return Problem.of(
                Reason.BAD_ARGUMENT,
                past
                        ? "That is over already. Name a length such as /mute 2d, or a time to come."
                        : "A mute lasts " + MUTE_MOST.toDays() + " days at most. /unsubscribe ends briefs for good.");
    }

    /** How loud a class of messages is; what is open of a class that is turned off is cancelled. */
    public Chat classes(ChatId id, MessageClass messageClass, Loudness loudness, Instant now) {
        var before = chat(id);
        var chat = before.withClasses(before.classes().with(messageClass, loudness));
        subscriptions.save(chat);
        if (loudness == Loudness.OFF) {
            end(open(id, row -> row.kind().messageClass().filter(messageClass::equals).isPresent()), DeliveryReason.CLASS_OFF);
        } else if (before.classes().of(messageClass) == Loudness.OFF) {
            again(id, now);
        }
        return chat;
    }

    /** What the chat wants of briefs that could not be sent on time. */
    public Chat catchUp(ChatId id, CatchUp choice) {
        var chat = chat(id).withCatchUp(choice);
        subscriptions.save(chat);
        return chat;
    }

    /** Sections that the chat does not want, in all its briefs. */
    public List<Subscription> topics(ChatId id, Set<Topic> leftOut, Instant now) {
        var chat = chat(id);
        return subscriptions.of(id).stream()
                .filter(one -> one.state() == SubscriptionState.ACTIVE)
                .map(one -> put(chat, one.rule(), leftOut, now))
                .toList();
    }

    /** What the chat gets and when. */
    public ChatOverview overview(ChatId id, Instant now) {
        var chat = chat(id);
        return new ChatOverview(
                chat, subscriptions.of(id).stream().map(one -> line(chat, one, now)).toList());
    }

    private ChatOverview.Line line(Chat chat, Subscription one, Instant now) {
        boolean off = chat.classes().of(messageClass(one)) == Loudness.OFF;
        var from =
                switch (one.state()) {
                    case ACTIVE -> Optional.of(now);
                    case PAUSED -> one.pausedUntil();
                    case PENDING, SUSPENDED, ENDED -> Optional.<Instant>empty();
                };
        var heard = from.filter(_ -> !off && chat.state() == Chat.State.ACTIVE)
                .map(at -> chat.mutedUntil().map(until -> until.minusMillis(1)).filter(at::isBefore).orElse(at));
        var next = heard
                .map(at -> one.rule().next(2 * ECHO, at, readiness).stream()
                        .filter(send -> !written(chat, send.slot()))
                        .limit(ECHO)
                        .toList())
                .orElse(List.of());
        return new ChatOverview.Line(one, next, off, one.rule().waits(now.atZone(chat.zone()).toLocalDate(), readiness));
    }

    /** What became of a mute. */
    public sealed interface Muted {}

    /**
     * It is muted.
     *
     * @param cancelled briefs that were about to be sent
     * @param next the first one after the mute
     */
    public record MutedUntil(Instant until, int cancelled, Optional<NextSend> next) implements Muted {}

    /**
     * It is not muted any more.
     *
     * @param was whether there was a mute to end
     */
    public record Heard(boolean was, Optional<NextSend> next) implements Muted {}

    /** Nothing was stored. */
    public record NotMuted(Problem problem) implements Muted {}

    // ---- rows ----

    private List<Delivery> open(ChatId id, Predicate<Delivery> which) {
        return outbox.list(new Outbox.Filter(STOPPABLE, Optional.of(id), Optional.empty()), ROWS_MOST).stream()
                .filter(which)
                .toList();
    }

    private int end(List<Delivery> rows, DeliveryReason why) {
        int ended = 0;
        for (Delivery row : rows) {
            if (outbox.end(row.id(), why)) {
                ended++;
                listener.on(new DeliveryEvent.Ended(row, why));
            }
        }
        return ended;
    }

    /** The planner looks again at what is coming: rows that were cancelled by a setting come back, those that are there stay. */
    private void again(ChatId id, Instant now) {
        var steps = new ArrayList<Outbox.Step>();
        for (Subscription one : subscriptions.of(id)) {
            var next = one.again(now, readiness);
            if (one.state() == SubscriptionState.ACTIVE && !next.equals(one.nextDue())) {
                steps.add(new Outbox.Step(one, List.of(), now, next));
            }
        }
        outbox.planEach(steps);
    }

    /** Held rows come as soon as the chat hears again. */
    private void letGo(Chat chat, Instant now) {
        Instant heard = chat.mutedUntil().filter(now::isBefore).orElse(now);
        outbox.release(chat.id(), chat.quiet().map(hours -> hours.release(heard)).orElse(heard));
    }
}
