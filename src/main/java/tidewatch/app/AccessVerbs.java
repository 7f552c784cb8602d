package tidewatch.app;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tidewatch.brief.Wording;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.PairingCode;
import tidewatch.chat.Role;
import tidewatch.store.StoreException;

/** The verbs that let somebody in, and that forget a chat. Both work while the service runs: they share its store. */
final class AccessVerbs {
    private AccessVerbs() {}

    private static int with(Common common, ToIntFunction<App> verb) {
        var app = App.start(common);
        if (app.keeping().isEmpty()) {
            System.err.println("Who is let in has no --as-of; leave that out.");
            return Exit.USAGE;
        }
        try (var _ = app.keeping().get()) {
            return verb.applyAsInt(app);
        } catch (StoreException refused) {
            System.err.println(refused.getMessage());
            return Exit.of(refused);
        }
    }

    /**
     * Makes a code, keeps its hash, and says in lines for the terminal what to type. Nobody else may print them: a code belongs in no log.
     *
     * @param wanted role of whoever uses it; absent: the first person becomes owner, later ones readers
     * @param platform on which alone it may be used
     */
    static List<String> code(Stored stored, Optional<Role> wanted, Optional<String> platform, RandomGenerator random) {
        var book = stored.access();
        boolean first = !owned(book);
        var role = wanted.orElse(first ? Role.OWNER : Role.READER);
        var now = stored.outbox().now();
        var code = PairingCode.draw(random);
        book.open(PairingCode.of(code, role, platform, now), now);
        var lines = new ArrayList<String>();
        lines.add("/pair " + code);
        lines.add("Type that in a private chat with the bot, on Slack without the slash, within " + PairingCode.LIFE.toMinutes() + " minutes. Whoever types it first becomes "
                + role.word() + "; it works once, and " + PairingCode.WRONG_MAX + " wrong ones by anybody make it void.");
        if (first && role != Role.OWNER) {
            lines.add("There is no owner yet, who alone lets groups in and people see notes: tidewatch pair --role owner.");
        }
        return lines;
    }

    /** Whether there is an owner. Where there is none, a service that people can reach begins with a code for one. */
    static boolean owned(AccessBook book) {
        return book.people().stream().anyMatch(person -> person.role() == Role.OWNER);
    }

    /** {@code tidewatch pair [--role ROLE] [--on PLATFORM]}. */
    @Command(name = "pair", mixinStandardHelpOptions = true, description = "Prints a code by which one person gets in; the first becomes owner.")
    static final class PairVerb implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--role", paramLabel = "ROLE", description = "owner, editor or reader; by default owner for the first person, then reader.")
        private @Nullable Role role;

        @Option(names = "--on", paramLabel = "PLATFORM", description = "Works only there: telegram or slack.")
        private @Nullable String platform;

        @Override
        public Integer call() {
            return with(common, app -> {
                var stored = app.keeping().orElseThrow().stored();
                code(stored, Optional.ofNullable(role), Optional.ofNullable(platform), new SecureRandom()).forEach(System.out::println);
                return Exit.FINE;
            });
        }
    }

    /** {@code tidewatch forget CHAT}: all that is known of a chat. */
    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Deletes all that is known of a chat: settings, rights, people seen only there, briefs, reminders, what was said.")
    static final class ForgetVerb implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "CHAT", description = "As /whereami says it: telegram:12345, slack:T1:C2.")
        private String chat = "";

        @Override
        public Integer call() {
            var id = ChatId.parse(chat);
            if (id.isEmpty()) {
                System.err.println("A chat is written platform:id, as /whereami says it, not " + chat + ".");
                return Exit.USAGE;
            }
            return with(common, app -> {
                var kept = app.keeping().orElseThrow();
                int rows = kept.exists() ? kept.stored().subscriptions().forget(id.get()) : 0;
                if (rows == 0) {
                    System.err.println("Nothing is known of " + id.get() + ".");
                    return Exit.FINDINGS;
                }
                System.out.println("Forgotten: " + id.get() + ", " + Wording.count(rows, "row", "rows")
                        + ". Backups that were made before keep them, and so does the platform what it was sent.");
                return Exit.FINE;
            });
        }
    }
}
