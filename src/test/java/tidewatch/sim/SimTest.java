package tidewatch.sim;

import org.junit.jupiter.api.Test;

class SimTest {
    @Test
    void runs() {
        long n = Long.getLong("sim.seeds", 20);
        long t = System.nanoTime();
        var asked = System.getProperty("sim.seed", "");
        long from = asked.isEmpty() ? 1 : Long.decode(asked);
        long to = asked.isEmpty() ? n : from;
        int bad = 0;
        var kinds = new java.util.TreeMap<String, java.util.List<Long>>();
        var bean = java.lang.management.ManagementFactory.getThreadMXBean();
        long cpu = bean.getCurrentThreadCpuTime();
        for (long seed = from; seed <= to; seed++) {
            if (seed % 20 == 0) { System.out.println(seed + " cpu ms a seed " + (bean.getCurrentThreadCpuTime() - cpu) / 20_000_000); cpu = bean.getCurrentThreadCpuTime(); }
            var sim = new Simulator(seed);
            try {
                var r = sim.run(seed);
                if (to - from < 30) System.out.println(r);
            } catch (Throwable e) {
                bad++;
                String k = e instanceof Broken b ? b.invariant() : e.toString() + (e.getCause() != null ? e.getCause().toString() : "");
                kinds.computeIfAbsent(k, _ -> new java.util.ArrayList<>()).add(seed);
                if (bad == 1 || from == to) {
                    System.out.println("seed " + seed + " " + sim.faults + " nodes " + sim.nodes.size() + " at " + sim.clock.instant());
                    sim.queue.last().forEach(System.out::println);
                    for (Throwable c = e; c != null; c = c.getCause()) { System.out.println(c); for (int i = 0; i < Math.min(14, c.getStackTrace().length); i++) System.out.println("\t" + c.getStackTrace()[i].toString()); }
                } else if (bad < 10) System.out.println("seed " + seed + " " + e);
            }
        }
        System.out.println(kinds);
        System.out.println((to - from + 1) + " seeds, " + bad + " bad, " + (System.nanoTime() - t) / 1_000_000 + " ms");
    }
}
