package tidewatch.chat;

import java.util.Map;

/**
 * A counted span of time as the nearest window that the market part knows.
 *
 * @param code of the window, such as {@code 63d}
 * @param exact false when it is only the nearest: "10 days" is neither 5 nor 21 sessions
 */
record Span(String code, boolean exact) {
    /** Sessions of the New York exchange: 252 a year, 21 a month, as the windows count them. */
    private static final Map<String, Integer> SESSIONS = Map.of("day", 1, "week", 5, "month", 21, "quarter", 63, "year", 252);

    private static final int[] WINDOWS = {1, 5, 21, 63, 126, 252};
    /** 4 weeks are 20 sessions and meant as a month of 21. */
    private static final double TOLERANCE = .1;

    static boolean unit(String word) {
        return SESSIONS.containsKey(word);
    }

    /** @param unit one for which {@link #unit} holds */
    static Span of(int count, String unit) {
        double sessions = count * (double) SESSIONS.getOrDefault(unit, 1);
        var asSessions = nearest(sessions);
        if (asSessions.exact || !unit.equals("day")) {
            return asSessions;
        }
        // "30 days" may be days of the calendar: five of seven are sessions.
        var asCalendar = nearest(sessions * 5 / 7);
        return asCalendar.exact ? asCalendar : asSessions;
    }

    private static Span nearest(double sessions) {
        double wanted = Math.max(sessions, 1);
        int best = WINDOWS[0];
        for (int window : WINDOWS) {
            if (Math.abs(Math.log(window / wanted)) < Math.abs(Math.log(best / wanted))) {
                best = window;
            }
        }
        return new Span(best + "d", sessions > 0 && Math.abs(best / wanted - 1) <= TOLERANCE);
    }
}
