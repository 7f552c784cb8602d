package tidewatch.provider;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The pinned seed keeps every promise of the story. Fails after a change of the story: run {@link SampleSeedSearch}. */
class SampleOutcomesTest {
    private final SampleFacts facts = SampleSeedSearch.facts(new SamplePrices());

    @TestFactory
    Stream<DynamicTest> the_sample_market_shows_what_it_was_made_for() {
        return SampleOutcomes.ALL.stream()
                .map(outcome -> DynamicTest.dynamicTest(outcome.sentence(), () -> outcome.holds().accept(facts)));
    }
}
