package tidewatch.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A program as sources and as compiled classes. Both are read, because each sees what the other does not: in the classes an inlined
 * constant, the type argument of a local variable and an import for Javadoc leave no trace; in the text a type that comes out of a call does.
 *
 * @param files text of each source file by its path below the source folder, sorted
 */
record Program(Map<Path, String> files, JavaClasses classes) {
    private static final Pattern IMPORT = Pattern.compile("^import\\s+(?:static\\s+)?([\\w.]+?)(?:\\.\\*)?;");
    private static final Pattern OUTER = Pattern.compile("^((?:[a-z_]\\w*\\.)*[A-Z]\\w*).*$");
    private static final Pattern MENTION = Pattern.compile("\\btidewatch(?:\\.[a-z]\\w*)+(?:\\.[A-Z]\\w*)?");

    /** One class uses another; the place is {@code NoteParser.java:42}, without a line when none is known. */
    record Use(String from, String to, String place) {
        /** Name of the class without the root package. */
        String user() {
            return Program.shown(from);
        }

        String used() {
            return Program.shown(to);
        }
    }

    /** A call of a method or constructor, a reference to one, or an access to a field (then without parameters). */
    record Call(String from, String owner, String name, List<String> parameters, String place) {
        String user() {
            return Program.shown(from);
        }

        String shown() {
            var type = owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.');
            return name.equals("<init>") ? "new " + type : type + "." + name;
        }
    }

    /** Our own main code. */
    static Program ofProject() {
        try {
            var home = tidewatch.problem.Problem.class.getProtectionDomain().getCodeSource().getLocation();
            return read(Path.of("src", "main", "java"), Path.of(home.toURI()));
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Program read(Path sources, Path classes) {
        var files = new TreeMap<Path, String>();
        try (var walk = Files.walk(sources)) {
            for (var file : walk.filter(path -> path.toString().endsWith(".java")).toList()) {
                files.put(sources.relativize(file), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new AssertionError("Sources " + sources + " cannot be read", unreadable);
        }
        return new Program(files, new ClassFileImporter().importPath(classes));
    }

    /** All uses, one for each pair of top-level class and used class, with the first line that is known. */
    Collection<Use> uses() {
        var uses = new ArrayList<Use>();
        for (var type : classes) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isPrimitive()) {
                    uses.add(new Use(topLevel(type.getName()), outer(target.getName()), place(dependency)));
                }
            }
        }
        files.forEach((file, text) -> uses.addAll(mentions(file, text)));
        var first = new LinkedHashMap<String, Use>();
        uses.stream().filter(use -> !use.from().equals(use.to())).forEach(use -> first.merge(
                use.from() + " " + use.to(), use, (one, other) -> line(one) <= line(other) ? one : other));
        return first.values();
    }

    private static List<Use> mentions(Path file, String text) {
        var from = nameOf(file);
        var uses = new ArrayList<Use>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var place = file.getFileName() + ":" + (i + 1);
            var imported = IMPORT.matcher(lines.get(i));
            if (imported.find()) {
                uses.add(new Use(from, outer(imported.group(1)), place));
            }
            var mentioned = MENTION.matcher(lines.get(i));
            while (mentioned.find()) {
                uses.add(new Use(from, outer(mentioned.group()), place));
            }
        }
        return uses;
    }

    List<Call> calls() {
        var calls = new ArrayList<Call>();
        for (var type : classes) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                var parameters = access instanceof JavaCodeUnitAccess<?> unit
                        ? unit.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList()
                        : List.<String>of();
                calls.add(new Call(
                        topLevel(type.getName()),
                        access.getTargetOwner().getName(),
                        access.getTarget().getName(),
                        parameters,
                        place(type, access.getLineNumber())));
            }
        }
        return calls;
    }

    /** Full names of the packages that have a source file. */
    Set<String> packages() {
        var packages = new TreeMap<String, Boolean>();
        files.keySet().forEach(file -> packages.put(packageOf(file), true));
        return packages.keySet();
    }

    /** Full name of the class that a source file is named for. */
    static String nameOf(Path file) {
        var simple = file.getFileName().toString().replace(".java", "");
        var parent = packageOf(file);
        return parent.isEmpty() ? simple : parent + "." + simple;
    }

    static String packageOf(Path file) {
        var parent = file.getParent();
        return parent == null ? "" : parent.toString().replace(file.getFileSystem().getSeparator(), ".");
    }

    private static String place(Dependency dependency) {
        return place(dependency.getOriginClass(), dependency.getSourceCodeLocation().getLineNumber());
    }

    private static String place(JavaClass type, int line) {
        var name = topLevel(type.getName());
        var file = name.substring(name.lastIndexOf('.') + 1) + ".java";
        return line > 0 ? file + ":" + line : file;
    }

    private static int line(Use use) {
        int colon = use.place().indexOf(':');
        return colon < 0 ? Integer.MAX_VALUE : Integer.parseInt(use.place().substring(colon + 1));
    }

    private static String topLevel(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** The top-level class of whatever is named: a nested type, a static member; a package stays itself. */
    private static String outer(String name) {
        return OUTER.matcher(topLevel(name)).replaceFirst("$1");
    }

    private static String shown(String name) {
        return (name.startsWith("tidewatch.") ? name.substring("tidewatch.".length()) : name).replace('$', '.');
    }
}
