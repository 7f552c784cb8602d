package tidewatch.slack;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Command;
import tidewatch.chat.CommandForm;
import tidewatch.chat.Delivered;
import tidewatch.chat.Hook;
import tidewatch.chat.Inbox;
import tidewatch.chat.Outgoing;
import tidewatch.http.HttpCalls;
import tidewatch.http.Redaction;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Pictures;
import tidewatch.message.RenderPlan;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Slack: one app in one workspace, heard over sockets that we open or as the one who is called. What it sends and how is the business of
 * {@link Posting}; where a private chat is named by its person, Slack opens it when we write.
 */
public final class SlackPlatform implements ChatPlatform {
    public static final String NAME = SlackNames.PLATFORM;

    private final String sender;
    private final SlackRenderer renderer;
    private final CommandForm typed;
    private final Posting posting;
    private final Ear ear;

    /** Where we listen. */
    private sealed interface Ear {
        record Sockets(SocketMode mode) implements Ear {}

        record Hooks(SlackHooks hooks) implements Ear {}
    }

    /**
     * Around the platform: time, chance and who is told.
     *
     * @param nanos a clock that never goes back
     * @param random for the length of pauses
     * @param pause {@code Thread::sleep}
     * @param reports takes what was left out and what broke, in sentences without secrets; any thread
     */
    public record World(InstantSource clock, LongSupplier nanos, RandomGenerator random, Pause pause, Consumer<Problem> reports) {
        public World {
            Objects.requireNonNull(clock);
            Objects.requireNonNull(nanos);
            Objects.requireNonNull(random);
            Objects.requireNonNull(pause);
            Objects.requireNonNull(reports);
        }
    }

    /**
     * Calls nothing yet.
     *
     * @param settings with the tokens of its mode
     * @param team our workspace, {@code T1}
     * @param calls makes three clients: for sending, for asking where to connect, and for the sockets
     * @param redaction learns the tokens
     * @param commands that are typed behind {@code /tidewatch}
     * @param form the window of {@code /subscribe}
     */
    public SlackPlatform(
            SlackSettings settings,
            String team,
            HttpCalls calls,
            Redaction redaction,
            Pictures pictures,
            List<Command> commands,
            SubscribeView form,
            World world) {
        this.sender = SlackNames.sender(team);
        this.renderer = new SlackRenderer();
        var sends = new SlackClient(settings, calls.sends(settings.hosts()), redaction, world.clock());
        var asks = new SlackClient(settings, calls.sends(settings.hosts()), redaction, world.clock());
        this.posting = new Posting(
                sends, pictures, SlackPayload::with, message -> HomeView.of(List.of(message)), world.pause(), world.nanos());
        var bare = CommandForm.of("", commands);
        var names = new SlashNames(settings.commandPrefix(), bare.verbs()::contains);
        this.typed = CommandForm.of(names.root() + " ", commands);
        var listening = new Listening(
                new ApiAdmission(asks),
                new SubscribeForms(asks, form),
                names,
                world.clock(),
                world.nanos(),
                world.random(),
                world.reports());
        this.ear =
                switch (settings.mode()) {
                    case SOCKET ->
                        new Ear.Sockets(new SocketMode(
                                listening, new OkSockets(calls.sockets(settings.socketHosts()).library(), settings.socketHosts())));
                    case HTTP -> new Ear.Hooks(new SlackHooks(listening, settings.signingSecret().orElseThrow()));
                };
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The account that speaks: {@code slack:T1}. */
    public String sender() {
        return sender;
    }

    /** The account that speaks in a chat, which names its workspace. */
    public static String sender(ChatId chat) {
        return SlackNames.sender(SlackNames.team(chat));
    }

    @Override
    public Capabilities capabilities(ChatId chat) {
        var place = posting.nativeTables() ? SlackRenderer.FULL : SlackRenderer.BASIC;
        return posting.canFind(chat) ? place : new Capabilities(place.profile(), place.width(), place.colour(), place.links());
    }

    /** Command lines in it are as they are typed here: {@code /tidewatch watches}. */
    @Override
    public RenderPlan plan(Doc doc, ChatId chat) {
        return renderer.render(typed.in(doc), capabilities(chat));
    }

    @Override
    public Delivered deliver(Outgoing outgoing) {
        SlackPayload payload;
        try {
            payload = SlackPayload.parse(outgoing.part().payload());
        } catch (IllegalArgumentException foreign) {
            return Delivered.Refused.because(Delivered.Refused.Cause.BAD_CONTENT, String.valueOf(foreign.getMessage()));
        }
        return posting.deliver(outgoing, payload);
    }

    @Override
    public void start(Inbox inbox) {
        switch (ear) {
            case Ear.Sockets(var mode) -> mode.start(inbox);
            case Ear.Hooks(var hooks) -> hooks.start(inbox);
        }
    }

    /** What Slack calls, in mode http: to be served as long as the program runs. */
    public List<Hook> hooks() {
        return switch (ear) {
            case Ear.Sockets _ -> List.of();
            case Ear.Hooks(var hooks) -> hooks.hooks();
        };
    }

    /** How many payloads since the last start were passed over, by kind: not for us, of a kind that we do not know, unreadable. */
    public Map<String, Long> passed() {
        return switch (ear) {
            case Ear.Sockets(var mode) -> mode.passed();
            case Ear.Hooks(var hooks) -> hooks.passed();
        };
    }

    /**
     * Which workspace a bot token belongs to, by auth.test.
     *
     * @return its id; absent with a problem that says why and what to do
     */
    public static Found<Optional<String>> team(SlackClient client) {
        return switch (new ApiAdmission(client).whoWeAre()) {
            case Admission.Answer.Given<PayloadReader.Us>(var us) -> Found.of(Optional.of(us.team()));
            case Admission.Answer.Refused<PayloadReader.Us>(String error) ->
                unknown(Reason.REFUSED, Remedy.ofBot(error).orElse("Slack answered: " + Remedy.word(error) + "."));
            case Admission.Answer.RateLimited<PayloadReader.Us>(var pause) ->
                unknown(Reason.UNREACHABLE, "Slack asks for a pause of " + pause.toSeconds() + " s.");
            case Admission.Answer.Failed<PayloadReader.Us>(String words) -> unknown(Reason.UNREACHABLE, words);
        };
    }

    private static Found<Optional<String>> unknown(Reason reason, String why) {
        return new Found<>(
                Optional.empty(),
                List.of(Problem.of(
                        reason,
                        "Slack does not say to which workspace the bot token belongs: " + why
                                + " Start again when that is mended, or set slack.team to the id of the workspace.")));
    }

    @Override
    public void close() {
        switch (ear) {
            case Ear.Sockets(var mode) -> mode.close();
            case Ear.Hooks(var hooks) -> hooks.close();
        }
    }

    @Override
    public String toString() {
        return sender;
    }
}
