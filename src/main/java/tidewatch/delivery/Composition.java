package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Copy;
import tidewatch.brief.Section;
import tidewatch.brief.Topic;
import tidewatch.chat.Arming;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.message.Canonical;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;

/**
 * Makes of planned rows, from five minutes before they are due, messages with frozen bytes: the brief in this chat's copy, compared with
 * what this chat got last, or the news that there is none and why. A row whose brief is not built yet waits. A step that may be run at any
 * time and twice; one thread at a time.
 */
public final class Composition {
    /** So long before it is due a row gets its bytes. */
    public static final Duration AHEAD = Duration.ofMinutes(5);

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final BriefArchive archive;
    private final PriceReadiness readiness;
    private final Function<ChatId, Optional<ChatPlatform>> platforms;
    private final Function<Chat, String> profile;
    private final Arming arming;
    private final OpeningLines opening;
    private final Optional<ComingReminders> reminders;
    private final Optional<UnaskedNames> names;
    private final DeliveryEvent.Listener listener;

    /** Where nobody is reminded of anything. */
    public Composition(
            Subscriptions subscriptions,
            Outbox outbox,
            BriefArchive archive,
            Ticks ticks,
            PriceReadiness readiness,
            Function<ChatId, Optional<ChatPlatform>> platforms,
            Function<Chat, String> profile,
            Arming arming,
            DeliveryEvent.Listener listener) {
        this(subscriptions, outbox, archive, ticks, readiness, platforms, profile, Optional.empty(), arming, listener);
    }

    /**
     * @param platforms the platform of a chat; absent when it is not configured any more
     * @param profile the same function as {@link MorningRun} has
     * @param reminders of a chat, which stand in its copy
     */
    public Composition(
            Subscriptions subscriptions,
            Outbox outbox,
            BriefArchive archive,
            Ticks ticks,
            PriceReadiness readiness,
            Function<ChatId, Optional<ChatPlatform>> platforms,
            Function<Chat, String> profile,
            Optional<ComingReminders> reminders,
            Arming arming,
            DeliveryEvent.Listener listener) {
        this(subscriptions, outbox, archive, ticks, readiness, platforms, profile, reminders, Optional.empty(), arming, listener);
    }

    /**
     * The same with questions about names.
     *
     * @param names of which nobody was asked what they mean
     */
    public Composition(
            Subscriptions subscriptions,
            Outbox outbox,
            BriefArchive archive,
            Ticks ticks,
            PriceReadiness readiness,
            Function<ChatId, Optional<ChatPlatform>> platforms,
            Function<Chat, String> profile,
            Optional<ComingReminders> reminders,
            Optional<UnaskedNames> names,
            Arming arming,
            DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.archive = archive;
        this.readiness = readiness;
        this.platforms = platforms;
        this.profile = profile;
        this.arming = arming;
        this.opening = new OpeningLines(outbox, archive, ticks, profile);
        this.reminders = reminders;
        this.names = names;
        this.listener = listener;
    }

    /** Composes what is due by {@link #AHEAD} from now; returns how many rows got their bytes. */
    public int run(Instant now) {
        var run = new Run(now);
        var byLine = new LinkedHashMap<Line, List<Delivery>>();
        for (Delivery row : outbox.planned(now.plus(AHEAD), MorningRun.ROWS_MOST)) {
            if (row.kind().isBrief()) {
                byLine.computeIfAbsent(new Line(row.chat(), row.kind()), _ -> new ArrayList<>()).add(row);
            }
        }
        for (var rows : byLine.values()) {
            try {
                run.compose(rows);
            } catch (RuntimeException broken) {
                // One chat's message that cannot be made must not keep the others from theirs.
                listener.on(new DeliveryEvent.Fault("compose " + rows.getFirst().id(), broken));
            }
        }
        return run.composed;
    }

    /** Rows of one chat and kind: at most one of them is sent. */
    private record Line(ChatId chat, DeliveryKind kind) {}

    /** What makes two copies the same bytes on the same kind of screen. */
    private record Rendering(String brief, Optional<String> base, CopyWords words, String platform, Capabilities capabilities) {}

    /** A copy without its base. */
    private record CopyWords(
            Instant at,
            String zone,
            Set<Topic> leftOut,
            List<String> opening,
            Set<Edition> editions,
            Optional<String> next,
            List<Copy.Reminder> reminders) {}

    private record Rendered(Doc doc, Frozen.Shown shown, String copy) {}

    private record Coming(SlotRule rule, Instant after) {}

    /** One run of the tick, with what it has worked out already. */
    private final class Run {
        private final Instant now;
        private final Map<Rendering, Rendered> renderings = new HashMap<>();
        private final Map<String, Optional<Brief>> briefs = new HashMap<>();
        private final Map<BriefArchive.Key, Optional<BriefArchive.Stored>> stored = new HashMap<>();
        private final Map<Coming, Optional<NextSend>> coming = new HashMap<>();
        private final Map<Coming, Set<Edition>> editions = new HashMap<>();
        private int composed;

        Run(Instant now) {
            this.now = now;
        }

        void compose(List<Delivery> rows) {
            var chat = subscriptions.chat(rows.getFirst().chat());
            if (chat.isEmpty()) {
                rows.forEach(row -> end(row, DeliveryReason.FORGOTTEN));
                return;
            }
            var wanted = rows.stream().filter(row -> wanted(row, chat.get())).toList();
            var settled = chat.get().catchUp().settle(wanted.stream().map(Delivery::staleness).toList(), now);
            for (int i = 0; i < wanted.size(); i++) {
                Delivery row = wanted.get(i);
                if (settled.get(i).isPresent()) {
                    end(row, settled.get(i).get());
                } else {
                    one(row, chat.get());
                }
            }
        }

        /** Settings may have changed since it was planned. */
        private boolean wanted(Delivery row, Chat chat) {
            var owner = row.subscription()
                    .flatMap(own -> subscriptions.find(own.subscription()).filter(one -> one.version() == own.version()))
                    .filter(one -> one.state() == SubscriptionState.ACTIVE);
            if (row.subscription().isPresent() && owner.isEmpty()) {
                end(row, DeliveryReason.VERSION);
                return false;
            }
            if (chat.classes().of(row.kind()) == Loudness.OFF) {
                end(row, DeliveryReason.CLASS_OFF);
                return false;
            }
            if (chat.muted(row.due())) {
                end(row, DeliveryReason.PAUSED);
                return false;
            }
            return true;
        }

        private void end(Delivery row, DeliveryReason why) {
            if (outbox.end(row, why)) {
                listener.on(new DeliveryEvent.Ended(row, why));
            }
        }

        private void one(Delivery row, Chat chat) {
            var platform = platforms.apply(chat.id());
            var key = MorningRun.key(row, profile.apply(chat));
            if (platform.isEmpty() || key.isEmpty()) {
                return;
            }
            var built = stored.computeIfAbsent(key.get(), archive::find);
            if (built.isEmpty()) {
                return;
            }
            switch (built.get()) {
                case BriefArchive.Kept kept -> {
                    var silent = silent(chat, platform.get());
                    freeze(row, chat, brief(row, chat, kept, platform.get(), silent), silent);
                }
                case BriefArchive.Broken broken -> {
                    if (broken.given()) {
                        var silent = silent(chat, platform.get());
                        freeze(row, chat, apology(row, chat, broken, platform.get(), silent), silent);
                    }
                }
            }
        }

        /** What waits for a brief to say it, where no message can come without a sound. */
        private List<Delivery> silent(Chat chat, ChatPlatform platform) {
            return platform.capabilities(chat.id()).silent()
                    ? List.of()
                    : outbox.unheard(chat.id()).stream().limit(Outbox.CHUNK).toList();
        }

        private void freeze(Delivery row, Chat chat, Frozen content, List<Delivery> carried) {
            boolean quiet = chat.quiet().filter(hours -> hours.quiet(row.due())).isPresent();
            boolean silent = quiet || chat.classes().of(row.kind()) == Loudness.SILENT;
            if (outbox.freeze(row, content, DeliveryState.READY, row.due(), silent, carried.stream().map(Delivery::id).toList())) {
                composed++;
                listener.on(new DeliveryEvent.Composed(row, DeliveryState.READY));
            }
        }

        private Frozen brief(Delivery row, Chat chat, BriefArchive.Kept kept, ChatPlatform platform, List<Delivery> silent) {
            var base = outbox.lastDelivered(chat.id(), row.kind()).map(Outbox.Last::briefId).filter(id -> comparable(id, kept.key()));
            var subscription = row.subscription().flatMap(own -> subscriptions.find(own.subscription()));
            var words = new CopyWords(
                    row.due(),
                    chat.zone().getId(),
                    subscription.map(Subscription::leftOut).orElse(Set.of()),
                    opening(row, chat, kept, silent),
                    subscription.map(one -> editions(one.rule(), row)).orElse(Set.of()),
                    next(chat, row),
                    reminders.map(coming -> coming.after(row.due(), chat)).orElse(List.of()));
            var rendering = new Rendering(kept.key().id(), base, words, platform.name(), platform.capabilities(chat.id()));
            var rendered = renderings.computeIfAbsent(rendering, _ -> {
                var copy = new Copy(
                        row.due().atZone(chat.zone()),
                        base.flatMap(this::facts),
                        Section.Length.CHAT,
                        words.leftOut(),
                        words.opening(),
                        words.editions().contains(Edition.WEEK_AHEAD),
                        words.editions().contains(Edition.SECTOR_WEEK),
                        words.next(),
                        words.reminders());
                var doc = BriefComposer.compose(kept.facts(), copy);
                return new Rendered(doc, shown(doc, platform, chat), CopyText.write(copy));
            });
            return new Frozen(
                    rendered.shown().plan().parts(),
                    Canonical.hash(rendered.doc()),
                    rendered.doc().summary(),
                    Optional.of(kept.facts().session()),
                    Optional.of(kept.key().id()),
                    base,
                    rendered.shown().plan().degradations(),
                    rendered.copy(),
                    rendered.shown().buttons());
        }

        private List<String> opening(Delivery row, Chat chat, BriefArchive.Kept kept, List<Delivery> silent) {
            var lines = new ArrayList<>(opening.of(row, chat, kept, silent));
            names.flatMap(unasked -> unasked.line(row, chat)).ifPresent(lines::add);
            return lines;
        }

        /**
         * A token of its own for each chat would make each copy bytes of its own. A brief's buttons only read, and whoever presses one is
         * asked what he may read, so chats with the same copy share them.
         */
        private Frozen.Shown shown(Doc doc, ChatPlatform platform, Chat chat) {
            return Frozen.Shown.of(doc, platform, chat.id(), arming, Arming.Rules.shared(), now);
        }

        /** A brief that was made of other notes is no base: what is gone from it must not be told. */
        private boolean comparable(String id, BriefArchive.Key key) {
            return facts(id).isPresent() && archive.find(id).filter(found -> found.key().profile().equals(key.profile())).isPresent();
        }

        private Optional<Brief> facts(String id) {
            return briefs.computeIfAbsent(
                    id,
                    _ -> archive.find(id).flatMap(found -> found instanceof BriefArchive.Kept kept ? Optional.of(kept.facts()) : Optional.empty()));
        }

        private Set<Edition> editions(SlotRule rule, Delivery row) {
            return editions.computeIfAbsent(
                    new Coming(rule, row.due()),
                    _ -> rule.slots(row.due().minusMillis(1), row.due(), readiness).stream()
                            .filter(slot -> slot.key().text().equals(row.slot()))
                            .findFirst()
                            .map(slot -> rule.editions(slot, readiness))
                            .orElse(Set.of()));
        }

        /** The chat's next brief, by whichever of its subscriptions. */
        private Optional<String> next(Chat chat, Delivery row) {
            return subscriptions.of(chat.id()).stream()
                    .filter(one -> one.state() == SubscriptionState.ACTIVE)
                    .flatMap(one -> coming
                            .computeIfAbsent(
                                    new Coming(one.rule(), row.due()), asked -> asked.rule().next(1, asked.after(), readiness).stream().findFirst())
                            .stream())
                    .min(Comparator.comparing(send -> send.slot().due()))
                    .map(NextSend::words);
        }

        /** Never silence: there is no brief, and this is why. It is none, so the next one is not compared with it. */
        private Frozen apology(Delivery row, Chat chat, BriefArchive.Broken broken, ChatPlatform platform, List<Delivery> silent) {
            var lines = new ArrayList<>(opening.missed(row, chat));
            lines.addAll(OpeningLines.silent(silent, chat));
            var copy = new Copy(
                    row.due().atZone(chat.zone()),
                    Optional.empty(),
                    Section.Length.CHAT,
                    Set.of(),
                    lines,
                    false,
                    false,
                    next(chat, row));
            var doc = BriefComposer.unavailable(OpeningLines.session(row), broken.cause(), copy);
            return Frozen.of(doc, shown(doc, platform, chat));
        }
    }
}
