package tidewatch.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import tidewatch.problem.Found;

/** What a {@link PricePanel} is built from: a folder of files, the sample, or the {@link PriceArchive}. Asks no other machine. */
public interface PriceHistory {
    /** Stable id, such as {@code csv}, {@code sample} or {@code archive}. */
    String id();

    /**
     * All series that are held of the wanted symbols, with bars from {@code from} (or the first) to {@code to}, both included. Never throws
     * for what a file or row looks like: what could not be read is a problem beside what could.
     *
     * @param wanted canonical symbols; empty means all that is held
     */
    Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to);

    /** Whether each bar went through {@link BarGate} before it was kept; else {@link BarCheck} looks at all of them when a panel is built. */
    default boolean checked() {
        return false;
    }
}
