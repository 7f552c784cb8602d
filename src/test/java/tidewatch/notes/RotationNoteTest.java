package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The facts of a rotation note: of our own fixture always, of the note that the design is measured by where it is present. Both have the
 * same structure and figures in other words, so one table of facts holds both; what differs is the wording of remarks and headings.
 */
class RotationNoteTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 8);
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    /** Facts without the words that differ between the two notes; each with the line it stands on. */
    private static final List<String> FACTS = List.of(
            "5 flow DOWN growth, tech LIKELY 2026-01-01..2026-04-30",
            "5 flow UP value, defense, small caps LIKELY 2026-01-01..2026-04-30",
            "13 flow DOWN Mag 7, high-growth tech, AI momentum plays SURE",
            "14 flow UP Defense, small caps, financials, industrials, utilities SURE",
            "16 timing START 2025-12-21..2025-12-31",
            "16 timing ACCELERATION 2026-01-01..2026-01-07",
            "26 streak Apple 7 DOWN DAY remark",
            "27 move NVIDIA -2.0 [-2.5, -1.5] PERCENT remark",
            "28 move Cloudflare -5.0 [-5.5, -4.5] PERCENT remark",
            "29 move Oracle -2.0 [-2.5, -1.5] PERCENT",
            "35 move Northrop Grumman 8.0 [7.5, 8.5] PERCENT remark",
            "36 move Lockheed Martin 8.0 [7.5, 8.5] PERCENT remark",
            "37 move General Dynamics 6.0 [5.5, 6.5] PERCENT",
            "38 relative Russell 2000 6.0 [5.5, 6.5] PERCENT against Nasdaq remark",
            "44 driver 1 PAST to 2026-01-02",
            "48 driver 2 STANDING",
            "52 driver 3 STANDING",
            "56 driver 4 STANDING 2 effects",
            "67 sector-view UP Financials 2026-01-01..2026-12-31 reason",
            "68 sector-view UP Industrials 2026-01-01..2026-12-31 reason",
            "69 sector-view UP Healthcare 2026-01-01..2026-12-31 reason",
            "70 sector-view UP Communication Services 2026-01-01..2026-12-31 reason",
            "71 sector-view UP Utilities 2026-01-01..2026-12-31 reason",
            "72 sector-view UP Defense 2026-01-01..2026-12-31 reason",
            "80 sector-view DOWN High-multiple tech reason",
            "81 sector-view DOWN AI momentum reason",
            "82 sector-view DOWN Mag 7 reason",
            "90 impact Long NVIDIA NEAR HURT, STRUCTURAL NEUTRAL SURE",
            "91 impact Long defense AI NOT_STATED CONFIRM SURE",
            "92 impact Long datacenter infrastructure NOT_STATED MIXED SURE",
            "100 scenario Short-term cause tax selling driver 1: 2026-01-22..2026-02-05",
            "101 scenario Medium-term cause valuation reset driver 3: 2026-04-08..2026-07-08",
            "102 scenario no cause: 2027-01-08..open",
            "104 watch q4-earnings 2026-01-21..2026-01-31 evidence",
            "110 related label",
            "111 related label",
            "112 related label",
            "113 related label");

    /** The same note in other bytes. */
    enum Variant {
        AS_STORED,
        CRLF,
        LONE_CR,
        BYTE_ORDER_MARK,
        UTF_16,
        NFD,
        FRONT_MATTER,
        REAL_MINUS_SIGNS,
        RENAMED;

        String path() {
            return this == RENAMED ? "Märkte/anything at all.md" : "rotation.md";
        }

        int linesAdded() {
            return this == FRONT_MATTER ? 4 : 0;
        }

        byte[] bytes(String text) {
            return switch (this) {
                case AS_STORED, RENAMED -> utf8(text);
                case CRLF -> utf8(text.replace("\n", "\r\n"));
                case LONE_CR -> utf8(text.replace("\n", "\r"));
                case BYTE_ORDER_MARK -> utf8("\ufeff" + text);
                case UTF_16 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
                case NFD -> utf8(Normalizer.normalize(text, Normalizer.Form.NFD));
                case FRONT_MATTER -> utf8("---\ntags: [macro]\nmood: calm\n---\n" + text);
                case REAL_MINUS_SIGNS -> utf8(text.replace("| -", "| \u2212").replace("|\u2212-", "|--"));
            };
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void every_fact_of_our_rotation_note_is_found_however_it_is_stored(Variant variant) {
        assertFacts(variant, fixture());
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void every_fact_of_the_measuring_note_is_found_however_it_is_stored(Variant variant) throws IOException {
        assertFacts(variant, seed());
    }

    private static void assertFacts(Variant variant, String text) {
        var found = NoteParser.parse(variant.path(), variant.bytes(text), OPTIONS);
        assertThat(found.problems()).isEmpty();
        var note = found.value();
        assertThat(note.date()).contains(DAY);
        assertThat(note.dateFrom()).isEqualTo("Created");
        assertThat(note.counts()).isEqualTo(new Note.Counts(15, 7, 25, 25, 11, 0));
        assertThat(note.counts().summary())
                .isEqualTo("25 of 25 rows and 15 of 15 headings read, 0 paragraphs kept as prose");
        assertThat(note.tags()).contains("concept", "markets", "rotation", "2026");
        assertThat(note.links().stream().map(Note.Link::target).distinct()).hasSize(9);
        assertThat(facts(note, variant.linesAdded())).containsExactlyElementsOf(FACTS);
        assertThat(note.claims()).allSatisfy(c -> assertThat(c.source().asOf()).contains(Window.day(DAY)));
    }

    @Test
    void the_words_of_our_note_are_kept_as_written() {
        var note = parse(fixture());
        assertThat(note.title()).isEqualTo("Leadership Change January 2026");
        var streak = note.claims(Claim.Streak.class).getFirst();
        assertThat(streak.remark()).contains("Dearer parts, money leaving");
        assertThat(streak.source().quote()).isEqualTo("[[Apple]] | -7 days consecutive | Dearer parts, money leaving");
        assertThat(streak.source().trail())
                .containsExactly(
                        "Leadership Change January 2026", "Biggest movers (Jan 8, 2026)", "Laggards (growth/tech)");
        assertThat(note.claims(Claim.Driver.class))
                .extracting(Claim.Driver::name)
                .containsExactly(
                        "Deferred tax selling", "AI payback audit", "A valuation reset", "Catalysts from policy");
        assertThat(note.claims(Claim.Driver.class).getLast().effects())
                .containsExactly(
                        new Claim.Driver.CauseEffect("A larger defense budget ($1.5T)", "bids for defense names"),
                        new Claim.Driver.CauseEffect("Hope of lower rates", "banks gain"));
        assertThat(note.claims(Claim.WatchItem.class).getFirst().evidence()).contains("proof that AI spending pays");
        assertThat(note.claims(Claim.Related.class))
                .extracting(r -> r.target().text() + ": " + r.label().orElse(""))
                .containsExactly(
                        "Defense budget proposal: what set it off",
                        "Long defense AI: gains from it",
                        "Long NVIDIA: suffers for now",
                        "AI hyperscalers: must show payback");
    }

    @Test
    void the_words_of_the_measuring_note_are_kept_as_written() throws IOException {
        var note = parse(seed());
        assertThat(note.title()).isEqualTo("Sector Rotation January 2026");
        assertThat(note.claims(Claim.Driver.class))
                .extracting(Claim.Driver::name)
                .containsExactly("Tax-delay selling", "AI ROI Audit", "Valuation reset", "Policy catalysts");
        assertThat(note.claims(Claim.WatchItem.class).getFirst().evidence()).contains("AI ROI evidence");
    }

    @Test
    void nothing_is_made_up_from_money_years_or_arrows() {
        for (var text : texts()) {
            var note = parse(text);
            assertThat(note.claims(Claim.Level.class)).isEmpty();
            assertThat(note.claims(Claim.Prose.class)).isEmpty();
            assertThat(note.claims(Claim.Checklist.class)).isEmpty();
            assertThat(note.claims(Claim.Thesis.class)).isEmpty();
            assertThat(note.claims(Claim.Move.class)).hasSize(6).allSatisfy(m -> {
                assertThat(m.amount().value()).isNotIn(1.5, -25.0, 25.0, -7.0, 7.0);
                assertThat(m.entity().text()).isNotEqualTo("Russell 2000");
                assertThat(m.period()).isEmpty();
            });
            assertThat(note.claims(Claim.ThesisImpact.class)).hasSize(3);
            assertThat(note.claims()).noneMatch(c -> c.toString().contains("2000-"));
        }
    }

    @Test
    void alone_without_a_vault_every_name_still_means_something_and_links_dangle_as_information() {
        for (var text : texts()) {
            var vault = Vault.of(java.util.Map.of("note.md", text), OPTIONS).value();
            var ids = vault.notes().getFirst().claims().stream()
                    .flatMap(RotationNoteTest::names)
                    .map(n -> id(vault.resolver().resolve(n, "note.md")))
                    .distinct()
                    .toList();
            assertThat(ids)
                    .containsExactlyInAnyOrder(
                            "style:growth",
                            "sector:technology",
                            "style:value",
                            "theme:defense",
                            "style:small-caps",
                            "style:mag-7",
                            "style:high-growth-tech",
                            "style:ai-momentum",
                            "sector:financials",
                            "sector:industrials",
                            "sector:utilities",
                            "stock:AAPL",
                            "stock:NVDA",
                            "stock:NET",
                            "stock:ORCL",
                            "stock:NOC",
                            "stock:LMT",
                            "stock:GD",
                            "index:russell-2000",
                            "index:nasdaq-composite",
                            "sector:healthcare",
                            "sector:communication-services",
                            "style:high-multiple-tech",
                            "theme:defense-ai",
                            "theme:datacenter-infrastructure");
            assertThat(vault.lint().stream().filter(p -> p.sentence().contains("link.dangling")))
                    .hasSize(11)
                    .allMatch(p -> p.sentence().startsWith("INFO "));
        }
    }

    private static String id(Resolution resolution) {
        return resolution instanceof Resolution.One one ? one.id().orElse("a note") : resolution.toString();
    }

    private static Stream<Name> names(Claim claim) {
        return switch (claim) {
            case Claim.Move m -> Stream.of(m.entity());
            case Claim.RelativeMove m -> Stream.of(m.entity(), m.benchmark());
            case Claim.Streak s -> Stream.of(s.entity());
            case Claim.WordMove w -> Stream.of(w.entity());
            case Claim.Level l -> Stream.of(l.entity());
            case Claim.Flow f -> f.names().stream();
            case Claim.SectorView v -> Stream.of(v.sector());
            case Claim.ThesisImpact i -> Stream.of(i.thesis());
            case Claim.Thesis t -> t.legs().stream().map(Claim.Thesis.Leg::entity);
            case Claim.RotationTiming t -> Stream.empty();
            case Claim.Driver d -> Stream.empty();
            case Claim.Checklist c -> Stream.empty();
            case Claim.Scenario s -> Stream.empty();
            case Claim.WatchItem w -> Stream.empty();
            case Claim.Related r -> Stream.empty();
            case Claim.Prose p -> Stream.empty();
        };
    }

    // -- one line a fact
    // -------------------------------------------------------------------------------------------------------------

    private static List<String> facts(Note note, int linesAdded) {
        var drivers = note.claims(Claim.Driver.class);
        return note.claims().stream()
                .map(c -> c.source().place().line() - linesAdded + " " + c.kind() + fact(c, drivers))
                .toList();
    }

    private static String fact(Claim claim, List<Claim.Driver> drivers) {
        return switch (claim) {
            case Claim.Move m -> " " + m.entity().text() + amount(m.amount()) + present(" remark", m.remark());
            case Claim.RelativeMove m ->
                " " + m.entity().text() + amount(m.amount()) + " against "
                        + m.benchmark().text() + present(" remark", m.remark());
            case Claim.Streak s ->
                " " + s.entity().text() + " " + s.length() + " " + s.direction() + " " + s.per()
                        + present(" remark", s.remark());
            case Claim.Flow f ->
                " " + f.direction() + " " + f.names().stream().map(Name::text).collect(Collectors.joining(", ")) + " "
                        + f.source().confidence()
                        + f.period().map(p -> " " + days(p)).orElse("");
            case Claim.RotationTiming t -> " " + t.phase() + " " + days(t.window());
            case Claim.SectorView v ->
                " " + v.direction() + " " + v.sector().text()
                        + v.period().map(p -> " " + days(p)).orElse("") + present(" reason", v.reason());
            case Claim.Driver d ->
                " " + d.number().orElse(-1) + " " + d.state(DAY)
                        + d.window().flatMap(Window::to).map(t -> " to " + t).orElse("")
                        + (d.effects().isEmpty() ? "" : " " + d.effects().size() + " effects");
            case Claim.ThesisImpact i ->
                " " + i.thesis().text() + " "
                        + i.verdicts().stream()
                                .map(v -> v.horizon() + " " + v.kind())
                                .collect(Collectors.joining(", ")) + " "
                        + i.source().confidence();
            case Claim.Scenario s ->
                (s.cause().isEmpty()
                                ? " no cause"
                                : " " + s.label() + " cause " + s.cause().get())
                        + s.driver()
                                .map(name -> " driver " + number(drivers, name))
                                .orElse("") + ": "
                        + s.span().map(span -> days(span.from(DAY))).orElse("no span");
            case Claim.WatchItem w ->
                " " + w.slug() + " " + w.window().map(RotationNoteTest::days).orElse("")
                        + present(" evidence", w.evidence());
            case Claim.Related r -> present(" label", r.label());
            case Claim.WordMove w -> " " + w;
            case Claim.Level l -> " " + l;
            case Claim.Thesis t -> " " + t;
            case Claim.Checklist c -> " " + c;
            case Claim.Prose p -> " " + p.source().quote();
        };
    }

    private static int number(List<Claim.Driver> drivers, String name) {
        return drivers.stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .flatMap(Claim.Driver::number)
                .orElse(-1);
    }

    private static String amount(Amount a) {
        assertThat(a.sign()).isEqualTo(Amount.Sign.SIGNED);
        return " " + a.value() + " [" + a.low() + ", " + a.high() + "] " + a.unit();
    }

    private static String present(String words, Optional<String> value) {
        return value.isPresent() ? words : "";
    }

    private static String days(Window w) {
        return w.from().map(LocalDate::toString).orElse("open") + ".."
                + w.to().map(LocalDate::toString).orElse("open");
    }

    // -- the notes
    // -------------------------------------------------------------------------------------------------------------------

    private static Note parse(String text) {
        return NoteParser.parse("note.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value();
    }

    private static List<String> texts() {
        var texts = new ArrayList<String>();
        texts.add(fixture());
        var seed = seedFile();
        if (seed.isPresent()) {
            try {
                texts.add(Files.readString(seed.get()));
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            }
        }
        return texts;
    }

    static String fixture() {
        try (var in = Objects.requireNonNull(
                RotationNoteTest.class.getResourceAsStream("/vault/rotation-note/sector-rotation.md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static String seed() throws IOException {
        var file = seedFile();
        assumeThat(file)
                .as("no folder %s/seed: the facts of the measuring note are not checked", TestData.folder())
                .isPresent();
        return Files.readString(file.orElseThrow());
    }

    private static Optional<Path> seedFile() {
        var file = TestData.folder().resolve("seed").resolve("sector-rotation-january-2026.md");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
