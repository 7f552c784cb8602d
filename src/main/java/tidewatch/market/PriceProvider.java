package tidewatch.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import tidewatch.problem.Found;

/** A source of prices. Never throws for what a source does: what could not be read is a problem beside what could. */
public interface PriceProvider {
    /** Stable id, such as {@code csv} or {@code sample}. */
    String id();

    /**
     * All series that this source has for the wanted symbols, with bars from {@code from} (or the first) to {@code to}, both included.
     *
     * @param wanted canonical symbols; empty means all that the source holds
     */
    Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to);
}
