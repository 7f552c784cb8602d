package tidewatch.rotation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import tidewatch.market.Reading;

/** A reading for every measure of one row, kept as plain numbers and the reasons of those that are absent. Immutable. */
@SuppressWarnings("EnumOrdinal") // an array by measure, made and read here only
public final class Figures {
    private static final Measure[] MEASURES = Measure.values();
    private static final String[] NONE = {};

    /** By ordinal of the measure; NaN where it is absent. */
    private final double[] values;
    /** Of each absent measure, in their order, why it is. */
    private final String[] reasons;

    private Figures(double[] values, String[] reasons) {
        this.values = values;
        this.reasons = reasons;
    }

    /** Refuses a map that lacks a measure. */
    public static Figures of(Map<Measure, Reading> readings) {
        var draft = new Draft();
        readings.forEach((measure, reading) -> {
            switch (reading) {
                case Reading.Value(double x) -> draft.set(measure, x);
                case Reading.Absent(String why) -> draft.absent(measure, why);
            }
        });
        return draft.figures();
    }

    public Reading get(Measure measure) {
        double x = values[measure.ordinal()];
        return Double.isNaN(x) ? Reading.absent(reasons[absentBefore(measure.ordinal())]) : Reading.of(x);
    }

    private int absentBefore(int end) {
        int absent = 0;
        for (int i = 0; i < end; i++) {
            absent += Double.isNaN(values[i]) ? 1 : 0;
        }
        return absent;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Figures figures && Arrays.equals(values, figures.values) && Arrays.equals(reasons, figures.reasons);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(reasons);
    }

    /** As a map is written: {@code {R1=Value[value=0.01], ...}}. */
    @Override
    public String toString() {
        var readings = new EnumMap<Measure, Reading>(Measure.class);
        for (var measure : MEASURES) {
            readings.put(measure, get(measure));
        }
        return readings.toString();
    }

    /** Figures in the making: each measure once, then {@link #figures}, and it can be used for the next row. */
    static final class Draft {
        private final double[] values = new double[MEASURES.length];
        /** By ordinal; what is there for a measure that is not absent is of an earlier row. */
        private final String[] reasons = new String[MEASURES.length];
        private int there;
        private int absent;

        void set(Measure measure, double x) {
            if (!Double.isFinite(x)) {
                throw new IllegalArgumentException(measure + " is no figure: " + x);
            }
            values[measure.ordinal()] = x;
            there++;
        }

        void absent(Measure measure, String why) {
            values[measure.ordinal()] = Double.NaN;
            reasons[measure.ordinal()] = why;
            absent++;
        }

        /** Refuses when not every measure was set. */
        Figures figures() {
            if (there + absent != MEASURES.length) {
                throw new IllegalStateException(there + absent + " of " + MEASURES.length + " measures are set");
            }
            var made = new Figures(values.clone(), absent == 0 ? NONE : why());
            there = 0;
            absent = 0;
            return made;
        }

        private String[] why() {
            var why = new String[absent];
            int at = 0;
            for (int i = 0; at < absent; i++) {
                if (Double.isNaN(values[i])) {
                    why[at++] = reasons[i];
                }
            }
            return why;
        }
    }
}
