package tidewatch.testing.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Which call goes wrong: by a script, or by chance with a seed. Any thread. */
public final class Faults<F extends Mishap> {
    private final List<Rule<F>> script = new ArrayList<>();
    private Optional<Chance<F>> chance = Optional.empty();

    private static final class Rule<F extends Mishap> {
        final F fault;
        int skip;
        int left;

        Rule(F fault) {
            this.fault = fault;
            this.skip = fault.skip();
            this.left = fault.times();
        }
    }

    private record Chance<F>(Random random, double share, List<F> faults) {}

    public synchronized void add(List<F> faults) {
        faults.forEach(fault -> script.add(new Rule<>(fault)));
    }

    /** From now on each call goes wrong with this chance, in one of these ways. */
    public synchronized void byChance(long seed, double share, List<F> faults) {
        chance = Optional.of(new Chance<>(new Random(seed), share, List.copyOf(faults)));
    }

    public synchronized void clear() {
        script.clear();
        chance = Optional.empty();
    }

    /** The first rule of the script that fits and is not used up; else chance. */
    public synchronized Optional<F> next(String method) {
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

    private static boolean fits(Mishap fault, String method) {
        return fault.method().isEmpty() || fault.method().equalsIgnoreCase(method);
    }
}
