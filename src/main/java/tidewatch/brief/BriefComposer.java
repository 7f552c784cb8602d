package tidewatch.brief;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.Scorecard;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.PlainRenderer;

/** Facts, then words: gathers the facts of a brief and writes them in the order of its sections. Pure: the same input gives the same bytes. */
public final class BriefComposer {
    /** A brief is read in two minutes on a phone (product design, "The brief"). */
    private static final int CHAT_CHARACTERS = 2000;

    private static final String ORDINARY = "Rotation brief";

    private static final Section TAPE = new TapeSection();
    private static final Section ROTATION = new RotationSection();
    private static final Section FLOWS = new FlowSection();
    private static final Section THESES = new ThesesSection();
    private static final Section MOVERS = new MoversSection();
    private static final Section SCENARIOS = new ScenarioSection();
    private static final Section AHEAD = new AheadSection();
    private static final Section REMINDERS = new RemindersSection();
    private static final Section NOTE_CHECK = new NoteCheckSection();
    private static final Section SECTOR_WEEK = new SectorWeekSection();
    private static final Section STALE = new StaleSection();
    private static final Section SCORECARD = new ScorecardSection();
    private static final Section FOOTER = new FooterSection();

    private static final List<Section> ORDER = List.of(
            new CoverageSection(), new TopCallSection(), TAPE, ROTATION, SECTOR_WEEK, FLOWS, THESES, MOVERS, SCENARIOS, AHEAD, REMINDERS, NOTE_CHECK,
            SCORECARD, STALE, FOOTER);

    private static final Map<Topic, Section> OF_TOPIC = Map.of(
            Topic.TAPE, TAPE, Topic.ROTATION, ROTATION, Topic.FLOWS, FLOWS, Topic.THESES, THESES, Topic.MOVERS, MOVERS, Topic.SCENARIOS, SCENARIOS,
            Topic.AHEAD, AHEAD, Topic.CHECK, NOTE_CHECK, Topic.SCORE, SCORECARD);

    /** What a chat's brief can do without, in the order in which it does, and how it is called: what changes slowly waits best. */
    private static final Map<Section, String> PATIENT = patient();

    private static Map<Section, String> patient() {
        var patient = new LinkedHashMap<Section, String>();
        patient.put(STALE, "stale notes");
        patient.put(SCORECARD, "the scorecard");
        patient.put(FLOWS, "your flows");
        patient.put(SCENARIOS, "drivers and scenarios");
        patient.put(MOVERS, "movers");
        patient.put(NOTE_CHECK, "the note check");
        patient.put(AHEAD, "what is ahead");
        patient.put(THESES, "your theses");
        patient.put(SECTOR_WEEK, "the week in sectors");
        patient.put(ROTATION, "the rotation table");
        patient.put(TAPE, "the tape");
        return patient;
    }

    private BriefComposer() {}

    /** The facts. Figures are numbered in the order in which a reader of the full brief meets them; those that it does not show follow. */
    public static Brief facts(BriefInput in) {
        return facts(in, in.panel().asOf());
    }

    /**
     * The facts where prices may be older than they should be: then the brief says for which session they are not here yet.
     *
     * @param awaited session whose prices the brief was to have; that of the panel when they are here
     */
    public static Brief facts(BriefInput in, LocalDate awaited) {
        return facts(in, awaited, Scorecard.empty(), Optional.empty());
    }

    /**
     * The same with the record.
     *
     * @param card of what the readers may know
     * @param before the brief of the session before for the same readers, as it was frozen; absent when there was none
     */
    public static Brief facts(BriefInput in, LocalDate awaited, Scorecard card, Optional<Brief> before) {
        // Who stands first is known when all has been said: a first pass is read, and the second one numbers what it holds accordingly.
        var draft = facts(in, awaited, card, before, FigureBook.ofBrief(in.panel()));
        var book = FigureBook.ofBrief(in.panel());
        ReadingOrder.of(new Draft(draft, Length.FULL, Set.of(), Set.of(), Reader.ANYONE).write()).forEach(number -> book.adopt(draft.figures().get(number - 1)));
        return facts(in, awaited, card, before, book);
    }

    private static Brief facts(BriefInput in, LocalDate awaited, Scorecard card, Optional<Brief> before, FigureBook book) {
        var coverage = CoverageSection.facts(in.panel());
        var tape = TapeSection.facts(in, book);
        var rotation = RotationSection.facts(in, book);
        var flows = FlowSection.facts(in, book);
        var theses = ThesesSection.facts(in, book);
        var movers = MoversSection.facts(in, book);
        var noteCheck = NoteCheckSection.facts(in, book);
        var calendar = in.panel().calendar();
        var session = in.panel().asOf();
        return new Brief(
                in.today().toString(),
                in.at(),
                in.panel().asOf(),
                in.sample(),
                coverage,
                TopCallSection.facts(coverage, theses, noteCheck, rotation),
                tape,
                rotation,
                flows,
                theses,
                movers,
                ScenarioSection.facts(in),
                AheadSection.facts(in),
                NoteCheckSection.withEarlier(noteCheck, in, book),
                FooterSection.facts(in),
                new Brief.Days(
                        calendar.previous(session),
                        calendar.next(calendar.lastClosed(in.at().toInstant())),
                        Optional.of(awaited).filter(day -> day.isAfter(session))),
                SectorWeekSection.facts(in, book),
                StaleSection.facts(in),
                ScorecardSection.facts(in, book, card, before),
                book.figures());
    }

    /**
     * The words. A chat's brief that would be longer than {@link #CHAT_CHARACTERS} says less in each section; where that is not enough it
     * leaves out sections, the most patient first, and names them. Header, call and footer always stand.
     */
    public static Doc compose(Brief brief, Length length) {
        return fitted(brief, length, Set.of(), Reader.ANYONE);
    }

    /**
     * The words for one chat: in its zone, against the last brief that reached it, without the sections that it does not want, with the
     * editions of the day. The same facts and the same copy give the same bytes.
     */
    public static Doc compose(Brief brief, Copy copy) {
        var reader = Reader.of(brief, copy);
        var unwanted = copy.leftOut().stream().flatMap(topic -> Stream.ofNullable(OF_TOPIC.get(topic))).collect(Collectors.toSet());
        return fitted(reader.told(brief, copy.at()), copy.length(), unwanted, reader);
    }

    private static Doc fitted(Brief brief, Length length, Set<Section> unwanted, Reader reader) {
        var whole = new Draft(brief, length, unwanted, Set.of(), reader);
        var doc = whole.write();
        if (length != Length.CHAT || characters(doc) <= CHAT_CHARACTERS) {
            return doc;
        }
        var tight = new Draft(brief, Length.TIGHT, unwanted, Set.of(), reader);
        doc = tight.write();
        var left = new LinkedHashSet<Section>();
        for (var section : PATIENT.keySet()) {
            if (characters(doc) <= CHAT_CHARACTERS) {
                break;
            }
            if (!unwanted.contains(section) && !section.write(brief, Length.TIGHT, reader).isEmpty()) {
                left.add(section);
                doc = tight.without(left).write();
            }
        }
        // What was left out first may have been too short to help: the last ones made the room that it needs.
        for (var section : List.copyOf(left).reversed()) {
            var fewer = new LinkedHashSet<>(left);
            fewer.remove(section);
            var longer = tight.without(fewer).write();
            if (characters(longer) <= CHAT_CHARACTERS) {
                left = fewer;
                doc = longer;
            }
        }
        return doc;
    }

    /** What a reader can have while there is no brief. */
    public static Doc unavailable(LocalDate session, String cause, Copy copy) {
        var words = "No brief for " + Wording.day(session) + ": " + cause.strip().replaceFirst("[.\\s]+$", "") + ".";
        var blocks = new ArrayList<Block>();
        copy.opening().forEach(line -> blocks.add(Block.para(line)));
        blocks.add(new Block.Para(List.of(Inline.strong(words))));
        blocks.add(Block.para("What still works: /rotation, /theses and /quote with the newest prices there are, and /status. "
                + copy.base().map(last -> "Your last brief: /brief " + last.id() + ". ").orElse("") + "/brief tries again when you ask."));
        blocks.add(new Block.Footer(List.of(Inline.text(FooterSection.next(copy) + " · " + Wording.NOT_ADVICE))));
        var meta = new Meta("", Meta.Kind.BRIEF, copy.at().toInstant(), Optional.empty(), copy.at().getZone(), false, "");
        return new Doc(title(ORDINARY, copy.at()), Doc.summaryOf(words), blocks, List.of(), meta);
    }

    private static int characters(Doc doc) {
        return new PlainRenderer().render(doc.withActions(List.of()), Capabilities.plain(Capabilities.UNLIMITED)).text().length();
    }

    private static String title(String what, ZonedDateTime at) {
        return what + " · " + Wording.longDay(at.toLocalDate()) + " · " + Wording.time(at);
    }

    /** An edition on a day without a session is called what it is. */
    private static String title(Brief brief, Reader reader) {
        var what = reader.copy()
                .flatMap(copy -> brief.footer().closedToday().map(why ->
                        !why.equals(FooterSection.WEEKEND) ? "Holiday wrap" : copy.sectorWeek() ? "Weekly brief" : "Weekend brief"))
                .orElse(ORDINARY);
        return title(what, brief.at());
    }

    /**
     * A brief on its way to words.
     *
     * @param unwanted sections that the reader does not want; they are not named
     * @param left sections left out for length
     */
    private record Draft(Brief brief, Length length, Set<Section> unwanted, Set<Section> left, Reader reader) {
        Draft without(Set<Section> others) {
            return new Draft(brief, length, unwanted, others, reader);
        }

        Doc write() {
            var blocks = new ArrayList<Block>();
            // That prices are late stands in the coverage line, where everybody looks for it; once is enough.
            var said = brief.missing();
            reader.copy().ifPresent(copy -> copy.opening().stream()
                    .filter(line -> said.stream().noneMatch(line::startsWith))
                    .forEach(line -> blocks.add(Block.para(line))));
            for (var section : ORDER) {
                if (section == FOOTER && !left.isEmpty()) {
                    var names = PATIENT.entrySet().stream().filter(entry -> left.contains(entry.getKey())).map(Map.Entry::getValue).toList();
                    blocks.add(Block.para("Left out for length: " + String.join(", ", names) + "; see /brief full."));
                }
                if (!left.contains(section) && !unwanted.contains(section)) {
                    blocks.addAll(section.write(brief, length, reader));
                }
            }
            var actions = new ArrayList<Action>();
            if (length != Length.FULL) {
                actions.add(Action.Run.read("Full brief", "/brief " + brief.id() + " full"));
            }
            actions.add(Action.Run.read("Sources", "/why " + brief.id()));
            var meta = new Meta(
                    brief.id(),
                    Meta.Kind.BRIEF,
                    brief.at().toInstant(),
                    Optional.of(brief.session()),
                    brief.at().getZone(),
                    false,
                    "");
            var summary = (brief.sample() ? "SAMPLE. " : "") + TopCallSection.summary(brief, reader);
            return new Doc(title(brief, reader), Doc.summaryOf(summary), blocks, actions, meta);
        }
    }
}
