package tidewatch.app;

import java.io.Console;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tidewatch.brief.Wording;
import tidewatch.chat.Hook;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.Pace;
import tidewatch.delivery.Timetable;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.schedule.ClusterTables;
import tidewatch.schedule.QuartzTimetable;
import tidewatch.store.HomeLock;
import tidewatch.store.StoreException;
import tidewatch.terminal.PrintedScreen;
import tidewatch.terminal.TerminalPlatform;
import tidewatch.terminal.TerminalSettings;
import tidewatch.web.HealthServer;
import tidewatch.web.HookServer;
import tidewatch.web.WebSettings;

/**
 * {@code tidewatch run}: the service, until it is told to stop. It prints one line that begins with {@code ready} when it does its work, and
 * below it what comes to the terminal's chat. SIGTERM and Ctrl-C stop it: what is under way is finished, then it ends with 0.
 */
@Command(name = "run", mixinStandardHelpOptions = true, description = "The service: briefs and reminders come by themselves, until it is stopped.")
final class RunVerb implements Callable<Integer> {
    /** Longest wait for what is under way; a supervisor should wait a little longer. */
    private static final Duration STOP_MOST = Duration.ofSeconds(28);

    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() throws InterruptedException {
        var app = App.start(common);
        if (app.keeping().isEmpty()) {
            System.err.println("The service runs on the clock, so it has no --as-of; leave that out.");
            return Exit.USAGE;
        }
        var locale = unreadableNames(app);
        if (locale.isPresent()) {
            System.err.println(locale.get().line());
            return Exit.CONFIGURATION;
        }
        var kept = app.keeping().get();
        Optional<HomeLock> lock = Optional.empty();
        if (kept.settings().isFile()) {
            switch (HomeLock.take(kept.home())) {
                case HomeLock.Taken(HomeLock taken) -> lock = Optional.of(taken);
                case HomeLock.Refused(var problem) -> {
                    System.err.println(problem.line());
                    return Exit.CONFIGURATION;
                }
            }
        }
        try (var _ = app.running()) {
            return run(app, kept);
        } catch (StoreException refused) {
            System.err.println(refused.getMessage());
            return Exit.of(refused);
        } finally {
            lock.ifPresent(HomeLock::close);
        }
    }

    /** A service that cannot tell names of notes apart would keep reminders of the wrong ones. */
    private static Optional<Problem> unreadableNames(App app) {
        boolean readable = System.getProperty("sun.jnu.encoding", "UTF-8").equalsIgnoreCase("UTF-8");
        return readable
                ? Optional.empty()
                : app.vault().problems().stream().filter(one -> one.reason() == Reason.UNREADABLE && one.where().indexOf('\ufffd') >= 0).findFirst();
    }

    private static int run(App app, Keeping kept) throws InterruptedException {
        var redaction = app.redaction();
        LogOutput.use(LogSettings.read(app.settings()), redaction);
        var node = NodeName.ofThisProcess();
        boolean file = kept.settings().isFile();
        Timetable timetable = file
                ? QuartzTimetable.inMemory(app.events())
                : QuartzTimetable.clustered(
                        new ClusterTables(kept.settings().url(), kept.settings().user(), kept.settings().password(), node), app.events());
        var screen = new PrintedScreen(System.out, TerminalSettings.of(System.getenv(), Optional.empty()));
        var terminal = new Service.Account(
                TerminalPlatform.SENDER, new TerminalPlatform(screen), Pace.unlimited(), CourierLoop.Listening.EVERY_NODE);
        var telegram = TelegramAccount.of(app.settings(), kept.stored(), redaction);
        var accounts = new ArrayList<>(List.of(terminal));
        telegram.map(TelegramAccount::account).ifPresent(accounts::add);
        var found = SlackAccount.of(app.settings(), kept.stored(), redaction, app.conversation().commands());
        if (!found.complete()) {
            found.problems().forEach(problem -> System.err.println(problem.line()));
            return Exit.UNREACHABLE;
        }
        var slack = found.value();
        slack.map(SlackAccount::account).ifPresent(accounts::add);
        var service = app.service(kept, accounts, timetable, node, file);
        var metrics = app.metrics(kept.stored());
        app.events().add(metrics);
        app.events().add(new Journal(System::nanoTime));
        var looks = app.health(service, kept.stored(), node);
        var live = new Health(List.of(Health.thread("service", service::alive)));
        var web = WebSettings.read(app.settings());
        try (var health = new HealthServer(web, live::checks, looks::checks, metrics::text);
                var hooks = new HookServer(web, hooks(telegram, slack))) {
            var refused = health.start().or(hooks::start);
            if (refused.isPresent()) {
                System.err.println(refused.get().line());
                return Exit.CONFIGURATION;
            }
            var signal = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(signal, done), "stop"));
            var indexing = app.indexing().start();
            var watching = app.watching(indexing::wake);
            service.start();
            telegram.ifPresent(bot -> bot.menu(app.conversation().commands(), kept.stored().ticks()));
            System.out.println(ready(app, kept, health));
            if (reachable(service) && !AccessVerbs.owned(kept.stored().access())) {
                unowned(kept);
            }
            System.out.flush();
            signal.await();
            service.close();
            watching.close();
            indexing.close();
            telegram.ifPresent(TelegramAccount::close);
            slack.ifPresent(SlackAccount::close);
            kept.close();
            System.out.println("stopped");
            System.out.flush();
            done.countDown();
        }
        return Exit.FINE;
    }

    /** What platforms call. */
    private static List<Hook> hooks(Optional<TelegramAccount> telegram, Optional<SlackAccount> slack) {
        return Stream.concat(
                        telegram.stream().flatMap(account -> account.hooks().stream()), slack.stream().flatMap(account -> account.hooks().stream()))
                .toList();
    }

    /** A code for the first owner where a person reads it; what is written to a file or a journal is a log, and holds none. */
    private static void unowned(Keeping kept) {
        boolean person = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        System.out.println("Nobody owns this service yet." + (person ? "" : " tidewatch pair prints a code for the first owner."));
        if (person) {
            AccessVerbs.code(kept.stored(), Optional.empty(), Optional.empty(), new SecureRandom()).forEach(System.out::println);
        }
    }

    /** Whether others than the terminal can reach it. */
    private static boolean reachable(Service service) {
        return service.senders().keySet().stream().anyMatch(sender -> !sender.equals(TerminalPlatform.SENDER));
    }

    /** On SIGTERM or Ctrl-C: waits for the service to end, then ends the process as a success, for it did what it was told. */
    private static void stop(CountDownLatch signal, CountDownLatch done) {
        signal.countDown();
        try {
            if (done.await(STOP_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(Exit.FINE);
            }
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code ready · sample market, Fri 6 Feb 2026 07:00 New York · 1 chat · http://127.0.0.1:9477/readyz}. */
    private static String ready(App app, Keeping kept, HealthServer health) {
        var words = new ArrayList<String>();
        words.add("ready");
        var now = app.moment().atZone(app.desk().zone());
        words.add((app.sample() ? "sample market, " : "") + Wording.longDay(now.toLocalDate()) + " " + Wording.time(now));
        words.add(Wording.count(kept.stored().subscriptions().chats().size(), "chat", "chats"));
        words.add(kept.settings().toString());
        health.port().ifPresent(port -> words.add("http://127.0.0.1:" + port + "/readyz"));
        return String.join(" · ", words);
    }
}
