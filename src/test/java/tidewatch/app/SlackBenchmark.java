package tidewatch.app;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidewatch.app.AnswerTimes.Said;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.NoteScope;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Person;
import tidewatch.chat.Role;
import tidewatch.contract.Rows;
import tidewatch.delivery.Chat;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Pace;
import tidewatch.http.Redaction;
import tidewatch.message.Doc;
import tidewatch.schedule.QuartzTimetable;
import tidewatch.slack.EchoLoop;
import tidewatch.testing.slack.Call;
import tidewatch.testing.slack.FakeSlack;
import tidewatch.testing.slack.Limits;
import tidewatch.testing.slack.Receipt;

/**
 * How long an answer takes in Slack, from the moment at which a person's slash command is with the fake of Slack to the moment at which it
 * has read the whole call that answers; how long an acknowledgement takes, also while a brief goes out to 10,000 chats; and what it costs to
 * wait. Through real sockets, and the answers also for an {@link EchoLoop} over the same client in the same run.
 *
 * <p>Three processes: this one holds the fake and speaks for the people; the echo and the service (the real {@link Service} with the account
 * of {@link SlackAccount} in Socket Mode, the sample market and vault, SQLite in a file with each commit on the disk) have one each, so that
 * their processor time is theirs alone. 300 paired persons, each in a private chat, take turns; each picks one of six commands by chance.
 * The pace of the account is unlimited; the cap of commands per person is as always: at 100 commands a second each of them sends just as many
 * as it allows. The 10,000 other chats are private too, so that each brief that arrives there is told to the app once more, as Slack does.
 *
 * <pre>{@code
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test "-Dexec.args=-cp %classpath tidewatch.app.SlackBenchmark"
 * }</pre>
 *
 * Arguments, all optional: commands a second, seconds measured, chats of the fan-out, commands a second while it runs, options of the
 * service's JVM.
 */
final class SlackBenchmark {
    private static final int PEOPLE = 300;
    private static final int WARM_SECONDS = 10;
    private static final int IDLE_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What is not answered after this is lost. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(20);

    private static final String ROOT = "/tidewatch ";
    private static final List<String> COMMANDS = List.of("winners", "thesis long nvidia", "brief", "quote XLE", "sectors", "help");
    /** Briefs that are stored in one transaction. */
    private static final int AT_ONCE = 20;

    /** Said to the service on its standard input. */
    private static final String FAN_OUT = "fan-out";

    private static final String PEOPLE_FILE = "people";
    private static final String READERS_FILE = "readers";

    private final FakeSlack fake;
    private final Path home;
    private final List<String> people;
    /** The person of each private chat, by its channel. */
    private final Map<String, String> byChannel = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(11);
    private int turn;
    /** By how many nanoseconds the people themselves were late at most, since it was last printed. */
    private long late;

    private SlackBenchmark(FakeSlack fake, Path home, List<String> people) {
        this.fake = fake;
        this.home = home;
        this.people = people;
        people.forEach(person -> byChannel.put(fake.people().im(person), person));
    }

    /** What a process has used up. */
    private record Spent(double cpu, double fake, Instant at) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("service")) {
            service(arguments[1], arguments[2], arguments[3], arguments[4], Path.of(arguments[5]));
            return;
        }
        int rate = number(arguments, 0, 100);
        int seconds = number(arguments, 1, 20);
        int chats = number(arguments, 2, 10_000);
        int meanwhile = number(arguments, 3, 20);
        var options = Arrays.asList(arguments).subList(Math.min(4, arguments.length), arguments.length);
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "slack-answers");
        try (var fake = FakeSlack.start(FakeSlack.Setup.usual().with(Limits.NONE))) {
            var people = IntStream.range(0, PEOPLE).mapToObj(i -> fake.people().user("person" + i)).toList();
            var readers = IntStream.range(0, chats).mapToObj(i -> fake.people().user("reader" + i)).toList();
            Files.write(home.resolve(PEOPLE_FILE), people);
            Files.write(home.resolve(READERS_FILE), readers);
            var bench = new SlackBenchmark(fake, home, people);
            System.out.printf(
                    "%d persons, %d commands/s for %d s after %d s, %d processors, load average before %.2f%n",
                    PEOPLE, rate, seconds, WARM_SECONDS, Runtime.getRuntime().availableProcessors(), OtherProcess.load());
            var api = fake.url() + "/api/";
            double echo = bench.echo(List.of(EchoLoop.class.getName(), api, fake.botToken(), fake.appToken()), rate, seconds);
            var service = new ArrayList<>(options);
            service.addAll(List.of(
                    SlackBenchmark.class.getName(), "service", api, fake.botToken(), fake.appToken(), fake.team(), home.toString()));
            double tide = bench.service(service, rate, seconds, chats, meanwhile);
            System.out.printf("ratio of p99: %.1f; load average after %.2f%n", tide / echo, OtherProcess.load());
        }
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    // ---- the process that answers ----

    private static void service(String api, String botToken, String appToken, String team, Path home) throws IOException {
        var common = new Common();
        common.home = home;
        var environment = Map.of(
                "TIDEWATCH_SLACK_BOT_TOKEN", botToken, "TIDEWATCH_SLACK_APP_TOKEN", appToken, "TIDEWATCH_SLACK_API_URL", api,
                "TIDEWATCH_EGRESS_ALLOW_PRIVATE", "127.0.0.1");
        var app = App.start(common, environment, Instant::now);
        var kept = app.keeping().orElseThrow();
        var stored = kept.stored();
        app.events().add(event -> {
            if (event instanceof DeliveryEvent.Fault(String where, RuntimeException cause)) {
                cause.printStackTrace();
                System.err.println(where);
            }
        });
        app.events().add(app.metrics(stored));
        app.events().add(new Journal(System::nanoTime));
        LogOutput.use(LogSettings.read(app.settings()), Redaction.of(List.of()));
        try (var slack = SlackAccount.of(app.settings(), stored, Redaction.of(List.of()), app.conversation().commands())
                .value()
                .orElseThrow()) {
            var real = slack.account();
            stored.database().run(_ -> letIn(stored, chats(team, home.resolve(PEOPLE_FILE))));
            var readers = chats(team, home.resolve(READERS_FILE));
            var account = new Service.Account(real.sender(), real.platform(), Pace.unlimited(), real.listening());
            var service = app.service(kept, List.of(account), QuartzTimetable.inMemory(app.events()), NodeName.ofThisProcess(), true);
            try (var _ = app.running();
                    var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                service.start();
                for (var line = told.readLine(); line != null; line = told.readLine()) {
                    if (line.equals(FAN_OUT)) {
                        for (int from = 0; from < readers.size(); from += AT_ONCE) {
                            var some = readers.subList(from, Math.min(readers.size(), from + AT_ONCE));
                            stored.database().run(_ -> owe(stored, real, some));
                            service.wake();
                        }
                    }
                }
            }
        }
    }

    private static List<ChatId> chats(String team, Path file) {
        try {
            return Files.readAllLines(file).stream().map(user -> new ChatId("slack", team + ":" + user)).toList();
        } catch (IOException unread) {
            throw new IllegalStateException(unread);
        }
    }

    private static void letIn(Stored stored, List<ChatId> chats) {
        var now = stored.outbox().now();
        var draws = new SplittableRandom(5);
        var book = stored.access();
        var role = Role.OWNER;
        for (var chat : chats) {
            var typed = PairingCode.draw(draws);
            book.open(PairingCode.of(typed, role, Optional.empty(), now), now);
            if (!(book.redeem(PairingCode.hash(typed), chat.text(), chat, now) instanceof AccessBook.Paired(Person person))) {
                throw new IllegalStateException(chat + " was not let in");
            }
            book.save(person.seeing(NoteScope.EVERYTHING));
            role = Role.READER;
        }
    }

    /** A morning's brief for each, ready to be sent: made while the first ones go out already, as a morning's are. */
    private static void owe(Stored stored, Service.Account account, List<ChatId> chats) {
        var now = stored.outbox().now();
        var brief = BriefComposer.compose(SampleBriefs.golden("first-morning-2026-02-06"), Section.Length.CHAT);
        for (var id : chats) {
            var chat = Chat.of(id, account.sender(), false, ZoneId.of("America/New_York"));
            stored.subscriptions().save(chat);
            var frozen = frozen(brief, account.platform(), id);
            var row = Rows.row(
                    chat, DeliveryKind.MORNING, "2026-02-06", Optional.empty(), now, now.plus(Duration.ofHours(4)), now,
                    DeliveryState.READY, Optional.empty());
            if (!stored.outbox().add(row, frozen)) {
                throw new IllegalStateException(id + " was owed a brief already");
            }
        }
    }

    private static Frozen frozen(Doc brief, ChatPlatform platform, ChatId chat) {
        var plan = platform.plan(brief, chat);
        return new Frozen(
                plan.parts(), "the brief of all", brief.summary(), Optional.of(LocalDate.of(2026, 2, 6)), Optional.empty(), Optional.empty(),
                plan.degradations());
    }

    // ---- the people, and the watch ----

    private double echo(List<String> command, int rate, int seconds) throws IOException {
        try (var process = OtherProcess.start(home, "echo", PATIENCE, command)) {
            return answers("echo", process, rate, seconds);
        } finally {
            left();
        }
    }

    private double service(List<String> command, int rate, int seconds, int chats, int meanwhile) throws IOException, InterruptedException {
        try (var process = OtherProcess.start(home, "service", PATIENCE, command)) {
            double p99 = answers("service", process, rate, seconds);
            System.out.printf(
                    "  idle for %d s: %.2f %% of a core, load average %.2f%n", IDLE_SECONDS, 100 * process.idle(IDLE_SECONDS), OtherProcess.load());
            fanOut(process, chats, meanwhile);
            return p99;
        } finally {
            left();
        }
    }

    /** The sockets of a process that has ended end too. */
    private void left() {
        await().atMost(PATIENCE).until(() -> fake.liveSockets() == 0);
    }

    /** Speaks when it is warm, prints; the 99th percentile of answers in milliseconds. */
    private double answers(String name, OtherProcess process, int rate, int seconds) {
        process.until(() -> fake.liveSockets() > 0);
        var warm = speak(rate, WARM_SECONDS, process);
        process.until(() -> answered(warm).values().stream().allMatch(Optional::isPresent) || late(warm));
        fake.forget();
        late = 0;
        var before = spent(process);
        var said = speak(rate, seconds, process);
        process.until(() -> answered(said).values().stream().allMatch(Optional::isPresent) || late(said));
        var after = spent(process);
        double p99 = print(name, said);
        double cpu = after.cpu() - before.cpu();
        double wall = Duration.between(before.at(), after.at()).toNanos() / 1e9;
        System.out.printf(
                "  processor time of the %s %.2f s in %.1f s (%.0f %% of a core, %.2f ms a command), of the fake and the people %.2f s, load average %.2f%n",
                name, cpu, wall, 100 * cpu / wall, 1e3 * cpu / said.size(), after.fake() - before.fake(), OtherProcess.load());
        return p99;
    }

    /** Commands while the briefs go out, and only those that were typed then. */
    private void fanOut(OtherProcess process, int chats, int rate) throws IOException {
        fake.forget();
        var before = spent(process);
        process.input().write((FAN_OUT + "\n").getBytes(StandardCharsets.UTF_8));
        process.input().flush();
        process.until(() -> briefs().findAny().isPresent());
        var said = new ArrayList<Said>();
        var limit = Instant.now().plus(PATIENCE);
        while (briefs().count() < chats && Instant.now().isBefore(limit) && process.alive()) {
            said.addAll(speak(rate, 1, process));
        }
        process.until(() -> answered(said).values().stream().allMatch(Optional::isPresent) || late(said));
        var sent = briefs().map(Call::at).sorted().toList();
        var after = spent(process);
        double wall = Duration.between(sent.getFirst(), sent.getLast()).toNanos() / 1e9;
        var within = said.stream().filter(one -> one.at().isBefore(sent.getLast())).toList();
        System.out.printf("fan-out: %d of %d chats in %.1f s = %.0f/s, %d commands/s meanwhile%n", sent.size(), chats, wall, sent.size() / wall, rate);
        print("while it runs", within);
        System.out.printf(
                "  processor time of the service %.2f s (%.2f ms a message), of the fake and the people %.2f s, load average %.2f%n",
                after.cpu() - before.cpu(), 1e3 * (after.cpu() - before.cpu()) / (sent.size() + said.size()), after.fake() - before.fake(), OtherProcess.load());
    }

    private Stream<Call> briefs() {
        return fake.calls("chat.postMessage").stream().filter(call -> !byChannel.containsKey(channel(call)));
    }

    /** Where it stands: a call may name the person. */
    private static String channel(Call call) {
        return call.answer().path("channel").asText();
    }

    private static Spent spent(OtherProcess process) {
        return new Spent(process.cpu(), OtherProcess.ownCpu(), Instant.now());
    }

    /** The people take turns, evenly in time. */
    private List<Said> speak(int rate, int forSeconds, OtherProcess process) {
        var spoken = AnswerTimes.speak(rate, forSeconds, process::alive, () -> {
            var person = people.get(turn++ % people.size());
            var words = COMMANDS.get(random.nextInt(COMMANDS.size()));
            var channel = fake.people().im(person);
            var at = Instant.now();
            return new Said(person, at, words, fake.people().slash(channel, person, ROOT + words));
        });
        late = Math.max(late, spoken.late());
        return spoken.said();
    }

    private static boolean late(List<Said> said) {
        return said.isEmpty() || Duration.between(said.getLast().at(), Instant.now()).compareTo(LOST_AFTER) > 0;
    }

    private Map<Said, Optional<Call>> answered(List<Said> said) {
        var sent = fake.calls("chat.postMessage").stream()
                .filter(call -> byChannel.containsKey(channel(call)))
                .collect(Collectors.groupingBy(call -> byChannel.getOrDefault(channel(call), "")));
        return AnswerTimes.answered(said, sent, Call::at);
    }

    private double print(String name, List<Said> said) {
        var all = new AnswerTimes();
        var letters = new HashMap<String, Integer>();
        int[] lost = {0};
        answered(said).forEach((one, call) -> call.ifPresentOrElse(
                answer -> {
                    all.add(one.command(), Duration.between(one.at(), answer.at()));
                    letters.put(one.command(), answer.body().array().length);
                },
                () -> lost[0]++));
        System.out.printf(
                "%s: command to answer %s, lost %d of %d; the people were up to %.1f ms late themselves%n",
                name, all, lost[0], said.size(), late / 1e6);
        late = 0;
        for (var command : COMMANDS) {
            System.out.printf("  %-20s %s, %d bytes%n", command, all.of(command), letters.getOrDefault(command, 0));
        }
        var receipts = fake.people().receipts().stream().filter(Receipt::done).collect(Collectors.toMap(Receipt::number, Receipt::tookNanos));
        var acks = new AnswerTimes();
        for (var one : said) {
            var nanos = receipts.get(one.number());
            if (nanos != null) {
                acks.add(one.command(), Duration.ofNanos(nanos));
            }
        }
        System.out.printf("  command to acknowledgement %s, lost %d of %d%n", acks, said.size() - acks.count(), said.size());
        fake.lints().stream().limit(3).forEach(lint -> System.out.println("  lint " + lint));
        return all.at(0.99);
    }
}
