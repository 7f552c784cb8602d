package tidewatch.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.CoverageSection;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryState;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.problem.Problem;
import tidewatch.search.NoteSearch;

/** {@code /status}: how old the data are, what is missing or held back, where notes and prices come from, when the next brief is due. */
final class StatusCommand implements Command {
    private static final int PROBLEMS_MAX = 12;
    /** Downtimes older than this are history. */
    private static final Duration OUTAGES = Duration.ofDays(31);

    private final Desk desk;
    private final Books.Shelf shelf;
    private final NoteSearch search;

    StatusCommand(Desk desk, Books.Shelf shelf, NoteSearch search) {
        this.desk = desk;
        this.shelf = shelf;
        this.search = search;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public List<String> aliases() {
        return List.of("health", "ping");
    }

    @Override
    public String help() {
        return "How old the data are, what is missing, when the next brief is due";
    }

    @Override
    public List<String> examples() {
        return List.of("/status");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "Status");
        var found = desk.at(request.at(), request.scope());
        var vault = desk.vault(request.at(), request.scope());
        var setup = desk.setup();
        var pairs = new ArrayList<Block.KeyValues.Pair>();
        var kept = shelf.ifKept();
        pair(pairs, "now", Wording.longDay(request.at().atZone(request.zone()).toLocalDate()) + " " + Wording.time(request.at().atZone(request.zone()))
                + (setup.sample() ? " (demo clock)" : ""));
        found.value().ifPresentOrElse(
                in -> {
                    var coverage = CoverageSection.facts(in.panel());
                    pair(pairs, "prices", CoverageSection.words(coverage).replaceFirst("^Prices: ", "") + (in.sample() ? ". " + Wording.SAMPLE : ""));
                    if (!coverage.dead().isEmpty()) {
                        pair(pairs, "no longer priced", Wording.listed(coverage.dead(), 12));
                    }
                    pair(pairs, "theses", Integer.toString(in.theses().size()));
                    if (kept.isEmpty()) {
                        pair(pairs, "next brief", Wording.day(in.panel().calendar().next(in.today())) + " " + in.briefTime());
                    }
                },
                () -> pair(pairs, "prices", "none"));
        kept.ifPresent(books -> kept(pairs, books, request));
        // Folders of the machine are nobody else's business.
        boolean owner = request.asker().rights().role() == Role.OWNER && request.asker().rights().place() == Incoming.Place.PRIVATE;
        var feed = desk.feed(request.at());
        if (owner) {
            pair(pairs, "price source", setup.prices());
        }
        // How sources and keys do concerns who runs this.
        feed.filter(_ -> owner).ifPresent(report -> PriceWords.lines(report, request.at(), request.zone()).forEach(line -> pair(pairs, line.name(), line.words())));
        pair(pairs, owner ? "vault" : "notes", (owner ? setup.vault() + ", " : "") + Wording.count(vault.value().notes().size(), "note", "notes"));
        // It counts all notes, whoever may see them.
        var index = search.state();
        if (owner && index.planned()) {
            pair(pairs, "search index", (index.ready() ? Wording.count(index.notes(), "note", "notes") : "being made; until then text is looked through")
                    + index.trouble().map(trouble -> ". " + trouble.sentence()).orElse(""));
        }
        pair(pairs, "version", setup.version());
        answer.add(new Block.KeyValues(pairs));
        var problems = new ArrayList<String>();
        if (owner) {
            setup.problems().forEach(problem -> add(problems, problem));
        }
        found.problems().forEach(problem -> add(problems, problem));
        vault.problems().forEach(problem -> add(problems, problem));
        vault.value().problems().forEach(problem -> add(problems, problem));
        if (!problems.isEmpty()) {
            var items = problems.stream().limit(PROBLEMS_MAX).map(line -> List.<Inline>of(Inline.text(line))).toList();
            answer.say("Found while reading:").add(Block.bullets(items));
            if (problems.size() > PROBLEMS_MAX) {
                answer.say((problems.size() - PROBLEMS_MAX) + " more.");
            }
        }
        return answer.reply();
    }

    /** This chat's next briefs with the days that are skipped, what waits in the queue, when the service was down. */
    private static void kept(List<Block.KeyValues.Pair> pairs, Books books, Request request) {
        var overview = books.chats().overview(request.asker().chat(), request.at());
        if (overview.lines().isEmpty()) {
            pair(pairs, "next brief", "none, this chat has not subscribed");
        }
        for (var line : overview.lines()) {
            var what = SubscriptionWords.kind(line.subscription().rule().kind());
            pair(pairs, "next " + what, line.next().isEmpty() ? "none; see /settings" : line.next().getFirst().words());
        }
        var depth = books.outbox().depth();
        int dead = depth.getOrDefault(DeliveryState.DEAD, 0);
        int waiting = depth.values().stream().mapToInt(Integer::intValue).sum() - dead;
        pair(pairs, "queue", (waiting == 0 ? "empty" : Wording.count(waiting, "message", "messages"))
                + books.outbox().oldestWaiting().map(due -> ", the oldest due " + DeliveryWords.moment(due, request.zone())).orElse("")
                + (dead == 0 ? "" : ", " + dead + " dead: /deliveries dead"));
        var outages = books.ticks().outages(request.at().minus(OUTAGES));
        if (!outages.isEmpty()) {
            var last = outages.getLast();
            pair(pairs, "last downtime", DeliveryWords.moment(last.from(), request.zone()) + " to " + DeliveryWords.moment(last.until(), request.zone()));
        }
    }

    private static void add(List<String> lines, Problem problem) {
        if (!lines.contains(problem.line())) {
            lines.add(problem.line());
        }
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, String value) {
        pairs.add(new Block.KeyValues.Pair(List.of(Inline.text(key)), List.of(Inline.text(value))));
    }
}
