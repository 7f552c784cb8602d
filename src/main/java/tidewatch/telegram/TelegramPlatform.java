package tidewatch.telegram;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Hook;
import tidewatch.chat.Inbox;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Loop;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.http.Hosts;
import tidewatch.http.HttpCalls;
import tidewatch.http.Redaction;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Pictures;
import tidewatch.message.RenderPlan;
import tidewatch.message.Renderer;
import tidewatch.problem.Problem;

/**
 * Telegram as a place to talk. Listens on one thread of its own, by asking or by being called; sends on the threads of its callers. A chat
 * is its number, a person {@code telegram:<user id>}, a message its number in the chat. Telegram cannot be asked whether a message arrived.
 */
public final class TelegramPlatform implements ChatPlatform {
    public static final String NAME = "telegram";

    /** Columns of fixed-width text that a phone shows (platforms design, 1.4). */
    private static final int WIDTH = 36;

    /** answerCallbackQuery, text (core.telegram.org/bots/api). */
    private static final int ALERT_MAX = 200;

    /** How long a button may look busy while an answer for the one who pressed it may still come. */
    private static final Duration PRESS = Duration.ofSeconds(2);

    private static final String ELSEWHERE = "Sent to you privately.";
    private static final String CANNOT_WRITE = "I cannot write to you. Open a private chat with me first.";

    private final TelegramSettings settings;
    private final Renderer renderer;
    private final InboundLog log;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Consumer<Problem> reports;
    private final TelegramClient sends;
    private final TelegramClient polls;
    private final Outcomes outcomes;
    private final Posting posting;
    private final Presses presses;
    private final TelegramWebhook webhook;
    private Optional<Loop> loop = Optional.empty();
    private volatile Optional<Intake> intake = Optional.empty();

    /**
     * Calls nothing yet.
     *
     * @param settings with a token
     * @param calls makes two clients: one for sending, one for what is held open
     * @param redaction learns the token
     * @param log keeps the place in the stream of updates
     * @param nanos a clock that never goes back
     * @param random for the length of pauses
     * @param reports takes what was left out and what broke, in sentences without secrets; any thread
     */
    public TelegramPlatform(
            TelegramSettings settings,
            HttpCalls calls,
            Redaction redaction,
            Renderer renderer,
            Pictures pictures,
            InboundLog log,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random,
            Consumer<Problem> reports) {
        this(settings, calls, redaction, renderer, pictures, log, clock, nanos, random, reports, PRESS);
    }

    TelegramPlatform(
            TelegramSettings settings,
            HttpCalls calls,
            Redaction redaction,
            Renderer renderer,
            Pictures pictures,
            InboundLog log,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random,
            Consumer<Problem> reports,
            Duration press) {
        this.settings = Objects.requireNonNull(settings);
        this.renderer = Objects.requireNonNull(renderer);
        this.log = Objects.requireNonNull(log);
        this.clock = Objects.requireNonNull(clock);
        this.nanos = Objects.requireNonNull(nanos);
        this.random = Objects.requireNonNull(random);
        this.reports = Objects.requireNonNull(reports);
        var hosts = hosts(settings);
        this.sends = new TelegramClient(settings, calls.sends(hosts), redaction, clock);
        this.polls = new TelegramClient(settings, calls.polls(hosts), redaction, clock);
        this.outcomes = new Outcomes(nanos);
        this.posting = new Posting(sends, outcomes, Objects.requireNonNull(pictures), nanos);
        this.presses = new Presses(handle -> answer(handle, ""), press);
        this.webhook = new TelegramWebhook(settings, polls, reports);
    }

    /** The one host of these settings, as a client of {@link HttpCalls} takes it. */
    public static Hosts hosts(TelegramSettings settings) {
        return Hosts.of(settings.api().getHost().replace("[", "").replace("]", ""));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The account that speaks: {@code telegram:<bot id>}. */
    public String sender() {
        return settings.sender().orElseThrow();
    }

    @Override
    public Capabilities capabilities(ChatId chat) {
        return new Capabilities(Capabilities.Profile.TELEGRAM_CLASSIC, WIDTH, false, true);
    }

    @Override
    public RenderPlan plan(Doc doc, ChatId chat) {
        return renderer.render(doc, capabilities(chat));
    }

    /** For the menu, the doctor and the command line; the one that sends. */
    public TelegramClient client() {
        return sends;
    }

    // ---- sending ----

    @Override
    public Delivered deliver(Outgoing outgoing) {
        TelegramPayload payload;
        try {
            payload = TelegramPayload.parse(outgoing.part().payload());
        } catch (IllegalArgumentException foreign) {
            return Delivered.Refused.because(Delivered.Refused.Cause.BAD_CONTENT, String.valueOf(foreign.getMessage()));
        }
        var thread = outgoing.thread().flatMap(TelegramPlatform::number);
        var delivered =
                switch (outgoing.placement()) {
                    case Placement.New _, Placement.Reply _ -> posting.send(outgoing, payload, outgoing.chat(), thread);
                    case Placement.Replace replace -> posting.replace(outgoing, payload, replace.message(), thread);
                    case Placement.Private alone -> privately(outgoing, payload, alone);
                };
        if (delivered instanceof Delivered.Sent && !(outgoing.placement() instanceof Placement.Private)) {
            presses.settle(outgoing.chat());
        }
        return delivered;
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException ofAnother) {
            return Optional.empty();
        }
    }

    /** As an alert over the button that was pressed, where it is short; else in the person's own chat with us. */
    private Delivered privately(Outgoing outgoing, TelegramPayload payload, Placement.Private alone) {
        var person = ChatId.parse(alone.person()).filter(chat -> chat.platform().equals(NAME));
        if (person.isEmpty()) {
            return Delivered.Refused.because(Delivered.Refused.Cause.BAD_CONTENT, "That person is none of Telegram's");
        }
        if (person.get().equals(outgoing.chat())) {
            return posting.send(outgoing, payload, outgoing.chat(), outgoing.thread().flatMap(TelegramPlatform::number));
        }
        var handle = alone.handle().filter(presses::claim);
        var text = Posting.plain(outgoing.part().plain().strip(), outgoing);
        boolean brief = payload instanceof TelegramPayload.Text
                && payload.keyboard().isEmpty()
                && outgoing.part().total() == 1
                && text.length() <= ALERT_MAX;
        if (handle.isPresent() && brief) {
            var answer = sends.call(alert(handle.get(), text));
            // Too late, or answered by another node: what is left is to write.
            boolean late = answer instanceof ApiAnswer.No no && no.code() == 400;
            if (!late) {
                // An alert has no number: it cannot be changed later.
                return outcomes.of(outgoing.chat(), answer, List.of());
            }
            handle = Optional.empty();
        }
        return written(outgoing, payload, person.get(), handle);
    }

    private static ApiCall alert(String handle, String text) {
        return ApiCall.of(AnswerCallbackQuery.builder().callbackQueryId(handle).text(text).showAlert(true).build());
    }

    private Delivered written(Outgoing outgoing, TelegramPayload payload, ChatId person, Optional<String> handle) {
        var delivered = posting.send(outgoing, payload, person, Optional.empty());
        boolean shut = delivered instanceof Delivered.Refused refused
                && switch (refused.cause()) {
                    case BLOCKED, KICKED, CHAT_GONE, NO_RIGHTS, MOVED -> true;
                    case BAD_TOKEN, BAD_CONTENT, TOO_LONG -> false;
                };
        boolean first = outgoing.part().number() == 1;
        var words = shut ? CANNOT_WRITE : delivered instanceof Delivered.Sent ? ELSEWHERE : "";
        if (handle.isPresent()) {
            var press = handle.get();
            aside(() -> answer(press, words));
        } else if (shut && first) {
            aside(() -> posting.say(outgoing.chat(), outgoing.thread().flatMap(TelegramPlatform::number), words));
        }
        // Not the cause itself: it speaks of the person's own chat, and the one of this part would be blamed for it.
        return shut
                ? Delivered.Refused.because(Delivered.Refused.Cause.BAD_CONTENT, "The person does not let us write privately")
                : unnumbered(delivered);
    }

    /** What is said beside the message must not make its call longer than a call may be. */
    private static void aside(Runnable call) {
        Thread.ofVirtual().name("telegram aside").start(call);
    }

    /** The number of a message in another chat says nothing in this one. */
    private static Delivered unnumbered(Delivered delivered) {
        return delivered instanceof Delivered.Sent sent
                ? new Delivered.Sent(Optional.empty(), sent.found(), sent.degradations())
                : delivered;
    }

    /** Whether that is too late does not matter: then the button looks busy no more. */
    private void answer(String handle, String words) {
        var typed = AnswerCallbackQuery.builder()
                .callbackQueryId(handle)
                .text(words.isEmpty() ? null : words)
                .showAlert(words.equals(CANNOT_WRITE) ? true : null)
                .build();
        var _ = sends.call(ApiCall.of(typed));
    }

    // ---- listening ----

    @Override
    public synchronized void start(Inbox inbox) {
        if (loop.isPresent()) {
            return;
        }
        inbox.state(Inbox.LinkState.DOWN, "Telegram was not reached yet.", Optional.empty());
        var takes = new Intake(inbox, presses, clock, reports);
        intake = Optional.of(takes);
        var listens =
                switch (settings.mode()) {
                    case POLL -> {
                        var poller = new Poller(polls, sender(), inbox, log, takes, clock, nanos, random, reports);
                        yield loop("telegram poll", poller::step, inbox);
                    }
                    case WEBHOOK -> {
                        webhook.open(inbox, takes, clock, random);
                        yield loop("telegram webhook", webhook::step, inbox);
                    }
                };
        loop = Optional.of(listens);
        listens.start();
    }

    private Loop loop(String name, Supplier<Optional<Duration>> step, Inbox inbox) {
        return new Loop(Thread.ofPlatform().daemon().name(name)::start, step, polls::cancel, inbox::awake, reports);
    }

    /** What Telegram calls, in mode webhook: to be served as long as the program runs, also while another node listens. */
    public List<Hook> hooks() {
        return settings.mode() == TelegramSettings.Mode.WEBHOOK ? List.of(webhook.hook()) : List.of();
    }

    /** How many updates since the last start were passed over, by kind: not for us, of a kind that we do not know, unreadable. */
    public Map<String, Long> passed() {
        return intake.map(Intake::passed).orElse(Map.of());
    }

    @Override
    public synchronized void close() {
        webhook.shut();
        loop.ifPresent(Loop::close);
        loop = Optional.empty();
        presses.close();
    }

    @Override
    public String toString() {
        return sender();
    }
}
