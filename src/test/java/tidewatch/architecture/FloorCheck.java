package tidewatch.architecture;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.architecture.FloorPlan.Row;
import tidewatch.architecture.Program.Call;
import tidewatch.architecture.Program.Use;

/** Holds a program against the floor plan. Each rule answers with a sentence per breach: the line, the rule, what to do. */
final class FloorCheck {
    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

    /** Floors below this one return a Problem instead of logging, and start no thread. */
    private static final int RUNNING_FLOOR = 5;

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("^(.*?\\.)(?:\\s|$)");

    private final FloorPlan plan;
    private final Program program;
    private final Collection<Use> uses;
    private final List<Call> calls;

    FloorCheck(FloorPlan plan, Program program) {
        this.plan = plan;
        this.program = program;
        this.uses = program.uses();
        this.calls = program.calls();
    }

    List<String> packagesWithoutRow() {
        return program.files().keySet().stream()
                .filter(file -> plan.rowOf(Program.packageOf(file)).isEmpty())
                .map(file -> shown(file) + " lies in a package without a row. Add a row to the floor plan in src/README.md, or move"
                        + " the class.")
                .toList();
    }

    List<String> rowsWithoutPackage() {
        return plan.rows().keySet().stream()
                .filter(name -> !program.packages().contains("tidewatch." + name))
                .map(name -> "The floor plan in src/README.md has a row for " + name + " and there is no folder tidewatch/" + name
                        + " with a package-info. Add it, or remove the row.")
                .toList();
    }

    /** An import up, sideways, or down to a package that the row does not list. */
    List<String> forbiddenImports() {
        var found = new ArrayList<String>();
        for (var use : uses) {
            var from = plan.rowOf(use.from());
            var to = plan.rowOf(use.to());
            if (from.isPresent()
                    && to.isPresent()
                    && !from.get().name().equals(to.get().name())
                    && !from.get().mayImport().contains(to.get().name())) {
                found.add(use.user() + " uses " + use.used() + " (" + use.place() + "). " + FloorPlan.rule(from.get())
                        + " Move the shared thing down, or let the caller pass it in.");
            }
        }
        return found;
    }

    /** Third-party code outside its home, or without one; free are {@code java} (but what the plan lists), JSpecify, and logging higher up. */
    List<String> thirdPartyOutsideItsHome() {
        var found = new ArrayList<String>();
        for (var use : uses) {
            var from = plan.rowOf(use.from());
            if (from.isEmpty() || FloorPlan.below(use.to(), "tidewatch") || FloorPlan.below(use.to(), "org.jspecify")) {
                continue;
            }
            refusal(from.get(), use.to()).ifPresent(why -> found.add(use.user() + " uses " + use.to() + " (" + use.place() + "). " + why));
        }
        return found;
    }

    private Optional<String> refusal(Row from, String to) {
        if (FloorPlan.below(to, "org.slf4j")) {
            return from.floor() >= RUNNING_FLOOR
                    ? Optional.empty()
                    : Optional.of(from.name() + " is on floor " + from.floor() + " and logs nothing: floors below " + RUNNING_FLOOR
                            + " return a Problem instead.");
        }
        var homes = plan.homesOf(to);
        if (homes.isEmpty()) {
            return FloorPlan.below(to, "java")
                    ? Optional.empty()
                    : Optional.of("No package is the home of that library. Do without it, or name its prefix in the last column of"
                            + " the floor plan in src/README.md.");
        }
        return homes.contains(from)
                ? Optional.empty()
                : Optional.of("Its home is " + homes.stream().map(Row::name).collect(joining(", "))
                        + ". Ask that package through a port, or move the class there.");
    }

    /** The machine's clock, time zone, language or chance, asked outside {@code app}. */
    List<String> ambient() {
        var found = new ArrayList<String>();
        for (var call : calls) {
            var from = plan.rowOf(call.from());
            if (from.isPresent() && !from.get().name().equals("app")) {
                Ambient.of(call).ifPresent(source -> found.add(call.user() + " uses " + call.shown() + " (" + call.place()
                        + "). Only app may ask the machine for the " + source.what() + ". " + source.instead()));
            }
        }
        return found;
    }

    List<String> threadsBelowTheRunningFloor() {
        var found = new ArrayList<String>();
        for (var call : calls) {
            var from = plan.rowOf(call.from());
            if (from.isPresent() && from.get().floor() < RUNNING_FLOOR && startsThread(call)) {
                found.add(call.user() + " uses " + call.shown() + " (" + call.place() + "). " + from.get().name() + " is on floor "
                        + from.get().floor() + ": no thread starts below floor " + RUNNING_FLOOR
                        + ". Compute in the caller's thread; delivery decides what runs beside what.");
            }
        }
        return found;
    }

    private static boolean startsThread(Call call) {
        var name = call.name();
        return switch (call.owner()) {
            case "java.lang.Thread" ->
                name.equals("<init>") || name.equals("startVirtualThread") || name.equals("ofVirtual") || name.equals("ofPlatform");
            case "java.util.concurrent.Executors" -> true;
            case "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ForkJoinPool",
                    "java.util.Timer" ->
                name.equals("<init>") || name.equals("commonPool");
            case "java.util.concurrent.CompletableFuture" -> name.endsWith("Async");
            case "java.util.concurrent.StructuredTaskScope" -> name.equals("open");
            case "java.util.Arrays" -> name.startsWith("parallel");
            default -> call.owner().startsWith("java.util.") && (name.equals("parallelStream") || name.equals("parallel"));
        };
    }

    /** Standard output and error are the terminal's and the command line's; everybody else answers with a value. */
    List<String> printing() {
        var found = new ArrayList<String>();
        for (var call : calls) {
            var from = plan.rowOf(call.from());
            var home = from.isPresent() && (from.get().name().equals("app") || from.get().name().equals("terminal"));
            if (from.isPresent() && !home && prints(call)) {
                found.add(call.user() + " uses " + call.shown() + " (" + call.place()
                        + "). Only app and terminal print. Return the text, or a Problem.");
            }
        }
        return found;
    }

    private static boolean prints(Call call) {
        return (call.owner().equals("java.lang.System") && (call.name().equals("out") || call.name().equals("err")))
                || call.owner().equals("java.lang.IO")
                || (call.name().equals("printStackTrace") && call.parameters().isEmpty());
    }

    List<String> packagesNotNullMarked() {
        return program.packages().stream()
                .filter(name -> plan.rowOf(name).isPresent())
                .filter(name -> !nullMarked(name))
                .map(name -> "The package " + name + " is not @NullMarked. Give it a package-info.java with @NullMarked above the package"
                        + " line.")
                .toList();
    }

    private boolean nullMarked(String name) {
        var info = name + ".package-info";
        return program.classes().contain(info) && program.classes().get(info).isAnnotatedWith(NULL_MARKED);
    }

    /** The plan and the package-info say the same; a sub-package says what it is in words of its own. */
    List<String> sentencesThatDiffer() {
        var found = new ArrayList<String>();
        program.files().forEach((file, text) -> {
            if (!file.getFileName().toString().equals("package-info.java")) {
                return;
            }
            var sentence = firstSentence(text);
            var row = plan.rowOf(Program.packageOf(file));
            if (sentence.isEmpty()) {
                found.add(shown(file) + " has no Javadoc sentence. Say in one what the package is.");
            } else if (row.isPresent()
                    && Program.packageOf(file).equals("tidewatch." + row.get().name())
                    && !sentence.equals(row.get().sentence())) {
                found.add(shown(file) + " begins \"" + sentence + "\" and the floor plan in src/README.md says \""
                        + row.get().sentence() + "\". Make both the same.");
            }
        });
        return found;
    }

    private static String firstSentence(String source) {
        var comment = JAVADOC.matcher(source);
        if (!comment.find()) {
            return "";
        }
        var text = comment.group(1).replaceAll("(?m)^\\s*\\*", " ").replaceAll("\\s+", " ").strip();
        var sentence = SENTENCE.matcher(text);
        return sentence.find() ? sentence.group(1) : text;
    }

    /** Cycles between the sub-packages of one package; the package itself may offer them and lend them its types. */
    List<String> cyclesInsideAPackage() {
        ArchConfiguration.get().setProperty("cycles.maxNumberOfDependenciesPerEdge", "3");
        var found = new ArrayList<String>();
        for (var row : plan.rows().values()) {
            var root = "tidewatch." + row.name();
            var slices = SlicesRuleDefinition.slices().assignedFrom(bySubPackage(root)).should().beFreeOfCycles().allowEmptyShould(true);
            slices.evaluate(program.classes()).getFailureReport().getDetails().forEach(detail -> found.add(detail + System.lineSeparator()
                    + "Sub-packages of " + row.name() + " use each other in a circle. Move what both need into one of them that uses neither."));
        }
        return found;
    }

    private static SliceAssignment bySubPackage(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                var name = type.getPackageName();
                return name.startsWith(root + ".") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "sub-packages of " + root;
            }
        };
    }

    /** Edges that the plan allows and nobody uses; none as long as a package of the plan has no classes, since its edges are to come. */
    List<String> unusedEdges() {
        var filled = new HashSet<String>();
        program.files().keySet().stream()
                .filter(file -> !file.getFileName().toString().equals("package-info.java"))
                .forEach(file -> plan.rowOf(Program.packageOf(file)).ifPresent(row -> filled.add(row.name())));
        if (!filled.containsAll(plan.rows().keySet())) {
            return List.of();
        }
        var used = new HashSet<String>();
        for (var use : uses) {
            var to = plan.rowOf(use.to());
            plan.rowOf(use.from()).ifPresent(from -> to.ifPresent(row -> used.add(from.name() + " " + row.name())));
        }
        var found = new ArrayList<String>();
        for (var row : plan.rows().values()) {
            for (var name : row.all() ? List.<String>of() : row.mayImport()) {
                if (!used.contains(row.name() + " " + name)) {
                    found.add("The floor plan in src/README.md lets " + row.name() + " import " + name
                            + ", and no class does. Take the name out of the row.");
                }
            }
        }
        return found;
    }

    private static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }
}
