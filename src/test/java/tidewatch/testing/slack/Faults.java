package tidewatch.testing.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Which call goes wrong: by a script, or by chance with a seed. Any thread. */
final class Faults {
    private final List<Rule> script = new ArrayList<>();
    private Optional<Chance> chance = Optional.empty();

    private static final class Rule {
        final Fault fault;
        int skip;
        int left;

        Rule(Fault fault) {
            this.fault = fault;
            this.skip = fault.skip();
            this.left = fault.times();
        }
    }

    private record Chance(Random random, double share, List<Fault> faults) {}

    synchronized void add(List<Fault> faults) {
        faults.forEach(fault -> script.add(new Rule(fault)));
    }

    /** From now on each call goes wrong with this chance, in one of these ways. */
    synchronized void byChance(long seed, double share, List<Fault> faults) {
        chance = Optional.of(new Chance(new Random(seed), share, List.copyOf(faults)));
    }

    synchronized void clear() {
        script.clear();
        chance = Optional.empty();
    }

    /** The first rule of the script that fits and is not used up; else chance. */
    synchronized Optional<Fault> next(String method) {
        for (var rule : script) {
            if (fits(rule.fault, method) && rule.left > 0) {
                if (rule.skip > 0) {
                    rule.skip--;
                } else {
                    rule.left--;
                    return Optional.of(rule.fault);
                }
            }
        }
        return chance.flatMap(dice -> {
            var fitting = dice.faults.stream().filter(fault -> fits(fault, method)).toList();
            boolean strikes = dice.random.nextDouble() < dice.share;
            return strikes && !fitting.isEmpty() ? Optional.of(fitting.get(dice.random.nextInt(fitting.size()))) : Optional.empty();
        });
    }

    private static boolean fits(Fault fault, String method) {
        return fault.method().isEmpty() || fault.method().equalsIgnoreCase(method);
    }
}
