package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidewatch.brief.BriefInput;
import tidewatch.brief.ThesesSection;
import tidewatch.brief.Wording;
import tidewatch.chat.Arming;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.evidence.ThesisView;
import tidewatch.message.Sha256;
import tidewatch.notes.Claim;
import tidewatch.notes.Note;
import tidewatch.notes.NotePad;

/**
 * {@code /capture evidence NAME}: what was measured for a thesis or a view of a sector as a dated line for the note that holds it, between
 * marks of ours. Shown first and added by a tap, if both the note and what is measured still are as they were shown.
 */
final class EvidenceCapture {
    private static final String SECTION = "evidence";
    private static final String HEADING = "Evidence";
    private static final int OFFERED_MOST = 8;

    private static final Pattern ASKED = Pattern.compile("(?i)evidence(?: (?:for )?(.+))?");
    /** What a button stands for: the note as it was shown, the day and the words of the line, and whose they are. */
    private static final Pattern ADD = Pattern.compile("evidence add ([0-9a-f]{12}) (\\d{4}-\\d{2}-\\d{2}) ([0-9a-f]{12}) (.+)");

    private final Desk desk;
    private final Optional<CaptureCommand.Pad> pad;

    EvidenceCapture(Desk desk, Optional<CaptureCommand.Pad> pad) {
        this.desk = desk;
        this.pad = pad;
    }

    /**
     * A view that a note holds.
     *
     * @param name by which it is found again
     * @param words of its line, without a day; absent while there is nothing to write down
     * @param why there is nothing, where it is so
     */
    record Held(String name, Note note, Optional<String> words, String why) {
        private static Held of(String name, Note note, String front, ThesisView view, BriefInput in) {
            if (view.closing().isPresent()) {
                return new Held(name, note, Optional.empty(), name + " is closed, by its note, so there is no evidence to add to it.");
            }
            var lead = view.lead();
            var status = Wording.status(lead.status()) + (lead.why().isBlank() ? "" : ", " + lead.why());
            return new Held(name, note, EvidenceWords.line(front, view, lead, in), "There is nothing measured to write down for " + name + ": " + status + ".");
        }
    }

    /** Whether these words are those of a button that adds a line. */
    static boolean adds(String rest) {
        return ADD.matcher(rest).matches();
    }

    /** Whether somebody may have lines added: who asks is an owner, and there is somewhere to write. */
    static boolean allowed(Request request, Optional<CaptureCommand.Pad> pad) {
        return pad.isPresent() && request.asker().rights().role() == Role.OWNER;
    }

    /** Absent when the words are no view of a note, and so only words. */
    Optional<Reply> answer(Request request) {
        var asked = ASKED.matcher(request.rest().strip());
        if (!asked.matches()) {
            return Optional.empty();
        }
        var add = ADD.matcher(request.rest());
        boolean tapped = add.matches();
        var name = Optional.ofNullable(tapped ? add.group(4) : asked.group(1)).map(String::strip);
        var found = desk.at(request.at(), request.scope());
        if (found.value().isEmpty()) {
            return tapped || name.isEmpty() ? Optional.of(Ask.noPrices(request, found)) : Optional.empty();
        }
        var in = found.value().get();
        if (name.isEmpty()) {
            return Optional.of(which(request, in));
        }
        var thesis = thesis(name.get(), in);
        var held = thesis.flatMap(one -> of(one, in)).or(() -> sector(name.get(), in));
        if (tapped) {
            return Optional.of(held.map(one -> tapped(request, in, one, add.group(1), add.group(2), add.group(3))).orElseGet(() -> NoteTap.gone(request)));
        }
        if (held.isPresent()) {
            return Optional.of(shown(request, in, held.get(), Optional.empty()));
        }
        if (thesis.isPresent()) {
            var none = "No note of yours states " + thesis.get().name() + ", so there is none to add a line to.";
            return Optional.of(Answer.to(request, "").complain(none).reply());
        }
        return near(request, name.get(), in);
    }

    private static Reply which(Request request, BriefInput in) {
        var answer = Answer.to(request, "");
        in.theses().stream()
                .filter(thesis -> of(thesis, in).flatMap(Held::words).isPresent())
                .limit(OFFERED_MOST)
                .forEach(thesis -> answer.button(thesis.name(), "/capture evidence " + thesis.name()));
        return answer.asks("capture evidence").complain("Evidence for which thesis? I show you the line before it is added.").reply();
    }

    private static Optional<Reply> near(Request request, String name, BriefInput in) {
        var near = ThesisCommand.near(NameBook.bare(name), in);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        var answer = Answer.to(request, "");
        near.forEach(one -> answer.button(one, "/capture evidence " + one));
        return Optional.of(answer.complain("I don't know the thesis \"" + Answer.shown(NameBook.bare(name)) + "\". Did you mean:").reply());
    }

    // ---- which view

    /** A thesis; but words that are those of a sector's view mean that. */
    private static Optional<ThesisView> thesis(String name, BriefInput in) {
        return NameBook.thesis(name, in).filter(thesis -> NameBook.same(thesis.name(), NameBook.bare(name)) || sector(name, in).isEmpty());
    }

    /** A thesis in the note that states it. */
    static Optional<Held> of(ThesisView thesis, BriefInput in) {
        return thesis.notes().stream()
                .flatMap(path -> in.vault().note(path).stream())
                .filter(note -> note.claims(Claim.Thesis.class).stream().anyMatch(one -> NameBook.same(one.name(), thesis.name())))
                .findFirst()
                .map(note -> {
                    boolean alone = NameBook.same(note.title(), thesis.name()) || note.claims(Claim.Thesis.class).size() == 1;
                    var front = Stream.of(alone ? Optional.<String>empty() : Optional.of(thesis.name()), ThesesSection.part(thesis.lead()));
                    return Held.of(thesis.name(), note, front.flatMap(Optional::stream).collect(Collectors.joining(", ")), thesis, in);
                });
    }

    /** The newest view of a sector by its words or by what is said of it: "Utilities", "utilities at risk". */
    private static Optional<Held> sector(String name, BriefInput in) {
        return in.flows().stream()
                .filter(view -> view.claim() instanceof Claim.SectorView)
                .filter(view -> NameBook.same(view.words(), NameBook.bare(name)) || NameBook.same(view.weighed().title(), NameBook.bare(name)))
                .findFirst()
                .map(view -> {
                    var title = view.weighed().title();
                    var alone = new ThesisView(title, view.direction().sign(), List.of(view.note().path()), List.of(), List.of(view.weighed()));
                    return Held.of(title, view.note(), title, alone, in);
                });
    }

    // ---- its line

    private Reply shown(Request request, BriefInput in, Held held, Optional<String> first) {
        var answer = Answer.to(request, "").from(in);
        first.ifPresent(answer::say);
        if (held.words().isEmpty()) {
            return answer.complain(held.why()).reply();
        }
        return NoteTap.shown(answer, List.of(offer(held, held.words().get(), today(request))));
    }

    private static LocalDate today(Request request) {
        return request.at().atZone(request.zone()).toLocalDate();
    }

    private NoteTap.Offer offer(Held held, String words, LocalDate day) {
        return new NoteTap.Offer(
                "Note",
                held.note().title(),
                pad.orElseThrow().notes().onSection(held.note().path(), SECTION, HEADING, day, words),
                seen -> "/capture evidence add " + seen + " " + day + " " + print(words) + " " + held.name());
    }

    private static String print(String words) {
        return NoteTap.print(Sha256.hex(words));
    }

    private Reply tapped(Request request, BriefInput in, Held held, String seen, String written, String print) {
        var words = held.words().filter(now -> print(now).equals(print));
        var day = day(written, request);
        if (words.isEmpty() || day.isEmpty()) {
            return shown(request, in, held, Optional.of("What is measured is not what I showed you any more, so nothing was added. As it is now:"));
        }
        return new NoteTap(pad.orElseThrow().notes())
                .added(
                        request,
                        offer(held, words.get(), day.get()),
                        seen,
                        NotePad.line(day.get(), words.get()),
                        first -> shown(request, in, held, Optional.of(first)),
                        said -> Answer.to(request, "").say(said).reply());
    }

    /** The day on which the line was shown, while a button of that day may be pressed. */
    private static Optional<LocalDate> day(String written, Request request) {
        try {
            var day = LocalDate.parse(written);
            return Optional.of(day).filter(one -> !one.isAfter(today(request)) && !one.isBefore(today(request).minusDays(Arming.EFFECT.toDays())));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
