package tidewatch.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Note;
import tidewatch.notes.Stale;

/** {@code /stale}: notes that time has passed by, each with the reason and the next step. */
final class StaleCommand implements Command {
    private static final int NOTES = 10;
    private static final int REASONS_MAX = 4;
    private static final int WORDS_MAX = 60;

    private final Desk desk;

    StaleCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "stale";
    }

    @Override
    public List<String> aliases() {
        return List.of("old");
    }

    @Override
    public String arguments() {
        return "[NOTE]";
    }

    @Override
    public String help() {
        return "Notes past their time: not reviewed, scenario over, nothing left to watch";
    }

    @Override
    public List<String> examples() {
        return List.of("/stale");
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "Stale notes").of(desk.setup());
        var page = Page.of(request.rest());
        var today = today(request);
        var vault = desk.vault(request.at(), request.scope()).value();
        if (page.isEmpty()) {
            return NameBook.note(request.rest(), vault)
                    .map(note -> NoteCommand.stale(note, request, vault)
                            .map(answer::add)
                            .orElseGet(() -> answer.say(note.title() + " is not stale."))
                            .button("Note", "/note " + note.title())
                            .reply())
                    .orElseGet(() -> NoteCommand.unknown(request, vault).reply());
        }
        var stale = vault.stale(today);
        if (page.get().beyond(stale, NOTES)) {
            return answer.complain(page.get().none()).reply();
        }
        if (stale.isEmpty()) {
            return answer.say("No note is past its time. A thesis is when nobody reviewed it for long, a scenario or what is to be watched when its days are over; pages of a day never are.")
                    .reply();
        }
        if (page.get().number() == 1) {
            answer.say(Wording.count(stale.size(), "note is", "notes are") + " past " + (stale.size() == 1 ? "its" : "their") + " time, the newest first:");
        }
        for (var one : page.get().of(stale, NOTES)) {
            answer.add(Block.para(new Inline.NoteRef(one.note().path(), one.note().title())));
            answer.add(reasons(one, today));
        }
        page.get().more(stale, NOTES, "stale", answer);
        return answer.reply();
    }

    static LocalDate today(Request request) {
        return request.at().atZone(request.zone()).toLocalDate();
    }

    /** Each reason with its next step. */
    static Block reasons(Stale stale, LocalDate today) {
        var items = new ArrayList<List<Inline>>();
        stale.reasons().stream().limit(REASONS_MAX).forEach(reason -> items.add(List.of(Inline.text(words(reason, stale.note(), today)))));
        if (stale.reasons().size() > REASONS_MAX) {
            items.add(List.of(Inline.text((stale.reasons().size() - REASONS_MAX) + " more of this note.")));
        }
        return Block.bullets(items);
    }

    private static String words(Stale.Reason reason, Note note, LocalDate today) {
        return switch (reason) {
            case Stale.Reason.NotReviewed(var last, long days, _) -> "Not reviewed for " + days + " days, last on " + Wording.longDay(last) + ". Look at /thesis "
                    + note.title() + ", then write a line \"Last reviewed: " + today + "\".";
            case Stale.Reason.ScenarioOver(var scenario, var since) -> Wording.quoted(Answer.cut(scenario.label(), WORDS_MAX))
                    + scenario.span().map(span -> ", " + Wording.span(span)).orElse("") + ", was over on " + Wording.longDay(since)
                    + ". /scenarios says what the market did; write what came of it.";
            case Stale.Reason.DriversPast(int drivers, var since) -> (drivers == 1 ? "Its one driver is" : drivers == 2 ? "Both drivers are" : "All " + drivers + " drivers are") + " past since "
                    + Wording.longDay(since) + ". Write what drives it now, or how it ended.";
            case Stale.Reason.WatchOver(var item, var since) -> Wording.quoted(Answer.cut(item.what(), WORDS_MAX)) + " was over on " + Wording.longDay(since)
                    + evidence(item) + " Write what came of it.";
            case Stale.Reason.NothingAhead(var items, var since) -> (items.size() == 2 ? "Both" : "All " + items.size()) + " things to watch are past, the last on " + Wording.longDay(since)
                    + ". Write what came of them, and what is next.";
        };
    }

    private static String evidence(Claim.WatchItem item) {
        return item.evidence().map(question -> ", and no answer stands there: " + Answer.cut(question, WORDS_MAX).replaceFirst("[?.]+$", "") + "?").orElse(".");
    }
}
