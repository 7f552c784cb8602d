package tidewatch.command;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.brief.BriefInput;
import tidewatch.chat.Command;
import tidewatch.chat.Incoming;
import tidewatch.chat.NoteScope;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.delivery.DeliveryKind;
import tidewatch.message.Action;
import tidewatch.message.Sha256;
import tidewatch.notes.Note;
import tidewatch.notes.NotePad;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.watch.Reminder;

/**
 * {@code /capture WORDS}: a dated line for the daily note, or for a thesis that the words name or that the message was about to which they
 * are the answer. Typed, it only shows what would change; the line is added by the button below that, if the note is still as it was shown.
 * {@code /capture evidence NAME} offers what was measured for a thesis, {@code /capture learned [[NAME]] WORDS} what was learned from one.
 */
public final class CaptureCommand implements Command {
    static final int WORDS_MAX = 1_000;
    static final String TOO_LONG = "That is longer than a line of " + WORDS_MAX + " characters. Write it into the note itself.";
    private static final int NOTES_MOST = 2;
    private static final String DAILY = "daily";

    /** What a button stands for: what was shown of which note, and when it was said. */
    private static final Pattern ADD = Pattern.compile(
            "add (new|[0-9a-f]{12}) (\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}) (daily|[0-9a-f]{12}) (?:re:([A-Za-z0-9-]{1,80}) )?(.+)");

    private static final Pattern ANSWERS = Pattern.compile("re:([A-Za-z0-9-]{1,80})(?: (.*))?");
    private static final Pattern LINK = Pattern.compile("\\[\\[([^\\]|#]+)(?:[|#][^\\]]*)?\\]\\]");
    private static final Pattern FIRED = Pattern.compile("watch:(\\d{1,9}):.*");
    private static final Pattern DIRECTION = Pattern.compile("(?i)^(long|short|overweight|underweight) ");

    private final Desk desk;
    private final Books.Shelf shelf;
    private final Optional<Pad> pad;
    private final EvidenceCapture evidence;
    private final LessonCapture lessons;

    /**
     * What adds lines.
     *
     * @param hidden notes that are for owners in private alone
     */
    public record Pad(NotePad notes, NoteScope hidden) {
        public Pad {
            Objects.requireNonNull(notes);
            Objects.requireNonNull(hidden);
        }
    }

    CaptureCommand(Desk desk, Books.Shelf shelf, Optional<Pad> pad) {
        this.desk = desk;
        this.shelf = shelf;
        this.pad = pad;
        this.evidence = new EvidenceCapture(desk, pad);
        this.lessons = new LessonCapture(desk, pad);
    }

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public List<String> aliases() {
        return List.of("jot");
    }

    @Override
    public String arguments() {
        return "WORDS";
    }

    @Override
    public String help() {
        return "A dated line for your daily note or a thesis: shown first, added when you tap";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "/capture Margins held, [[Long NVIDIA]] stays", "/capture evidence long nvidia", "/capture learned [[Long NVIDIA]] I sized it too large");
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public Action.Effect effect(String rest) {
        return ADD.matcher(rest).matches() || EvidenceCapture.adds(rest) || LessonCapture.adds(rest) ? Action.Effect.EFFECT : Action.Effect.READ;
    }

    @Override
    public Role role() {
        return Role.OWNER;
    }

    @Override
    public Role role(String rest, Incoming.Place place) {
        return Role.OWNER;
    }

    @Override
    public boolean takesReplies() {
        return pad.isPresent();
    }

    /** A line that is to be added, with everything that a button needs to add it. */
    private record Wish(String words, LocalDateTime at, Optional<String> answers) {}

    /** A note that the line may go to, and what a button calls it. */
    private record Target(String key, NoteTap.Offer offer) {}

    @Override
    public Reply answer(Request request) {
        if (pad.isEmpty()) {
            return Answer.to(request, "").of(desk.setup())
                    .complain("Your notes are only read here: they are the sample's, a single file, or vault.capture is off. So there is nothing to add a line to.")
                    .reply();
        }
        var other = evidence.answer(request).or(() -> lessons.answer(request));
        if (other.isPresent()) {
            return other.get();
        }
        var add = ADD.matcher(request.rest());
        if (add.matches()) {
            return added(request, add.group(1), add.group(2), add.group(3), Optional.ofNullable(add.group(4)), add.group(5));
        }
        var answers = ANSWERS.matcher(request.rest());
        boolean reply = answers.matches();
        var words = reply ? Objects.requireNonNullElse(answers.group(2), "").strip() : request.rest().strip();
        if (words.isEmpty()) {
            return Answer.to(request, "").asks(name()).complain("What shall I write down? I show you the line before it is added.").reply();
        }
        if (words.codePointCount(0, words.length()) > WORDS_MAX) {
            return Answer.to(request, "").complain(TOO_LONG).reply();
        }
        var at = request.at().atZone(request.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        return shown(request, new Wish(words, at, reply ? Optional.of(answers.group(1)) : Optional.empty()), Optional.empty());
    }

    // ---- what would change

    private Reply shown(Request request, Wish wish, Optional<String> first) {
        var answer = Answer.to(request, "").of(desk.setup());
        first.ifPresent(answer::say);
        return NoteTap.shown(answer, targets(request, wish).stream().map(Target::offer).toList());
    }

    private static NoteTap.Offer offer(Wish wish, String key, String label, Found<Optional<NotePad.Added>> found) {
        return new NoteTap.Offer(
                key.equals(DAILY) ? "Daily note" : "Note",
                label,
                found,
                seen -> "/capture add " + seen + " " + wish.at() + " " + key + " " + wish.answers().map(id -> "re:" + id + " ").orElse("") + wish.words());
    }

    private List<Target> targets(Request request, Wish wish) {
        var vault = desk.vault(request.at(), request.scope()).value();
        var targets = new ArrayList<Target>();
        daily(request, wish, vault).ifPresent(found -> targets.add(new Target(DAILY, offer(wish, DAILY, "daily note", found))));
        notes(request, wish, vault).forEach((path, label) ->
                targets.add(new Target(key(path), offer(wish, key(path), label, pad.orElseThrow().notes().onNote(path, wish.at(), wish.words())))));
        return targets;
    }

    private static String key(String path) {
        return NoteTap.print(Sha256.hex(path));
    }

    /** The daily note; absent where it may not be known. */
    private Optional<Found<Optional<NotePad.Added>>> daily(Request request, Wish wish, Vault vault) {
        var notes = pad.orElseThrow().notes();
        var paths = desk.vault(request.at(), NoteScope.EVERYTHING).value().notes().stream().map(Note::path).toList();
        var path = notes.daily(wish.at().toLocalDate(), paths);
        boolean seen = path.value()
                .filter(one -> request.scope().everything()
                        || vault.note(one).isPresent()
                        || (!paths.contains(one) && request.scope().sees(one) && !pad.get().hidden().sees(one)))
                .isPresent();
        if (path.value().isEmpty()) {
            return request.scope().everything() ? Optional.of(new Found<>(Optional.empty(), path.problems())) : Optional.empty();
        }
        return seen ? Optional.of(notes.onDay(wish.at(), wish.at(), wish.words(), paths)) : Optional.empty();
    }

    /** Notes that the words name by a link or as a thesis, and the one that the message was about; path and name. */
    private Map<String, String> notes(Request request, Wish wish, Vault vault) {
        var found = new LinkedHashMap<String, String>();
        reminder(request, wish).flatMap(Reminder::note).flatMap(from -> vault.note(from.path())).ifPresent(note -> found.put(note.path(), note.title()));
        var link = LINK.matcher(wish.words());
        while (link.find()) {
            vault.named(link.group(1).strip()).ifPresent(note -> found.put(note.path(), note.title()));
        }
        var said = " " + folded(wish.words()) + " ";
        for (var thesis : desk.at(request.at(), request.scope()).value().map(BriefInput::theses).orElse(List.of())) {
            boolean named = said.contains(" " + folded(thesis.name()) + " ")
                    || said.contains(" " + folded(DIRECTION.matcher(thesis.name()).replaceFirst("")) + " ");
            if (named) {
                vault.named(thesis.name()).ifPresent(note -> found.put(note.path(), note.title()));
            }
        }
        var few = new LinkedHashMap<String, String>();
        found.entrySet().stream()
                .filter(one -> vault.note(one.getKey()).filter(note -> !note.generated()).isPresent())
                .limit(NOTES_MOST)
                .forEach(one -> few.put(one.getKey(), one.getValue()));
        return few;
    }

    private static String folded(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    /** The reminder that the words answer. */
    private Optional<Reminder> reminder(Request request, Wish wish) {
        return wish.answers().flatMap(id -> shelf.ifKept().flatMap(books -> books.outbox()
                .find(id)
                .filter(row -> row.chat().equals(request.asker().chat()) && row.kind() == DeliveryKind.REMINDER)
                .flatMap(row -> {
                    var slot = FIRED.matcher(row.slot());
                    return slot.matches()
                            ? books.watches().find(row.chat(), Integer.parseInt(slot.group(1)), request.scope(), request.at())
                            : Optional.empty();
                })));
    }

    // ---- the tap

    private Reply added(Request request, String seen, String time, String key, Optional<String> answers, String words) {
        LocalDateTime at;
        try {
            at = LocalDateTime.parse(time);
        } catch (DateTimeException none) {
            return Answer.to(request, "").complain("\"" + time + "\" is no moment.").reply();
        }
        var wish = new Wish(words, at, answers);
        var target = targets(request, wish).stream().filter(one -> one.key().equals(key)).findFirst();
        if (target.isEmpty()) {
            return NoteTap.gone(request);
        }
        return new NoteTap(pad.orElseThrow().notes())
                .added(
                        request,
                        target.get().offer(),
                        seen,
                        NotePad.line(at, words),
                        first -> shown(request, wish, Optional.of(first)),
                        said -> done(request, wish, said));
    }

    /** With a button for the reminder that was answered, where it would still ask. */
    private Reply done(Request request, Wish wish, String words) {
        var answer = Answer.to(request, "").say(words);
        reminder(request, wish)
                .filter(one -> !one.over())
                .ifPresent(one -> answer.effect("Reminder " + one.number() + " is answered", "/unwatch " + one.number()));
        return answer.reply();
    }
}
