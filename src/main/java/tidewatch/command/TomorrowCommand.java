package tidewatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section.Length;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.SubscriptionState;
import tidewatch.evidence.ThesisView;
import tidewatch.evidence.Weighed;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.problem.Problem;

/**
 * {@code /tomorrow [n|date|reset]}: steps the demo clock of the sample market. Every session between is weighed; only the last brief is
 * shown, with the list of theses whose status changed on the way.
 */
final class TomorrowCommand implements Command {
    private final Desk desk;
    private final Optional<DemoClock> clock;
    private final Books.Shelf shelf;

    TomorrowCommand(Desk desk, Optional<DemoClock> clock, Books.Shelf shelf) {
        this.desk = desk;
        this.clock = clock;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "tomorrow";
    }

    @Override
    public List<String> aliases() {
        return List.of("next");
    }

    @Override
    public String arguments() {
        return "[n | date | reset]";
    }

    @Override
    public String help() {
        return "Sample market only: the next morning";
    }

    @Override
    public List<String> examples() {
        return List.of("/tomorrow", "/tomorrow 5", "/tomorrow reset");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public Reply answer(Request request) {
        if (clock.isEmpty()) {
            return Answer.to(request, "")
                    .complain(desk.setup().sample()
                            ? "The clock of the sample market stands still while a day is given with --as-of; leave that out to step it."
                            : "/tomorrow steps the clock of the sample market; these are real prices. The next brief comes by itself.")
                    .reply();
        }
        var before = desk.at(request.at(), request.scope()).value();
        var stepped = clock.get().step(request.rest());
        if (stepped.value().isEmpty()) {
            var answer = Answer.to(request, "");
            stepped.problems().stream().map(Problem::sentence).forEach(answer::complain);
            return answer.reply();
        }
        var labels = new LinkedHashMap<String, Weighed.Status>();
        before.ifPresent(in -> in.theses().forEach(thesis -> labels.put(thesis.name(), thesis.lead().status())));
        var changes = new ArrayList<List<Inline>>();
        for (var morning : stepped.value()) {
            desk.at(morning, request.scope()).value().ifPresent(in -> in.theses().forEach(thesis -> change(thesis, morning, request, labels, changes)));
        }
        var last = stepped.value().getLast();
        var found = desk.at(last, request.scope());
        if (found.value().isEmpty()) {
            return Ask.noPrices(request, found);
        }
        if (subscribed(request)) {
            // The brief comes by itself, in this chat's copy.
            var answer = Answer.to(request, "").say("The clock stands on " + Wording.longDay(last.atZone(request.zone()).toLocalDate()) + ", " + Wording.time(last.atZone(request.zone())) + ".");
            stepped.problems().forEach(problem -> answer.say(problem.sentence() + "."));
            return answer.reply();
        }
        var brief = BriefComposer.compose(BriefComposer.facts(found.value().get()), Length.CHAT);
        var blocks = new ArrayList<Block>();
        stepped.problems().forEach(problem -> blocks.add(Block.para(problem.sentence() + ".")));
        if (!changes.isEmpty() && stepped.value().size() > 1) {
            blocks.add(Block.para("On the way, " + Wording.count(stepped.value().size(), "session", "sessions") + ":"));
            blocks.add(Block.bullets(changes));
        }
        blocks.addAll(brief.blocks());
        return Reply.ok(new Doc(brief.title(), brief.summary(), blocks, brief.actions(), brief.meta()));
    }

    /** Whether this chat gets a brief of its own; asked before the step, when it was still to come. */
    private boolean subscribed(Request request) {
        return shelf.ifKept()
                .filter(books -> books.chats().overview(request.asker().chat(), request.at()).lines().stream()
                        .anyMatch(line -> line.subscription().state() == SubscriptionState.ACTIVE && !line.next().isEmpty()))
                .isPresent();
    }

    /** A label that differs from the last one and has held for two closes is a change. */
    private static void change(
            ThesisView thesis, Instant morning, Request request, Map<String, Weighed.Status> labels, List<List<Inline>> changes) {
        var lead = thesis.lead();
        var known = labels.putIfAbsent(thesis.name(), lead.status());
        if (known == null || known == lead.status() || lead.holding() < 2) {
            return;
        }
        labels.put(thesis.name(), lead.status());
        changes.add(List.of(Inline.text(Wording.day(morning.atZone(request.zone()).toLocalDate()) + ": " + Wording.mark(lead.status()) + " "
                + thesis.name() + " " + Wording.status(lead.status()) + " (was: " + Wording.status(known) + ")")));
    }
}
