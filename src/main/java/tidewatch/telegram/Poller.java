package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.InboundLog;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Asks Telegram for updates, a step at a time (platforms design, 3.2). Has no thread: {@link tidewatch.chat.Loop} takes its steps, or a test.
 *
 * <p>What came together is stored in one transaction, with the place in the stream. Where the store refuses it, the next are stored each alone and the
 * place after them, so that one bad update stops no other; a crash in between is harmless, for Telegram tells the same updates again, and
 * each is known by its exact number. Their numbers are not compared: after an idle week they begin anywhere.
 */
final class Poller {
    /** getUpdates takes 1 to 100 (core.telegram.org/bots/api). */
    private static final int LIMIT = 100;
    /** Seconds for which Telegram holds a call without news. */
    private static final int HELD = 30;

    /** Numbers restart at random after a week without updates; from a day before on we ask without a place. */
    private static final Duration IDLE = Duration.ofDays(6);

    private static final Duration SHORT_REST = Duration.ofSeconds(1);

    /** An update that the store refuses so often in a row, while it takes other things, is at fault itself. */
    private static final int REFUSED_MAX = 5;

    private static final Pattern NUMBER = Pattern.compile("\"update_id\"\\s*:\\s*(-?\\d{1,18})");

    private final TelegramClient client;
    private final String sender;
    private final Inbox inbox;
    private final InboundLog log;
    private final Intake intake;
    private final Link link;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Consumer<Problem> reports;

    private Optional<UpdateReader> reader = Optional.empty();
    private Optional<Place> place = Optional.empty();
    private OptionalLong refused = OptionalLong.empty();
    private int refusals;
    private boolean one;
    /** The store refused several at once. */
    private boolean alone;
    private boolean proven;

    /**
     * Up to where updates were taken.
     *
     * @param next number of the first that was not
     * @param at when the last one came
     */
    private record Place(long next, Instant at) {
        /** As it is kept: {@code 12346@1767960000}. */
        String text() {
            return next + "@" + at.getEpochSecond();
        }

        /** Absent for what we did not write; then Telegram tells what it has, and what we know already is known. */
        static Optional<Place> parse(String text) {
            int at = text.indexOf('@');
            try {
                return at < 0
                        ? Optional.empty()
                        : Optional.of(new Place(
                                Long.parseLong(text.substring(0, at)), Instant.ofEpochSecond(Long.parseLong(text.substring(at + 1)))));
            } catch (NumberFormatException | DateTimeException unreadable) {
                return Optional.empty();
            }
        }
    }

    /**
     * Asks nothing yet.
     *
     * @param sender {@code telegram:<bot id>}
     */
    Poller(
            TelegramClient client,
            String sender,
            Inbox inbox,
            InboundLog log,
            Intake intake,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random,
            Consumer<Problem> reports) {
        this.client = client;
        this.sender = sender;
        this.inbox = inbox;
        this.log = log;
        this.intake = intake;
        this.link = new Link(inbox, clock, random);
        this.clock = clock;
        this.nanos = nanos;
        this.reports = reports;
    }

    /** Asks once. How long to wait before the next time; absent when asking again is pointless. */
    Optional<Duration> step() {
        try {
            if (inbox.full()) {
                link.worksBut("Too much is unanswered: nothing more is fetched until it is less.");
                return Optional.of(SHORT_REST);
            }
            return reader.isEmpty() ? whoWeAre() : poll(reader.get());
        } catch (RuntimeException store) {
            return Optional.of(link.failed("The store does not take updates (" + store.getClass().getSimpleName()
                    + "); they wait at Telegram and are fetched again."));
        }
    }

    /** Our name, by which groups call us; before it is known nothing is fetched. */
    private Optional<Duration> whoWeAre() {
        var answer = client.call(ApiCall.of(new GetMe()));
        if (answer instanceof ApiAnswer.Ok ok) {
            var self = Self.of(ok.result());
            if (self.isPresent()) {
                reader = Optional.of(new UpdateReader(self.get()));
                place = log.offset(sender).flatMap(Place::parse);
                // Only the answer to the first question says that all is well.
                link.begins("Telegram knows the bot; whether it lets us fetch messages is being asked.");
                return Optional.of(Duration.ZERO);
            }
        }
        return failed(answer);
    }

    private Optional<Duration> poll(UpdateReader names) {
        long began = nanos.getAsLong();
        var answer = client.call(question());
        proven = false;
        if (!(answer instanceof ApiAnswer.Ok ok) || !ok.result().isArray()) {
            return answer instanceof ApiAnswer.Unreadable page && page.status() / 100 == 2 ? unreadable(page) : failed(answer);
        }
        var updates = new ArrayList<JsonNode>();
        ok.result().forEach(updates::add);
        boolean moved = take(updates, names);
        one = false;
        proven = true;
        link.works();
        boolean atOnce = Duration.ofNanos(nanos.getAsLong() - began).compareTo(SHORT_REST) < 0;
        return Optional.of(!moved && atOnce ? SHORT_REST : Duration.ZERO);
    }

    /** Held only when the one before it was answered: else the news that all is well again would be held too. */
    private ApiCall question() {
        var typed = GetUpdates.builder().limit(one ? 1 : LIMIT).timeout(proven ? HELD : 0).allowedUpdates(UpdateReader.ALLOWED).build();
        var call = ApiCall.of(typed);
        place.filter(known -> Duration.between(known.at(), clock.instant()).compareTo(IDLE) < 0)
                .ifPresent(known -> call.with("offset", known.next()));
        return call;
    }

    /**
     * Takes the updates in the order of their numbers.
     *
     * @return whether the place in the stream moved
     * @throws RuntimeException of the store; the place is behind the last one that was taken
     */
    private boolean take(List<JsonNode> updates, UpdateReader names) {
        var numbered = updates.stream().filter(update -> Self.number(update.path("update_id")).isPresent()).toList();
        if (numbered.size() < updates.size()) {
            intake.count("unreadable");
            reports.accept(Problem.of(
                    Reason.GARBLED,
                    updates.size() - numbered.size() + " updates of Telegram have no number. They are left out; the others are read."));
        }
        var inOrder = numbered.stream().sorted(Comparator.comparingLong(Poller::number)).toList();
        if (inOrder.isEmpty()) {
            return false;
        }
        var read = inOrder.stream().map(update -> new Read(number(update), intake.told(update, names))).toList();
        if (alone) {
            oneByOne(read);
        } else {
            together(read);
        }
        return true;
    }

    /** An update and what it tells us. */
    private record Read(long number, Optional<Incoming> told) {}

    /** All of them and the place behind them in one transaction. When the store refuses it, the next are given to it one by one. */
    private void together(List<Read> updates) {
        var next = new Place(updates.getLast().number() + 1, clock.instant());
        alone = true;
        intake.take(updates.stream().flatMap(update -> update.told().stream()).toList(), () -> log.offset(sender, next.text()));
        place = Optional.of(next);
        alone = false;
    }

    private void oneByOne(List<Read> updates) {
        OptionalLong last = OptionalLong.empty();
        try {
            for (var update : updates) {
                take(update);
                last = OptionalLong.of(update.number());
            }
            alone = false;
        } finally {
            if (last.isPresent()) {
                moveTo(last.getAsLong() + 1);
            }
        }
    }

    private static long number(JsonNode update) {
        return update.path("update_id").longValue();
    }

    private void take(Read update) {
        try {
            update.told().ifPresent(intake::take);
            refusals = 0;
        } catch (RuntimeException store) {
            refusals = refused.equals(OptionalLong.of(update.number())) ? refusals + 1 : 1;
            refused = OptionalLong.of(update.number());
            if (refusals < REFUSED_MAX || !storeTakesOthers()) {
                throw store;
            }
            intake.count("refused_by_store");
            reports.accept(new Problem(
                    Reason.GARBLED,
                    "The store refused an update " + refusals + " times (" + store.getClass().getSimpleName()
                            + ") and takes other things. It is left out; those behind it are read.",
                    "update " + update.number()));
        }
    }

    private boolean storeTakesOthers() {
        try {
            log.offset(sender, place.map(Place::text).orElse(""));
            return true;
        } catch (RuntimeException broken) {
            return false;
        }
    }

    /** The updates before it are stored, so the place holds also when it cannot be written; then they come once more after a restart. */
    private void moveTo(long next) {
        var fresh = new Place(next, clock.instant());
        place = Optional.of(fresh);
        log.offset(sender, fresh.text());
    }

    /** An answer of 200 that is no JSON: fetched again one by one, and the one that cannot be read passed over if it has a number. */
    private Optional<Duration> unreadable(ApiAnswer.Unreadable page) {
        var number = NUMBER.matcher(page.body());
        if (one && number.find()) {
            intake.count("unreadable");
            reports.accept(new Problem(
                    Reason.GARBLED,
                    "An update of Telegram is no JSON. It is left out; those behind it are read.",
                    "update " + number.group(1)));
            moveTo(Long.parseLong(number.group(1)) + 1);
        }
        one = true;
        return Optional.of(link.failed(page.detail()));
    }

    private Optional<Duration> failed(ApiAnswer answer) {
        if (Outcomes.badToken(answer)) {
            link.dead(Words.BAD_TOKEN);
            return Optional.empty();
        }
        if (answer instanceof ApiAnswer.No no && no.code() == 409) {
            return Optional.of(
                    no.description().toLowerCase(Locale.ROOT).contains("webhook")
                            ? link.down(Words.webhookIsSet(webhookHost()))
                            : link.down(Words.OTHER_LISTENER));
        }
        return Optional.of(link.failed(answer));
    }

    private String webhookHost() {
        return client.call(ApiCall.of(new GetWebhookInfo())) instanceof ApiAnswer.Ok ok
                ? Words.host(ok.result().path("url").asText(""))
                : "";
    }
}
