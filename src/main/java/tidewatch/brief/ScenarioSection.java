package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.evidence.ClockReading;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Window;

/**
 * Section 6: drivers with their state and the clock of each scenario, of the newest note that names scenarios; without one, of the newest
 * with several drivers.
 */
public final class ScenarioSection implements Section {
    /** A driver of the note. */
    public record DriverLine(String name, Claim.Driver.State state, Optional<Window> window) {}

    /**
     * A scenario of the note, from its leading origin.
     *
     * @param words the note's duration in its own unit, such as "2-4 weeks"
     * @param day calendar days since the origin
     */
    public record ScenarioLine(String label, String words, Window window, int day, ClockReading.Answer answer, String originWords) {}

    /** What the newest such note says; {@code note} is its title, empty without one. */
    public record Facts(String note, Optional<LocalDate> date, List<DriverLine> drivers, List<ScenarioLine> scenarios) {
        public Facts {
            drivers = List.copyOf(drivers);
            scenarios = List.copyOf(scenarios);
        }
    }

    static Facts facts(BriefInput in) {
        if (in.context().isEmpty()) {
            return new Facts("", Optional.empty(), List.of(), List.of());
        }
        var context = in.context().stream()
                .filter(one -> !one.clocks().isEmpty())
                .findFirst()
                .or(() -> in.context().stream().filter(one -> one.drivers().size() > 1).findFirst())
                .orElse(in.context().get(0));
        var drivers = context.drivers().stream()
                .map(driver -> new DriverLine(driver.name(), driver.state(in.today()), driver.window()))
                .toList();
        var scenarios = context.clocks().stream()
                .filter(clock -> clock.origin() == ClockReading.Origin.NOTE)
                .map(clock -> new ScenarioLine(
                        clock.scenario().label(),
                        clock.scenario().span().map(Wording::span).orElse(clock.scenario().label()),
                        clock.window(),
                        clock.day(),
                        clock.answer(),
                        clock.originWords()))
                .toList();
        return new Facts(context.note().title(), context.note().date(), drivers, scenarios);
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.scenarios();
        var blocks = new ArrayList<Block>();
        boolean known = reader.sameNote(brief).isPresent();
        if (known) {
            blocks.addAll(changed(brief, reader));
        }
        boolean quiet = brief.call().kind() == TopCallSection.Kind.QUIET && !reader.scenariosChanged(brief);
        if (length != Length.FULL && (known || quiet)) {
            return blocks;
        }
        if (!facts.drivers().isEmpty()) {
            blocks.add(new Block.Para(List.of(Inline.strong("Drivers"), Inline.text(". " + drivers(facts, brief.date()) + "."))));
        }
        if (!facts.scenarios().isEmpty()) {
            var words = new ArrayList<String>();
            var answers = facts.scenarios().stream().map(ScenarioLine::answer).distinct().toList();
            boolean one = length != Length.FULL && facts.scenarios().size() > 1 && answers.size() == 1 && answers.get(0) != ClockReading.Answer.OPEN;
            if (one) {
                words.add(Wording.list(facts.scenarios().stream().map(line -> "\"" + line.words() + "\"").toList()) + ", "
                        + Wording.clock(answers.get(0)).replace("its window", "their windows"));
            }
            var before = Optional.<ClockReading.Answer>empty();
            for (var line : one ? List.<ScenarioLine>of() : facts.scenarios()) {
                boolean again = before.equals(Optional.of(ClockReading.Answer.OPEN));
                words.add(scenario(line, again, brief.date()));
                before = Optional.of(line.answer());
            }
            var origin = facts.scenarios().get(0).originWords();
            blocks.add(new Block.Para(List.of(
                    Inline.strong("Scenarios"),
                    Inline.text(", day " + facts.scenarios().get(0).day() + " from " + origin + ": " + String.join("; ", words) + "."))));
        }
        return blocks;
    }

    /** What is another than in the reader's last brief: "Postponed tax selling is past (was: active)". */
    private static List<Block> changed(Brief brief, Reader reader) {
        var words = new ArrayList<String>();
        for (var driver : brief.scenarios().drivers()) {
            reader.was(driver, brief).ifPresent(was -> words.add(
                    driver.name() + " is " + Wording.driver(driver.state()) + " (was: " + Wording.driver(was) + ")"));
        }
        for (var scenario : brief.scenarios().scenarios()) {
            reader.was(scenario, brief).ifPresent(was -> words.add(scenario(scenario, false, brief.date()) + " (was: " + Wording.clock(was) + ")"));
        }
        return words.isEmpty()
                ? List.of()
                : List.of(new Block.Para(List.of(Inline.strong("Drivers and scenarios"), Inline.text(", changed: " + String.join("; ", words) + "."))));
    }

    private static String drivers(Facts facts, LocalDate today) {
        var parts = new ArrayList<String>();
        for (var state : List.of(Claim.Driver.State.ACTIVE, Claim.Driver.State.UPCOMING, Claim.Driver.State.PAST, Claim.Driver.State.STANDING)) {
            var names = facts.drivers().stream()
                    .filter(driver -> driver.state() == state)
                    .map(driver -> driver.name() + driver.window().map(window -> " (" + Wording.window(window, today) + ")").orElse(""))
                    .toList();
            if (!names.isEmpty()) {
                parts.add(Wording.capital(Wording.driver(state)) + ": " + Wording.list(names));
            }
        }
        return String.join(". ", parts);
    }

    /** {@code again}: the one before "opens" too, and the word need not be said twice. */
    private static String scenario(ScenarioLine line, boolean again, LocalDate today) {
        var words = "\"" + line.words() + "\" ";
        return line.answer() == ClockReading.Answer.OPEN && line.window().from().isPresent()
                ? words + (again ? "" : "opens ") + Wording.shortDay(line.window().from().get(), today)
                : words + Wording.window(line.window(), today) + ", " + Wording.clock(line.answer());
    }
}
