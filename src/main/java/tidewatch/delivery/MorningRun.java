package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.BriefInput;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.Scorecard;
import tidewatch.message.Times;
import tidewatch.problem.Problem;

/**
 * Builds each brief that planned rows ask for, once for all chats of a profile, and freezes its facts: as soon as the prices are complete,
 * at the latest {@link #LAST_MOMENT} before the first chat is due, and then with what is missing. A brief that breaks is tried again and
 * given up after three builds; the chats are then told. Any number of nodes may run it: a lease lets one of them build. No build takes the
 * tick down.
 */
public final class MorningRun {
    /** So long before the first chat is due a brief is built with the prices that there are. */
    public static final Duration LAST_MOMENT = Duration.ofMinutes(20);

    /** A build takes seconds; a node that died in one keeps the others waiting no longer than this. */
    private static final Duration BUILD = Duration.ofMinutes(3);
    /** A source that breaks gets this time to mend itself, as long as there is time. */
    private static final Duration REST = Duration.ofMinutes(5);
    /** More chats than one sender serves in its window (delivery design 11); the later ones are seen when the first are composed. */
    static final int ROWS_MOST = 50_000;
    /** From so many rows on, all chats are read at once. */
    private static final int FEW = 200;

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final BriefArchive archive;
    private final Leases leases;
    private final Ledger ledger;
    private final BriefSource source;
    private final Function<Chat, String> profile;
    private final String node;
    private final DeliveryEvent.Listener listener;
    private final Map<BriefArchive.Key, Instant> broken = new HashMap<>();

    /** @param profile names what a chat's brief may know, the same for all chats of one scope; empty for everything */
    public MorningRun(
            Subscriptions subscriptions,
            Outbox outbox,
            BriefArchive archive,
            Leases leases,
            Ledger ledger,
            BriefSource source,
            Function<Chat, String> profile,
            String node,
            DeliveryEvent.Listener listener) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.archive = archive;
        this.leases = leases;
        this.ledger = ledger;
        this.source = source;
        this.profile = profile;
        this.node = node;
        this.listener = listener;
    }

    /** The key under which the brief of a row is kept; absent for a row that shows none. */
    static Optional<BriefArchive.Key> key(Delivery row, String profile) {
        return row.kind().isBrief()
                ? row.asOf().map(asOf -> new BriefArchive.Key(profile, row.slot(), row.kind().name(), asOf))
                : Optional.empty();
    }

    /** Builds what is to be built now; returns how many were frozen. */
    public int run(Instant now) {
        int frozen = 0;
        var complete = new HashMap<LocalDate, Boolean>();
        for (Need need : needs(now)) {
            try {
                frozen += build(need, complete, now) ? 1 : 0;
            } catch (RuntimeException store) {
                listener.on(new DeliveryEvent.Fault("brief " + need.key().id(), store));
            }
        }
        broken.values().removeIf(at -> at.isBefore(now.minus(Duration.ofDays(2))));
        return frozen;
    }

    /** A brief that is wanted, and by when. */
    private record Need(BriefArchive.Key key, NoteScope scope, Instant due) {}

    private List<Need> needs(Instant now) {
        var rows = outbox.planned(now.plus(Planner.AHEAD), ROWS_MOST);
        var chats = chats(rows);
        var first = new LinkedHashMap<BriefArchive.Key, Need>();
        for (Delivery row : rows) {
            var chat = chats.apply(row.chat());
            chat.ifPresent(one -> need(row, one).ifPresent(need -> first.merge(need.key(), need, MorningRun::earlier)));
            // A list of missed headlines needs the briefs that nobody built while the service was down.
            chat.filter(one -> row.kind().isBrief() && one.catchUp() == CatchUp.DIGEST)
                    .ifPresent(one -> outbox.missed(one.id(), row.due()).forEach(missed ->
                            need(missed, one).ifPresent(need -> first.merge(need.key(), need, MorningRun::earlier))));
        }
        var needs = new ArrayList<>(first.values());
        needs.sort(Comparator.comparing(Need::due));
        return needs;
    }

    private Optional<Need> need(Delivery row, Chat chat) {
        return key(row, profile.apply(chat)).map(key -> new Need(key, chat.notes(), row.due()));
    }

    private Function<ChatId, Optional<Chat>> chats(List<Delivery> rows) {
        var known = new HashMap<ChatId, Optional<Chat>>();
        if (rows.size() > FEW) {
            subscriptions.chats().forEach(chat -> known.put(chat.id(), Optional.of(chat)));
        }
        return id -> known.computeIfAbsent(id, subscriptions::chat);
    }

    private boolean build(Need need, Map<LocalDate, Boolean> complete, Instant now) {
        if (settled(need.key())) {
            return false;
        }
        boolean lastMoment = !now.isBefore(need.due().minus(LAST_MOMENT));
        boolean allThere = complete.computeIfAbsent(need.key().asOf(), this::complete);
        if (!allThere && !lastMoment || resting(need, now)) {
            return false;
        }
        var lease = leases.acquire("brief:" + need.key().id(), node, BUILD);
        if (lease.isEmpty()) {
            return false;
        }
        try {
            // Another node may have built it between the look and the lease.
            return !settled(need.key()) && built(need, allThere, now);
        } finally {
            leases.release(lease.get());
        }
    }

    private boolean settled(BriefArchive.Key key) {
        return archive.find(key)
                .filter(stored -> switch (stored) {
                    case BriefArchive.Kept _ -> true;
                    case BriefArchive.Broken it -> it.given();
                })
                .isPresent();
    }

    private boolean complete(LocalDate asOf) {
        try {
            return source.complete(asOf);
        } catch (RuntimeException unknown) {
            listener.on(new DeliveryEvent.Fault("prices of " + asOf, unknown));
            return false;
        }
    }

    private boolean resting(Need need, Instant now) {
        var last = broken.get(need.key());
        return last != null && now.isBefore(last.plus(REST)) && now.isBefore(need.due().minus(REST));
    }

    private boolean built(Need need, boolean allThere, Instant now) {
        Instant began = leases.now();
        try {
            var input = source.gather(need.key().asOf(), need.due(), need.scope());
            if (input.value().isEmpty()) {
                var why = input.problems().stream().findFirst().map(Problem::line).orElse("there are no prices and no notes");
                broke(need, why, why, now);
                return false;
            }
            var in = input.value().get();
            var facts = BriefComposer.facts(in, need.key().asOf(), card(in, need.scope()), before(in, need.key())).named(need.key().said());
            var missing = missing(need.key(), facts, input.problems(), allThere);
            if (!archive.freeze(need.key(), facts, missing, now)) {
                return false;
            }
            broken.remove(need.key());
            listener.on(new DeliveryEvent.BriefFrozen(
                    need.key().id(), missing.isEmpty(), positive(Duration.between(began, leases.now()))));
            return true;
        } catch (RuntimeException | StackOverflowError bug) {
            broke(need, "an error of the program while it was written", bug.toString(), now);
            return false;
        }
    }

    /** What the record holds for these readers: of a note that they do not see, no claim. */
    private Scorecard card(BriefInput in, NoteScope scope) {
        var seen = ledger.all().stream()
                .filter(entry -> scope.everything() || entry.claim().source().filter(source -> in.vault().note(source.file()).isEmpty()).isEmpty())
                .toList();
        return Scorecard.of(seen, in.panel(), in.universe());
    }

    /** The brief of the session before, frozen for the same readers; of several the newest. */
    private Optional<Brief> before(BriefInput in, BriefArchive.Key key) {
        return archive.of(in.panel().asOf()).stream()
                .filter(stored -> stored.key().profile().equals(key.profile()))
                .flatMap(stored -> stored instanceof BriefArchive.Kept kept ? Stream.of(kept.facts()) : Stream.empty())
                .findFirst();
    }

    private void broke(Need need, String cause, String detail, Instant now) {
        broken.put(need.key(), now);
        int builds = archive.broke(need.key(), cause, BriefState.BUILDS_MAX, now);
        listener.on(new DeliveryEvent.BriefBroken(need.key().id(), builds, detail));
    }

    /** What the brief lacks, a sentence each without its full stop; empty when it is complete. */
    private static List<String> missing(BriefArchive.Key key, Brief facts, List<Problem> problems, boolean allThere) {
        var missing = new ArrayList<>(facts.missing());
        if (missing.isEmpty() && !allThere) {
            missing.add("Not all prices for " + Times.day(key.asOf()) + " are here yet");
        }
        for (Problem problem : problems) {
            switch (problem.reason()) {
                case UNREADABLE, UNREACHABLE -> missing.add(problem.line());
                case STALE -> {
                    // Of older prices the facts themselves speak.
                    if (facts.missing().isEmpty()) {
                        missing.add(problem.line());
                    }
                }
                case UNKNOWN_NAME, AMBIGUOUS, NO_DATA, TOO_LITTLE_HISTORY, GARBLED, QUARANTINED, TOO_BIG, BAD_ARGUMENT, REFUSED, CONFLICT,
                        UNTESTABLE, NOTICE -> {
                    // Said where they matter: in the coverage line, the note check and /lint.
                }
            }
        }
        return missing;
    }

    private static Need earlier(Need one, Need other) {
        return one.due().isBefore(other.due()) ? one : other;
    }

    /** The store's clock may have been set back meanwhile. */
    private static Duration positive(Duration took) {
        return took.isNegative() ? Duration.ZERO : took;
    }
}
