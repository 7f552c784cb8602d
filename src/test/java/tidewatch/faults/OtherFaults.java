package tidewatch.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tidewatch.app.FaultNode;
import tidewatch.app.FaultNode.CrashPoint;
import tidewatch.chat.ChatId;
import tidewatch.contract.Rows;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.SlotRule;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionState;
import tidewatch.store.StoreSettings;
import tidewatch.testing.MachinePostgres;
import tidewatch.testing.Postgres;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;

/** Faults other than a kill at a random moment. Each returns whether everything held. */
final class OtherFaults {
    /** The crash point at which the sink, not the node, ends the process. */
    static final String BODY_WRITTEN = "AFTER_BODY_WRITTEN";

    static final List<String> POINTS = Stream.concat(Stream.of(CrashPoint.values()).map(Enum::name), Stream.of(BODY_WRITTEN)).toList();

    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final int CHATS = 25;

    private OtherFaults() {}

    // ---- crash points ----

    /** Each of these points once, on one store that is a file. */
    static boolean crashPoints(Path folder, List<String> points, Consumer<String> printed) {
        boolean holds = true;
        try (var rig = new Rig(StoreSettings.FILE, folder, folder.resolve("crashes"), 1, Rig.SLOW)) {
            for (var point : points) {
                holds &= crash(rig, point, printed);
            }
        }
        return holds;
    }

    private static boolean crash(Rig rig, String name, Consumer<String> printed) {
        if (name.equals(BODY_WRITTEN)) {
            rig.sink.script("n=5 kill; " + Rig.SLOW);
            return crashWhileSending(rig, name, rig.start(), printed);
        }
        return switch (CrashPoint.valueOf(name)) {
            case AFTER_PLAN_COMMIT -> crashWhilePlanning(rig, printed);
            case AFTER_FREEZE -> crashWhileReminding(rig, printed);
            case AFTER_INBOUND_COMMIT -> crashWhileHearing(rig, printed);
            case AFTER_UNSUBSCRIBE_COMMIT -> crashWhileUnsubscribing(rig, printed);
            case AFTER_TAKEOVER -> crashWhileSending(rig, name, rig.start("-Dcrash.at=" + name), printed);
            case BETWEEN_PARTS -> crashWhileSending(rig, name, rig.start("-Dcrash.at=" + name + ":2"), printed);
            case AFTER_CLAIM_COMMIT, BEFORE_HEADERS, AFTER_RESPONSE_BEFORE_COMMIT, AFTER_FINISH_COMMIT ->
                crashWhileSending(rig, name, rig.start("-Dcrash.at=" + name + ":5"), printed);
        };
    }

    private static boolean crashWhileSending(Rig rig, String name, Child node, Consumer<String> printed) {
        var batch = rig.fill(CHATS);
        crashed(node, name);
        try (var again = rig.start()) {
            boolean ended = rig.settled(batch, SETTLED);
            var tally = rig.compare(batch);
            printed.accept(name + ": " + tally.words() + "; from restart to all settled ms " + (System.currentTimeMillis() - again.startedAt()));
            boolean holds = ended && tally.holds(1);
            if (!holds) {
                tally.details().stream().limit(10).forEach(printed);
            }
            return holds;
        }
    }

    private static void crashed(Child node, String name) {
        int end = node.ended(Child.START_MOST);
        if (end != FaultNode.KILLED) {
            throw new AssertionError(name + ": the node ended with " + end + " and said " + node.said());
        }
    }

    /** A subscription whose briefs of the last days were missed: each is planned once, however often the planner begins. */
    private static boolean crashWhilePlanning(Rig rig, Consumer<String> printed) {
        var chat = Rig.chat("planned");
        rig.subscriptions.save(chat);
        var now = rig.outbox.now();
        var rule = SlotRule.at(SlotKind.MORNING, LocalTime.of(7, 0), FaultNode.ZONE);
        var from = now.minus(Duration.ofDays(6));
        rig.subscriptions.put(new Subscription(
                chat.id(), rule, Set.of(), SubscriptionState.ACTIVE, Optional.empty(), Optional.empty(), 1, from, Optional.of(from)));
        crashed(rig.start("-Dcrash.at=AFTER_PLAN_COMMIT"), "AFTER_PLAN_COMMIT");
        int before = rows(rig, chat.id()).size();
        try (var again = rig.start()) {
            again.await("ready");
            var batch = rig.fill(1);
            // The first ticks are over when what was added after the start has gone out and the planner has run again.
            boolean ended = rig.settled(batch, SETTLED) && Until.so(SETTLED, () -> rig.subscriptions.toPlan(now.plus(Duration.ofHours(1)), 10).isEmpty());
            int after = rows(rig, chat.id()).size();
            printed.accept("AFTER_PLAN_COMMIT: planned " + before + ", after the restart " + after + "; " + rig.compare(batch).words());
            rig.subscriptions.forget(chat.id());
            return ended && before > 0 && before == after;
        }
    }

    /** A reminder that is due: composed in one transaction, sent after the restart. */
    private static boolean crashWhileReminding(Rig rig, Consumer<String> printed) {
        var chat = Rig.chat("reminded");
        rig.subscriptions.save(chat);
        var now = rig.outbox.now();
        rig.watches.add(Reminder.wish(
                chat.id().text(), "someone", "barrels", "barrels", Optional.empty(), Optional.empty(), new Occasion.Clock(now), List.of(Step.AT), false, now));
        crashed(rig.start("-Dcrash.at=AFTER_FREEZE"), "AFTER_FREEZE");
        try (var _ = rig.start()) {
            return once(rig, chat.id(), "AFTER_FREEZE", DeliveryKind.REMINDER, 1, printed);
        }
    }

    /** An update that was stored and not answered; the platform tells it again. */
    private static boolean crashWhileHearing(Rig rig, Consumer<String> printed) {
        var chat = Rig.chat("asking");
        var node = rig.start("-Dcrash.at=AFTER_INBOUND_COMMIT");
        node.await("listening");
        node.tell("said update-1 asking /ping");
        crashed(node, "AFTER_INBOUND_COMMIT");
        try (var again = rig.start()) {
            again.await("listening");
            again.tell("said update-1 asking /ping");
            return once(rig, chat.id(), "AFTER_INBOUND_COMMIT", DeliveryKind.ANSWER, 1, printed);
        }
    }

    /** Ended and answered in one transaction: what was open is cancelled and never sent. */
    private static boolean crashWhileUnsubscribing(Rig rig, Consumer<String> printed) {
        var chat = Rig.chat("leaving");
        rig.subscriptions.save(chat);
        var now = rig.outbox.now();
        var subscription = rig.subscriptions.put(Rows.morning(chat, now));
        var brief = Rows.row(chat, DeliveryKind.MORNING, "2026-01-08", Rows.owner(subscription), now.plusSeconds(3_000), DeliveryState.READY);
        rig.outbox.add(brief, Rows.frozen("", "A brief that nobody wants any more"));
        var node = rig.start("-Dcrash.at=AFTER_UNSUBSCRIBE_COMMIT");
        node.await("listening");
        node.tell("said update-2 leaving /unsubscribe");
        crashed(node, "AFTER_UNSUBSCRIBE_COMMIT");
        try (var again = rig.start()) {
            again.await("listening");
            boolean answered = once(rig, chat.id(), "AFTER_UNSUBSCRIBE_COMMIT", DeliveryKind.ANSWER, 1, printed);
            var state = rig.outbox.find(brief.id()).orElseThrow().state();
            printed.accept("AFTER_UNSUBSCRIBE_COMMIT: the brief that was open is " + state);
            return answered && state == DeliveryState.CANCELLED && rig.subscriptions.of(chat.id()).isEmpty();
        }
    }

    /** So many rows of this kind in the chat, each sent, with one copy each. */
    private static boolean once(Rig rig, ChatId chat, String name, DeliveryKind kind, int wanted, Consumer<String> printed) {
        boolean ended = Until.so(SETTLED, () -> rows(rig, chat).stream()
                        .filter(row -> row.kind() == kind && row.state() == DeliveryState.SENT)
                        .count()
                >= wanted);
        var sent = rows(rig, chat).stream().filter(row -> row.kind() == kind).toList();
        long copies = rig.sink.entries().stream().filter(entry -> entry.shown() && entry.chat().equals(chat.text())).count();
        printed.accept(name + ": rows " + sent.size() + ", copies " + copies + ", states " + sent.stream().map(Delivery::state).toList());
        return ended && sent.size() == wanted && copies == wanted;
    }

    private static List<Delivery> rows(Rig rig, ChatId chat) {
        return rig.outbox.list(new Outbox.Filter(Set.of(), Optional.of(chat), Optional.empty()), 100);
    }

    // ---- a node that stands still ----

    /** The leader of two is paused in the middle of its calls for longer than its lease and its rows', and goes on. */
    static boolean pause(Path folder, Consumer<String> printed) throws IOException {
        int divisor = 5;
        try (var server = Postgres.durable();
                var rig = new Rig(Postgres.fresh(server), folder, folder, divisor, "all slow 300")) {
            FaultRounds.durable(rig);
            rig.start().await("ready");
            rig.start().await("ready");
            var leader = rig.leader();
            var batch = rig.fill(40);
            Until.must("The first copies", Child.START_MOST, () -> rig.copies(batch).size() >= 10);
            leader.pause();
            long paused = System.currentTimeMillis();
            Until.must("A copy by the other node", Duration.ofSeconds(60), () -> rig.copies(batch).stream().anyMatch(entry -> entry.pid() != leader.pid()));
            long takeover = System.currentTimeMillis() - paused;
            boolean ended = rig.settled(batch, SETTLED);
            long settled = System.currentTimeMillis() - paused;
            leader.goOn();
            boolean told = Until.so(Duration.ofSeconds(20), () -> leader.said("late") > 0 && leader.said("no longer leading") > 0);
            Until.passed(Duration.ofSeconds(1));
            // It leads no more, and does not take the lease back from the living.
            var more = rig.fill(10);
            ended &= rig.settled(more, SETTLED);
            var tally = rig.compare(batch).plus(rig.compare(more));
            long after = rig.copies(more).stream().filter(entry -> entry.pid() == leader.pid()).count();
            int most = rig.copies(batch).stream()
                    .collect(java.util.stream.Collectors.groupingBy(entry -> entry.delivery() + "/" + entry.part(), java.util.stream.Collectors.counting()))
                    .values()
                    .stream()
                    .mapToInt(Long::intValue)
                    .max()
                    .orElse(0);
            printed.accept("SIGSTOP of the leader, PostgreSQL, two nodes, leases divided by " + divisor + ": takeover ms " + takeover
                    + ", settled ms " + settled + ", late results " + leader.said("late") + ", copies by the paused node after it went on " + after
                    + ", most copies of a part " + most + "; " + tally.words());
            boolean holds = ended && told && after == 0 && most <= 2 && tally.holds(1);
            if (!holds) {
                tally.details().stream().limit(10).forEach(printed);
                leader.said().forEach(printed);
            }
            return holds;
        }
    }

    // ---- a database that goes away ----

    /** The server is stopped at once under load and started again. */
    static boolean postgresStop(Path folder, Consumer<String> printed) throws IOException {
        var found = MachinePostgres.start();
        if (found.isEmpty()) {
            printed.accept("PostgreSQL stopped and started: SKIPPED, no PostgreSQL is installed on this machine");
            return true;
        }
        try (var server = found.get();
                var rig = new Rig(server.settings(), folder, folder, 5, Rig.SLOW)) {
            FaultRounds.durable(rig);
            rig.start().await("ready");
            rig.start().await("ready");
            var batch = rig.fill(200);
            Until.must("The first copies", Child.START_MOST, () -> rig.copies(batch).size() >= 20);
            server.crash();
            int before = rig.copies(batch).size();
            Until.passed(Duration.ofSeconds(2));
            server.goOn();
            long up = System.currentTimeMillis();
            Until.must("A copy after the server came back", Duration.ofSeconds(90), () -> rig.copies(batch).size() > before + Rig.IN_FLIGHT);
            long stall = System.currentTimeMillis() - up;
            boolean ended = rig.settled(batch, SETTLED);
            var tally = rig.compare(batch);
            printed.accept("PostgreSQL stopped with -m immediate for 2 s under load, two nodes, leases divided by 5: sending again ms " + stall
                    + " after it was back, settled ms " + (System.currentTimeMillis() - up) + ", faults told " + rig.said("fault") + ", late results "
                    + rig.said("late") + "; " + tally.words());
            boolean holds = ended && tally.holds(1);
            if (!holds) {
                tally.details().stream().limit(10).forEach(printed);
                rig.allSaid("fault").stream().distinct().limit(10).forEach(printed);
            }
            return holds;
        }
    }

    // ---- a disk that is full ----

    /** The file's disk is filled up while rows are sent, and freed again. */
    static boolean diskFull(Path folder, Consumer<String> printed) throws IOException {
        var disk = Files.createDirectories(folder.resolve("disk"));
        try {
            Commands.run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
        } catch (RuntimeException refused) {
            printed.accept("disk full: SKIPPED, no file system can be mounted here (" + String.valueOf(refused.getMessage()).strip() + ")");
            return true;
        }
        try (var rig = new Rig(StoreSettings.FILE, folder, disk.resolve("home"), 1, Rig.SLOW)) {
            var node = rig.start();
            node.await("ready");
            var batch = rig.fill(150);
            Until.must("The first copies", Child.START_MOST, () -> rig.copies(batch).size() >= 20);
            var ballast = disk.resolve("ballast");
            fill(ballast);
            boolean faulted = Until.so(Duration.ofSeconds(20), () -> node.said("fault") > 0);
            int refused = 0;
            int added = 0;
            for (int number = 0; number < 5; number++) {
                var row = Rows.row(Rig.chat("chat-0"), DeliveryKind.ALERT, "full-" + number, Instant.now(), DeliveryState.READY);
                try {
                    added += rig.outbox.add(row, Rows.frozen("", "Full " + number)) ? 1 : 0;
                } catch (RuntimeException full) {
                    refused++;
                }
            }
            Files.delete(ballast);
            long freed = System.currentTimeMillis();
            boolean ended = rig.settled(batch, SETTLED);
            var tally = rig.compare(batch);
            var check = rig.integrity();
            printed.accept("disk full, SQLite on a tmpfs of 8 MB: faults told " + node.said("fault") + ", adds refused " + refused + " and taken "
                    + added + ", settled ms " + (System.currentTimeMillis() - freed) + " after it was freed, integrity " + check + ", node alive "
                    + node.alive() + "; " + tally.words());
            boolean holds = faulted && ended && node.alive() && check.equals("ok") && tally.holds(1);
            if (!holds) {
                tally.details().stream().limit(10).forEach(printed);
                rig.allSaid("fault").stream().distinct().limit(10).forEach(printed);
            }
            return holds;
        } finally {
            Commands.run("umount", "-l", disk.toString());
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newByteChannel(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int size = 65_536; size >= 512; size /= 2) {
                try {
                    while (true) {
                        out.write(java.nio.ByteBuffer.allocate(size));
                    }
                } catch (IOException full) {
                    // Then with smaller pieces.
                }
            }
        }
    }
}
