package tidewatch.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Figures of an independent implementation: {@code oracles/rotation.py}, whose output lies beside it. */
final class Oracle {
    private Oracle() {}

    static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(Oracle.class.getResourceAsStream("/oracles/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The lines below comments and header as numbers; an empty cell is NaN. */
    static List<double[]> rows(String file) {
        return lines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell)).toArray())
                .toList();
    }
}
