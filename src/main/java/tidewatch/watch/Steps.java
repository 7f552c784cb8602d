package tidewatch.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** At which moments a new reminder speaks. */
public final class Steps {
    private Steps() {}

    /**
     * Those that are still ahead. A window speaks when it opens and when it is over; a single day, an event or a clock time once, and once
     * more on the morning after when there is a question to answer. Empty when everything has passed.
     */
    public static List<Step> ahead(Occasion when, boolean question, Instant now, Morning morning) {
        var steps = new ArrayList<Step>();
        switch (when) {
            case Occasion.Clock(Instant at) -> {
                if (at.isAfter(now)) {
                    steps.add(Step.AT);
                }
            }
            case Occasion.Event event -> {
                add(steps, Step.AT, when, now, morning);
                if (question) {
                    add(steps, Step.CLOSE, when, now, morning);
                }
            }
            case Occasion.Days days -> {
                add(steps, days.single() ? Step.AT : Step.OPEN, when, now, morning);
                if (days.to().isPresent() && (question || !days.single())) {
                    add(steps, Step.CLOSE, when, now, morning);
                }
            }
        }
        return List.copyOf(steps);
    }

    private static void add(List<Step> steps, Step step, Occasion when, Instant now, Morning morning) {
        if (when.due(step, morning).isAfter(now)) {
            steps.add(step);
        }
    }
}
