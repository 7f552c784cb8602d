package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section;
import tidewatch.delivery.WrittenNotes.Entry;
import tidewatch.delivery.WrittenNotes.Form;
import tidewatch.delivery.WrittenNotes.State;
import tidewatch.message.Capabilities;
import tidewatch.message.Inline;
import tidewatch.message.MarkdownRenderer;
import tidewatch.notes.Note;
import tidewatch.notes.NoteChange;
import tidewatch.notes.NotePad;
import tidewatch.notes.Vault;
import tidewatch.notes.WriteOutcome;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Writes frozen briefs into the user's notes: as pages of their own, as sections of the daily note, or both. A tick: it may be lost, late,
 * doubled or run by several nodes, of which a lease lets one write. What is about to be written is stored first, so that after a crash our
 * own words are known for ours. What cannot be written is told once and tried again for two days; the brief itself is none the worse.
 *
 * <p>What it remembers between ticks saves work and decides nothing. One thread.
 */
public final class BriefPages {
    /** Whose lease lets one node write at a time. */
    static final String LEASE = "pages";

    /** Older briefs are not written any more, so that whoever turns this on does not get weeks of them. */
    static final Duration SINCE = Duration.ofDays(2);

    private static final Duration HELD = Duration.ofMinutes(1);
    /** What could not be written is left alone for so long. */
    private static final Duration REST = Duration.ofMinutes(5);

    private static final String WORDS = "Rotation brief";

    private final Setup setup;
    private final WrittenNotes written;
    private final BriefArchive archive;
    private final Leases leases;
    private final String node;
    private final Listener told;
    private final DeliveryEvent.Listener events;
    private final Map<String, Instant> notBefore = new HashMap<>();

    /**
     * What is written where.
     *
     * @param forms none: nothing is written
     * @param folder of the pages
     * @param vault the notes as they are now
     * @param secret notes that not everybody may know who may know others
     */
    public record Setup(Set<Form> forms, String folder, NotePad pad, Supplier<Vault> vault, Predicate<Note> secret) {
        public Setup {
            forms = Set.copyOf(forms);
            Objects.requireNonNull(folder);
            Objects.requireNonNull(pad);
            Objects.requireNonNull(vault);
            Objects.requireNonNull(secret);
        }
    }

    /** Takes what an owner should know. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Something to tell.
         *
         * @param occasion names it, so that it is told once
         * @param sentence with its full stop
         */
        void told(String occasion, String sentence, Instant now);
    }

    public BriefPages(
            Setup setup, WrittenNotes written, BriefArchive archive, Leases leases, String node, Listener told, DeliveryEvent.Listener events) {
        this.setup = Objects.requireNonNull(setup);
        this.written = Objects.requireNonNull(written);
        this.archive = Objects.requireNonNull(archive);
        this.leases = Objects.requireNonNull(leases);
        this.node = Objects.requireNonNull(node);
        this.told = Objects.requireNonNull(told);
        this.events = Objects.requireNonNull(events);
    }

    /** Writes what is to be written now; returns how many notes were. */
    public int run(Instant now) {
        notBefore.values().removeIf(until -> !until.isAfter(now));
        int done = 0;
        for (var form : Form.values()) {
            var undone = setup.forms().contains(form) ? due(form, now) : List.<String>of();
            if (undone.isEmpty()) {
                continue;
            }
            var lease = leases.acquire(LEASE, node, HELD);
            if (lease.isEmpty()) {
                return done;
            }
            try {
                for (var id : due(form, now)) {
                    done += one(form, id, now) ? 1 : 0;
                }
            } finally {
                leases.release(lease.get());
            }
        }
        return done;
    }

    private List<String> due(Form form, Instant now) {
        return written.undone(form, now.minus(SINCE)).stream().filter(id -> !notBefore.containsKey(form + id)).toList();
    }

    private boolean one(Form form, String id, Instant now) {
        try {
            return archive.find(id).filter(BriefArchive.Kept.class::isInstance).map(BriefArchive.Kept.class::cast)
                    .filter(kept -> write(form, id, kept, now))
                    .isPresent();
        } catch (RuntimeException fault) {
            notBefore.put(form + id, now.plus(REST));
            events.on(new DeliveryEvent.Fault("page of brief " + id, fault));
            return false;
        }
    }

    private boolean write(Form form, String id, BriefArchive.Kept kept, Instant now) {
        var occasion = kept.key().said();
        if (left(form, kept, now)) {
            written.save(new Entry(form, id, occasion, "", "", State.LEFT, "", now));
            return false;
        }
        var vault = setup.vault().get();
        var words = form == Form.PAGE ? page(kept, vault) : section(kept, vault);
        if (form == Form.SECTION && vault.notes().stream().anyMatch(setup.secret())) {
            var cause = "Your vault holds private notes. A brief tells of them, and a daily note may be seen where they may not: so there is none in it. vault.write-briefs = folder keeps briefs private";
            refused(form, id, occasion, State.LEFT, cause, now);
            return false;
        }
        var found = form == Form.PAGE ? pageChange(occasion, words) : sectionChange(kept, words, vault);
        if (found.value().isEmpty()) {
            // Without a reason the daily note is waited for, as its owner makes it.
            notBefore.put(form + id, now.plus(REST));
            found.problems().forEach(why -> refused(form, id, occasion, why.reason() == Reason.CONFLICT ? State.LEFT : State.WAITING, why.sentence(), now));
            return false;
        }
        return put(form, id, occasion, found.value().get(), form == Form.PAGE ? found.value().get().print() : NotePad.print(words), now);
    }

    /** What comes too late, and what an edition for fewer eyes would only say once more. */
    private boolean left(Form form, BriefArchive.Kept kept, Instant now) {
        var key = kept.key();
        if (form == Form.SECTION && !now.atZone(kept.facts().at().getZone()).toLocalDate().equals(kept.facts().at().toLocalDate())) {
            return true;
        }
        return !key.profile().isEmpty()
                && (archive.find(new BriefArchive.Key("", key.slot(), key.kind(), key.asOf())).isPresent()
                        || written.written(form, key.said()).isPresent());
    }

    private boolean put(Form form, String id, String occasion, NoteChange change, String print, Instant now) {
        written.save(new Entry(form, id, occasion, change.path(), print, State.WRITING, "", now));
        return switch (setup.pad().write(change)) {
            case WriteOutcome.Done _ -> {
                written.save(new Entry(form, id, occasion, change.path(), print, State.WRITTEN, "", now));
                if (form == Form.PAGE && !change.path().equals(path(occasion))) {
                    told.told(
                            "page:" + id,
                            "A note of yours is called \"" + name(path(occasion)) + "\", so the brief is in \"" + change.name() + "\".",
                            now);
                }
                yield true;
            }
            // Looked at again at the next tick, with what is there now.
            case WriteOutcome.Changed _, WriteOutcome.Busy _ -> false;
            case WriteOutcome.Refused(Problem why) -> {
                notBefore.put(form + id, now.plus(REST));
                refused(form, id, occasion, State.WAITING, why.sentence(), now);
                yield false;
            }
        };
    }

    /** Told once as long as nothing else comes of it, whatever the day and whoever was restarted meanwhile. */
    private void refused(Form form, String id, String occasion, State state, String cause, Instant now) {
        boolean known = written.latest(form).filter(last -> last.cause().equals(cause)).isPresent()
                || written.find(form, id).filter(last -> last.cause().equals(cause)).isPresent();
        var was = written.find(form, id);
        written.save(new Entry(
                form, id, occasion, was.map(Entry::path).orElse(""), was.map(Entry::print).orElse(""), state, cause, now));
        if (!known) {
            var sentence = cause.endsWith(".") ? cause : cause + ".";
            told.told("page:" + form.name().toLowerCase(Locale.ROOT) + ":" + id, "The brief " + occasion + " is not in your notes. " + sentence, now);
        }
    }

    // ---- pages

    private String path(String occasion) {
        return setup.folder() + "/" + occasion + " " + WORDS + ".md";
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.md$", "");
    }

    private Found<Optional<NoteChange>> pageChange(String occasion, String text) {
        var last = written.written(Form.PAGE, occasion).map(Entry::path).orElse(path(occasion));
        return setup.pad().page(last, text, (path, print) -> written.wrote(Form.PAGE, path, print));
    }

    /** Private, because a brief of all notes tells of private ones. */
    private static String page(BriefArchive.Kept kept, Vault vault) {
        return "---\ngenerated: true\ngenerator: Tidewatch\nprivate: true\ndate: " + kept.facts().at().toLocalDate() + "\nbrief: \"" + kept.key().said()
                + "\"\n---\n\n" + markdown(kept, vault);
    }

    // ---- sections

    private Found<Optional<NoteChange>> sectionChange(BriefArchive.Kept kept, String words, Vault vault) {
        return setup.pad().section(
                kept.facts().at().toLocalDateTime(),
                kept.key().kind().toLowerCase(Locale.ROOT),
                words,
                (path, print) -> written.wrote(Form.SECTION, path, print),
                vault.notes().stream().map(Note::path).toList(),
                true);
    }

    /** With headings one deeper: the note has a title of its own. */
    private static String section(BriefArchive.Kept kept, Vault vault) {
        var lines = new ArrayList<String>();
        boolean code = false;
        for (var line : markdown(kept, vault).split("\n", -1)) {
            code ^= line.strip().startsWith("```");
            lines.add(!code && line.matches("#{1,5} .*") ? "#" + line : line);
        }
        return String.join("\n", lines).strip();
    }

    private static String markdown(BriefArchive.Kept kept, Vault vault) {
        var doc = BriefComposer.compose(kept.facts(), Section.Length.FULL).withActions(List.of());
        var renderer = MarkdownRenderer.linking(ref -> link(ref, vault));
        var text = renderer.render(doc, Capabilities.plain(Capabilities.UNLIMITED)).parts().stream()
                .map(part -> part.payload())
                .collect(Collectors.joining("\n"));
        // Marks of comments and of templates in words of a note would change what stands around them.
        return text.replace("%%", "% %").replace("{{", "{ {").replace("<%", "< %");
    }

    /** As links have it; only to notes that are there and whose name a link can hold. */
    private static Optional<String> link(Inline.NoteRef ref, Vault vault) {
        return vault.note(ref.noteId())
                .map(Note::path)
                .map(path -> path.endsWith(".md") ? path.substring(0, path.length() - 3) : path)
                .filter(path -> path.chars().noneMatch(c -> "[]|#^".indexOf(c) >= 0));
    }
}
