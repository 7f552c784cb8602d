package tidewatch.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.market.MarketEvent;
import tidewatch.notes.DateContext;
import tidewatch.notes.DatePhrase;
import tidewatch.notes.DateReading;
import tidewatch.notes.Name;
import tidewatch.notes.Resolution;
import tidewatch.notes.Window;
import tidewatch.problem.Spelling;
import tidewatch.watch.WatchReading.Clear;
import tidewatch.watch.WatchReading.Offer;
import tidewatch.watch.WatchReading.Unclear;
import tidewatch.watch.WatchReading.Why;

/**
 * Reads what a person wants to be reminded of, in this order: something that the notes want watched ({@code q4-earnings}), with or without
 * a date of one's own; a level or a condition of prices, which is answered and not guessed at; an event that the list of events knows; the
 * results of a company; a date with words. Of what is left near names are offered.
 *
 * <p>Pure: the same words, almanac, moment and morning give the same reading. Confined to one call.
 */
public final class WatchPhrase {
    /** Phrases that an unclear reading offers. */
    public static final int OFFERED_MAX = 3;

    /** Characters; more is a note, not a reminder. */
    public static final int LENGTH_MAX = 200;

    private static final Pattern URGENT = Pattern.compile("(?i)(?:^|[\\s,;])urgent!?$|^urgent[:,]?\\s+");

    /** "at 8", which the grammar of dates does not read without minutes, and not "at 8 %" or "at 8,000". */
    private static final Pattern AT_HOUR = Pattern.compile("(?i)\\b(at|um) (\\d{1,2})(?: uhr| o'clock)?(?=$|[\\s,;?])(?!\\s?(?:am|pm|%|dollars|usd|percent))");

    /** A clock time in front, which in prose could be anything. */
    private static final Pattern LEADING_TIME = Pattern.compile("(?i)^(\\d{1,2}:\\d{2}(?:\\s?[ap]m)?|\\d{1,2}\\s?[ap]m)(?=\\s)");

    /** Words between the date and the thing that belong to neither. */
    private static final Pattern JOINT_BEFORE = Pattern.compile("(?i)^(?:[\\s,;:\u2013\u2014-]+|(?:to|that|about|of|for|on|or|and|remind me|me|zu|an)\\b)+");

    private static final Pattern JOINT_AFTER = Pattern.compile("(?i)(?:[\\s,;:(\u2013\u2014-]+|\\s(?:on|at|in|by|for|from|this|the|am|um))+$");

    private static final Pattern RESULTS = Pattern.compile(
            "(?i)^(?:the\\s+)?(?:next\\s+)?(.+?)(?:'s)?\\s+(?:earnings|results|quarterly results|q[1-4] earnings|report)\\s*\\??$"
                    + "|^(?:earnings|results)\\s+(?:of|for|from|by)\\s+(.+?)\\s*\\??$");

    /** Short names of events that people use and the list does not. */
    private static final Map<String, String> EVENT_NAMES = Map.ofEntries(
            Map.entry("jobs", "jobs report"),
            Map.entry("jobs-day", "jobs report"),
            Map.entry("nfp", "jobs report"),
            Map.entry("payrolls", "jobs report"),
            Map.entry("nonfarm-payrolls", "jobs report"),
            Map.entry("employment-situation", "jobs report"),
            Map.entry("inflation", "cpi"),
            Map.entry("fed", "fomc"),
            Map.entry("fed-meeting", "fomc"),
            Map.entry("expiry", "opex"),
            Map.entry("option-expiry", "opex"));

    private static final List<String> WHEN_OFFERED = List.of("tomorrow", "in 1 week", "in 2 weeks");

    private static final Pattern ISO_DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    /** A shorter name is near to everything. */
    private static final int SLIP_LENGTH_MIN = 6;

    private static final int SLIPS_MAX = 2;

    private final String text;
    private final boolean urgent;
    private final Almanac almanac;
    private final Instant now;
    private final Morning morning;
    private final DateContext context;
    private final LocalDate today;
    private final List<Almanac.Item> items;
    private final String normal;
    private final List<DatePhrase.Located> dates;

    private WatchPhrase(String text, boolean urgent, Almanac almanac, Instant now, Morning morning) {
        this.text = text;
        this.urgent = urgent;
        this.almanac = almanac;
        this.now = now;
        this.morning = morning;
        var here = now.atZone(morning.zone()).toLocalDateTime();
        this.context = new DateContext(here, morning.zone(), DateContext.Mode.FORWARD, almanac.calendars());
        this.today = here.toLocalDate();
        this.items = almanac.items();
        this.normal = normal(text, context);
        this.dates = DatePhrase.find(normal, context);
    }

    /** What these words ask for, said at this moment in a chat whose mornings are these. */
    public static WatchReading read(String typed, Almanac almanac, Instant now, Morning morning) {
        if (typed.length() > 20 * LENGTH_MAX) {
            return tooLong();
        }
        var line = typed.replaceAll("[\\p{Cntrl}\\s\u00a0]+", " ").strip();
        var plain = line.startsWith("[[") && line.endsWith("]]") ? line.substring(2, line.length() - 2) : unquoted(line);
        if (plain.length() > LENGTH_MAX) {
            return tooLong();
        }
        var urgent = URGENT.matcher(plain);
        boolean marked = urgent.find() && urgent.end() - urgent.start() < plain.length();
        var rest = marked ? urgent.replaceFirst("").strip() : plain;
        if (Slug.of(rest).isEmpty()) {
            return new Unclear(Why.EMPTY, "What shall I remind you of?", List.of());
        }
        return new WatchPhrase(rest, marked, almanac, now, morning).reading();
    }

    private static WatchReading tooLong() {
        return new Unclear(
                Why.REFUSED, "That is longer than " + LENGTH_MAX + " characters. Put the details in a note, and the name of the thing here.", List.of());
    }

    private static String unquoted(String line) {
        boolean quoted = line.length() > 2 && "\"\u201c".indexOf(line.charAt(0)) >= 0 && "\"\u201d".indexOf(line.charAt(line.length() - 1)) >= 0;
        return quoted ? line.substring(1, line.length() - 1).strip() : line;
    }

    private WatchReading reading() {
        return item(text)
                .map(this::ofItem)
                .or(this::itemOnADay)
                .or(this::nearlyAnItem)
                .or(this::condition)
                .or(this::event)
                .or(this::results)
                .or(this::halfOfTheDay)
                .or(this::dated)
                .orElseGet(this::unknown);
    }

    // The notes' own items.

    /** The item that these words name: by slug or name; of several the one whose turn is next, else the one that was last. */
    private Optional<Almanac.Item> item(String words) {
        var asked = Slug.of(unquoted(words.strip()));
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var all = items.stream()
                .filter(item -> item.slug().equals(asked) || Slug.of(item.what()).equals(asked))
                .toList();
        if (all.isEmpty()) {
            all = items.stream().filter(item -> Slug.withoutCount(item.slug()).equals(asked)).toList();
        }
        Comparator<Almanac.Item> byDay = Comparator.comparing(
                item -> item.window().flatMap(Window::to).or(() -> item.window().flatMap(Window::from)).orElse(LocalDate.MAX));
        var found = all;
        return found.stream().filter(item -> !item.over(today)).min(byDay).or(() -> found.stream().max(byDay));
    }

    private WatchReading ofItem(Almanac.Item item) {
        if (item.when().isEmpty()) {
            return new Unclear(
                    Why.NO_DATE,
                    "Your note " + item.note().title() + " names no date for " + item.what() + ". When shall I remind you?",
                    when(item.slug()));
        }
        return settled(item.slug(), item.what(), item.question(), Optional.of(item.note()), item.when().get(), List.of());
    }

    /** "q4-earnings 2026-02-20": the note's item on a day of the person's own. */
    private Optional<WatchReading> itemOnADay() {
        for (var found : dates) {
            var item = item(without(found));
            if (item.isPresent() && occasion(found.reading()).isPresent()) {
                var one = item.get();
                var note = new Reminder.FromNote(one.note().path(), one.note().title(), false);
                return Optional.of(settled(
                        one.slug(), one.what(), one.question(), Optional.of(note), occasion(found.reading()).get(), found.reading().remarks()));
            }
        }
        return Optional.empty();
    }

    /** "q4 earning" is a slip of the finger and not the fourth quarter; a slip never touches a number. */
    private Optional<WatchReading> nearlyAnItem() {
        var asked = Slug.of(text);
        if (asked.length() < SLIP_LENGTH_MIN) {
            return Optional.empty();
        }
        var near = almanac.ahead(today).stream()
                .filter(item -> digits(item.slug()).equals(digits(asked)) && Spelling.slips(asked, item.slug(), SLIPS_MAX) <= SLIPS_MAX)
                .map(item -> new Offer(item.what(), item.slug()))
                .distinct()
                .limit(OFFERED_MAX)
                .toList();
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unclear(Why.AMBIGUOUS, "I do not know \"" + shown(text) + "\". Did you mean:", near));
    }

    private static String digits(String words) {
        return words.replaceAll("\\D+", " ").strip();
    }

    // Levels and conditions.

    /** A date in front says that a reminder is wanted, whatever the words behind it are. */
    private Optional<WatchReading> condition() {
        boolean dateFirst = dates.stream().anyMatch(found -> found.start() == 0 && !(found.reading() instanceof DateReading.Duration));
        var bare = dates.stream().reduce(normal, (words, found) -> words.replace(normal.substring(found.start(), found.end()), " "), (a, _) -> a);
        if (dateFirst || !Conditions.in(bare.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(new Unclear(
                Why.CONDITION,
                "I watch dates, events and windows; price levels and conditions such as \"" + shown(text) + "\" I do not watch yet, so nothing was set."
                        + " What I can do is remind you to look, on a day that you name:",
                when(tidy(bare))));
    }

    // Events.

    private Optional<WatchReading> event() {
        var plain = Slug.of(text).replaceFirst("^(?:the-)?(?:next-)?", "");
        var asked = plain.replaceFirst("-(?:release|print|data|decision|meeting|day)$", "");
        var phrase = EVENT_NAMES.getOrDefault(plain, EVENT_NAMES.getOrDefault(asked, text));
        var listed = almanac.events().events().stream()
                .filter(one -> one.symbol().isEmpty() && !one.end().isBefore(today))
                .filter(one -> Slug.of(one.title()).equals(plain) && !one.title().equals(one.key()))
                .findFirst()
                .map(one -> ofEvent(one, one.title()));
        if (listed.isPresent()) {
            return listed;
        }
        if (!(DatePhrase.read(phrase, context) instanceof DateReading.Event event) || event.event().equals("earnings")) {
            return Optional.empty();
        }
        if (names(event, plain, asked, phrase)) {
            return Optional.of(ofEvent(event));
        }
        // "CPI hot or cool?": the event is only mentioned; its next date is meant.
        return dates.isEmpty() && DatePhrase.read("next " + event.event(), context) instanceof DateReading.Event next && next.window().isPresent()
                ? Optional.of(inEvent(next))
                : Optional.empty();
    }

    /** Whether the whole phrase is the event, not a longer sentence that mentions it. */
    private boolean names(DateReading.Event event, String plain, String asked, String phrase) {
        if (!phrase.equals(text) || plain.equals(Slug.of(event.event())) || asked.equals(Slug.of(event.event()))) {
            return true;
        }
        int end = phrase.replaceFirst("[?!.\\s]+$", "").length();
        return event.window().isPresent() && DatePhrase.find(phrase, context).stream().anyMatch(one -> one.start() == 0 && one.end() >= end);
    }

    private WatchReading ofEvent(DateReading.Event event) {
        var what = name(event.event());
        if (event.window().isEmpty()) {
            return new Unclear(
                    Why.NO_DATE,
                    "I do not know the date of the next " + what + ": my list of events ends before it. Give a day, such as /watch "
                            + today.plusWeeks(2) + " " + what + ".",
                    List.of());
        }
        var window = event.window().get();
        var when = event.clock()
                .<Occasion>map(clock -> new Occasion.Event(window.from().orElse(today), window.to().orElse(today), clock.at().toInstant()))
                .orElseGet(() -> Almanac.Item.days(window));
        return settled(Slug.of(event.event()), what, Optional.empty(), Optional.empty(), when, event.remarks());
    }

    private WatchReading ofEvent(MarketEvent event, String title) {
        var when = event.time()
                .<Occasion>map(time -> new Occasion.Event(event.date(), event.end(), event.end().atTime(time).atZone(event.zone()).toInstant()))
                .orElseGet(() -> Occasion.Days.of(event.date(), event.end()));
        var remarks = event.published() ? List.<String>of() : List.of("The date is expected, nobody has announced it");
        return settled(Slug.of(title), title, Optional.empty(), Optional.empty(), when, remarks);
    }

    /** "CPI", "FOMC", "jobs report". */
    private static String name(String event) {
        return switch (event) {
            case "cpi", "fomc", "ppi", "gdp", "pce", "opec", "ecb" -> event.toUpperCase(Locale.ROOT);
            case "opex" -> "option expiry";
            default -> event.matches("q[1-4]-earnings") ? "Q" + event.charAt(1) + " earnings" : event;
        };
    }

    // Results of a company.

    private Optional<WatchReading> results() {
        var asked = RESULTS.matcher(text);
        if (!asked.matches()) {
            return Optional.empty();
        }
        var company = asked.group(1) == null ? asked.group(2) : asked.group(1);
        var symbol = symbol(company);
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        var next = almanac.results(symbol.get(), today);
        if (next.isPresent()) {
            return Optional.of(ofEvent(next.get(), next.get().title()));
        }
        return Optional.of(new Unclear(
                Why.NO_DATE,
                "My list of events has no date for the results of " + symbol.get() + ". Give a day, such as /watch " + today.plusWeeks(2) + " "
                        + symbol.get() + " earnings.",
                List.of()));
    }

    /** The ticker of a company that is named by its name or its ticker. */
    private Optional<String> symbol(String company) {
        var bare = company.strip().replaceFirst("^\\$", "");
        if (bare.isBlank()) {
            return Optional.empty();
        }
        var upper = bare.toUpperCase(Locale.ROOT);
        boolean known = almanac.mentioned().contains(upper)
                || almanac.events().events().stream().anyMatch(event -> event.symbol().filter(upper::equals).isPresent());
        if (known) {
            return Optional.of(upper);
        }
        return almanac.vault().resolver().resolve(Name.of(bare), "") instanceof Resolution.One one
                ? one.id().filter(id -> id.startsWith("stock:")).map(id -> id.substring("stock:".length()))
                : Optional.empty();
    }

    // A date with words.

    /** "at 3" can be the night or the afternoon; "at 8" is the morning. */
    private Optional<WatchReading> halfOfTheDay() {
        var at = AT_HOUR.matcher(text);
        if (normal.equals(text) || !at.find() || Integer.parseInt(at.group(2)) < 1 || Integer.parseInt(at.group(2)) > 6) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(at.group(2));
        var times = List.of(LocalTime.of(hour, 0), LocalTime.of(hour + 12, 0));
        return Optional.of(new Unclear(
                Why.AMBIGUOUS,
                "\"" + at.group() + "\" can be " + times.get(0) + " or " + times.get(1) + ". Which?",
                times.stream().map(time -> new Offer(time.toString(), bounded(at.replaceFirst("at " + time)))).toList()));
    }

    private Optional<WatchReading> dated() {
        if (dates.isEmpty()) {
            return Optional.empty();
        }
        var plain = dates.stream().filter(one -> !(one.reading() instanceof DateReading.Event)).toList();
        var meant = plain.isEmpty() ? dates : plain;
        return Optional.of(meant.size() > 1 ? several(meant) : dated(meant.getFirst()));
    }

    private WatchReading dated(DatePhrase.Located found) {
        var words = without(found);
        return switch (found.reading()) {
            case DateReading.Day _, DateReading.Interval _ -> onDays(words, found);
            case DateReading.Event event -> event.window().isPresent()
                    ? inEvent(event)
                    : ofEvent(event);
            case DateReading.Duration _ ->
                new Unclear(
                        Why.AMBIGUOUS,
                        "\"" + normal.substring(found.start(), found.end()) + "\" is a length of time. Did you mean in that time from now?",
                        List.of(offer("in " + normal.substring(found.start(), found.end()), words)));
            case DateReading.Recurrence recurrence ->
                new Unclear(
                        Why.RECURRENCE,
                        "I remind you once, not " + recurrence.words() + ". Name one day; a brief that comes again and again is /subscribe.",
                        List.of(offer("tomorrow", words)));
            case DateReading.Ambiguous ambiguous -> chosen(ambiguous, words);
            case DateReading.Refused(String reason) -> new Unclear(Why.REFUSED, reason, later(found, words));
            case DateReading.None _ -> unknown();
        };
    }

    private WatchReading onDays(String words, DatePhrase.Located found) {
        var when = occasion(found.reading());
        if (when.isEmpty()) {
            return new Unclear(Why.PASSED, "\"" + normal.substring(found.start(), found.end()) + "\" lies in the past. Give a day from now on.", List.of());
        }
        if (Slug.of(words).isEmpty()) {
            return new Unclear(
                    Why.NO_WORDS,
                    "What shall I remind you of? Write it behind the date, such as /watch " + normal.substring(found.start(), found.end()) + " look at defense.",
                    List.of());
        }
        return settled(Slug.of(words), words.replaceFirst("[?\\s]+$", ""), question(words), Optional.empty(), when.get(), found.reading().remarks());
    }

    /** Words around an event: "next FOMC, fewer dots?" asks of the event, other words are the thing itself. */
    private WatchReading inEvent(DateReading.Event event) {
        var window = event.window().orElseThrow();
        var when = event.clock()
                .<Occasion>map(clock -> new Occasion.Event(window.from().orElse(today), window.to().orElse(today), clock.at().toInstant()))
                .orElseGet(() -> Almanac.Item.days(window));
        var asks = tidy(text.replaceFirst("(?i)^(?:the\\s+)?(?:next\\s+)?" + Pattern.quote(event.event()) + "\\b", ""));
        boolean question = asks.length() < text.length() && asks.endsWith("?") && !Slug.of(asks).isEmpty();
        return question
                ? settled(Slug.of(text), name(event.event()), Optional.of(asks), Optional.empty(), when, event.remarks())
                : settled(Slug.of(text), text.replaceFirst("[?\\s]+$", ""), question(text), Optional.empty(), when, event.remarks());
    }

    /** A question of the person's own is asked again when the window is over. */
    private static Optional<String> question(String words) {
        return words.strip().endsWith("?") ? Optional.of(words.strip()) : Optional.empty();
    }

    /** The days or the moment of a reading; absent when it has none, or none that is not over. */
    private Optional<Occasion> occasion(DateReading reading) {
        return switch (reading) {
            case DateReading.Day day ->
                day.clock()
                        .map(clock -> clock.edge() == DateReading.Edge.UNTIL
                                ? new Occasion.Event(day.date(), day.date(), clock.at().toInstant())
                                : (Occasion) new Occasion.Clock(clock.at().toInstant()))
                        .or(() -> Optional.of(Occasion.Days.day(day.date())));
            case DateReading.Interval interval ->
                switch (interval.bound()) {
                    case WITHIN -> Optional.of(Almanac.Item.days(interval.days()));
                    // "by Friday": on that day it must be done.
                    case UNTIL -> interval.days().to().map(Occasion.Days::day);
                    case SINCE -> interval.days().from().filter(from -> !from.isBefore(today)).map(from -> new Occasion.Days(from, Optional.empty()));
                };
            case DateReading.Event event -> event.window().map(Almanac.Item::days);
            case DateReading.Duration _, DateReading.Recurrence _, DateReading.None _, DateReading.Ambiguous _, DateReading.Refused _ -> Optional.empty();
        };
    }

    private WatchReading several(List<DatePhrase.Located> meant) {
        var offers = new ArrayList<Offer>();
        for (var one : meant) {
            var words = without(one);
            var other = meant.stream().filter(date -> date.start() != one.start()).map(date -> normal.substring(date.start(), date.end())).toList();
            for (var said : other) {
                words = tidy(words.replace(said, " "));
            }
            var kept = JOINT_BEFORE.matcher(words).replaceFirst("");
            phrase(one.reading()).map(when -> offer(when, kept)).ifPresent(offers::add);
        }
        return new Unclear(Why.AMBIGUOUS, "There are " + meant.size() + " dates in it. Which one is meant?", offers.stream().limit(OFFERED_MAX).toList());
    }

    private WatchReading chosen(DateReading.Ambiguous ambiguous, String words) {
        var offers = new ArrayList<Offer>();
        for (var choice : ambiguous.choices()) {
            boolean ahead = occasion(choice.reading()).filter(when -> !Steps.ahead(when, false, now, morning).isEmpty()).isPresent();
            phrase(choice.reading()).filter(_ -> ahead).ifPresent(when -> offers.add(new Offer(choice.words(), (when + " " + words).strip())));
        }
        return new Unclear(Why.AMBIGUOUS, ambiguous.question(), offers.stream().limit(OFFERED_MAX).toList());
    }

    /** The days of a reading in the form that has one meaning only. */
    private static Optional<String> phrase(DateReading reading) {
        if (reading instanceof DateReading.Day day && day.clock().isPresent()) {
            var at = day.clock().get().at();
            return Optional.of(at.toLocalDate() + " " + at.toLocalTime().truncatedTo(ChronoUnit.MINUTES));
        }
        return reading.window().map(window -> {
            var from = window.from().or(window::to).orElseThrow();
            var to = window.to().orElse(from);
            return from.equals(to) ? from.toString() : from + " to " + to;
        });
    }

    /** The same day a year later, for a day that has passed. */
    private List<Offer> later(DatePhrase.Located found, String words) {
        try {
            var day = LocalDate.parse(normal.substring(found.start(), found.end()));
            while (day.isBefore(today) && day.getYear() < 2050) {
                day = day.plusYears(1);
            }
            return day.isBefore(today) || day.getYear() > 2049 ? List.of() : List.of(offer(day.toString(), words));
        } catch (java.time.DateTimeException noIsoDate) {
            return List.of();
        }
    }

    // What all kinds share.

    private WatchReading settled(
            String slug, String what, Optional<String> question, Optional<Reminder.FromNote> note, Occasion when, List<String> remarks) {
        // A day that somebody types is asked once; what came of it is asked where a note or an event waits for the answer.
        boolean answer = question.isPresent() && (note.isPresent() || when instanceof Occasion.Event);
        var steps = Steps.ahead(when, answer, now, morning);
        if (steps.isEmpty()) {
            return passed(slug, what, question, when);
        }
        return new Clear(slug, what, question, note, when, steps, urgent, remarks);
    }

    private WatchReading passed(String slug, String what, Optional<String> question, Occasion when) {
        var asks = question.map(words -> " " + words.replaceFirst("[?\\s]+$", "") + "?").orElse("");
        var name = item(slug).isPresent() ? slug : what;
        boolean today = when instanceof Occasion.Days days && days.single() && days.from().equals(this.today)
                || when instanceof Occasion.Event event && event.moment().isAfter(now);
        if (today) {
            var at = later(now.atZone(morning.zone()).toLocalTime());
            var offers = new ArrayList<Offer>();
            at.ifPresent(time -> offers.add(new Offer("Today " + time, "today " + time + " " + bounded(name))));
            offers.add(new Offer("Tomorrow", "tomorrow " + bounded(name)));
            return new Unclear(
                    Why.PASSED,
                    "A reminder for today comes at " + morning.time() + ", and that has passed. Name a time of day, or another day:",
                    offers);
        }
        var ended = switch (when) {
            case Occasion.Days days -> days.to().filter(to -> !to.equals(days.from())).map(to -> " ended on " + Dates.day(to)).orElse(" was on " + Dates.day(days.from()));
            case Occasion.Event event -> " was on " + Dates.day(event.to());
            case Occasion.Clock(Instant at) -> " was meant for " + Dates.day(at.atZone(morning.zone()).toLocalDate());
        };
        return new Unclear(Why.PASSED, Dates.capital(what) + ended + "." + asks + " Name a day that is ahead:", when(name));
    }

    /** The next full hour but one; absent when the day is too old for it. */
    private static Optional<LocalTime> later(LocalTime time) {
        return time.getHour() >= 22 ? Optional.empty() : Optional.of(LocalTime.of(time.getHour() + 2, 0));
    }

    private WatchReading unknown() {
        var written = ISO_DAY.matcher(text);
        if (DatePhrase.read(written.find() ? written.group() : text, context) instanceof DateReading.Refused(String reason)) {
            return new Unclear(Why.REFUSED, reason, List.of());
        }
        var near = new LinkedHashMap<String, Offer>();
        var byName = almanac.names(today);
        for (var name : Spelling.near(text, byName)) {
            near.putIfAbsent(Slug.of(name), new Offer(name, name));
        }
        for (var name : Spelling.near(Slug.of(text), byName)) {
            near.putIfAbsent(Slug.of(name), new Offer(name, name));
        }
        var asked = List.of(Slug.of(text).split("-", -1));
        byName.stream()
                .filter(name -> asked.stream().anyMatch(word -> word.length() > 2 && List.of(Slug.of(name).split("-", -1)).contains(word)))
                .forEach(name -> near.putIfAbsent(Slug.of(name), new Offer(name, name)));
        if (near.isEmpty()) {
            return new Unclear(
                    Why.NO_DATE,
                    "There is no date in \"" + shown(text) + "\", and neither your notes nor the events have that name. When shall I remind you?",
                    when(text));
        }
        return new Unclear(
                Why.NO_DATE,
                "I do not know \"" + shown(text) + "\". Did you mean one of these? With a date of your own it is a reminder: /watch tomorrow " + shown(text),
                near.values().stream().limit(OFFERED_MAX).toList());
    }

    private List<Offer> when(String name) {
        return WHEN_OFFERED.stream().map(when -> new Offer(capital(when), when + " " + bounded(name))).toList();
    }

    private static Offer offer(String when, String words) {
        var phrase = (when + " " + words).strip();
        return new Offer(Dates.capital(when), bounded(phrase));
    }

    private static String capital(String words) {
        return Dates.capital(words);
    }

    /** What a button can carry. */
    private static String bounded(String words) {
        return cut(words, 150);
    }

    private static String shown(String words) {
        var cut = cut(words.replace('"', '\''), 60);
        return cut.length() < words.length() ? cut + " \u2026" : cut;
    }

    private static String cut(String words, int most) {
        return words.codePointCount(0, words.length()) <= most ? words : words.substring(0, words.offsetByCodePoints(0, most)).strip();
    }

    // Where the dates stand.

    /** The text as its dates are looked for: "at 8" with minutes, a time in front with its day. */
    private static String normal(String text, DateContext context) {
        boolean hour = AT_HOUR.matcher(text).lookingAt() || !DatePhrase.find(text, context).isEmpty();
        var hours = !hour ? text : AT_HOUR.matcher(text).replaceAll(found -> {
            int read = Integer.parseInt(found.group(2));
            return read > 23 ? java.util.regex.Matcher.quoteReplacement(found.group()) : "at " + read + ":00";
        });
        var leading = LEADING_TIME.matcher(hours);
        return leading.find() ? "at " + hours : hours;
    }

    /** The words without this date and what joins them to it. */
    private String without(DatePhrase.Located found) {
        var all = normal;
        var before = JOINT_AFTER.matcher(" " + all.substring(0, found.start())).replaceFirst("").strip();
        var after = all.substring(found.end());
        return tidy(before.isEmpty() ? JOINT_BEFORE.matcher(after).replaceFirst("") : before + " " + after);
    }

    private static String tidy(String words) {
        return words.replaceAll("\\s+", " ").replaceAll("\\(\\s*\\)", "").replaceAll("^[\\s,;:)]+|[\\s,;:(]+$", "").replaceAll("\\s+([?!,.])", "$1").strip();
    }
}
