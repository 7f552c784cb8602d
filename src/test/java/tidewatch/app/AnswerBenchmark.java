package tidewatch.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tidewatch.app.AnswerTimes.Said;
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
                    PEOPLE, rate, seconds, WARM_SECONDS, Runtime.getRuntime().availableProcessors(), OtherProcess.load());
            var service = new ArrayList<>(options);
            service.addAll(List.of(AnswerBenchmark.class.getName(), "service", fake.url(), fake.token(), home.toString()));
            double tide = bench.measured("service", service);
            double echo = bench.measured("echo", List.of(EchoLoop.class.getName(), fake.url(), fake.token()));
            System.out.printf("ratio of p99: %.1f; load average after %.2f%n", tide / echo, OtherProcess.load());
        }
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
        try (var process = OtherProcess.start(home, name, PATIENCE, command)) {
            process.until(fake::polled);
            var warm = speak(WARM_SECONDS, process);
            process.until(() -> fake.calls("sendMessage").size() >= warm.size());
            fake.forget();
            var cpu = process.cpu();
            var mine = OtherProcess.ownCpu();
            var began = Instant.now();
            var said = speak(seconds, process);
            process.until(() -> answered(said).values().stream().allMatch(Optional::isPresent) || late(said));
            double wall = Duration.between(began, Instant.now()).toNanos() / 1e9;
            double p99 = print(name, said);
            double used = process.cpu() - cpu;
            System.out.printf(
                    "  processor time of the %s %.2f s in %.1f s (%.0f %% of a core, %.2f ms an update), of the fake and the people %.2f s, load average %.2f%n",
                    name, used, wall, 100 * used / wall, 1e3 * used / said.size(), OtherProcess.ownCpu() - mine, OtherProcess.load());
            System.out.printf("  idle for %d s: %.2f %% of a core%n", IDLE_SECONDS, 100 * process.idle(IDLE_SECONDS));
            return p99;
        }
    }

    /** The people take turns, evenly in time. */
    private List<Said> speak(int forSeconds, OtherProcess process) {
        var spoken = AnswerTimes.speak(rate, forSeconds, process::alive, () -> {
            long person = FIRST_PERSON + turn++ % PEOPLE;
            var words = COMMANDS.get(random.nextInt(COMMANDS.size()));
            var said = new Said(String.valueOf(person), Instant.now(), words, 0);
            fake.people().say(person, words);
            return said;
        });
        if (spoken.late() > TimeUnit.MILLISECONDS.toNanos(5)) {
            System.out.printf("  (the people were up to %.1f ms late themselves)%n", spoken.late() / 1e6);
        }
        return spoken.said();
    }

    private static boolean late(List<Said> said) {
        return Duration.between(said.getLast().at(), Instant.now()).compareTo(LOST_AFTER) > 0;
    }

    private Map<Said, Optional<Call>> answered(List<Said> said) {
        var sent = fake.calls("sendMessage").stream().collect(Collectors.groupingBy(call -> call.parameter("chat_id")));
        return AnswerTimes.answered(said, sent, Call::at);
    }

    private double print(String name, List<Said> said) {
        var all = new AnswerTimes();
        var letters = new TreeMap<String, Integer>();
        int[] lost = {0};
        answered(said).forEach((one, call) -> call.ifPresentOrElse(
                answer -> {
                    all.add(one.command(), Duration.between(one.at(), answer.at()));
                    letters.put(one.command(), answer.parameter("text").length());
                },
                () -> lost[0]++));
        System.out.printf("%s: %s, lost %d of %d%n", name, all, lost[0], said.size());
        for (var command : COMMANDS) {
            System.out.printf("  %-20s %s, %d letters%n", command, all.of(command), letters.getOrDefault(command, 0));
        }
        fake.lints().stream().limit(3).forEach(lint -> System.out.println("  lint " + lint));
        return all.at(0.99);
    }
}
