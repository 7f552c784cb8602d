package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Wording;
import tidewatch.chat.ChatId;
import tidewatch.command.PriceWords;
import tidewatch.delivery.Chat;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.search.NoteSearch;
import tidewatch.slack.SlackDoctor;
import tidewatch.slack.SlackManifest;
import tidewatch.slack.SlackPlatform;
import tidewatch.slack.SlackSettings;
import tidewatch.store.StoreException;
import tidewatch.telegram.TelegramDoctor;
import tidewatch.telegram.TelegramSettings;

/**
 * {@code tidewatch doctor}: looks at everything that the service needs and says of each thing whether it is as it should be, and if not what
 * to do. Sends nothing. What is well stands on standard output, what is not on standard error.
 */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Looks whether notes, prices, database, Telegram and Slack are ready; sends nothing.")
final class DoctorVerb implements Callable<Integer> {
    /** So long before a list ends its end is told. */
    private static final int RENEW_DAYS = 60;

    @Mixin
    private final Common common = new Common();

    private final List<Problem> problems = new ArrayList<>();

    @Override
    public Integer call() {
        var app = App.start(common);
        notes(app);
        prices(app);
        dates(app);
        app.keeping().ifPresent(this::database);
        boolean telegram = telegram(app);
        boolean slack = slack(app);
        problems.stream().map(Problem::line).forEach(System.err::println);
        if (problems.isEmpty()) {
            return Exit.FINE;
        }
        return telegram && slack ? Exit.FINDINGS : Exit.UNREACHABLE;
    }

    private void notes(App app) {
        var found = app.vault();
        System.out.println("Notes: " + Wording.count(found.value().notes().size(), "note", "notes") + " in " + app.desk().setup().vault() + ".");
        app.keeping().map(kept -> kept.home().resolve("search")).ifPresent(folder -> System.out.println(NoteSearch.kept(folder)
                .map(notes -> "Search: an index of " + Wording.count(notes, "note", "notes") + " in " + folder + "; it may be deleted at any time.")
                .orElse("Search: no index yet in " + folder + "; tidewatch run makes one, until then text is looked through.")));
        problems.addAll(found.problems());
    }

    private void prices(App app) {
        var found = app.desk().at(app.moment());
        found.value()
                .map(in -> CoverageSection.facts(in.panel()))
                .ifPresent(facts -> System.out.println("Prices: " + app.desk().setup().prices() + ", " + facts.have() + " of "
                        + Wording.count(facts.total(), "series", "series") + " to the close of " + Wording.day(facts.session()) + "."));
        problems.addAll(found.problems());
        app.feed().ifPresent(feed -> sources(app, feed));
    }

    /** Of each source how it answered last, when it is asked again and what is left of its limits. */
    private void sources(App app, PriceFeed feed) {
        try {
            var now = app.moment();
            var report = feed.report(now);
            report.ifPresent(one -> PriceWords.lines(one, now, app.desk().zone())
                    .forEach(line -> System.out.println("  " + line.name() + ": " + line.words() + ".")));
            report.stream()
                    .flatMap(one -> one.sources().stream())
                    .filter(source -> source.closedUntil(now).isPresent())
                    .flatMap(source -> source.state().stream())
                    .flatMap(state -> state.trouble().stream())
                    .forEach(trouble -> problems.add(trouble.problem("prices")));
            feed.firstFill(now).ifPresent(words -> System.out.println("  " + words + "."));
        } catch (StoreException refused) {
            problems.add(refused.problem());
        }
    }

    /** What is known of the future ends some day, and is best renewed before. */
    private static void dates(App app) {
        if (app.sample()) {
            return;
        }
        var soon = app.today().plusDays(RENEW_DAYS);
        EventList.shipped().knownUntil("fomc").filter(soon::isAfter).ifPresent(until -> System.out.println(
                "Dates: the meetings of the Federal Reserve are known until " + until + "; a newer version, or rows of your own in market.events, go on from there."));
        if (soon.isAfter(TradingCalendar.VERIFIED_UNTIL)) {
            System.out.println("Dates: the exchange's calendar is known until " + TradingCalendar.VERIFIED_UNTIL + "; after that only weekends are closed.");
        }
    }

    private void database(Keeping keeping) {
        if (!keeping.exists()) {
            System.out.println("Database: none yet in " + keeping.home() + "; tidewatch run makes one.");
            return;
        }
        try (keeping) {
            var stored = keeping.stored();
            long began = System.nanoTime();
            stored.ticks().remember("doctor", Instant.now().toString());
            long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
            System.out.println("Database: " + keeping.settings() + " in " + keeping.home() + "; a write takes " + took + " ms.");
            System.out.println(
                    AccessVerbs.owned(stored.access())
                            ? "People: " + Wording.count(stored.access().people().size(), "person", "people") + " let in."
                            : "People: nobody owns this service yet. tidewatch pair prints a code for the first owner.");
        } catch (StoreException refused) {
            problems.add(refused.problem());
        }
    }

    /** False when Telegram could not be reached. */
    private boolean telegram(App app) {
        var settings = TelegramSettings.read(app.settings());
        if (settings.token().isEmpty()) {
            System.out.println("Telegram: off; telegram.token-file names the file with BotFather's token.");
            return true;
        }
        var redaction = Redaction.of(List.of());
        try (var calls = new HttpCalls(HttpSettings.read(app.settings()), redaction)) {
            Found<List<String>> found = new TelegramDoctor(settings, TelegramAccount.client(settings, calls, redaction)).check(Instant.now());
            found.value().forEach(System.out::println);
            problems.addAll(found.problems());
            return reached(found);
        }
    }

    private static boolean reached(Found<List<String>> found) {
        return found.problems().stream().noneMatch(problem -> problem.reason() == Reason.UNREACHABLE);
    }

    /** False when Slack could not be reached. */
    private boolean slack(App app) {
        var settings = SlackSettings.read(app.settings());
        if (settings.botToken().isEmpty()) {
            System.out.println("Slack: off; slack.bot-token-file names the file with the app's bot token.");
            return true;
        }
        var redaction = Redaction.of(List.of());
        try (var calls = new HttpCalls(HttpSettings.read(app.settings()), redaction)) {
            var found = new SlackDoctor(settings, SlackAccount.client(settings, calls, redaction), SlackManifest.SCOPES).check(slackChats(app));
            found.value().forEach(System.out::println);
            problems.addAll(found.problems());
            return reached(found);
        }
    }

    /** Chats of Slack that get something. */
    private List<ChatId> slackChats(App app) {
        var keeping = app.keeping().filter(Keeping::exists);
        if (keeping.isEmpty()) {
            return List.of();
        }
        try (var kept = keeping.get()) {
            return kept.stored().subscriptions().chats().stream()
                    .map(Chat::id)
                    .filter(chat -> chat.platform().equals(SlackPlatform.NAME))
                    .toList();
        } catch (StoreException told) {
            return List.of(); // by the look at the database
        }
    }
}
