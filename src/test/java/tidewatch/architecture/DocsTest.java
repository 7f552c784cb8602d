package tidewatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type says what it is, and the map names only what exists. */
class DocsTest {
    private static final Path MAIN = Path.of("src", "main", "java");

    /** {@code package.Type} in the map. */
    private static final Pattern NAMED = Pattern.compile("`([a-z]+)\\.([A-Z]\\w+)`");

    @TempDir
    Path folder;

    @Test
    void every_public_type_has_a_javadoc() throws IOException {
        var silent = withoutJavadoc(MAIN);
        if (!silent.isEmpty()) {
            fail(String.join(System.lineSeparator(), silent));
        }
    }

    @Test
    void the_map_names_only_classes_that_exist() throws IOException {
        var missing = missing(Files.readString(FloorPlan.FILE), MAIN);
        if (!missing.isEmpty()) {
            fail(String.join(System.lineSeparator(), missing));
        }
    }

    @Test
    void a_public_type_without_javadoc_is_told_with_its_line() throws IOException {
        Files.writeString(
                folder.resolve("Shape.java"),
                """
                package shapes;

                public interface Shape {
                    /** Has none. */
                    record Point() implements Shape {}

                    record Line() implements Shape {}
                }

                // No Javadoc is needed for what nobody outside sees.
                class Hidden {
                    public static class Inside {}
                }
                """);
        Files.writeString(
                folder.resolve("Told.java"),
                """
                package shapes;

                /** Says what it is. */
                @SuppressWarnings("unused")
                public final class Told {
                    private record Own() {}

                    /* A comment is no Javadoc. */
                    public enum Kind { A }
                }
                """);

        assertThat(withoutJavadoc(folder))
                .containsExactlyInAnyOrder(
                        told("Shape.java:3", "Shape"), told("Shape.java:7", "Shape.Line"), told("Told.java:9", "Told.Kind"));
    }

    @Test
    void a_class_that_only_the_map_knows_is_told() throws IOException {
        Files.createDirectories(folder.resolve("tidewatch/notes"));
        Files.writeString(folder.resolve("tidewatch/notes/Vault.java"), "");

        assertThat(missing("See `notes.Vault`, `notes` and `notes.Gone`.", folder))
                .containsExactly("src/README.md names notes.Gone, and there is no such class. Name the one that does it now.");
    }

    private static String told(String place, String type) {
        return place + ": " + type + " is public and has no Javadoc. Say in a sentence what it is.";
    }

    private static List<String> missing(String map, Path sources) {
        return NAMED.matcher(map)
                .results()
                .filter(name -> !Files.exists(sources.resolve("tidewatch/" + name.group(1) + "/" + name.group(2) + ".java")))
                .map(name -> "src/README.md names " + name.group(1) + "." + name.group(2)
                        + ", and there is no such class. Name the one that does it now.")
                .distinct()
                .toList();
    }

    private static List<String> withoutJavadoc(Path sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var walk = Files.walk(sources)) {
            var files = walk.filter(path -> path.toString().endsWith(".java")).toList();
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(files);
            if (!(compiler.getTask(null, manager, null, List.of("-proc:none"), null, units) instanceof JavacTask task)) {
                throw new AssertionError("The JDK's own compiler is needed to read sources");
            }
            var scan = new PublicTypes(DocTrees.instance(task));
            task.parse().forEach(unit -> scan.scan(new TreePath(unit), null));
            assertThat(scan.seen).as("public types seen").isPositive();
            return scan.silent;
        }
    }

    /** Visits types that other packages can name: public ones, in types that are so too; in an interface all types are public. */
    private static final class PublicTypes extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<String> silent = new ArrayList<>();
        private int seen;

        PublicTypes(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!type.getModifiers().getFlags().contains(Modifier.PUBLIC) && !insideInterface()) {
                return null;
            }
            seen++;
            if (trees.getDocComment(getCurrentPath()) == null) {
                silent.add(told(place(type), fullName()));
            }
            type.getMembers().stream().filter(ClassTree.class::isInstance).forEach(member -> scan(member, null));
            return null;
        }

        private boolean insideInterface() {
            return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private String place(ClassTree type) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            long start = trees.getSourcePositions().getStartPosition(unit, type);
            var file = Path.of(unit.getSourceFile().getName()).getFileName();
            return file + ":" + unit.getLineMap().getLineNumber(start);
        }

        private String fullName() {
            var name = new StringBuilder();
            for (var tree : getCurrentPath()) {
                if (tree instanceof ClassTree type) {
                    name.insert(0, name.isEmpty() ? type.getSimpleName().toString() : type.getSimpleName() + ".");
                }
            }
            return name.toString();
        }
    }
}
