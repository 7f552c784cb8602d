package tidewatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the floor plan on code that breaks it, on the plan of src/README.md. */
class FloorCheckTest {
    private static final FloorPlan PLAN = FloorPlan.ofProject();

    /** A plan in which every package has classes below, so that unused edges count. */
    private static final String SMALL_PLAN =
            """
            <!-- floor plan: begin -->
            | floor | package | what it is | may import | third-party home of |
            |---|---|---|---|---|
            | 2 | `app` | Starts. | all | - |
            | 1 | `notes` | Reads. | problem settings | - |
            | 0 | `problem` | Says. | - | - |
            | 0 | `settings` | Keeps. | - | - |
            <!-- floor plan: end -->
            """;

    private static final String WORDING =
            """
            package tidewatch.brief;
            public final class Wording {
                public static final int WIDTH = 120;
                public String say() { return ""; }
                public record Words(String text) {}
            }
            """;

    @TempDir
    Path folder;

    private FloorCheck check(String... sources) throws IOException {
        return check(PLAN, sources);
    }

    private FloorCheck check(FloorPlan plan, String... sources) throws IOException {
        return new FloorCheck(plan, Seeds.program(folder, sources));
    }

    @Test
    void an_import_upwards_is_told_with_line_rule_and_what_to_do() throws IOException {
        var check = check(WORDING, """
                package tidewatch.notes;
                final class NoteParser {
                    String parse(String text) {
                        return new tidewatch.brief.Wording().say();
                    }
                }
                """);

        assertThat(check.forbiddenImports()).containsExactly("notes.NoteParser uses brief.Wording (NoteParser.java:4). notes is on floor 1 and"
                + " may import problem, settings. Move the shared thing down, or let the caller pass it in.");
    }

    @Test
    void an_import_of_a_sibling_is_refused() throws IOException {
        var check = check("package tidewatch.slack; public interface Cards {}", """
                package tidewatch.telegram;
                import tidewatch.slack.Cards;
                record Hidden(Cards cards) {}
                """);

        assertThat(check.forbiddenImports()).singleElement().asString().startsWith("telegram.Hidden uses slack.Cards (Hidden.java:2).");
    }

    @Test
    void an_import_down_that_the_row_does_not_list_is_refused() throws IOException {
        var check = check("package tidewatch.settings; public interface Keys {}", """
                package tidewatch.chart;
                interface Picture extends tidewatch.settings.Keys {}
                """);

        assertThat(check.forbiddenImports()).singleElement().asString().contains("chart is on floor 1 and may import message.");
    }

    @Test
    void an_import_that_the_row_lists_is_free() throws IOException {
        var check = check("package tidewatch.problem; public interface Trouble {}", """
                package tidewatch.notes;
                interface Broken extends tidewatch.problem.Trouble {}
                """);

        assertThat(check.forbiddenImports()).isEmpty();
    }

    @Test
    void no_way_of_using_a_higher_package_stays_hidden() throws IOException {
        var check = check(
                WORDING,
                sly("Constant", "int width() { return WORDING.WIDTH; }"),
                sly("Local", "Object local() { java.util.List<WORDING> none = null; return none; }"),
                sly("Documented", "/** As {@link WORDING} says. */ void documented() {}"),
                sly("Matched", "boolean matched(Object any) { return any instanceof WORDING.Words(var text) && text.isEmpty(); }"),
                sly("Reference", "java.util.function.Supplier<Object> reference() { return WORDING::new; }"),
                sly("Generic", "java.util.Optional<WORDING> generic() { return java.util.Optional.empty(); }"),
                sly("Reflected", "Object reflected() throws ReflectiveOperationException { return Class.forName(\"WORDING\"); }"));

        assertThat(check.forbiddenImports()).extracting(FloorCheckTest::firstSentence).containsExactlyInAnyOrder(
                "notes.Constant uses brief.Wording (Constant.java:3).",
                "notes.Local uses brief.Wording (Local.java:3).",
                "notes.Documented uses brief.Wording (Documented.java:3).",
                "notes.Matched uses brief.Wording (Matched.java:3).",
                "notes.Reference uses brief.Wording (Reference.java:3).",
                "notes.Generic uses brief.Wording (Generic.java:3).",
                "notes.Reflected uses brief.Wording (Reflected.java:3).");
    }

    private static String sly(String name, String member) {
        return "package tidewatch.notes;\nfinal class " + name + " {\n" + member.replace("WORDING", "tidewatch.brief.Wording") + "\n}\n";
    }

    @Test
    void a_type_that_only_comes_out_of_a_call_is_seen() throws IOException {
        var check = check(
                WORDING,
                "package tidewatch.evidence; public interface Weighed { tidewatch.brief.Wording words(); }",
                "package tidewatch.watch; final class Through { String say(Object any) {\nreturn ((tidewatch.evidence.Weighed) any).words().say(); } }");

        assertThat(check.forbiddenImports())
                .extracting(FloorCheckTest::firstSentence)
                .contains("watch.Through uses brief.Wording (Through.java:2).");
    }

    @Test
    void an_import_for_javadoc_alone_is_seen() throws IOException {
        var check = check(WORDING, """
                package tidewatch.notes;

                import tidewatch.brief.Wording;

                /** Unlike {@link Wording}. */
                final class Plain {}
                """);

        assertThat(check.forbiddenImports()).singleElement().asString().startsWith("notes.Plain uses brief.Wording (Plain.java:3).");
    }

    @Test
    void a_name_that_only_begins_like_a_package_is_no_use_of_it() throws IOException {
        var check = check("""
                package tidewatch.settings;
                /** Of tidewatch.properties, tidewatch.chatter and tidewatch. */
                final class File {}
                """);

        assertThat(check.forbiddenImports()).isEmpty();
    }

    @Test
    void a_sub_package_shares_the_row_of_its_parent() throws IOException {
        var check = check(
                WORDING,
                "package tidewatch.notes.dates; public interface Phrase {}",
                "package tidewatch.notes; interface Uses extends tidewatch.notes.dates.Phrase {}",
                "package tidewatch.notes.grammar; final class Deep { tidewatch.brief.Wording up; }");

        assertThat(check.packagesWithoutRow()).isEmpty();
        assertThat(check.forbiddenImports())
                .singleElement()
                .asString()
                .startsWith("notes.grammar.Deep uses brief.Wording (Deep.java:1). notes is on floor 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidewatch.extra", "tidewatch", "elsewhere"})
    void a_package_without_a_row_is_told(String name) throws IOException {
        var check = check("package " + name + "; interface Stray {}");

        assertThat(check.packagesWithoutRow())
                .singleElement()
                .asString()
                .startsWith(name.replace('.', '/') + "/Stray.java lies in a package without a row.");
    }

    @Test
    void a_row_without_a_package_is_told() throws IOException {
        var check = check(FloorPlan.read(SMALL_PLAN), "package tidewatch.notes; interface Some {}", "package tidewatch.app; interface Any {}");

        assertThat(check.rowsWithoutPackage()).hasSize(2).first().asString().contains("a row for problem and there is no folder tidewatch/problem");
    }

    @Test
    void third_party_code_outside_its_home_is_refused() throws IOException {
        var check = check("""
                package tidewatch.brief;
                interface Tree {
                    org.commonmark.node.Node node();
                }
                """, "package tidewatch.notes; interface Home { org.commonmark.node.Node node(); }");

        assertThat(check.thirdPartyOutsideItsHome())
                .containsExactly("brief.Tree uses org.commonmark.node.Node (Tree.java). Its home is notes. Ask that package through a port, or"
                        + " move the class there.");
    }

    @Test
    void third_party_code_without_a_home_is_refused() throws IOException {
        var check = check("""
                package tidewatch.app;
                import com.tngtech.archunit.core.domain.JavaClass;
                interface Odd {
                    JavaClass type();
                }
                """);

        assertThat(check.thirdPartyOutsideItsHome())
                .singleElement()
                .asString()
                .startsWith("app.Odd uses com.tngtech.archunit.core.domain.JavaClass (Odd.java:2). No package is the home of that library.");
    }

    @Test
    void a_part_of_java_that_has_a_home_is_refused_elsewhere_and_the_rest_is_free() throws IOException {
        var check = check(
                "package tidewatch.brief; interface Drawn { java.awt.Color colour(); java.util.List<String> words(); }",
                "package tidewatch.chart; interface Picture { java.awt.Color colour(); }",
                "package tidewatch.chat; interface Named { javax.naming.Name name(); }");

        assertThat(check.thirdPartyOutsideItsHome())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("brief.Drawn uses java.awt.Color (Drawn.java). Its home is chart."))
                .anySatisfy(line -> assertThat(line).startsWith("chat.Named uses javax.naming.Name (Named.java). No package is the home"));
    }

    @Test
    void logging_begins_on_floor_five() throws IOException {
        var check = check(
                "package tidewatch.brief; interface Chatty { org.slf4j.Logger log(); }",
                "package tidewatch.delivery; interface Free { org.slf4j.Logger log(); }");

        assertThat(check.thirdPartyOutsideItsHome())
                .containsExactly("brief.Chatty uses org.slf4j.Logger (Chatty.java). brief is on floor 4 and logs nothing: floors below 5 return a"
                        + " Problem instead.");
    }

    @Test
    void what_the_machine_would_answer_is_asked_only_by_app() throws IOException {
        var asked = new LinkedHashMap<String, String>();
        asked.put("java.time.LocalDate.now()", "LocalDate.now time");
        asked.put("java.time.LocalDate.now(java.time.ZoneId.of(\"Z\"))", "LocalDate.now time");
        asked.put("java.time.Instant.now()", "Instant.now time");
        asked.put("(java.util.function.Supplier<Object>) java.time.Instant::now", "Instant.now time");
        asked.put("java.time.Clock.systemUTC()", "Clock.systemUTC time");
        asked.put("java.time.Clock.systemDefaultZone()", "Clock.systemDefaultZone time");
        asked.put("java.time.Clock.tickMinutes(java.time.ZoneOffset.UTC)", "Clock.tickMinutes time");
        asked.put("java.time.InstantSource.system()", "InstantSource.system time");
        asked.put("System.currentTimeMillis()", "System.currentTimeMillis time");
        asked.put("System.nanoTime()", "System.nanoTime time");
        asked.put("new java.util.Date()", "new Date time");
        asked.put("java.time.ZoneId.systemDefault()", "ZoneId.systemDefault time zone");
        asked.put("java.util.TimeZone.getDefault()", "TimeZone.getDefault time zone");
        asked.put("java.util.Locale.getDefault()", "Locale.getDefault language");
        asked.put("String.format(\"%d\", 1)", "String.format language");
        asked.put("\"%d\".formatted(1)", "String.formatted language");
        asked.put("\"I\".toLowerCase()", "String.toLowerCase language");
        asked.put("java.time.format.DateTimeFormatter.ofPattern(\"d MMM\")", "DateTimeFormatter.ofPattern language");
        asked.put("new java.text.DecimalFormat(\"0.0\")", "new DecimalFormat language");
        asked.put("new java.util.Random()", "new Random dice");
        asked.put("Math.random()", "Math.random dice");
        asked.put("java.util.concurrent.ThreadLocalRandom.current()", "ThreadLocalRandom.current dice");
        asked.put("java.util.UUID.randomUUID()", "UUID.randomUUID dice");
        asked.put("new java.security.SecureRandom()", "new SecureRandom dice");

        var check = check(asks("evidence", asked.keySet()), asks("app", asked.keySet()));

        assertThat(check.ambient()).extracting(told -> told.replaceFirst("\\(Asks.java:(\\d+)\\). Only app may ask the machine for the "
                        + "([a-z ]+)\\. .*", "$2 $1"))
                .containsExactlyInAnyOrderElementsOf(told("evidence.Asks uses ", asked.values()));
    }

    @Test
    void what_the_caller_handed_in_is_free() throws IOException {
        var check = check(asks(
                "evidence",
                List.of(
                        "java.time.Instant.now((java.time.Clock) given)",
                        "new java.util.Random(7)",
                        "new java.util.SplittableRandom(7)",
                        "String.format(java.util.Locale.ROOT, \"%d\", 1)",
                        "\"I\".toLowerCase(java.util.Locale.ROOT)",
                        "java.time.format.DateTimeFormatter.ofPattern(\"d MMM\", java.util.Locale.ENGLISH)",
                        "java.time.format.DateTimeFormatter.ISO_LOCAL_DATE",
                        "java.util.UUID.nameUUIDFromBytes(new byte[0])")));

        assertThat(check.ambient()).isEmpty();
    }

    @Test
    void no_thread_starts_below_floor_five() throws IOException {
        var started = new LinkedHashMap<String, String>();
        started.put("new Thread(() -> {})", "new Thread");
        started.put("new Thread() {}", "new Thread");
        started.put("Thread.startVirtualThread(() -> {})", "Thread.startVirtualThread");
        started.put("Thread.ofVirtual()", "Thread.ofVirtual");
        started.put("java.util.concurrent.Executors.newCachedThreadPool()", "Executors.newCachedThreadPool");
        started.put("java.util.concurrent.CompletableFuture.supplyAsync(() -> 1)", "CompletableFuture.supplyAsync");
        started.put("java.util.concurrent.ForkJoinPool.commonPool()", "ForkJoinPool.commonPool");
        started.put("new java.util.Timer()", "new Timer");
        started.put("java.util.List.of(1).parallelStream()", "List.parallelStream");
        started.put("java.util.stream.IntStream.range(0, 9).parallel()", "IntStream.parallel");

        var check = check(asks("brief", started.keySet()), asks("delivery", started.keySet()));

        assertThat(check.threadsBelowTheRunningFloor())
                .allSatisfy(told -> assertThat(told).contains(". brief is on floor 4: no thread starts below floor 5. "))
                .extracting(told -> told.replaceFirst("\\(Asks.java:(\\d+)\\).*", "$1"))
                .containsExactlyInAnyOrderElementsOf(told("brief.Asks uses ", started.values()));
    }

    @Test
    void only_app_and_terminal_print() throws IOException {
        var said = new LinkedHashMap<String, String>();
        said.put("System.out.append('a')", "System.out");
        said.put("System.err.append('a')", "System.err");
        said.put("(Runnable) () -> IO.println()", "IO.println");
        said.put("(Runnable) () -> new IllegalStateException().printStackTrace()", "IllegalStateException.printStackTrace");

        var check = check(asks("delivery", said.keySet()), asks("app", said.keySet()), asks("terminal", said.keySet()));

        assertThat(check.printing())
                .allSatisfy(told -> assertThat(told).contains("Only app and terminal print. Return the text, or a Problem."))
                .extracting(told -> told.replaceFirst("\\(Asks.java:(\\d+)\\).*", "$1"))
                .containsExactlyInAnyOrderElementsOf(told("delivery.Asks uses ", said.values()));
    }

    /** A class with one expression a line, the first in line 3. */
    private static String asks(String in, Collection<String> expressions) {
        var source = new StringBuilder("package tidewatch." + in + ";\nfinal class Asks {\n");
        int method = 0;
        for (var expression : expressions) {
            source.append("Object ask").append(method++).append("(Object given) { return ").append(expression).append("; }\n");
        }
        return source.append("}\n").toString();
    }

    /** What is to be told of {@link #asks}: the beginning, what was shown, the line. */
    private static List<String> told(String beginning, Collection<String> shown) {
        var told = new ArrayList<String>();
        for (var one : shown) {
            told.add(beginning + one + " " + (3 + told.size()));
        }
        return told;
    }

    private static String firstSentence(String told) {
        return told.substring(0, told.indexOf("). ") + 2);
    }

    @Test
    void a_package_that_is_not_null_marked_is_told() throws IOException {
        var check = check(
                "package tidewatch.notes; interface Without {}",
                "/** Is marked. */ @org.jspecify.annotations.NullMarked package tidewatch.chat;",
                "package tidewatch.chat; interface With {}",
                "/** Is not. */ package tidewatch.market;");

        assertThat(check.packagesNotNullMarked())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("The package tidewatch.notes is not @NullMarked."))
                .anySatisfy(line -> assertThat(line).startsWith("The package tidewatch.market is not @NullMarked."));
    }

    @Test
    void a_package_info_that_says_something_else_than_its_row_is_told() throws IOException {
        var check = check(
                "/** Reads notes. And more. */\npackage tidewatch.notes;",
                "/**\n * What could not be done,\n * as data. See {@code Found}.\n */\npackage tidewatch.problem;",
                "package tidewatch.chat;",
                "/** Phrases that name days. */\npackage tidewatch.notes.dates;");

        assertThat(check.sentencesThatDiffer())
                .containsExactlyInAnyOrder(
                        "tidewatch/notes/package-info.java begins \"Reads notes.\" and the floor plan in src/README.md says \"Reads the Markdown"
                                + " vault into claims, each with its place.\". Make both the same.",
                        "tidewatch/chat/package-info.java has no Javadoc sentence. Say in one what the package is.");
    }

    @Test
    void a_cycle_between_sub_packages_is_told() throws IOException {
        var check = check(
                "package tidewatch.command.prices; public interface Quote { tidewatch.command.notes.Shown shown(); }",
                "package tidewatch.command.notes; public interface Shown { tidewatch.command.prices.Quote quote(); }",
                "package tidewatch.notes.dates; public interface Phrase {}",
                "package tidewatch.notes; public interface Uses { tidewatch.notes.dates.Phrase phrase(); }",
                "package tidewatch.notes.dates; interface Borrows { tidewatch.notes.Uses lent(); }");

        assertThat(check.cyclesInsideAPackage())
                .singleElement()
                .asString()
                .contains("tidewatch.command.notes", "tidewatch.command.prices", "Sub-packages of command use each other in a circle.");
    }

    @Test
    void an_edge_that_nobody_uses_is_told_once_all_packages_have_classes() throws IOException {
        String[] all = {
            "package tidewatch.problem; public interface Trouble {}",
            "package tidewatch.settings; public interface Keys {}",
            "package tidewatch.notes; interface Broken extends tidewatch.problem.Trouble {}",
            "package tidewatch.app; interface Main {}"
        };

        assertThat(check(FloorPlan.read(SMALL_PLAN), all).unusedEdges())
                .containsExactly("The floor plan in src/README.md lets notes import settings, and no class does. Take the name out of the row.");
    }

    @Test
    void an_unused_edge_may_stand_while_a_package_is_empty() throws IOException {
        var check = check(
                FloorPlan.read(SMALL_PLAN),
                "package tidewatch.problem; public interface Trouble {}",
                "/** Keeps. */ package tidewatch.settings;",
                "package tidewatch.notes; interface Broken {}",
                "package tidewatch.app; interface Main {}");

        assertThat(check.unusedEdges()).isEmpty();
    }

    @Test
    void a_plan_that_goes_sideways_or_names_nobody_is_wrong_itself() {
        var plan = FloorPlan.read(SMALL_PLAN
                .replace("problem settings", "problem nobody")
                .replace("| Says. | - |", "| Says. | settings |"));

        assertThat(plan.mistakes())
                .containsExactly(
                        "The row of notes allows nobody, which has no row. Add one, or take the name out.",
                        "The row of problem (floor 0) allows settings (floor 0). Imports go only downwards: move the shared thing down, or let the"
                                + " caller pass it in.");
    }

    @Test
    void all_means_every_lower_floor() {
        assertThat(FloorPlan.read(SMALL_PLAN).rowOf("tidewatch.app.Main"))
                .hasValueSatisfying(row -> assertThat(row.mayImport()).isEqualTo(Set.copyOf(List.of("notes", "problem", "settings"))));
    }

    @Test
    void a_table_that_cannot_be_read_says_which_line() {
        assertThatThrownBy(() -> FloorPlan.read(SMALL_PLAN.replace("| Keeps. ", "")))
                .hasMessageContaining("five cells")
                .hasMessageContaining("`settings`");
        assertThatThrownBy(() -> FloorPlan.read(SMALL_PLAN.replace("`settings`", "`problem`"))).hasMessageContaining("two rows for problem");
        assertThatThrownBy(() -> FloorPlan.read("no table")).hasMessageContaining("a marker is missing");
    }
}
