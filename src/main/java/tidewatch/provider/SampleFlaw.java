package tidewatch.provider;

import java.time.LocalDate;
import java.util.List;

/**
 * A fault that the sample market shows on purpose, as real sources do, so that a reader meets the words for it. It depends on the newest
 * session asked for and on nothing else: asked again as of that day, the answer is the same.
 */
sealed interface SampleFlaw {
    String symbol();

    LocalDate session();

    /** The bar of this session is not there while the session is the newest, and is there from the next one on. */
    record Late(String symbol, LocalDate session) implements SampleFlaw {}

    /** The close of this session comes halved, below the low of its own bar, while the session is the newest. */
    record HalvedClose(String symbol, LocalDate session) implements SampleFlaw {}

    /** Two on the days of the story's beginning, two in the first week after the demo's first morning. */
    List<SampleFlaw> ALL = List.of(
            new Late("XAR", LocalDate.of(2026, 1, 8)),
            new HalvedClose("SMF07", LocalDate.of(2026, 1, 21)),
            new Late("XOM", LocalDate.of(2026, 2, 10)),
            new HalvedClose("SMU04", LocalDate.of(2026, 2, 12)));
}
