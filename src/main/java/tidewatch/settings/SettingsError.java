package tidewatch.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used: start-up is refused, with every fault that was found and not only the first. The message has one line a
 * fault; of very many (a wrong file, named as configuration) it has the first and says how many more there are.
 */
public final class SettingsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int LINES_MAX = 20;

    private final transient List<Fault> faults;

    /** One fault: the place ({@code tidewatch.properties line 12}, an environment variable, "command line") and what to do. */
    public record Fault(String where, String sentence) {
        /** The fault in one line. */
        public String line() {
            return where + ": " + sentence;
        }
    }

    public SettingsError(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    private static String message(List<Fault> faults) {
        var lines = faults.stream().limit(LINES_MAX).map(Fault::line).collect(Collectors.joining("\n"));
        return faults.size() <= LINES_MAX ? lines : lines + "\nand " + (faults.size() - LINES_MAX) + " more faults";
    }

    public List<Fault> faults() {
        return faults;
    }
}
