package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.Incoming.Place;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.slack.PayloadReader.Heard;

/**
 * Takes payloads in, however they come: reads each, stores what is for us, counts what is not. Nothing is worked on here, so that Slack has
 * its answer within the 3 s that it waits. Any thread.
 */
final class Intake {
    /** A form is opened within this time or not at all: the trigger lives 3 s, and the answer to it is due by then. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Slack tells each opening of the home; a person who goes to and fro need not make us draw it each time. */
    private static final Duration HOME_APART = Duration.ofSeconds(10);

    private static final int REMEMBERED_MAX = 10_000;

    /** Forms that are being opened at a time; who comes beyond is answered with words. */
    private static final int OPENING_MAX = 16;

    private final Listening with;
    private final Inbox inbox;
    private final Duration patience;
    private final Map<String, LongAdder> passed = new ConcurrentHashMap<>();
    /** When the home of a person was last told, the oldest first. */
    private final Map<String, Long> homes = new LinkedHashMap<>();
    /** Triggers by which a form was opened, the oldest first. */
    private final Map<String, Long> opened = new LinkedHashMap<>();

    private final Semaphore opening = new Semaphore(OPENING_MAX);

    private volatile Optional<PayloadReader> reader = Optional.empty();

    Intake(Listening with, Inbox inbox) {
        this(with, inbox, PATIENCE);
    }

    Intake(Listening with, Inbox inbox, Duration patience) {
        this.with = with;
        this.inbox = inbox;
        this.patience = patience;
    }

    /** From now on payloads can be read. */
    void known(PayloadReader.Us us) {
        reader = Optional.of(new PayloadReader(us, with.names()));
    }

    /** Whether payloads can be read: who we are is known. */
    boolean ready() {
        return reader.isPresent();
    }

    /**
     * Reads one, and stores nothing.
     *
     * @param name of the envelope or call, to know it again where the payload bears no name of its own
     */
    Heard hear(PayloadReader.Kind kind, JsonNode payload, String name) {
        var reads = reader.orElseThrow(() -> new IllegalStateException("Nobody knows yet who we are"));
        return reads.read(kind, payload, name, with.clock().instant());
    }

    /** Whether taking it waits for a call of ours, so that what comes behind it should not wait for it. */
    static boolean waits(Heard heard) {
        return switch (heard) {
            case Heard.Wanted _ -> true;
            case Heard.Told _, Heard.Home _, Heard.Sent _, Heard.Removed _, Heard.Passed _, Heard.Unreadable _ -> false;
        };
    }

    /**
     * Takes one. What cannot be read is passed over and reported: sent again it would be no better.
     *
     * @return JSON with which Slack is to be answered; absent for an empty answer
     * @throws RuntimeException of the store: then nothing was stored, and it has to be sent again
     */
    Optional<String> take(Heard heard) {
        return switch (heard) {
            case Heard.Told(Incoming incoming) -> stored(incoming);
            case Heard.Home(Incoming.Said said) -> home(said);
            case Heard.Wanted wanted -> wanted(wanted);
            case Heard.Sent(Incoming.Envelope envelope, JsonNode view) -> sent(envelope, view);
            case Heard.Removed _ -> {
                count("removed");
                yield Optional.empty();
            }
            case Heard.Passed(String kind) -> {
                count(kind);
                yield Optional.empty();
            }
            case Heard.Unreadable(String why) -> {
                unreadable(why);
                yield Optional.empty();
            }
        };
    }

    private Optional<String> stored(Incoming incoming) {
        inbox.take(incoming);
        return Optional.empty();
    }

    // ---- the home ----

    private Optional<String> home(Incoming.Said said) {
        var person = said.envelope().person();
        long now = with.nanos().getAsLong();
        synchronized (homes) {
            drop(homes, now, HOME_APART);
            if (homes.containsKey(person)) {
                count("home_again");
                return Optional.empty();
            }
        }
        inbox.take(said);
        synchronized (homes) {
            homes.putIfAbsent(person, now);
        }
        return Optional.empty();
    }

    private static void drop(Map<String, Long> remembered, long now, Duration kept) {
        var oldest = remembered.values().iterator();
        while (oldest.hasNext()) {
            if (now - oldest.next() < kept.toNanos() && remembered.size() < REMEMBERED_MAX) {
                return;
            }
            oldest.remove();
        }
    }

    // ---- the form ----

    /** Opens the form; where that does not work in time, the bare command is answered with words. */
    private Optional<String> wanted(Heard.Wanted wanted) {
        var key = wanted.plain().envelope().key();
        synchronized (opened) {
            if (opened.containsKey(key)) {
                count("form_again");
                return Optional.empty();
            }
        }
        if (!open(wanted)) {
            count("form_not_opened");
            return stored(wanted.plain());
        }
        synchronized (opened) {
            long now = with.nanos().getAsLong();
            drop(opened, now, Duration.ofMinutes(10));
            opened.putIfAbsent(key, now);
        }
        count("form_opened");
        return Optional.empty();
    }

    private boolean open(Heard.Wanted wanted) {
        if (!opening.tryAcquire()) {
            return false;
        }
        var envelope = wanted.plain().envelope();
        var form = new Views.Form(envelope.chat(), envelope.thread(), wanted.plain().handle());
        var done = new CompletableFuture<Boolean>();
        Thread.ofVirtual().name("slack form").start(() -> {
            try {
                done.complete(with.views().open(wanted.trigger(), form));
            } catch (RuntimeException broken) {
                done.complete(false);
            } finally {
                opening.release();
            }
        });
        try {
            return done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> sent(Incoming.Envelope envelope, JsonNode view) {
        return switch (with.views().sent(view)) {
            case Views.Sent.Line(String commandLine, Views.Form form) -> stored(ofForm(envelope, commandLine, form));
            case Views.Sent.Errors(Map<String, String> byBlock) -> {
                count("form_with_errors");
                var answer = Arrived.JSON.createObjectNode().put("response_action", "errors");
                var errors = answer.putObject("errors");
                new TreeMap<>(byBlock).forEach(errors::put);
                yield Optional.of(answer.toString());
            }
            case Views.Sent.Unknown _ -> {
                count("unknown_form");
                yield Optional.empty();
            }
        };
    }

    /** As if the person had typed it where they asked for the form: in a channel of ours, or in their own chat and nobody else's. */
    private static Incoming.Said ofForm(Incoming.Envelope sent, String commandLine, Views.Form form) {
        var chat = form.chat();
        boolean own = chat.equals(sent.chat());
        boolean ofOurs = chat.platform().equals(SlackNames.PLATFORM)
                && SlackNames.sender(SlackNames.team(chat)).equals(sent.sender())
                && !SlackNames.ofPerson(chat);
        var envelope = new Incoming.Envelope(
                sent.key(),
                sent.sender(),
                ofOurs ? chat : sent.chat(),
                own || ofOurs ? form.thread() : Optional.empty(),
                sent.person(),
                sent.sentAt(),
                sent.origin(),
                ofOurs ? Place.GROUP : Place.PRIVATE);
        return new Incoming.Said(envelope, commandLine, own || ofOurs ? form.handle() : Optional.empty());
    }

    // ---- what is not for us ----

    void count(String kind) {
        passed.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    /** Something came that cannot be read, and is left out. */
    void unreadable(String why) {
        count("unreadable");
        with.reports()
                .accept(Problem.of(
                        Reason.GARBLED, "Something that Slack sent could not be read: " + why + ". It is left out; what comes behind it is read."));
    }

    /** How many payloads were passed over, by kind: not for us, of a kind that we do not know, unreadable. */
    Map<String, Long> passed() {
        var counts = new TreeMap<String, Long>();
        passed.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }
}
