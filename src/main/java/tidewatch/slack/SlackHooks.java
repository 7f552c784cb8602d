package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.chat.Hook;
import tidewatch.chat.Inbox;
import tidewatch.chat.Loop;
import tidewatch.message.Sha256;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.settings.Secret;
import tidewatch.slack.PayloadReader.Heard;

/**
 * Listens as the one whom Slack calls (platforms design, 4.3): events, slash commands, and buttons, menus, forms and shortcuts, each at a path
 * of its own. Who cannot sign learns nothing. What was stored is answered at once; the work comes after it. On one thread of its own it asks
 * now and then who we are, which says whether we could answer. Can be started again.
 */
final class SlackHooks implements AutoCloseable {
    static final String EVENTS = "/hooks/slack/events";
    static final String COMMANDS = "/hooks/slack/commands";
    static final String ACTIONS = "/hooks/slack/actions";

    private static final Hook.Answer TAKEN = Hook.Answer.status(200);
    private static final Duration LOOK = Duration.ofMinutes(5);

    /** 128 bits tell two calls apart. */
    private static final int DIGEST_DIGITS = 32;

    /** What Slack shows to prove that the address is ours. */
    private static final Pattern CHALLENGE = Pattern.compile("[!-~]{1,500}");

    private final Listening with;
    private final Signature signature;
    private volatile Optional<Open> open = Optional.empty();
    private volatile Optional<Loop> loop = Optional.empty();

    private record Open(Intake intake, Link link) {}

    /** How the body of a call becomes a payload. */
    private interface Body {
        JsonNode read(byte[] bytes) throws JsonProcessingException;
    }

    /** Takes nothing yet. */
    SlackHooks(Listening with, Secret signingSecret) {
        this.with = with;
        this.signature = new Signature(signingSecret);
    }

    /** The paths to be served; they answer whether we listen or not. */
    List<Hook> hooks() {
        return List.of(
                new Hook(EVENTS, call -> answer(call, PayloadReader.Kind.EVENT, Arrived::json)),
                new Hook(COMMANDS, call -> answer(call, PayloadReader.Kind.SLASH, Arrived::form)),
                new Hook(ACTIONS, call -> answer(call, PayloadReader.Kind.INTERACTION, SlackHooks::interaction)));
    }

    private static JsonNode interaction(byte[] bytes) throws JsonProcessingException {
        var form = Arrived.form(bytes);
        return form.has("payload") ? Arrived.json(form.path("payload").textValue()) : form;
    }

    // ---- what Slack calls ----

    private Hook.Answer answer(Hook.Call call, PayloadReader.Kind kind, Body reads) {
        var body = call.body();
        if (body.length > Arrived.MOST) {
            return Hook.Answer.status(413);
        }
        var timestamp = call.header("x-slack-request-timestamp");
        var signed = call.header("x-slack-signature");
        return switch (signature.check(timestamp, signed, body, with.clock().instant())) {
            case BAD -> Hook.Answer.status(401);
            case REPEATED -> TAKEN;
            case GOOD -> {
                var answer = taken(body, kind, reads);
                if (answer.status() != TAKEN.status()) {
                    signature.forget(timestamp, signed);
                }
                yield answer;
            }
        };
    }

    private Hook.Answer taken(byte[] body, PayloadReader.Kind kind, Body reads) {
        JsonNode payload;
        try {
            payload = reads.read(body);
        } catch (JsonProcessingException garbled) {
            // Called again it would be no better.
            open.ifPresent(one -> one.intake().unreadable("it is no JSON"));
            return TAKEN;
        }
        if (payload.path("ssl_check").asText("").equals("1")) {
            return TAKEN;
        }
        if (kind == PayloadReader.Kind.EVENT && payload.path("type").asText("").equals("url_verification")) {
            var challenge = payload.path("challenge").asText("");
            return CHALLENGE.matcher(challenge).matches() ? new Hook.Answer(200, "text/plain", challenge) : Hook.Answer.status(400);
        }
        var listening = open.filter(one -> one.intake().ready());
        return listening.isPresent() ? taken(listening.get(), payload, kind, body) : Hook.Answer.status(503);
    }

    private Hook.Answer taken(Open one, JsonNode payload, PayloadReader.Kind kind, byte[] body) {
        try {
            var heard = one.intake().hear(kind, payload, "body:" + Sha256.hex(body).substring(0, DIGEST_DIGITS));
            var answer = one.intake().take(heard);
            if (heard instanceof Heard.Removed) {
                loop.ifPresent(Loop::wake);
            }
            return answer.map(json -> new Hook.Answer(200, "application/json", json)).orElse(TAKEN);
        } catch (RuntimeException store) {
            with.reports()
                    .accept(Problem.of(
                            Reason.UNREACHABLE,
                            "The store does not take what Slack sends (" + store.getClass().getSimpleName() + "); Slack sends events again."));
            return Hook.Answer.status(503);
        }
    }

    // ---- whether we could answer ----

    /** From now on calls are taken, once it is known who we are; a second time changes nothing. */
    synchronized void start(Inbox inbox) {
        if (open.isPresent()) {
            return;
        }
        open(inbox);
        var looks = new Loop(
                Thread.ofPlatform().daemon().name("slack hooks")::start, this::step, with.admission()::cancel, inbox::awake, with.reports());
        loop = Optional.of(looks);
        looks.start();
    }

    void open(Inbox inbox) {
        inbox.state(Inbox.LinkState.DOWN, "Slack was not reached yet.", Optional.empty());
        open = Optional.of(new Open(new Intake(with, inbox), new Link(inbox, with.clock(), with.random())));
    }

    /** Asks who we are, and tells how the link is. How long to wait before the next time; absent when nothing is taken any more. */
    Optional<Duration> step() {
        return open.map(one -> look(one.intake(), one.link()));
    }

    private Duration look(Intake intake, Link link) {
        return switch (with.admission().whoWeAre()) {
            case Admission.Answer.Given<PayloadReader.Us>(PayloadReader.Us us) -> {
                intake.known(us);
                link.settled();
                link.works();
                yield LOOK;
            }
            case Admission.Answer.Refused<PayloadReader.Us>(String error) -> {
                var remedy = Remedy.ofBot(error);
                if (remedy.isPresent()) {
                    link.down(remedy.get());
                    yield LOOK;
                }
                link.broken("Slack answered: " + Remedy.word(error) + ".");
                yield link.pause();
            }
            case Admission.Answer.RateLimited<PayloadReader.Us>(Duration pause) -> {
                link.broken("Slack asks for a pause of " + Link.told(pause).toSeconds() + " s.");
                yield Link.told(pause);
            }
            case Admission.Answer.Failed<PayloadReader.Us>(String words) -> {
                link.broken(words);
                yield link.pause();
            }
        };
    }

    /** How many payloads since the last start were passed over, by kind. */
    Map<String, Long> passed() {
        return open.map(one -> one.intake().passed()).orElse(Map.of());
    }

    /** Calls are answered with 503 from now on: events come again, here or to another node. */
    @Override
    public synchronized void close() {
        open = Optional.empty();
        loop.ifPresent(Loop::close);
        loop = Optional.empty();
    }
}
