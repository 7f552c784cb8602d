package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sample vault as a folder: complete list, no link into nothing, and the promise that it is a sample. */
class SampleVaultFilesTest {
    private static final Pattern LINK = Pattern.compile("\\[\\[([^\\]|#\\\\]+)");

    @Test
    void the_list_of_files_names_every_file_once_and_sorted() throws IOException {
        List<String> listed = Files.readAllLines(sample().resolve("vault-files.txt"));

        assertThat(listed).isSorted().doesNotHaveDuplicates().containsExactlyElementsOf(new TreeSet<>(files()));
    }

    @Test
    void every_link_leads_to_a_note() throws IOException {
        Set<String> notes = files().stream()
                .filter(file -> file.endsWith(".md"))
                .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".md".length()))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(notes).hasSizeGreaterThanOrEqualTo(28);
        for (String file : files()) {
            var links = LINK.matcher(Files.readString(sample().resolve("vault").resolve(file)));
            while (links.find()) {
                assertThat(notes).as(file).contains(links.group(1).strip().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void the_page_about_the_vault_says_that_the_market_is_invented() throws IOException {
        String about = Files.readString(sample().resolve("vault").resolve("About this vault.md"));

        assertThat(about).contains("SAMPLE").contains("invented");
    }

    private static List<String> files() throws IOException {
        Path vault = sample().resolve("vault");
        try (var walk = Files.walk(vault)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> vault.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static Path sample() {
        try {
            var list = SampleVaultFilesTest.class.getResource("/tidewatch/sample/vault-files.txt");
            return Path.of(Objects.requireNonNull(list).toURI()).resolveSibling("");
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
