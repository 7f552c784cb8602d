package tidewatch.notes;

import org.jspecify.annotations.Nullable;

/** A written number. Commas are thousands only before exactly three digits. */
record WrittenNumber(double value, int decimals, int end, boolean decimalComma) {
    static @Nullable WrittenNumber at(String s, int start) {
        int at = start;
        while (at < s.length() && Folded.isDigit(s.charAt(at))) {
            at++;
        }
        if (at == start || at - start > 15) {
            return null;
        }
        var digits = new StringBuilder(s.substring(start, at));
        while (at + 3 < s.length() && s.charAt(at) == ',' && threeDigits(s, at + 1)) {
            digits.append(s, at + 1, at + 4);
            at += 4;
        }
        boolean comma = at + 1 < s.length() && s.charAt(at) == ',' && Folded.isDigit(s.charAt(at + 1));
        int decimals = 0;
        if (at + 1 < s.length() && s.charAt(at) == '.' && Folded.isDigit(s.charAt(at + 1))) {
            digits.append('.');
            at++;
            while (at < s.length() && Folded.isDigit(s.charAt(at)) && decimals < 9) {
                digits.append(s.charAt(at++));
                decimals++;
            }
        }
        return new WrittenNumber(Double.parseDouble(digits.toString()), decimals, at, comma);
    }

    private static boolean threeDigits(String s, int at) {
        return Folded.isDigit(s.charAt(at))
                && Folded.isDigit(s.charAt(at + 1))
                && Folded.isDigit(s.charAt(at + 2))
                && (at + 3 >= s.length() || !Folded.isDigit(s.charAt(at + 3)));
    }

    /** Half a unit of the last written digit away, without the dust of binary fractions: 0.4 is [0.35, 0.45). */
    static double edge(double value, int side, int decimals) {
        double scale = Math.pow(10, decimals + 1.0);
        return (Math.rint(value * scale) + 5 * side) / scale;
    }
}
