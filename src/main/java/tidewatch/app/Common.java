package tidewatch.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tidewatch.notes.VaultSettings;
import tidewatch.provider.PriceSettings;

/** Options that every verb takes; they override the configuration. */
final class Common {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file; without it ./config/tidewatch.properties is not read.")
    @Nullable Path config;

    @Option(names = "--home", paramLabel = "DIR", description = "Where state lives; also TIDEWATCH_HOME.")
    @Nullable Path home;

    @Option(names = "--vault", paramLabel = "DIR", description = "Folder of notes, or a single note.")
    @Nullable Path vault;

    @Option(names = "--prices", paramLabel = "DIR", split = ",", description = "Folders of CSV files with prices, divided by commas.")
    List<Path> prices = new ArrayList<>();

    @Option(names = "--as-of", paramLabel = "DAY", description = "The morning of a day, 2026-01-09, or a New York time, 2026-01-09T16:30.")
    @Nullable String asOf;

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec verb;

    /** What was typed before the verb: {@code tidewatch --home DIR brief} is the same as {@code tidewatch brief --home DIR}. */
    private Optional<Common> before() {
        return Optional.ofNullable(verb)
                .map(spec -> spec.root().userObject())
                .filter(Main.class::isInstance)
                .map(main -> ((Main) main).common())
                .filter(common -> common != this);
    }

    Optional<Path> configFile() {
        return Optional.ofNullable(config).or(() -> before().flatMap(Common::configFile));
    }

    /** What was typed, by key. */
    Map<String, String> overrides() {
        var typed = new LinkedHashMap<String, String>(before().map(Common::overrides).orElseGet(Map::of));
        if (home != null) {
            typed.put(HomeSettings.HOME.name(), home.toString());
        }
        if (vault != null) {
            typed.put(VaultSettings.PATH.name(), vault.toString());
        }
        if (!prices.isEmpty()) {
            typed.put(PriceSettings.DIRS.name(), String.join(",", prices.stream().map(Path::toString).toList()));
        }
        return typed;
    }

    Optional<AsOf> moment() {
        return Optional.ofNullable(asOf).map(AsOf::parse).or(() -> before().flatMap(Common::moment));
    }
}
