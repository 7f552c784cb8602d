package tidewatch.command;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidewatch.brief.Topic;
import tidewatch.delivery.SlotTime;
import tidewatch.problem.Spelling;

/**
 * What stands behind {@code /subscribe}, in any order: times ({@code 07:00}, {@code 7am}, {@code after close 30m}), days ({@code weekdays},
 * {@code mon-thu}, {@code mon, fri}), a zone ({@code Europe/Berlin}, {@code Berlin}), sections ({@code without movers}, {@code only theses}),
 * {@code weekly} and {@code wrap}, each also with {@code no}; {@code keep}, and {@code instead of 07:00}.
 *
 * @param times in the order typed; empty when none was
 * @param days that were named, also by {@code daily}; absent when none were
 * @param weekdays the bare word "weekdays" was used, which may mean all sessions
 * @param leftOut sections that are not wanted; absent when nothing was said about sections
 * @param keep a time in quiet hours is meant as it is
 * @param instead the time whose place the first one takes
 * @param problems a sentence for each word that was not understood
 */
record SubscribeWords(
        List<SlotTime> times,
        Optional<Set<DayOfWeek>> days,
        boolean weekdays,
        Optional<ZoneId> zone,
        Optional<Set<Topic>> leftOut,
        Optional<Boolean> weekly,
        Optional<Boolean> wrap,
        boolean keep,
        Optional<SlotTime> instead,
        List<String> problems) {
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2}))?(am|pm)?");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,4})(m|min|mins|minutes|h|hour|hours)?");
    private static final Map<String, String> ABBREVIATED = Map.of(
            "et", "America/New_York", "est", "America/New_York", "edt", "America/New_York", "ct", "America/Chicago", "mt", "America/Denver",
            "pt", "America/Los_Angeles", "uk", "Europe/London", "utc", "UTC", "gmt", "UTC", "nyc", "America/New_York");
    /** Words that join others and mean nothing themselves. */
    private static final Set<String> JOINING = Set.of("at", "and", "on", "in", "the", "brief", "briefs", "every", "each", "time", "zone", "&", "o'clock");

    private static final Map<String, ZoneId> CITIES = cities();
    private static final List<String> WORDS = List.of(
            "weekdays", "daily", "weekly", "wrap", "without", "only", "everything", "after", "close", "monday", "tuesday", "wednesday",
            "thursday", "friday", "saturday", "sunday");

    SubscribeWords {
        times = List.copyOf(times);
        days = days.map(Set::copyOf);
        leftOut = leftOut.map(Set::copyOf);
        problems = List.copyOf(problems);
    }

    /** Reads words in any order; what is not understood is told and the rest stands. */
    static SubscribeWords read(String typed) {
        return new Reader(typed).read();
    }

    /** A time of day, such as {@code 07:00}, {@code 7am}, {@code 19.30}, {@code 7}; absent for anything else. */
    static Optional<LocalTime> clock(String word) {
        if (word.equals("noon")) {
            return Optional.of(LocalTime.NOON);
        }
        if (word.equals("midnight")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        Matcher matcher = CLOCK.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(0);
        var half = Optional.ofNullable(matcher.group(3));
        if (half.isPresent()) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (half.get().equals("pm") ? 12 : 0);
        }
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    /** A zone by its id, the name of its city, or a common abbreviation. */
    static Optional<ZoneId> zone(String word) {
        var known = Optional.ofNullable(CITIES.get(word.replace(' ', '_').toLowerCase(Locale.ROOT)));
        if (known.isPresent()) {
            return known;
        }
        try {
            return Optional.of(ZoneId.of(word));
        } catch (DateTimeException noZone) {
            return Optional.empty();
        }
    }

    /** Cities and ids by their lower-case names; of two zones of one city the one in the region that comes first. */
    private static Map<String, ZoneId> cities() {
        var cities = new TreeMap<String, ZoneId>();
        for (var id : new java.util.TreeSet<>(ZoneId.getAvailableZoneIds())) {
            cities.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id));
            boolean place = id.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*");
            if (place) {
                cities.putIfAbsent(id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), ZoneId.of(id));
            }
        }
        ABBREVIATED.forEach((word, id) -> cities.put(word, ZoneId.of(id)));
        return cities;
    }

    /** Zones whose name is near this word. */
    static List<String> nearZones(String word) {
        return Spelling.near(word.replace(' ', '_').toLowerCase(Locale.ROOT), CITIES.keySet()).stream()
                .map(CITIES::get)
                .map(ZoneId::getId)
                .distinct()
                .limit(3)
                .toList();
    }

    /** Sections named in these words; a word that names none is told. */
    static Set<Topic> topics(Collection<String> words, List<String> problems) {
        var topics = EnumSet.noneOf(Topic.class);
        for (var word : words) {
            Topic.of(word).ifPresentOrElse(topics::add, () -> problems.add("\"" + Answer.shown(word) + "\" is no section; there are "
                    + String.join(", ", java.util.Arrays.stream(Topic.values()).map(Topic::word).toList()) + "."));
        }
        return topics;
    }

    /** Reads one line. */
    private static final class Reader {
        private final List<String> words;
        private int next;
        private final List<SlotTime> times = new ArrayList<>();
        private final Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        private final List<String> problems = new ArrayList<>();
        private boolean weekdays;
        private Optional<ZoneId> zone = Optional.empty();
        private Optional<Set<Topic>> leftOut = Optional.empty();
        private Optional<Boolean> weekly = Optional.empty();
        private Optional<Boolean> wrap = Optional.empty();
        private boolean keep;
        private Optional<SlotTime> instead = Optional.empty();

        Reader(String typed) {
            this.words = List.of(typed.strip().split("[\\s,;]+"));
        }

        SubscribeWords read() {
            while (next < words.size()) {
                var typed = words.get(next++);
                if (!typed.isEmpty()) {
                    word(typed, typed.toLowerCase(Locale.ROOT));
                }
            }
            return new SubscribeWords(
                    times, days.isEmpty() ? Optional.empty() : Optional.of(days), weekdays, zone, leftOut, weekly, wrap, keep, instead, problems);
        }

        private void word(String typed, String word) {
            switch (word) {
                case "weekdays", "weekday" -> weekdays = true;
                case "daily", "day", "days", "always" -> days.addAll(EnumSet.allOf(DayOfWeek.class));
                case "weekly" -> weekly = Optional.of(true);
                case "wrap" -> wrap = Optional.of(true);
                case "no" -> not();
                case "without" -> leftOut = Optional.of(topics(section(), problems));
                case "only" -> {
                    var only = topics(section(), problems);
                    if (!only.isEmpty()) {
                        leftOut = Optional.of(EnumSet.complementOf(EnumSet.copyOf(only)));
                    }
                }
                case "everything", "all" -> leftOut = Optional.of(Set.of());
                case "keep" -> keep = true;
                case "instead" -> instead();
                case "after" -> afterClose();
                default -> other(typed, word);
            }
        }

        private void not() {
            var what = next < words.size() ? words.get(next++).toLowerCase(Locale.ROOT) : "";
            switch (what) {
                case "weekly" -> weekly = Optional.of(false);
                case "wrap" -> wrap = Optional.of(false);
                default -> problems.add("\"no " + Answer.shown(what) + "\": I can leave out the weekly edition or the wrap; for sections write without movers.");
            }
        }

        /** The words of sections that follow; "and" joins them. */
        private List<String> section() {
            var named = new ArrayList<String>();
            while (next < words.size()) {
                var word = words.get(next).toLowerCase(Locale.ROOT);
                if (!word.equals("and") && Topic.of(word).isEmpty() && (!named.isEmpty() || known(word))) {
                    break;
                }
                next++;
                if (!word.equals("and")) {
                    named.add(word);
                }
            }
            return named;
        }

        private boolean known(String word) {
            return clock(word).isPresent() || day(word).isPresent() || WORDS.contains(word);
        }

        /** The rest of the line is the time whose place is taken. */
        private void instead() {
            var rest = words.subList(next, words.size()).stream().filter(one -> !one.equalsIgnoreCase("of")).toList();
            next = words.size();
            instead = SubscribeWords.read(String.join(" ", rest)).times().stream().findFirst();
            if (instead.isEmpty()) {
                problems.add("Instead of which time? I know: 09:00 instead of 07:00.");
            }
        }

        private void afterClose() {
            if (next < words.size() && words.get(next).equalsIgnoreCase("the")) {
                next++;
            }
            if (next >= words.size() || !words.get(next).equalsIgnoreCase("close")) {
                var what = next < words.size() ? " " + Answer.shown(words.get(next++)) : "";
                problems.add("\"after" + what + "\": I know after close 30m.");
                return;
            }
            next++;
            int minutes = 0;
            if (next < words.size()) {
                Matcher amount = AMOUNT.matcher(words.get(next).toLowerCase(Locale.ROOT));
                if (amount.matches()) {
                    next++;
                    var unit = Optional.ofNullable(amount.group(2)).orElse("m");
                    minutes = Integer.parseInt(amount.group(1)) * (unit.startsWith("h") ? 60 : 1);
                    if (Optional.ofNullable(amount.group(2)).isEmpty() && next < words.size() && words.get(next).toLowerCase(Locale.ROOT).matches("m|min|mins|minutes|h|hours?")) {
                        minutes *= words.get(next++).toLowerCase(Locale.ROOT).startsWith("h") ? 60 : 1;
                    }
                }
            }
            try {
                times.add(new SlotTime.AfterClose(Duration.ofMinutes(minutes)));
            } catch (IllegalArgumentException tooLong) {
                problems.add("After the close means 0 to 12 hours, not " + minutes + " minutes.");
            }
        }

        private void other(String typed, String word) {
            var clock = clock(word);
            if (clock.isPresent()) {
                var time = clock.get();
                if (next < words.size() && words.get(next).toLowerCase(Locale.ROOT).matches("am|pm")) {
                    time = clock(word + words.get(next++).toLowerCase(Locale.ROOT)).orElse(time);
                }
                times.add(new SlotTime.At(time));
                return;
            }
            if (word.contains("-") && word.indexOf('-') > 0) {
                var from = day(word.substring(0, word.indexOf('-')));
                var to = day(word.substring(word.indexOf('-') + 1));
                if (from.isPresent() && to.isPresent()) {
                    for (var day = from.get(); ; day = day.plus(1)) {
                        days.add(day);
                        if (day == to.get()) {
                            return;
                        }
                    }
                }
            }
            var day = day(word);
            if (day.isPresent()) {
                days.add(day.get());
                return;
            }
            // A city may have two words, "new york".
            if (next < words.size()) {
                var two = zone(typed + " " + words.get(next));
                if (two.isPresent()) {
                    next++;
                    zone = two;
                    return;
                }
            }
            var one = zone(typed);
            if (one.isPresent()) {
                zone = one;
            } else if (!JOINING.contains(word)) {
                problems.add(unknown(typed, word));
            }
        }

        private static String unknown(String typed, String word) {
            if (word.matches("[\\d:.]+(am|pm)?")) {
                return "\"" + Answer.shown(typed) + "\" is no time of day; write it as 07:00.";
            }
            var near = new ArrayList<>(Spelling.near(word, WORDS));
            if (near.isEmpty()) {
                near.addAll(nearZones(typed));
            }
            return "I don't know \"" + Answer.shown(typed) + "\"." + (near.isEmpty() ? " I know times, days, zones such as Europe/Berlin, weekly, wrap, without movers." : " Near: " + String.join(", ", near) + ".");
        }

        private static Optional<DayOfWeek> day(String word) {
            if (word.length() < 3) {
                return Optional.empty();
            }
            for (var day : DayOfWeek.values()) {
                var name = day.name().toLowerCase(Locale.ROOT);
                if (name.startsWith(word) || (name + "s").equals(word)) {
                    return Optional.of(day);
                }
            }
            return Optional.empty();
        }
    }
}
