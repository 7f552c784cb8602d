package tidewatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section.Length;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Times;

/**
 * {@code /brief [date] [full]}: today's brief, or a past one: as this chat got it, else from the facts that were frozen then, else built now
 * from what may be known of that morning.
 */
final class BriefCommand implements Command {
    private final Desk desk;
    private final Supplier<Optional<SentBriefs>> past;
    private final ComposedBriefs composed = new ComposedBriefs();

    BriefCommand(Desk desk, Supplier<Optional<SentBriefs>> past) {
        this.desk = desk;
        this.past = past;
    }

    @Override
    public String name() {
        return "brief";
    }

    @Override
    public List<String> aliases() {
        return List.of("b", "morning");
    }

    @Override
    public String arguments() {
        return "[date] [full]";
    }

    @Override
    public String help() {
        return "The morning brief, today's or a past one";
    }

    @Override
    public List<String> examples() {
        return List.of("/brief", "/brief full", "/brief 2026-01-09");
    }

    @Override
    public Audience audience() {
        return Audience.MARKET;
    }

    @Override
    public Reply answer(Request request) {
        var today = request.at().atZone(request.zone()).toLocalDate();
        var name = BriefName.of(today);
        var length = Length.CHAT;
        for (var argument : request.arguments()) {
            if (argument.equalsIgnoreCase("full")) {
                length = Length.FULL;
                continue;
            }
            var named = BriefName.parse(argument);
            if (named.isEmpty()) {
                return Answer.to(request, "")
                        .complain("\"" + Answer.shown(argument) + "\" is no date. Write a day as 2026-01-09, or /brief full for everything.")
                        .reply();
            }
            name = named.get();
        }
        if (name.day().isAfter(today)) {
            return Answer.to(request, "").complain("The brief of " + name.text() + " is not written yet; today is " + today + ".").reply();
        }
        var wanted = name;
        var shown = length;
        return past.get().flatMap(briefs -> asItWas(wanted, shown, briefs, request)).orElseGet(() -> built(wanted, shown, today, request));
    }

    /** As this chat got it; else from the facts that were frozen then. */
    private static Optional<Reply> asItWas(BriefName name, Length length, SentBriefs past, Request request) {
        var sent = name.sent(past, request.asker());
        if (sent.isPresent() && length != Length.FULL) {
            return Optional.of(said(sent.get().doc(), "As sent to this chat on " + moment(sent.get().at(), request) + "."));
        }
        // All of what was sent is told, not of another brief of that day.
        var id = sent.flatMap(copy -> BriefName.parse(copy.doc().meta().docId())).orElse(name);
        return id.frozen(past, request.scope()).map(facts -> said(
                BriefComposer.compose(facts, length),
                sent.map(copy -> "All of the brief that this chat got on " + moment(copy.at(), request) + ".")
                        .orElse("As it was built on " + Wording.day(facts.date()) + "; it was not sent to this chat.")));
    }

    private Reply built(BriefName name, Length length, LocalDate today, Request request) {
        if (!name.wholeDay()) {
            return Answer.to(request, "")
                    .complain("There is no brief " + Answer.shown(name.text()) + ". A day's brief is asked for as /brief 2026-01-09.")
                    .reply();
        }
        var found = desk.morning(name.day(), request.scope());
        if (found.value().isEmpty()) {
            return Ask.noPrices(request, found);
        }
        var doc = composed.of(found.value().get(), length);
        return past.get().isPresent() && name.day().isBefore(today)
                ? said(doc, "Rebuilt now from today's notes and prices; it was never sent.")
                : Reply.ok(doc);
    }

    private static Reply said(Doc doc, String line) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Para(List.of(new Inline.Em(List.of(Inline.text(line))))));
        blocks.addAll(doc.blocks());
        return Reply.ok(new Doc(doc.title(), doc.summary(), blocks, doc.actions(), doc.meta()));
    }

    private static String moment(Instant at, Request request) {
        var local = at.atZone(request.zone());
        return Wording.day(local.toLocalDate()) + " " + Times.time(local.toLocalTime());
    }
}
