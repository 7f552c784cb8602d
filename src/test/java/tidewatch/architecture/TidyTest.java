package tidewatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No file of ours holds a word that we do not use. Below, ~ divides a word so that this file passes its own test. */
class TidyTest {
    private static final List<Path> LOOKED_AT =
            List.of(Path.of("src"), Path.of("config"), Path.of("deploy"), Path.of(".ci"), Path.of("README.md"), Path.of("pom.xml"));

    @Test
    void our_files_are_tidy() throws IOException {
        var found = new ArrayList<String>();
        var files = files();
        for (var file : files) {
            text(file).ifPresent(text -> found.addAll(Tidy.of(file.toString().replace('\\', '/'), text)));
        }
        if (!found.isEmpty()) {
            fail(String.join(System.lineSeparator(), found));
        }
        assertThat(files).hasSizeGreaterThan(100).contains(Path.of("pom.xml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    src/main/java/tidewatch/chart/Picture.java     | // an R~RG picture              | R~RG
                    src/main/java/tidewatch/chart/Picture.java     | int r~rg = 1;                   | r~rg
                    src/main/java/tidewatch/chart/Picture.java     | var picture = new R~rgChart();  | R~rg
                    src/main/java/tidewatch/chart/Picture.java     | double r~rgRatio;               | r~rg
                    src/main/java/tidewatch/chart/Picture.java     | // R.~R.G. style                | R.~R.G
                    config/universe.csv                            | XLB,R-~R-G,Materials            | R-~R-G
                    README.md                                      | a Relative Rotation Gra~ph      | Relative Rotation Gra~ph
                    README.md                                      | the J~dK ratio                  | J~dK
                    src/main/java/tidewatch/chart/J~dKRatio.java   | class J~dKRatio {}              | J~dK
                    README.md                                      | J. de Kempe~naer                | Kempe~naer
                    README.md                                      | J~DK RS-Ratio                   | J~DK RS
                    src/main/java/tidewatch/notes/Note.java        | // TO~DO later                  | TO~DO
                    deploy/bin/tidewatch                           | # FIX~ME                        | FIX~ME
                    src/main/java/tidewatch/notes/NoteUt~ils.java  | final class NoteUt~ils {        | class NoteUt~ils
                    src/main/java/tidewatch/notes/Vault.java       | interface VaultMana~ger {       | interface VaultMana~ger
                    src/main/java/tidewatch/notes/Vault.java       | record VaultHel~per() {}        | record VaultHel~per
                    src/test/java/tidewatch/notes/Vault.java       | class VaultIm~pl {}             | class VaultIm~pl
                    src/main/java/tidewatch/brief/TapeSection.java | "Fu~nd flows into energy"       | Fu~nd flows
                    README.md                                      | shows fund-f~lows               | fund-f~lows
                    src/test/resources/golden/brief/quiet.txt      | fund f~lows turned              | fund f~lows
                    README.md                                      | from https://repo1.mav~en.org/x | repo1.mav~en.org
                    config/README.md                               | pip from py~pi.org              | py~pi.org
                    src/main/java/tidewatch/app/Main.java          | Path.of("/tm~p/x")              | /tm~p
                    config/tidewatch.properties                    | vault.path = /ho~me/me/notes    | /ho~me
                    deploy/README.md                               | jdbc:sqlite:/wo~rk/a.db         | /wo~rk
                    src/test/java/tidewatch/app/AppTest.java       | Thread.sle~ep(10);              | Thread.sle~ep
                    src/test/java/tidewatch/app/AppTest.java       | TimeUnit.SECONDS.sle~ep(1);     | TimeUnit.SECONDS.sle~ep
                    src/test/java/tidewatch/app/AppTest.java       | @Dis~abled("flaky")             | @Dis~abled
                    src/test/java/tidewatch/app/AppTest.java       | @Dis~abledOnOs(OS.MAC)          | @Dis~abledOnOs
                    """)
    void a_word_that_we_do_not_use_is_found_and_its_line_named(String path, String line, String word) {
        var found = Tidy.of(whole(path), "first line\n\n" + whole(line) + "\nlast line\n");

        assertThat(found).singleElement().asString().startsWith(whole(path) + ":3: \"" + whole(word) + "\". ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    README.md                                      | Install a JDK 25, or set JAVA25_HOME; jdk.compiler is part of it
                    README.md                                      | an arrgh and a surrgate
                    src/main/resources/tidewatch/sample/vault/A.md | TO~DO call the broker about fund f~lows
                    src/main/java/tidewatch/notes/Flow.java        | "fund f~lows"
                    src/main/java/tidewatch/brief/Wording.java     | "relative price strength, not fund f~lows"
                    src/main/java/tidewatch/store/Table.java       | private final EntityMana~ger other;
                    src/main/java/tidewatch/app/Main.java          | folder.resolve("home/tmp")
                    README.md                                      | $HOME/notes and target/tmp and https://example.org/home
                    README.md                                      | /homework and /tmpfs and /working
                    README.md                                      | /home shows today at a glance
                    src/main/java/tidewatch/delivery/Courier.java  | // no Thread.sle~ep here
                    src/test/java/tidewatch/app/AppTest.java       | button.isDisabled()
                    """)
    void what_only_looks_like_one_is_free(String path, String line) {
        assertThat(Tidy.of(path, whole(line))).isEmpty();
    }

    @Test
    void a_word_broken_over_two_lines_is_found_at_its_first() {
        assertThat(Tidy.of("README.md", whole("of the fund~\nflows\n"))).singleElement().asString().startsWith("README.md:1:");
        assertThat(Tidy.of("README.md", whole("strength, not\nfund f~lows\n"))).isEmpty();
    }

    private static String whole(String parts) {
        return parts.replace("~", "");
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var root : LOOKED_AT) {
            if (Files.exists(root)) {
                try (Stream<Path> walk = Files.walk(root)) {
                    walk.filter(Files::isRegularFile).forEach(files::add);
                }
            }
        }
        return files;
    }

    /** The text of a file; empty for a picture, a typeface and the like, which are no UTF-8. */
    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (MalformedInputException binary) {
            return Optional.empty();
        }
    }
}
