package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.newYork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.NoteCalendars;
import tidewatch.brief.BriefArchive;
import tidewatch.brief.BriefComposer;
import tidewatch.chat.NoteScope;
import tidewatch.delivery.WrittenNotes.Form;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.Claim;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.NotePad;
import tidewatch.notes.Vault;
import tidewatch.store.BriefTable;
import tidewatch.store.Database;
import tidewatch.store.LeaseTable;
import tidewatch.store.WrittenTable;
import tidewatch.testing.Databases;
import tidewatch.testing.FakeClock;

/** Briefs in the user's notes, on a real folder and a real store. */
class BriefPagesTest {
    private static final LocalDate THURSDAY = LocalDate.of(2026, 1, 8);
    private static final BriefArchive.Key MORNING = new BriefArchive.Key("", "2026-01-09", "MORNING", THURSDAY);

    @TempDir
    Path home;

    private final FakeClock clock = new FakeClock(newYork("2026-01-09T07:00"));
    private final List<String> told = new ArrayList<>();
    private final List<DeliveryEvent> events = new ArrayList<>();
    private Path vault;
    private Database database;
    private BriefTable briefs;
    private WrittenNotes written;

    @BeforeEach
    void open() throws IOException {
        vault = home.resolve("vault");
        Files.createDirectories(vault.resolve("Theses"));
        Files.writeString(vault.resolve("Theses/Long NVIDIA.md"), "# Long NVIDIA\n\n| Thesis | Impact |\n|---|---|\n| [[Long NVIDIA]] | Hurt |\n");
        database = Databases.file(Files.createDirectory(home.resolve("store")), clock);
        briefs = new BriefTable(database);
        written = new WrittenTable(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void freeze(BriefArchive.Key key) {
        var bench = new Bench(clock.instant());
        var input = bench.gather(key.asOf(), newYork("2026-01-09T07:00"), NoteScope.EVERYTHING).value().orElseThrow();
        assertThat(briefs.freeze(key, BriefComposer.facts(input, key.asOf()).named(key.said()), List.of(), clock.instant())).isTrue();
    }

    private Vault notes() {
        return Vault.read(vault, NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), new EventList(List.of())))).value();
    }

    private BriefPages pages(Set<Form> forms, WrittenNotes notes, String node) {
        return new BriefPages(
                new BriefPages.Setup(forms, "Briefs", new NotePad(vault, 5_000_000, Optional.empty()), this::notes, note -> note.isPrivate() && !note.generated()),
                notes,
                briefs,
                new LeaseTable(database),
                node,
                (occasion, sentence, _) -> told.add(occasion + " " + sentence),
                events::add);
    }

    private BriefPages pages(Form... forms) {
        var all = EnumSet.noneOf(Form.class);
        all.addAll(List.of(forms));
        return pages(all, written, "a");
    }

    private int run(BriefPages pages) {
        return pages.run(clock.instant());
    }

    private String text(String path) throws IOException {
        return Files.readString(vault.resolve(path));
    }

    private List<String> all() throws IOException {
        try (Stream<Path> walk = Files.walk(vault)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).map(path -> vault.relativize(path).toString()).sorted().toList();
        }
    }

    private static final String PAGE = "Briefs/2026-01-09 Rotation brief.md";

    @Test
    void a_frozen_brief_becomes_one_private_note_that_is_no_evidence() throws IOException {
        freeze(MORNING);

        assertThat(run(pages(Form.PAGE))).isEqualTo(1);
        assertThat(run(pages(Form.PAGE))).isZero();

        assertThat(text(PAGE)).startsWith("---\ngenerated: true\ngenerator: Tidewatch\nprivate: true\ndate: 2026-01-09\nbrief: \"2026-01-09\"\n---\n\n# Rotation brief");
        var note = notes().note(PAGE).orElseThrow();
        assertThat(note.generated()).isTrue();
        assertThat(note.isPrivate()).isTrue();
        assertThat(note.claims()).allMatch(Claim.Prose.class::isInstance);
        assertThat(notes().backlinks("Theses/Long NVIDIA.md")).extracting(link -> link.note().path()).doesNotContain(PAGE);
        assertThat(all()).containsExactly(PAGE, "Theses/Long NVIDIA.md");
        assertThat(told).isEmpty();
    }

    @Test
    void nothing_is_written_where_nobody_asked_for_it_and_nothing_old() throws IOException {
        freeze(MORNING);
        assertThat(run(pages())).isZero();
        clock.advance(Duration.ofDays(3));
        assertThat(run(pages(Form.PAGE, Form.SECTION))).isZero();

        assertThat(all()).containsExactly("Theses/Long NVIDIA.md");
    }

    @Test
    void a_note_of_the_users_with_that_name_stays_and_the_brief_is_called_otherwise() throws IOException {
        Files.createDirectory(vault.resolve("Briefs"));
        Files.writeString(vault.resolve(PAGE), "my own words");
        freeze(MORNING);

        assertThat(run(pages(Form.PAGE))).isEqualTo(1);

        assertThat(text(PAGE)).isEqualTo("my own words");
        assertThat(text("Briefs/2026-01-09 Rotation brief (2).md")).contains("generated: true");
        assertThat(told).containsExactly("page:" + MORNING.id()
                + " A note of yours is called \"2026-01-09 Rotation brief\", so the brief is in \"2026-01-09 Rotation brief (2)\".");
    }

    @Test
    void a_later_brief_of_the_day_takes_the_place_of_ours_and_never_of_what_was_changed_by_hand() throws IOException {
        freeze(MORNING);
        run(pages(Form.PAGE));
        var first = text(PAGE);
        clock.advance(Duration.ofHours(1));
        freeze(new BriefArchive.Key("", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 7)));
        run(pages(Form.PAGE));
        assertThat(text(PAGE)).isNotEqualTo(first);
        assertThat(all()).hasSize(2);

        Files.writeString(vault.resolve(PAGE), text(PAGE) + "\nmy own words\n");
        clock.advance(Duration.ofHours(1));
        freeze(new BriefArchive.Key("", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 6)));
        run(pages(Form.PAGE));
        assertThat(text(PAGE)).endsWith("\nmy own words\n");
        assertThat(text("Briefs/2026-01-09 Rotation brief (2).md")).contains("generated: true");
    }

    @Test
    void an_edition_for_fewer_eyes_is_not_written_beside_the_whole_one() throws IOException {
        freeze(new BriefArchive.Key("0a1b2c3d4e5f", "2026-01-09", "MORNING", THURSDAY));
        freeze(MORNING);

        assertThat(run(pages(Form.PAGE))).isEqualTo(1);
        assertThat(all()).hasSize(2);
        assertThat(written.undone(Form.PAGE, Instant.EPOCH)).isEmpty();
    }

    // ---- the daily note

    @Test
    void a_section_of_the_daily_note_stands_between_its_marks_and_all_else_stays() throws IOException {
        Files.createDirectories(vault.resolve(".obsidian"));
        Files.writeString(vault.resolve(".obsidian/daily-notes.json"), "{\"folder\":\"Daily\",\"format\":\"YYYY/YYYY-MM-DD\"}");
        Files.createDirectories(vault.resolve("Daily/2026"));
        var own = "\ufeff# Friday\r\n\r\n- slept well\r\n\r\n%% tidewatch:start morning %%\r\n%% tidewatch:end %%\r\n\r\n## Log\r\nlast words";
        Files.writeString(vault.resolve("Daily/2026/2026-01-09.md"), own);
        freeze(MORNING);

        assertThat(run(pages(Form.SECTION))).isEqualTo(1);
        assertThat(run(pages(Form.SECTION))).isZero();

        var text = text("Daily/2026/2026-01-09.md");
        assertThat(text).startsWith("\ufeff# Friday\r\n\r\n- slept well\r\n\r\n%% tidewatch:start morning %%\r\n## Rotation brief")
                .endsWith("\r\n%% tidewatch:end %%\r\n\r\n## Log\r\nlast words");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        var note = notes().note("Daily/2026/2026-01-09.md").orElseThrow();
        assertThat(note.claims()).extracting(claim -> claim.source().quote()).noneMatch(quote -> quote.contains("Rotation brief"));
    }

    @Test
    void a_daily_note_that_is_not_there_is_made_and_one_of_a_template_program_is_waited_for() throws IOException {
        Files.createDirectories(vault.resolve(".obsidian"));
        Files.createDirectories(vault.resolve("Templates"));
        Files.writeString(vault.resolve(".obsidian/daily-notes.json"), "{\"template\":\"Templates/Day\"}");
        Files.writeString(vault.resolve("Templates/Day.md"), "# <% tp.date.now() %>\n");
        freeze(MORNING);
        assertThat(run(pages(Form.SECTION))).isZero();
        assertThat(told).isEmpty();

        Files.writeString(vault.resolve("Templates/Day.md"), "# {{date:dddd}}\n");
        assertThat(run(pages(Form.SECTION))).isEqualTo(1);
        assertThat(text("2026-01-09.md")).startsWith("# Friday\n\n%% tidewatch:start morning %%\n## Rotation brief");
    }

    @Test
    void a_section_that_was_changed_by_hand_is_theirs() throws IOException {
        freeze(MORNING);
        run(pages(Form.SECTION));
        var changed = text("2026-01-09.md").replace("%% tidewatch:end %%", "my own words\n%% tidewatch:end %%");
        Files.writeString(vault.resolve("2026-01-09.md"), changed);
        clock.advance(Duration.ofMinutes(30));
        freeze(new BriefArchive.Key("", "2026-01-09", "MORNING", LocalDate.of(2026, 1, 7)));

        assertThat(run(pages(Form.SECTION))).isZero();

        assertThat(text("2026-01-09.md")).isEqualTo(changed);
        assertThat(told).singleElement().asString().contains("I left 2026-01-09 as it is: what I wrote there was changed by hand, and it is yours now.");
        assertThat(written.undone(Form.SECTION, Instant.EPOCH)).isEmpty();
    }

    @Test
    void a_vault_with_private_notes_gets_no_section_in_a_note_that_others_may_see() throws IOException {
        Files.writeString(vault.resolve("Mine.md"), "---\nprivate: true\n---\nwords\n");
        freeze(MORNING);

        assertThat(run(pages(Form.PAGE, Form.SECTION))).isEqualTo(1);

        assertThat(all()).containsExactly(PAGE, "Mine.md", "Theses/Long NVIDIA.md");
        assertThat(told).singleElement().asString().contains("Your vault holds private notes.");
    }

    @Test
    void a_brief_of_yesterday_goes_into_no_daily_note() throws IOException {
        freeze(MORNING);
        clock.advance(Duration.ofDays(1));

        assertThat(run(pages(Form.SECTION))).isZero();
        assertThat(all()).containsExactly("Theses/Long NVIDIA.md");
    }

    // ---- what goes wrong

    @Test
    void what_cannot_be_written_is_told_once_and_written_when_it_can_be() throws IOException {
        Files.writeString(vault.resolve("Briefs"), "a file that stands in the way");
        freeze(MORNING);
        var pages = pages(Form.PAGE);

        assertThat(run(pages)).isZero();
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(1));
            run(pages);
        }
        run(pages(Form.PAGE));
        freeze(new BriefArchive.Key("", "2026-01-09", "CLOSE", THURSDAY));
        run(pages(Form.PAGE));
        assertThat(told).containsExactly("page:page:" + MORNING.id()
                + " The brief 2026-01-09 is not in your notes. Briefs is a file, so there is no folder of that name.");

        Files.delete(vault.resolve("Briefs"));
        assertThat(run(pages(Form.PAGE))).isEqualTo(2);
        assertThat(all()).containsExactly("Briefs/2026-01-09 Rotation brief.md", "Briefs/2026-01-09-close Rotation brief.md", "Theses/Long NVIDIA.md");
        assertThat(events).isEmpty();
    }

    @Test
    void a_folder_that_leads_out_of_the_vault_gets_nothing() throws IOException {
        var outside = Files.createDirectory(home.resolve("outside"));
        Files.createSymbolicLink(vault.resolve("Briefs"), outside);
        freeze(MORNING);

        assertThat(run(pages(Form.PAGE))).isZero();
        assertThat(told).singleElement().asString().contains("leads out of the vault");
        try (var left = Files.list(outside)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_vault_that_vanished_harms_nothing_and_is_said() throws IOException {
        freeze(MORNING);
        Files.delete(vault.resolve("Theses/Long NVIDIA.md"));
        Files.delete(vault.resolve("Theses"));
        Files.delete(vault);

        assertThat(run(pages(Form.PAGE))).isZero();
        assertThat(told).singleElement().asString().contains("The folder of your notes is not there.");
        assertThat(briefs.find(MORNING)).containsInstanceOf(BriefArchive.Kept.class);
    }

    @Test
    void another_node_that_holds_the_lease_writes_and_this_one_does_not() throws IOException {
        freeze(MORNING);
        var other = new LeaseTable(database).acquire(BriefPages.LEASE, "b", Duration.ofMinutes(1)).orElseThrow();

        assertThat(run(pages(Form.PAGE))).isZero();
        new LeaseTable(database).release(other);
        assertThat(run(pages(Form.PAGE))).isEqualTo(1);
        assertThat(all()).hasSize(2);
    }

    /** The program dies at one of its steps: the next run finishes what was begun, once, and nothing is taken for a user's words. */
    @Test
    void a_death_between_any_two_steps_is_made_good_by_the_next_run() throws IOException {
        for (var form : Form.values()) {
            for (int dies = 1; dies <= 2; dies++) {
                for (boolean behind : new boolean[] {false, true}) {
                    clock.advance(Duration.ofSeconds(1));
                    var key = new BriefArchive.Key("", "2026-01-09", form + "-" + dies + behind, THURSDAY);
                    freeze(key);
                    pages(EnumSet.of(form), new Dying(written, dies, behind), "a").run(clock.instant());
                    run(pages(form));

                    assertThat(written.find(form, key.id())).get().extracting(WrittenNotes.Entry::state).isEqualTo(WrittenNotes.State.WRITTEN);
                    // Never again.
                    assertThat(run(pages(form))).isZero();
                }
            }
        }
        assertThat(told).isEmpty();
        assertThat(all()).noneMatch(path -> path.contains("(2)") || path.contains(".tmp"));
        assertThat(all()).filteredOn(path -> path.startsWith("Briefs/")).hasSize(4);
        assertThat(text("2026-01-09.md").split("tidewatch:start", -1)).hasSize(9);
    }

    /** A store that is there no more from its n-th write on, before or behind it. */
    private static final class Dying implements WrittenNotes {
        private final WrittenNotes inner;
        private final int at;
        private final boolean behind;
        private int saves;

        Dying(WrittenNotes inner, int at, boolean behind) {
            this.inner = inner;
            this.at = at;
            this.behind = behind;
        }

        @Override
        public void save(Entry entry) {
            saves++;
            if (saves >= at && !(saves == at && behind)) {
                throw new IllegalStateException("dead");
            }
            inner.save(entry);
            if (saves == at) {
                throw new IllegalStateException("dead");
            }
        }

        @Override
        public List<String> undone(Form form, Instant since) {
            return inner.undone(form, since);
        }

        @Override
        public Optional<Entry> find(Form form, String briefId) {
            return inner.find(form, briefId);
        }

        @Override
        public Optional<Entry> written(Form form, String occasion) {
            return inner.written(form, occasion);
        }

        @Override
        public Optional<Entry> latest(Form form) {
            return inner.latest(form);
        }

        @Override
        public boolean wrote(Form form, String path, String print) {
            return inner.wrote(form, path, print);
        }

        @Override
        public Set<String> pages() {
            return inner.pages();
        }
    }
}
