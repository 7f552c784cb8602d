package tidewatch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.FigureBook;
import tidewatch.brief.ScorecardSection;
import tidewatch.brief.ScorecardSection.Rate;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.Bookkeeping;
import tidewatch.evidence.Hypotheses;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.RecordedOutcome;
import tidewatch.evidence.Scorecard;
import tidewatch.evidence.Weighed;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.rotation.Followed;
import tidewatch.rotation.RotationBacktest;
import tidewatch.rotation.RotationList;

/**
 * {@code /record}: how often claims of the notes and rows of the list came in, beside what chance and naive rivals do; {@code open},
 * {@code scored} and {@code imported} list them.
 */
final class RecordCommand implements Sourced {
    /** What each claim is scored by. */
    private static final String AHEAD = "direction x relative move over the claim's horizon";

    private static final int LISTED = 8;
    private static final int QUOTE_LENGTH = 120;

    private final Desk desk;
    private final Books.Shelf shelf;

    RecordCommand(Desk desk, Books.Shelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "record";
    }

    @Override
    public List<String> aliases() {
        return List.of("score", "scorecard");
    }

    @Override
    public String arguments() {
        return "[open|scored|imported]";
    }

    @Override
    public String help() {
        return "How often your claims and my list came in, beside chance";
    }

    @Override
    public List<String> examples() {
        return List.of("/record", "/record open", "/record scored");
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var entries = shelf.ifKept().map(books -> books.ledger().all()).orElse(List.of()).stream()
                .filter(entry -> seen(entry.claim(), request, in))
                .toList();
        var card = Scorecard.of(entries, in.panel(), in.universe());
        var words = request.rest().strip().toLowerCase(Locale.ROOT);
        var first = words.replaceFirst("\\s.*", "");
        var page = Page.of(words.substring(first.length()).strip()).orElse(new Page(1));
        return switch (first) {
            case "" -> all(request, in, card);
            case "open" -> list(request, in, "Open", "open", page, together(card, false));
            case "scored" -> list(request, in, "Scored", "scored", page, together(card, true));
            case "imported" -> list(request, in, "Imported", "imported", page, imported(card));
            default -> Answer.to(request, "")
                    .complain("I can show \"/record open\", \"/record scored\" and \"/record imported\", not \"" + Answer.shown(request.rest()) + "\".")
                    .button("Record", "/record");
        };
    }

    /** Of a note that may not be known here, no claim is. */
    private static boolean seen(RecordedClaim claim, Request request, BriefInput in) {
        return request.scope().everything() || claim.source().filter(source -> in.vault().note(source.file()).isEmpty()).isEmpty();
    }

    // ---- the card

    private Answer all(Request request, BriefInput in, Scorecard card) {
        var answer = Answer.to(request, "Record").from(in);
        if (card.since().isEmpty()) {
            answer.say(shelf.ifKept().isPresent()
                    ? "Nothing is written down yet: each session is written up once, when its prices are complete."
                    : "Nothing is written down here: the service keeps the record, from its first complete session on (tidewatch run).");
            lookedBack(request, in, answer);
        } else {
            answer.say("Written down before the outcome since " + Wording.longDay(card.since().get()) + ", scored at the horizon and not before.");
            var items = new ArrayList<List<Inline>>();
            items.add(part("Your notes", card.notes(), in, answer.figures()));
            for (int i = 0; i < card.calls().size(); i++) {
                items.add(part("Rows that entered my list, after " + Bookkeeping.CALLED_FOR.get(i) + " sessions", card.calls().get(i), in, answer.figures()));
            }
            answer.add(Block.bullets(items));
            imported(card.imported(), answer);
            card.notes().brier().ifPresent(brier -> brier(brier, card.notes(), in, answer));
        }
        replay(request, in, answer);
        unscored(in, answer);
        if (card.since().isPresent()) {
            answer.button("Open", "/record open").button("Scored", "/record scored");
            if (!card.imported().open().isEmpty() || !card.imported().scored().isEmpty()) {
                answer.button("Imported", "/record imported");
            }
        }
        return answer;
    }

    private static List<Inline> part(String whose, Scorecard.Part part, BriefInput in, FigureBook book) {
        var line = new ArrayList<Inline>();
        line.add(Inline.strong(whose));
        var words = new StringBuilder();
        if (part.tally().isPresent()) {
            var tally = part.tally().get();
            share(whose, part, tally, in, book);
            line.add(Inline.text(": " + Rate.of(Optional.empty(), tally).words() + " came in. On average "));
            line.add(over(whose + ", mean of what they were ahead", tally.mean() * 100, Figure.Unit.POINTS, AHEAD + "; their mean", part.scored(), in, book).inSentence());
            words.append(" points; the benchmark itself 0.");
            if (tally.leading().isPresent() && tally.lagging().isPresent()) {
                words.append(" Over the same sessions the row that led at the start was ahead ").append(rival(tally.leading().get()))
                        .append(", the one that lagged ").append(rival(tally.lagging().get())).append('.');
            }
        } else {
            words.append(": none scored yet.");
        }
        if (!part.open().isEmpty()) {
            var next = part.open().getFirst().claim();
            words.append(' ').append(Wording.count(part.open().size(), "is", "are")).append(" open, the first is due on ")
                    .append(Wording.longDay(in.panel().calendar().plus(next.start(), next.horizon()))).append(": ").append(next.title()).append('.');
        }
        line.add(Inline.text(words.toString()));
        return line;
    }

    /** What is behind the share that came in, and behind that of random calls. */
    private static void share(String whose, Scorecard.Part part, Scorecard.Tally tally, BriefInput in, FigureBook book) {
        over(
                whose + ", share that came in", 100.0 * tally.hits() / tally.scored(), Figure.Unit.SHARE,
                AHEAD + "; came in: above 0. The interval is Wilson's at 95 % on the number of independent calls, which overlaps and correlations lessen",
                part.scored(), in, book);
        over(
                whose + ", share of random calls that come in", tally.base() * 100, Figure.Unit.SHARE,
                "share of the starts of the axis from which a call of the same length, direction and yardstick came in, mean over the claims", part.scored(), in, book);
    }

    private static void brier(Scorecard.Brier brier, Scorecard.Part notes, BriefInput in, Answer answer) {
        var said = notes.scored().stream().filter(entry -> entry.claim().probability().isPresent()).toList();
        var book = answer.figures();
        var score = over("Brier score", brier.score(), Figure.Unit.RATIO, "mean of (probability - outcome)^2; outcome: 1 where it came in, else 0", said, in, book);
        var reference = over(
                "Brier score of always saying the base rate", brier.reference(), Figure.Unit.RATIO, "the same with the share of random calls in place of the probability",
                said, in, book);
        answer.add(new Block.Para(List.of(
                Inline.text("Probabilities that you wrote: Brier score "), score.inSentence(),
                Inline.text(" over " + Wording.count(brier.scored(), "claim", "claims") + "; always saying the base rate scores "), reference.inSentence(),
                Inline.text(" (0 is the best)."))));
    }

    /** A figure over scored claims, from the first start to the last horizon. */
    private static Figure over(
            String label, double value, Figure.Unit unit, String formula, List<Ledger.Entry> scored, BriefInput in, FigureBook book) {
        var panel = in.panel();
        int from = scored.stream().mapToInt(entry -> panel.indexOf(entry.claim().start())).filter(t -> t >= 0).min().orElse(0);
        int to = scored.stream().mapToInt(entry -> panel.indexOf(entry.claim().start()) + entry.claim().horizon()).max().orElse(in.back(0));
        return book.made(
                label, value, unit, formula,
                scored.stream().flatMap(entry -> entry.claim().asset().stream()).distinct().toList(),
                scored.stream().flatMap(entry -> entry.claim().against().stream()).distinct().toList(),
                from, Math.clamp(to, from, in.back(0)));
    }

    private static String rival(Scorecard.Rival rival) {
        return rival.hits() + " of " + rival.scored() + (rival.scored() == 1 ? " time" : " times");
    }

    private static void imported(Scorecard.Part imported, Answer answer) {
        int all = imported.scored().size() + imported.open().size();
        if (all > 0) {
            var passed = imported.scored().size();
            long came = imported.scored().stream().filter(entry -> entry.outcome().orElseThrow().hit()).count();
            answer.say("Imported: " + Wording.count(all, "claim", "claims") + " of your notes " + (all == 1 ? "was" : "were")
                    + " first seen more than five sessions after " + (all == 1 ? "it was" : "they were") + " made, and " + (all == 1 ? "counts" : "count")
                    + " in no rate." + (passed == 0 ? "" : " Of " + passed + " whose horizon has passed " + came + " came in."));
        }
    }

    /** What a record kept since the first note would hold of the notes by now. */
    private static void lookedBack(Request request, BriefInput in, Answer answer) {
        var claims = Bookkeeping.ofNotes(
                Hypotheses.of(in.vault(), in.universe(), in.panel()), in.vault(), List.of(), in.panel(), in.universe().benchmark(), request.at());
        if (claims.isEmpty()) {
            return;
        }
        var outcomes = Bookkeeping.outcomes(List.of(), claims, in.panel(), request.at());
        long came = outcomes.stream().filter(RecordedOutcome::hit).count();
        var due = claims.stream().map(claim -> in.panel().calendar().plus(claim.start(), claim.horizon())).filter(in.panel().asOf()::isBefore).min(Comparator.naturalOrder());
        answer.say("Your notes looked back on, no record: they make " + Wording.count(claims.size(), "claim", "claims") + " that can be scored. "
                + (outcomes.isEmpty() ? "The horizon of none has passed" : "Of " + outcomes.size() + " whose horizon has passed " + came + " came in")
                + due.map(day -> "; the next one ends on " + Wording.longDay(day)).orElse("") + ".");
    }

    private void replay(Request request, BriefInput in, Answer answer) {
        desk.replay(request.at()).ifPresent(backtest -> {
            var parts = new ArrayList<String>();
            var symbols = in.table().rows().stream()
                    .filter(row -> RotationList.mayName(row.kind()))
                    .flatMap(row -> row.basket().symbols().stream())
                    .distinct()
                    .toList();
            for (int horizon : backtest.horizons()) {
                for (var side : Followed.Side.values()) {
                    var calls = backtest.followed(side, Followed.Group.CALLS, horizon);
                    var any = backtest.followed(side, Followed.Group.BASE_RATE, horizon);
                    replayed(calls, any, symbols, backtest, in, answer.figures());
                    calls.outcome().ifPresent(outcome -> parts.add(
                            (side == Followed.Side.INTO ? "into" : "out of") + ", " + horizon + " sessions on: " + outcome.hits() + " of " + calls.count()
                                    + (calls.count() < Scorecard.PERCENT_FROM
                                            ? ""
                                            : " (" + percent(outcome.shareInterval().low()) + " to " + percent(outcome.shareInterval().high())
                                                    + " %, worth about " + Math.round(calls.effective()) + ")")
                                    + any.share().map(share -> ", any row on any session " + percent(share) + " %").orElse("")));
                }
            }
            if (!parts.isEmpty()) {
                answer.say("Replay, no record: my list as it would have been from " + Wording.longDay(backtest.from()) + " to " + Wording.longDay(backtest.to())
                        + ", and how often a row that entered it went on its way:");
                answer.add(Block.bullets(parts.stream().map(line -> List.<Inline>of(Inline.text(line + "."))).toList()));
            }
        });
    }

    private static void replayed(Followed calls, Followed any, List<String> symbols, RotationBacktest backtest, BriefInput in, FigureBook book) {
        var way = (calls.side() == Followed.Side.INTO ? "into" : "out of") + ", " + calls.horizon() + " sessions on";
        for (var followed : List.of(calls, any)) {
            var whose = followed.group() == Followed.Group.CALLS ? "replay, rows that entered the list, " : "replay, any row on any session, ";
            followed.share().ifPresent(share -> book.made(
                    whose + way + ", share that went on its way", share * 100, Figure.Unit.SHARE,
                    "share of " + followed.count() + " whose relative move over the next " + followed.horizon() + " sessions went that way",
                    symbols, List.of(in.table().benchmark()), Math.max(0, in.panel().indexAtOrBefore(backtest.from())),
                    Math.max(0, in.panel().indexAtOrBefore(backtest.to()))));
        }
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    private static void unscored(BriefInput in, Answer answer) {
        var untestable = new ArrayList<Weighed>();
        in.theses().forEach(thesis -> thesis.weighed().stream().filter(RecordCommand::untestable).forEach(untestable::add));
        in.flows().stream().map(BriefInput.View::weighed).filter(RecordCommand::untestable).forEach(untestable::add);
        long scenarios = in.context().stream().mapToLong(context -> context.clocks().size()).sum();
        var parts = new ArrayList<String>();
        if (!untestable.isEmpty()) {
            var first = untestable.getFirst();
            parts.add(Wording.count(untestable.size(), "view", "views") + " that nothing is measured on (" + first.title() + ": " + first.why()
                    + (untestable.size() > 1 ? "; …" : "") + ")");
        }
        if (scenarios > 0) {
            parts.add(Wording.count((int) scenarios, "scenario clock", "scenario clocks") + " (/scenarios)");
        }
        if (!parts.isEmpty()) {
            answer.say("Never scored: " + String.join(" and ", parts) + ".");
        }
    }

    private static boolean untestable(Weighed one) {
        return one.status() == Weighed.Status.UNTESTABLE;
    }

    // ---- lists

    private static List<Ledger.Entry> together(Scorecard card, boolean scored) {
        var all = new ArrayList<Ledger.Entry>(scored ? card.notes().scored() : card.notes().open());
        card.calls().forEach(part -> all.addAll(scored ? part.scored() : part.open()));
        return scored ? all.reversed() : all;
    }

    private static List<Ledger.Entry> imported(Scorecard card) {
        var all = new ArrayList<>(card.imported().scored());
        all.addAll(card.imported().open());
        return all;
    }

    private static Answer list(Request request, BriefInput in, String title, String word, Page page, List<Ledger.Entry> entries) {
        var answer = Answer.to(request, "Record: " + title.toLowerCase(Locale.ROOT)).from(in);
        if (page.beyond(entries, LISTED)) {
            return answer.complain(page.none());
        }
        if (entries.isEmpty()) {
            return answer.say("Nothing is " + word + " so far.").button("Record", "/record");
        }
        answer.add(Block.bullets(page.of(entries, LISTED).stream().map(entry -> line(entry, in, answer.figures())).toList()));
        page.more(entries, LISTED, "record " + word, answer);
        return answer.button("Record", "/record");
    }

    private static List<Inline> line(Ledger.Entry entry, BriefInput in, FigureBook book) {
        var claim = entry.claim();
        var words = new ArrayList<Inline>();
        words.add(claim.source().<Inline>map(source -> new Inline.NoteRef(source.file(), claim.title())).orElseGet(() -> Inline.strong(claim.title())));
        words.add(Inline.text(": " + (claim.sign() > 0 ? "ahead" : "behind") + ", measured on " + Wording.list(claim.asset()) + (claim.standIn() ? " (stand-in)" : "") + " against "
                + Wording.list(claim.against()) + " from " + Wording.longDay(claim.start()) + " over " + Wording.count(claim.horizon(), "session", "sessions")
                + (claim.author() == RecordedClaim.Author.NOTES ? " (" + claim.horizonWhy() + ")" : "")
                + claim.probability().map(p -> ", you said " + percent(p) + " %").orElse("")));
        entry.outcome().ifPresentOrElse(
                outcome -> words.addAll(outcome(entry, outcome, in, book)),
                () -> words.add(Inline.text(", due " + Wording.longDay(in.panel().calendar().plus(claim.start(), claim.horizon())))));
        words.add(Inline.text("."));
        claim.source().ifPresent(source ->
                words.add(Inline.text(" Line " + source.line() + ": \"" + Answer.cut(source.quote(), QUOTE_LENGTH) + "\"")));
        return words;
    }

    private static List<Inline> outcome(Ledger.Entry entry, RecordedOutcome outcome, BriefInput in, FigureBook book) {
        var words = new ArrayList<Inline>();
        words.add(Inline.text(outcome.hit() ? ": came in, " : ": did not come in, "));
        words.add(ScorecardSection.figure(entry, in, book)
                .map(Figure::inSentence)
                .orElseGet(() -> Numbers.bare(ScorecardSection.ahead(entry) * 100)));
        words.add(Inline.text(" points" + outcome.reason().map(why -> " (" + why + " since it was first scored)").orElse("")));
        return words;
    }
}
