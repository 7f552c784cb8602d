package tidewatch.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Pace;
import tidewatch.http.Redaction;
import tidewatch.schedule.QuartzTimetable;
import tidewatch.telegram.EchoLoop;
import tidewatch.testing.telegram.Call;
import tidewatch.testing.telegram.FakeTelegram;
import tidewatch.testing.telegram.Limits;

/**
 * How long an answer takes, from the moment at which a person's words are with the fake of Telegram to the moment at which it has read the
 * whole call that answers them; through real sockets, and the same for an {@link EchoLoop} over the same client in the same run.
 *
 * <p>Three processes: this one holds the fake and speaks for the people; the service (the real {@link Service} with the account of
 * {@link TelegramAccount}, the sample market and vault, SQLite in a file with each commit on the disk) and the echo have one each, so that
 * their processor time is theirs alone. 600 paired persons, each in a private chat, take turns; each picks one of six commands by chance.
 * The bucket of the account is unlimited; the cap of commands per person is as always: at 200 updates a second each of them sends just as
 * many as it allows.
 *
 * <pre>{@code
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test "-Dexec.args=-cp %classpath tidewatch.app.AnswerBenchmark"
 * }</pre>
 *
 * Arguments, all optional: updates a second, seconds measured, options of the service's JVM.
 */
final class AnswerBenchmark {
    private static final int PEOPLE = 600;
    private static final long FIRST_PERSON = 9_000_000_001L;
    private static final int WARM_SECONDS = 10;
    private static final int IDLE_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What is not answered after this is lost. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(20);

    private static final List<String> COMMANDS = List.of("/winners", "/thesis long nvidia", "/brief", "/quote XLE", "/sectors", "/help");

    private final FakeTelegram fake;
    private final Path home;
    private final int rate;
    private final int seconds;
    private final SplittableRandom random = new SplittableRandom(11);
    private int turn;

    private AnswerBenchmark(FakeTelegram fake, Path home, int rate, int seconds) {
        this.fake = fake;
        this.home = home;
        this.rate = rate;
        this.seconds = seconds;
    }

    /** Something that was said. */
    private record Said(long chat, Instant at, String command) {}

    /** What was measured, in milliseconds. */
    private record Latency(String command, double millis) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("service")) {
            service(arguments[1], arguments[2], Path.of(arguments[3]));
            return;
        }
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        var options = Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "answers");
        try (var fake = FakeTelegram.start(FakeTelegram.Setup.usual().with(Limits.NONE))) {
            for (int i = 0; i < PEOPLE; i++) {
                fake.people().opened(FIRST_PERSON + i);
            }
            var bench = new AnswerBenchmark(fake, home, rate, seconds);
            System.out.printf(
                    "%d people, %d updates/s for %d s after %d s, %d processors, load average before %.2f%n",
                    PEOPLE, rate, seconds, WARM_SECONDS, Runtime.getRuntime().availableProcessors(), load());
            var service = new ArrayList<>(options);
            service.addAll(List.of(AnswerBenchmark.class.getName(), "service", fake.url(), fake.token(), home.toString()));
            double tide = bench.measured("service", service);
            double echo = bench.measured("echo", List.of(EchoLoop.class.getName(), fake.url(), fake.token()));
            System.out.printf("ratio of p99: %.1f; load average after %.2f%n", tide / echo, load());
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    // ---- the process that answers ----

    private static void service(String api, String token, Path home) throws InterruptedException, IOException {
        var common = new Common();
        common.home = home;
        var environment = Map.of(
                "TIDEWATCH_TELEGRAM_TOKEN", token, "TIDEWATCH_TELEGRAM_API", api, "TIDEWATCH_EGRESS_ALLOW_PRIVATE", "127.0.0.1");
        var app = App.start(common, environment, Instant::now);
        var kept = app.keeping().orElseThrow();
        kept.stored().database().run(_ -> letIn(kept.stored()));
        app.events().add(event -> {
            if (event instanceof DeliveryEvent.Fault(String where, RuntimeException cause)) {
                cause.printStackTrace();
                System.err.println(where);
            }
        });
        app.events().add(app.metrics(kept.stored()));
        app.events().add(new Journal(System::nanoTime));
        LogOutput.use(LogSettings.read(app.settings()), Redaction.of(List.of()));
        var bot = TelegramAccount.of(app.settings(), kept.stored(), Redaction.of(List.of())).orElseThrow();
        var real = bot.account();
        var account = new Service.Account(real.sender(), real.platform(), Pace.unlimited(), real.listening());
        var service = app.service(kept, List.of(account), QuartzTimetable.inMemory(app.events()), NodeName.ofThisProcess(), true);
        try (var _ = app.running()) {
            service.start();
            new CountDownLatch(1).await();
        }
    }

    private static void letIn(Stored stored) {
        var now = stored.outbox().now();
        var draws = new SplittableRandom(5);
        var book = stored.access();
        for (int i = 0; i < PEOPLE; i++) {
            var chat = new ChatId("telegram", String.valueOf(FIRST_PERSON + i));
            var typed = PairingCode.draw(draws);
            book.open(PairingCode.of(typed, i == 0 ? Role.OWNER : Role.READER, Optional.empty(), now), now);
            if (!(book.redeem(PairingCode.hash(typed), chat.toString(), chat, now) instanceof AccessBook.Paired(Person person))) {
                throw new IllegalStateException(chat + " was not let in");
            }
            book.save(person.seeing(NoteScope.EVERYTHING));
        }
    }

    // ---- the people, and the watch ----

    /** Starts it, speaks, prints; the 99th percentile in milliseconds. */
    private double measured(String name, List<String> command) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m", "-cp", System.getProperty("java.class.path")));
        line.addAll(command);
        var process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(home.resolve(name + ".log").toFile()).start();
        try {
            until(fake::polled, process);
            var warm = speak(WARM_SECONDS, process);
            until(() -> fake.calls("sendMessage").size() >= warm.size(), process);
            fake.forget();
            var cpu = cpu(process);
            var mine = cpu(ProcessHandle.current());
            var began = Instant.now();
            var said = speak(seconds, process);
            until(() -> answered(said).values().stream().allMatch(Optional::isPresent) || late(said), process);
            double wall = Duration.between(began, Instant.now()).toNanos() / 1e9;
            double p99 = print(name, said);
            System.out.printf(
                    "  processor time of the %s %.2f s in %.1f s (%.0f %% of a core, %.2f ms an update), of the fake and the people %.2f s, load average %.2f%n",
                    name, (cpu(process) - cpu), wall, 100 * (cpu(process) - cpu) / wall, 1e3 * (cpu(process) - cpu) / said.size(),
                    cpu(ProcessHandle.current()) - mine, load());
            boolean _ = process.waitFor(2, TimeUnit.SECONDS);
            double before = cpu(process);
            boolean _ = process.waitFor(IDLE_SECONDS, TimeUnit.SECONDS);
            System.out.printf("  idle for %d s: %.2f %% of a core%n", IDLE_SECONDS, 100 * (cpu(process) - before) / IDLE_SECONDS);
            return p99;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static double cpu(Process process) {
        return cpu(process.toHandle());
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition, Process process) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("It did not come about; the process " + (process.isAlive() ? "lives" : "ended") + "; see its log below target");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** The people take turns, evenly in time. */
    private List<Said> speak(int forSeconds, Process process) {
        int count = rate * forSeconds;
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        long late = 0;
        var said = new ArrayList<Said>(count);
        for (int i = 0; i < count && process.isAlive(); i++) {
            long due = start + i * step;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            late = Math.max(late, System.nanoTime() - due);
            long person = FIRST_PERSON + turn++ % PEOPLE;
            var words = COMMANDS.get(random.nextInt(COMMANDS.size()));
            said.add(new Said(person, Instant.now(), words));
            fake.people().say(person, words);
        }
        if (late > TimeUnit.MILLISECONDS.toNanos(5)) {
            System.out.printf("  (the people were up to %.1f ms late themselves)%n", late / 1e6);
        }
        return said;
    }

    private static boolean late(List<Said> said) {
        return Duration.between(said.getLast().at(), Instant.now()).compareTo(LOST_AFTER) > 0;
    }

    /**
     * For each that was said the message that answers it. Answers of one chat come in order, so where there are as many as were asked for
     * they belong to each other; else it is the first message before the next was said there.
     */
    private Map<Said, Optional<Call>> answered(List<Said> said) {
        var sent = new HashMap<Long, List<Call>>();
        for (var call : fake.calls("sendMessage")) {
            sent.computeIfAbsent(Long.valueOf(call.parameter("chat_id")), _ -> new ArrayList<>()).add(call);
        }
        var asked = new HashMap<Long, List<Said>>();
        said.forEach(one -> asked.computeIfAbsent(one.chat(), _ -> new ArrayList<>()).add(one));
        var found = new HashMap<Said, Optional<Call>>();
        asked.forEach((chat, questions) -> {
            var answers = sent.getOrDefault(chat, List.of());
            for (int i = 0; i < questions.size(); i++) {
                var one = questions.get(i);
                var end = i + 1 < questions.size() ? questions.get(i + 1).at() : Instant.MAX;
                found.put(one, answers.size() == questions.size()
                        ? Optional.of(answers.get(i))
                        : answers.stream().filter(call -> !call.at().isBefore(one.at()) && call.at().isBefore(end)).findFirst());
            }
        });
        return found;
    }

    private double print(String name, List<Said> said) {
        var all = new ArrayList<Latency>();
        var letters = new TreeMap<String, Integer>();
        int[] lost = {0};
        answered(said).forEach((one, call) -> call.ifPresentOrElse(
                answer -> {
                    all.add(new Latency(one.command(), Duration.between(one.at(), answer.at()).toNanos() / 1e6));
                    letters.put(one.command(), answer.parameter("text").length());
                },
                () -> lost[0]++));
        System.out.printf("%s: %s, lost %d of %d%n", name, line(all), lost[0], said.size());
        for (var command : COMMANDS) {
            var some = all.stream().filter(one -> one.command().equals(command)).toList();
            System.out.printf("  %-20s %s, %d letters%n", command, line(some), letters.getOrDefault(command, 0));
        }
        fake.lints().stream().limit(3).forEach(lint -> System.out.println("  lint " + lint));
        return at(all, 0.99);
    }

    private static String line(List<Latency> all) {
        return String.format("p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.1f ms", at(all, 0.5), at(all, 0.95), at(all, 0.99), at(all, 1));
    }

    private static double at(List<Latency> all, double share) {
        var sorted = all.stream().mapToDouble(Latency::millis).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
