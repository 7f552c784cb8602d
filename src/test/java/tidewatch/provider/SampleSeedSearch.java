package tidewatch.provider;

import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the first seed from 1 on for which all of {@link SampleOutcomes} holds, to be written into {@link SamplePrices#SEED} after the
 * story has changed; says which outcomes failed how often. Run with the number of seeds to try.
 */
final class SampleSeedSearch {
    private SampleSeedSearch() {}

    public static void main(String[] args) {
        int tries = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        SampleStory story = SampleStory.read();
        Map<String, Integer> failures = new TreeMap<>();
        for (long seed = 1; seed <= tries; seed++) {
            SampleFacts facts = facts(new SamplePrices(seed, story));
            boolean all = true;
            for (SampleOutcomes.Outcome outcome : SampleOutcomes.ALL) {
                if (!holds(outcome, facts)) {
                    all = false;
                    failures.merge(outcome.sentence(), 1, Integer::sum);
                }
            }
            if (all) {
                System.out.println("seed " + seed + " keeps all " + SampleOutcomes.ALL.size());
            }
        }
        failures.forEach((sentence, n) -> System.out.println(n + " of " + tries + " fail: " + sentence));
    }

    /** The named series over the whole range; the outcomes need no members. */
    static SampleFacts facts(SamplePrices prices) {
        return new SampleFacts(prices.history(SampleStory.read().rows().keySet(), SamplePrices.FIRST, SamplePrices.LAST)
                .value());
    }

    private static boolean holds(SampleOutcomes.Outcome outcome, SampleFacts facts) {
        try {
            outcome.holds().accept(facts);
            return true;
        } catch (AssertionError | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
