package tidewatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.brief.ThesesSection;
import tidewatch.brief.Touch;
import tidewatch.brief.Wording;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.evidence.Closing;
import tidewatch.evidence.Hypothesis;
import tidewatch.evidence.SameBet;
import tidewatch.evidence.ThesisView;
import tidewatch.evidence.Weighed;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Contradictions;
import tidewatch.notes.Note;
import tidewatch.notes.PostMortem;
import tidewatch.problem.Spelling;

/** {@code /thesis NAME}: what is weighed for one thesis, what the note itself says validates it, and the notes that speak of it. */
final class ThesisCommand implements Sourced {
    private static final int QUOTES_MAX = 6;
    private static final int QUOTE_LENGTH = 240;

    private final Desk desk;
    private final NameAsk ask;
    private final Optional<CaptureCommand.Pad> pad;

    ThesisCommand(Desk desk, Books.Shelf shelf, Optional<CaptureCommand.Pad> pad) {
        this.desk = desk;
        this.pad = pad;
        this.ask = new NameAsk(shelf);
    }

    @Override
    public String name() {
        return "thesis";
    }

    @Override
    public List<String> aliases() {
        return List.of("t");
    }

    @Override
    public String arguments() {
        return "NAME";
    }

    @Override
    public String help() {
        return "One thesis: its evidence and your words";
    }

    @Override
    public List<String> examples() {
        return List.of("/thesis long nvidia", "/thesis defense ai", "/thesis [[Long datacenter infrastructure]]");
    }

    @Override
    public Reply answer(Request request) {
        return Ask.prices(desk, request, this);
    }

    @Override
    public Answer put(Request request, BriefInput in) {
        var words = request.rest();
        var page = Page.of(words);
        if (page.isPresent()) {
            return which(page.get(), request, in);
        }
        var thesis = NameBook.thesis(words, in);
        if (thesis.isEmpty()) {
            return unknown(words, request, in);
        }
        var answer = Answer.to(request, thesis.get().name()).from(in);
        weighed(thesis.get(), in, answer);
        thesis.get().closing().ifPresent(closing -> answer.add(new Block.Para(EvidenceWords.closing(thesis.get(), closing, in, answer.figures()))));
        listed(thesis.get(), in, answer);
        var bets = SameBet.of(in.theses(), in.panel()).stream().filter(bet -> bet.theses().contains(thesis.get().name())).toList();
        SameBetWords.line(bets, thesis.get().name()).ifPresent(answer::say);
        SameBetWords.source(bets, in, answer.figures());
        var own = thesis.get().notes().stream().flatMap(path -> in.vault().note(path).stream())
                .filter(note -> !note.claims(Claim.Thesis.class).isEmpty() && NameBook.same(note.title(), thesis.get().name()))
                .findFirst();
        own.ifPresent(note -> own(note, answer));
        quotes(thesis.get(), in, answer);
        against(thesis.get(), in, answer);
        own.ifPresent(note -> {
            NoteCommand.stale(note, request, in.vault()).ifPresent(answer::add);
            ask.of(note, in.vault(), answer, request);
        });
        own.ifPresent(note -> answer.button("Note", "/note " + note.title()).button("Related", "/related " + note.title()));
        if (EvidenceCapture.allowed(request, pad)) {
            EvidenceCapture.of(thesis.get(), in)
                    .filter(held -> held.words().isPresent())
                    .ifPresent(held -> answer.button("Add to note", "/capture evidence " + held.name()));
            thesis.get().closing().flatMap(closing -> in.vault().note(closing.note())).ifPresent(note -> learned(note, in, answer));
        }
        return answer;
    }

    /** Asks what was learned from a closed thesis, until its note says so. */
    private static void learned(Note note, BriefInput in, Answer answer) {
        if (PostMortem.written(in.vault().text(note.path()))) {
            return;
        }
        LessonCapture.question(note, in.vault()).ifPresent(question ->
                answer.say("What did you learn? One line for its note: /" + question + " WORDS").button("What I learned", "/" + question));
    }

    private static Answer which(Page page, Request request, BriefInput in) {
        var answer = Answer.to(request, "");
        var theses = in.theses();
        if (page.beyond(theses, Page.CHOICES)) {
            return answer.complain(page.none());
        }
        if (theses.isEmpty()) {
            return answer.complain("I found no thesis in your notes.");
        }
        page.offer(theses, "thesis", answer, (there, thesis) -> there.button(thesis.name(), "/thesis " + thesis.name()));
        return answer.asks("thesis").complain("Which thesis?");
    }

    private static Answer unknown(String words, Request request, BriefInput in) {
        var answer = Answer.to(request, "");
        var bare = NameBook.bare(words);
        var near = near(bare, in);
        var holding = in.theses().stream()
                .map(ThesisView::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(bare.toLowerCase(Locale.ROOT)))
                .toList();
        var offered = holding.isEmpty() ? near : holding;
        offered.stream().limit(3).forEach(name -> answer.button(name, "/thesis " + name));
        return answer.complain("I don't know the thesis \"" + Answer.shown(bare) + "\"." + (offered.isEmpty() ? " /theses lists them." : " Did you mean:"));
    }

    /** Near names of theses; "defence ai" is near to "Long defense AI", for most leave the direction out. */
    static List<String> near(String bare, BriefInput in) {
        var byName = new LinkedHashMap<String, String>();
        in.theses().forEach(thesis -> byName.put(thesis.name(), thesis.name()));
        in.theses().forEach(thesis -> byName.putIfAbsent(thesis.name().replaceFirst("(?i)^(long|short) ", ""), thesis.name()));
        return Spelling.near(bare, byName.keySet()).stream().map(name -> byName.getOrDefault(name, name)).distinct().toList();
    }

    private static void weighed(ThesisView thesis, BriefInput in, Answer answer) {
        var items = new ArrayList<List<Inline>>();
        for (var one : thesis.weighed()) {
            // That it is closed is said below, with what it did.
            if (one.hypothesis().isEmpty() && thesis.closing().flatMap(Closing::held).isPresent()) {
                continue;
            }
            var line = ThesesSection.line(thesis, one, in, answer.figures());
            var words = new ArrayList<Inline>();
            words.add(Inline.strong(Wording.mark(line.status()) + " " + ThesesSection.part(one).orElse(itself(one))));
            words.add(Inline.text(": " + Wording.status(line.status())));
            words.addAll(evidence(line));
            one.hypothesis().ifPresent(hypothesis -> words.add(Inline.text(" Horizon " + hypothesis.horizon() + " sessions (" + hypothesis.horizonWhy() + ").")));
            line.before().filter(_ -> line.sessions() == 0).ifPresent(before -> {
                words.add(Inline.text(" In the 21 sessions before the note: "));
                words.add(before.inSentence());
                words.add(Inline.text(" points, no evidence."));
            });
            items.add(words);
        }
        if (!items.isEmpty()) {
            answer.add(Block.bullets(items));
        }
    }

    /** Where the rotation list touches it. */
    private static void listed(ThesisView thesis, BriefInput in, Answer answer) {
        var parts = new ArrayList<String>();
        for (var side : Claim.Direction.values()) {
            for (var named : side == Claim.Direction.UP ? in.list().into() : in.list().outOf()) {
                Touch.of(named.row(), side, in).stream()
                        .filter(touch -> touch.thesis().equals(thesis.name()))
                        .forEach(touch -> parts.add(Wording.capital(named.row().name()) + (side == Claim.Direction.UP ? " in" : " out") + " since "
                                + Wording.shortDay(named.since(), in.today()) + ", " + (touch.with() ? "with it" : "against it")));
            }
        }
        if (!parts.isEmpty()) {
            answer.say("On the rotation list: " + String.join("; ", parts) + ".");
        }
    }

    /** What a weighing is called that is none of a part. */
    private static String itself(Weighed one) {
        return one.hypothesis().map(Hypothesis::kind).filter(Hypothesis.Kind.THESIS::equals).isPresent() ? "the thesis itself" : one.title();
    }

    /** ": +7.4 points against SPY in 20 sessions since 8 Jan, measured on ITA as stand-in." */
    static List<Inline> evidence(ThesesSection.Line line) {
        var words = new ArrayList<Inline>();
        if (line.since().isEmpty()) {
            words.add(Inline.text(line.why().isBlank() ? (line.measuredOn().isEmpty() ? "." : ", measured on " + line.measured() + ".") : " (" + line.why() + ")."));
            return words;
        }
        words.add(Inline.text(", "));
        words.add(line.since().get().inSentence());
        words.add(Inline.text(" points against " + String.join(" ", line.against()) + " in "
                + Wording.count(line.sessions(), "session", "sessions") + ", measured on " + line.measured()
                + (line.mostlyTheMarket() ? "; mostly the market's own move" : "")));
        line.afterBeta().ifPresent(left -> {
            words.add(Inline.text("; left after beta "));
            words.add(left.inSentence());
        });
        words.add(Inline.text(line.why().isBlank() ? "." : " (" + line.why() + ")."));
        return words;
    }

    private static void own(Note note, Answer answer) {
        note.claims(Claim.Thesis.class).stream().flatMap(thesis -> thesis.status().stream()).findFirst()
                .ifPresent(status -> answer.say("Your status: " + status));
        checklist(note, Claim.Direction.UP, "You wrote that it is validated by:", answer);
        checklist(note, Claim.Direction.DOWN, "You wrote that it is invalidated by:", answer);
    }

    private static void checklist(Note note, Claim.Direction side, String head, Answer answer) {
        var items = note.claims(Claim.Checklist.class).stream()
                .filter(item -> item.side() == side)
                .map(item -> List.<Inline>of(Inline.text((item.done() ? "[x] " : "[ ] ") + item.text())))
                .toList();
        if (!items.isEmpty()) {
            answer.say(head).add(Block.bullets(items));
        }
    }

    private static void quotes(ThesisView thesis, BriefInput in, Answer answer) {
        var items = new ArrayList<List<Inline>>();
        for (var source : thesis.quotes()) {
            var title = in.vault().note(source.place().file()).map(Note::title).orElse(source.place().file());
            items.add(List.of(
                    new Inline.NoteRef(source.place().file(), title),
                    Inline.text(" line " + source.place().line() + ": \"" + shortened(source.quote()) + "\"")));
        }
        if (!items.isEmpty()) {
            answer.say("Your words:").add(Block.bullets(items.stream().limit(QUOTES_MAX).toList()));
        }
    }

    /** What notes say of this thesis against each other, and how that turned. */
    private static void against(ThesisView thesis, BriefInput in, Answer answer) {
        var all = Contradictions.of(in.vault().notes().stream().filter(note -> thesis.notes().contains(note.path())).toList(), in.vault().resolver());
        Against.say(
                new Contradictions(
                        all.pairs().stream().filter(pair -> about(pair.one(), thesis)).toList(), all.turns().stream().filter(turn -> about(turn.to(), thesis)).toList()),
                in.vault(),
                answer);
    }

    private static boolean about(Claim claim, ThesisView thesis) {
        return claim instanceof Claim.ThesisImpact impact
                && (NameBook.same(impact.thesis().text(), thesis.name())
                        || impact.thesis().link().filter(link -> NameBook.same(link.substring(link.lastIndexOf('/') + 1), thesis.name())).isPresent());
    }

    static String shortened(String quote) {
        return Answer.cut(quote, QUOTE_LENGTH);
    }
}
