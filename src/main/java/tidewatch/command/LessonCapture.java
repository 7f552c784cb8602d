package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.notes.Claim;
import tidewatch.notes.Note;
import tidewatch.notes.NotePad;
import tidewatch.notes.Vault;

/**
 * {@code /capture learned [[NAME]] WORDS}: what somebody learned from a thesis as a dated line under Post-mortem of its note. Without words
 * it asks for them. The link in brackets tells it from a sentence that begins with "learned".
 */
final class LessonCapture {
    private static final Pattern ASKED = Pattern.compile("(?i)learned(?: from)? \\[\\[([^\\]|#]+)(?:[|#][^\\]]*)?\\]\\](?: (.*))?");
    /** What a button stands for: the note as it was shown, when the words were said, and the words. */
    private static final Pattern ADD = Pattern.compile("learned add ([0-9a-f]{12}) (\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}) \\[\\[([^\\]|#]+)\\]\\] (.+)");

    private static final Pattern LINKABLE = Pattern.compile("[^\\[\\]|#]+");

    private final Desk desk;
    private final Optional<CaptureCommand.Pad> pad;

    LessonCapture(Desk desk, Optional<CaptureCommand.Pad> pad) {
        this.desk = desk;
        this.pad = pad;
    }

    /** Whether these words are those of a button that adds a line. */
    static boolean adds(String rest) {
        return ADD.matcher(rest).matches();
    }

    /** What asks for the words, for the note of a thesis; absent when no link leads to it. */
    static Optional<String> question(Note note, Vault vault) {
        return link(note, vault).map(link -> "capture learned " + link);
    }

    private static Optional<String> link(Note note, Vault vault) {
        return List.of(note.title(), note.path()).stream()
                .filter(name -> LINKABLE.matcher(name).matches() && NameBook.note(name, vault).filter(note::equals).isPresent())
                .map(name -> "[[" + name + "]]")
                .findFirst();
    }

    /** Absent when the words are only words. */
    Optional<Reply> answer(Request request) {
        var vault = desk.vault(request.at(), request.scope()).value();
        var add = ADD.matcher(request.rest());
        if (add.matches()) {
            var note = thesis(add.group(3), vault);
            return Optional.of(note.map(one -> tapped(request, vault, one, add.group(1), add.group(2), add.group(4))).orElseGet(() -> NoteTap.gone(request)));
        }
        var asked = ASKED.matcher(request.rest().strip());
        if (!asked.matches()) {
            return Optional.empty();
        }
        var words = Objects.requireNonNullElse(asked.group(2), "").strip();
        return thesis(asked.group(1), vault).map(note -> asked(request, vault, note, words));
    }

    private static Optional<Note> thesis(String name, Vault vault) {
        return NameBook.note(name.strip(), vault).filter(note -> !note.claims(Claim.Thesis.class).isEmpty());
    }

    private Reply asked(Request request, Vault vault, Note note, String words) {
        var answer = Answer.to(request, "");
        if (words.isEmpty()) {
            question(note, vault).ifPresent(answer::asks);
            return answer.complain("What did you learn from " + note.title() + "? One line; I show you the change before it is added.").reply();
        }
        // Words that are a question or a command of their own are answered as such when this fails.
        if (words.endsWith("?") || words.indexOf(' ') < 0) {
            return answer.complain("That is no sentence about what you learned, so I did not take it for one.").reply();
        }
        if (words.codePointCount(0, words.length()) > CaptureCommand.WORDS_MAX) {
            return answer.complain(CaptureCommand.TOO_LONG).reply();
        }
        var at = request.at().atZone(request.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        return shown(request, vault, note, at, words, Optional.empty());
    }

    private Reply shown(Request request, Vault vault, Note note, LocalDateTime at, String words, Optional<String> first) {
        var answer = Answer.to(request, "").of(desk.setup());
        first.ifPresent(answer::say);
        return NoteTap.shown(answer, List.of(offer(note, vault, at, words)));
    }

    private NoteTap.Offer offer(Note note, Vault vault, LocalDateTime at, String words) {
        return new NoteTap.Offer(
                "Note",
                note.title(),
                pad.orElseThrow().notes().onPostMortem(note.path(), at, words),
                seen -> "/capture learned add " + seen + " " + at + " " + link(note, vault).orElse("[[" + note.path() + "]]") + " " + words);
    }

    private Reply tapped(Request request, Vault vault, Note note, String seen, String time, String words) {
        LocalDateTime at;
        try {
            at = LocalDateTime.parse(time);
        } catch (DateTimeException none) {
            return Answer.to(request, "").complain("\"" + time + "\" is no moment.").reply();
        }
        return new NoteTap(pad.orElseThrow().notes())
                .added(
                        request,
                        offer(note, vault, at, words),
                        seen,
                        NotePad.line(at, words),
                        first -> shown(request, vault, note, at, words, Optional.of(first)),
                        said -> Answer.to(request, "").say(said).reply());
    }
}
