package tidewatch.brief;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Briefs of the sample and of the golden mornings, for tests of other packages; each is built once. */
public final class SampleBriefs {
    private static final Map<String, Brief> BUILT = new ConcurrentHashMap<>();

    private SampleBriefs() {}

    /** The sample's brief of a day, 07:00 New York. */
    public static Brief morning(String day) {
        return BUILT.computeIfAbsent(day, one -> Morning.sample(one).brief());
    }

    /** What is known on that morning of the sample. */
    public static BriefInput input(String day) {
        return Morning.sample(day).input();
    }

    /** The names of the golden mornings. */
    public static List<String> golden() {
        return List.copyOf(Mornings.names());
    }

    public static Brief golden(String name) {
        return BriefGoldenTest.brief(name);
    }

    /** A made market and made notes. */
    public static Brief seeded(long seed) {
        return BriefPropertyTest.morning(seed).brief();
    }

    /** Made notes of the weeks before a day, by path; none of their own words is one that a brief avoids. */
    public static Map<String, String> notes(long seed, LocalDate day) {
        return BriefPropertyTest.notes(new Random(seed), day);
    }

    /** With these words wherever a note has its own, at this moment. */
    public static Brief odd(String words, ZonedDateTime at) {
        var facts = golden("fixture-note-2026-01-09");
        var page = new Page();
        page.flows = new FlowSection.Facts(words, facts.flows().date(), true, facts.flows().rows(), List.of(words));
        var brief = page.brief();
        return new Brief(
                brief.id(), at, brief.session(), true, brief.coverage(), brief.call(), facts.tape(), facts.rotation(), brief.flows(), facts.theses(),
                facts.movers(), facts.scenarios(), facts.ahead(), facts.noteCheck(), facts.footer(), facts.figures());
    }
}
