package tidewatch.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.problem.Problem;

/** The whole program as a person in a chat meets it, for tests of any package: the real {@link App}, asked line by line. */
public final class Chat {
    private static @Nullable Chat sample;

    private final App app;

    private Chat(App app) {
        this.app = app;
    }

    /** The sample on the morning of 6 February 2026; its clock stands still, so all tests share one. */
    public static synchronized Chat sample() {
        var shared = sample;
        if (shared == null) {
            shared = new Chat(start(Path.of("target", "no-home"), null, List.of(), "2026-02-06"));
            sample = shared;
        }
        return shared;
    }

    /** The sample on the morning of another day. */
    public static Chat sample(String asOf) {
        return new Chat(start(Path.of("target", "no-home"), null, List.of(), asOf));
    }

    /** The sample with its demo clock, kept below this home. */
    public static Chat demo(Path home) {
        return new Chat(start(home, null, List.of(), null));
    }

    private static final Map<Path, Chat> KEEPING = new ConcurrentHashMap<>();

    /** As {@link #demo}; one for all questions of a test class. */
    public static Chat keeping(Path home) {
        return KEEPING.computeIfAbsent(home, Chat::demo);
    }

    /** A vault and price folders of one's own, as of a day. */
    public static Chat of(Path vault, List<Path> prices, String asOf) {
        return new Chat(start(Path.of("target", "no-home"), vault, prices, asOf));
    }

    /** The program as options make it, without the environment of whoever runs the tests. */
    static App start(Path home, @Nullable Path vault, List<Path> prices, @Nullable String asOf) {
        var common = new Common();
        common.home = home;
        common.vault = vault;
        common.prices = new ArrayList<>(prices);
        common.asOf = asOf;
        return App.start(common, Map.of(), () -> Instant.parse("2026-02-06T12:00:00Z"));
    }

    public Reply say(String line) {
        return app.conversation().say(line);
    }

    /** The answer as {@code tidewatch ask} prints it. */
    public String text(String line) {
        return text(say(line));
    }

    public static String text(Reply reply) {
        return Output.text(reply.doc(), Format.text).stripTrailing() + "\n";
    }

    public List<Command> commands() {
        return app.conversation().commands();
    }

    /** What was found while prices and notes were read. */
    public List<String> problems() {
        return app.desk().problems(app.moment()).stream().map(Problem::line).toList();
    }
}
