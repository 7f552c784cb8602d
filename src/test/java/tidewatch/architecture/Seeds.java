package tidewatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.commonmark.node.Node;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** Small programs, wrong on purpose: written to a folder, compiled there by the JDK's compiler, and read as ours is read. */
final class Seeds {
    private static final Pattern PACKAGE = Pattern.compile("\\bpackage ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

    private Seeds() {}

    /** Compiles sources; each says its package and its type, and one without a type is a package-info. */
    static Program program(Path folder, String... sources) throws IOException {
        var from = Files.createDirectories(folder.resolve("java"));
        var into = Files.createDirectories(folder.resolve("classes"));
        var files = new ArrayList<File>();
        for (var source : sources) {
            var file = from.resolve(path(source));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            files.add(Files.writeString(file, source).toFile());
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var said = new StringWriter();
            var options = List.of("-d", into.toString(), "-cp", libraries(), "-proc:none", "-nowarn");
            var task = compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromFiles(files));
            assertThat(task.call()).as("The seeds compile: %s", said).isTrue();
        }
        return Program.read(from, into);
    }

    private static String path(String source) {
        var name = PACKAGE.matcher(source);
        assertThat(name.find()).as("A seed has a package line").isTrue();
        var type = TYPE.matcher(source);
        boolean info = !type.find(name.end());
        return name.group(1).replace('.', '/') + "/" + (info ? "package-info" : type.group(1)) + ".java";
    }

    private static String libraries() {
        return Stream.of(NullMarked.class, Node.class, Logger.class, JavaClass.class)
                .map(Seeds::home)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
