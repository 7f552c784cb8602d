package tidewatch.app;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tidewatch.chat.ChatId;
import tidewatch.command.DeliveryPages;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;
import tidewatch.export.DeliveryJson;
import tidewatch.store.StoreException;

/** {@code tidewatch deliveries ...}: what was sent to whom, what was not and why, and once more. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = "What was sent to whom, what was not and why.",
        subcommands = {DeliveriesVerb.ListRows.class, DeliveriesVerb.Show.class, DeliveriesVerb.Trace.class, DeliveriesVerb.Replay.class, DeliveriesVerb.Drop.class},
        synopsisSubcommandLabel = "list | show | trace | replay | drop")
final class DeliveriesVerb implements Callable<Integer> {
    /** A replayed message is meant for now. */
    private static final Duration REPLAYED_FOR = Duration.ofHours(24);

    @Override
    public Integer call() {
        System.err.println("Say which: tidewatch deliveries list, show ID, trace ID, replay ID or drop ID");
        return Exit.USAGE;
    }

    /** Opens the store that there is, for one verb. */
    private static int with(Common common, Function<App, Integer> verb) {
        var app = App.start(common);
        if (app.keeping().isEmpty()) {
            System.err.println("The outbox has no --as-of; leave that out.");
            return Exit.USAGE;
        }
        var kept = app.keeping().get();
        if (!kept.exists()) {
            System.err.println("Nothing was ever due here: there is no database in the home folder. tidewatch run makes one.");
            return Exit.FINDINGS;
        }
        try {
            return verb.apply(app);
        } catch (StoreException refused) {
            System.err.println(refused.getMessage());
            return Exit.of(refused);
        } finally {
            kept.close();
        }
    }

    private static Outbox outbox(App app) {
        return app.keeping().orElseThrow().stored().outbox();
    }

    private static int unknown(String id) {
        System.err.println("There is no delivery " + id + ". tidewatch deliveries list names the newest.");
        return Exit.FINDINGS;
    }

    /** The newest rows. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest deliveries, of one day, chat or state.")
    static final class ListRows implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "--state", split = ",", description = "${COMPLETION-CANDIDATES}; several divided by commas.")
        private List<DeliveryState> states = new ArrayList<>();

        @Option(names = "--chat", paramLabel = "CHAT", description = "As the list writes it: telegram:12345, slack:T1:C2.")
        private String chat = "";

        @Option(names = "--day", paramLabel = "DAY", description = "Due on this day, in UTC: 2026-01-09.")
        private @Nullable LocalDate day;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many; 50 by default.")
        private int limit = 50;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default; json is one row a line.")
        private Format format = Format.text;

        @Override
        public Integer call() {
            Optional<ChatId> named = ChatId.parse(chat);
            if (!chat.isEmpty() && named.isEmpty() || limit < 1 || limit > 10_000) {
                System.err.println(limit < 1 || limit > 10_000 ? "--limit takes 1 to 10000" : "A chat is written platform:id, not " + chat);
                return Exit.USAGE;
            }
            Set<DeliveryState> wanted = states.isEmpty() ? Set.of() : EnumSet.copyOf(states);
            return with(common, app -> {
                var rows = outbox(app).list(new Outbox.Filter(wanted, named, Optional.ofNullable(day)), limit);
                if (format == Format.json) {
                    rows.stream().map(DeliveryJson::line).forEach(System.out::println);
                } else {
                    Output.print(new DeliveryPages(app.moment(), app.desk().zone(), true).list(rows, limit, "There is none."), format);
                }
                return Exit.FINE;
            });
        }
    }

    /** One row. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One delivery: what, to whom, how it stands.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
        private Format format = Format.text;

        @Override
        public Integer call() {
            return page(common, id, format, false);
        }
    }

    /** The whole life of one row. */
    @Command(name = "trace", mixinStandardHelpOptions = true, description = "The whole life of one delivery, try by try.")
    static final class Trace implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text by default.")
        private Format format = Format.text;

        @Override
        public Integer call() {
            return page(common, id, format, true);
        }
    }

    private static int page(Common common, String id, Format format, boolean whole) {
        return with(common, app -> {
            var trace = outbox(app).trace(id);
            if (trace.isEmpty()) {
                return unknown(id);
            }
            if (format == Format.json) {
                System.out.println(DeliveryJson.trace(trace.get()));
            } else {
                var pages = new DeliveryPages(app.moment(), app.desk().zone(), true);
                Output.print(whole ? pages.trace(trace.get()) : pages.show(trace.get()), format);
            }
            return Exit.FINE;
        });
    }

    /** A dead one once more. */
    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends a dead delivery once more; the running service does it.")
    static final class Replay implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
        private boolean dry;

        @Override
        public Integer call() {
            return with(common, app -> {
                var row = outbox(app).find(id);
                if (row.isEmpty()) {
                    return unknown(id);
                }
                if (row.get().state() != DeliveryState.DEAD) {
                    System.err.println(id + " is " + word(row.get().state()) + ", not dead; only a dead one can be replayed.");
                    return Exit.FINDINGS;
                }
                if (dry) {
                    System.out.println(id + " would be sent once more to " + row.get().chat() + ".");
                    return Exit.FINE;
                }
                var outbox = outbox(app);
                if (!outbox.replay(id, outbox.now().plus(REPLAYED_FOR))) {
                    System.err.println(id + " cannot be sent again: its text was forgotten, as it is seven days after sending.");
                    return Exit.FINDINGS;
                }
                System.out.println(id + " is ready; the running service sends it.");
                return Exit.FINE;
            });
        }
    }

    /** One that must not be sent. */
    @Command(name = "drop", mixinStandardHelpOptions = true, description = "Takes an open delivery out of the queue.")
    static final class Drop implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
        private boolean dry;

        @Override
        public Integer call() {
            return with(common, app -> {
                var row = outbox(app).find(id);
                if (row.isEmpty()) {
                    return unknown(id);
                }
                boolean can = row.get().state().cancellable();
                if (!can || !dry && !outbox(app).end(id, DeliveryReason.DROPPED)) {
                    System.err.println(id + " is " + word(row.get().state()) + " and cannot be taken out.");
                    return Exit.FINDINGS;
                }
                System.out.println(id + (dry ? " would be" : " was") + " taken out; it was " + word(row.get().state()) + ".");
                return Exit.FINE;
            });
        }
    }

    private static String word(DeliveryState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
