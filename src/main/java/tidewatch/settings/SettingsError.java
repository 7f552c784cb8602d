package tidewatch.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used: start-up is refused, with every fault that was found and not only the first. */
public final class SettingsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /** One fault: the place ({@code tidewatch.properties line 12}, an environment variable, "command line") and what to do. */
    public record Fault(String where, String sentence) {
        /** The fault in one line. */
        public String line() {
            return where + ": " + sentence;
        }
    }

    public SettingsError(List<Fault> faults) {
        super(faults.stream().map(Fault::line).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
