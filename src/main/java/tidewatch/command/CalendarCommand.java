package tidewatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.market.EventKind;
import tidewatch.market.EventKind.Standing;
import tidewatch.market.EventList;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Times;
import tidewatch.problem.Problem;

/**
 * {@code /calendar [days]}: what is dated, day by day: results of the companies of the notes, economic releases, closed days, early closes,
 * expiries and what stands in files of the reader's own; each with how sure its date is. {@code /calendar NVIDIA}: one company's dates.
 */
final class CalendarCommand implements Command {
    private static final int DAYS = 14;
    private static final int MORE_DAYS = 30;
    /** As far as sources know. */
    private static final int DAYS_MAX = 92;

    private static final int LINES_MAX = 60;
    private static final int A_DAY_MAX = 12;
    private static final int PROBLEMS_MAX = 3;
    /** Results of these days still say whether they came. */
    private static final int PAST_DAYS = 5;

    private static final int COMPANY_PAST_DAYS = 120;
    private static final int COMPANY_AHEAD_DAYS = 370;

    private static final Pattern COUNT = Pattern.compile("(-?\\d+) ?(?:d|day|days)?");
    private static final Pattern WEEKS = Pattern.compile("(?:(\\d{1,2}) ?w|(?:(\\d{1,2}) )?weeks?)");
    private static final Set<EventSource> OF_RESULTS = Set.of(EventSource.FINNHUB, EventSource.ALPHA_VANTAGE);

    private final Desk desk;

    CalendarCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public List<String> aliases() {
        return List.of("cal", "events", "agenda");
    }

    @Override
    public String arguments() {
        return "[days | NAME]";
    }

    @Override
    public String help() {
        return "Results of your companies, releases, closed days";
    }

    @Override
    public List<String> examples() {
        return List.of("/calendar", "/calendar 30", "/calendar NVIDIA");
    }

    @Override
    public Audience audience() {
        return Audience.MARKET;
    }

    @Override
    public Reply answer(Request request) {
        var dates = desk.dates(request.at());
        var in = desk.at(request.at(), request.scope()).value();
        var words = request.rest().strip().toLowerCase(Locale.ROOT);
        var count = days(words);
        var complaints = new ArrayList<String>();
        int days = DAYS;
        if (count.isPresent()) {
            var known = count.get();
            if (known.isEmpty()) {
                complaints.add("I show 1 to " + DAYS_MAX + " days, not " + Answer.shown(request.rest()) + ".");
            }
            days = known.orElse(DAYS);
        } else if (!words.isEmpty()) {
            var company = in.flatMap(input -> company(request.rest(), input));
            if (company.isPresent()) {
                return company(request, in.get(), company.get(), dates);
            }
            complaints.add("\"" + Answer.shown(request.rest()) + "\" is neither a number of days nor a company that I know. The next " + DAYS + " days:");
        }
        return days(request, in, days, dates, complaints);
    }

    /** Absent when no number is meant; empty when it is one that is not answered. */
    private static Optional<Optional<Integer>> days(String words) {
        if (words.isEmpty()) {
            return Optional.of(Optional.of(DAYS));
        }
        var weeks = WEEKS.matcher(words);
        if (weeks.matches()) {
            int n = Stream.of(Optional.ofNullable(weeks.group(1)), Optional.ofNullable(weeks.group(2)))
                    .flatMap(Optional::stream)
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(1);
            return Optional.of(Optional.of(7 * n).filter(days -> days >= 1 && days <= DAYS_MAX));
        }
        var count = COUNT.matcher(words);
        return count.matches()
                ? Optional.of(Optional.of(count.group(1)).filter(digits -> digits.length() <= 3).map(Integer::parseInt).filter(n -> n >= 1 && n <= DAYS_MAX))
                : Optional.empty();
    }

    private static Optional<String> company(String words, BriefInput in) {
        return NameBook.priced(words, in)
                .map(priced -> priced.vehicle().basket().symbols())
                .filter(symbols -> symbols.size() == 1)
                .map(List::getFirst);
    }

    // A number of days.

    private Reply days(Request request, Optional<BriefInput> in, int days, Desk.Dates dates, List<String> complaints) {
        var zone = request.zone();
        var today = request.at().atZone(zone).toLocalDate();
        var last = today.plusDays(days - 1L);
        var answer = signed(request, "Calendar, " + (days == 1 ? "today" : days + " days"), in);
        complaints.forEach(answer::complain);
        var mine = in.map(BriefInput::mentioned).orElse(Set.of());
        var entries = entries(dates, today, last, zone, mine);
        var past = past(dates.events(), today, mine);
        if (!past.isEmpty()) {
            answer.add(new Block.Para(List.of(Inline.strong("Just past"))));
            answer.add(Block.bullets(past.stream().map(event -> List.<Inline>of(Inline.text(behind(event, today)))).toList()));
        }
        if (entries.isEmpty()) {
            answer.say(days == 1 ? "Nothing is dated today." : "Nothing is dated in these " + days + " days.");
        }
        add(answer, entries, today);
        said(answer, dates, in, last);
        if (entries.stream().anyMatch(Entry::clock)) {
            answer.say("Times are those of " + Times.city(zone, request.at()) + ".");
        }
        return days < MORE_DAYS ? answer.button(MORE_DAYS + " days", "/calendar " + MORE_DAYS).reply() : answer.reply();
    }

    /** With the last line that the answer needs: dates of the sample are invented as its prices are. */
    private Answer signed(Request request, String title, Optional<BriefInput> in) {
        var answer = Answer.to(request, title).of(desk.setup());
        in.filter(BriefInput::sample).ifPresent(answer::from);
        return answer;
    }

    private static void add(Answer answer, List<Entry> entries, LocalDate today) {
        var byDay = new TreeMap<LocalDate, List<Entry>>();
        entries.forEach(entry -> byDay.computeIfAbsent(entry.day(), _ -> new ArrayList<>()).add(entry));
        int left = LINES_MAX;
        int more = 0;
        for (var day : byDay.entrySet()) {
            int shown = Math.min(left, Math.min(A_DAY_MAX, day.getValue().size()));
            if (shown == 0) {
                more += day.getValue().size();
                continue;
            }
            answer.add(new Block.Para(List.of(Inline.strong((day.getKey().equals(today) ? "Today, " : "") + Wording.day(day.getKey())))));
            var lines = new ArrayList<>(day.getValue().stream().limit(shown).map(entry -> List.<Inline>of(Inline.text(entry.words()))).toList());
            if (shown < day.getValue().size()) {
                lines.add(List.of(Inline.text((day.getValue().size() - shown) + " more")));
            }
            answer.add(Block.bullets(lines));
            left -= shown;
        }
        if (more > 0) {
            answer.say(more + " more on later days; ask for fewer days.");
        }
    }

    /** What is missing and why, in a line each. */
    private static void said(Answer answer, Desk.Dates dates, Optional<BriefInput> in, LocalDate last) {
        dates.problems().stream().limit(PROBLEMS_MAX).map(Problem::line).forEach(line -> answer.say("Not up to date: " + line));
        if (dates.problems().size() > PROBLEMS_MAX) {
            answer.say((dates.problems().size() - PROBLEMS_MAX) + " more such faults; /status lists them.");
        }
        if (in.isEmpty()) {
            answer.say("Without prices I do not know which companies are yours, so there are no results here.");
        }
        boolean sample = in.filter(BriefInput::sample).isPresent();
        if (!sample && dates.sources().stream().noneMatch(OF_RESULTS::contains)) {
            answer.say("No source of results is set up: a key of Finnhub or Alpha Vantage brings them (events.finnhub.key, events.alpha-vantage.key).");
        }
        if (!sample) {
            dates.events().knownUntil("fomc").filter(until -> until.isBefore(last)).ifPresent(until ->
                    answer.say("Decisions of the Federal Reserve are known until " + Wording.longDay(until) + "."));
        }
    }

    /**
     * A line of a day.
     *
     * @param day in the reader's zone
     * @param clock whether its words tell an hour, which is one of that zone
     * @param about when it is, or is likely to be: the order of the lines of a day
     */
    private record Entry(LocalDate day, boolean clock, Instant about, String words) {}

    private static List<Entry> entries(Desk.Dates dates, LocalDate today, LocalDate last, ZoneId zone, Set<String> mine) {
        // A day further on both sides: an hour in another zone may lie on it.
        var from = today.minusDays(1);
        var to = last.plusDays(1);
        var all = new ArrayList<>(EventList.ofExchange(from, to, dates.calendar()));
        dates.events().between(from, to).stream()
                .filter(event -> event.symbol().isEmpty() || mine.contains(event.symbol().get()) || ofOwn(event))
                .forEach(all::add);
        return all.stream()
                .map(event -> entry(event, today, zone))
                .filter(entry -> !entry.day().isBefore(today) && !entry.day().isAfter(last))
                .sorted(Comparator.comparing(Entry::day).thenComparing(Entry::about).thenComparing(Entry::words))
                .distinct()
                .toList();
    }

    /** Whoever writes down a company's date wants to see it. */
    private static boolean ofOwn(MarketEvent event) {
        return event.source().contains(EventSource.OWN_FILE.title());
    }

    private static Entry entry(MarketEvent event, LocalDate today, ZoneId zone) {
        boolean usual = event.kind() instanceof EventKind.Release(boolean one) && one;
        var moment = event.time().map(time -> event.end().atTime(time).atZone(event.zone()).withZoneSameInstant(zone));
        var clock = moment.map(at -> Times.time(at.toLocalTime()));
        // What goes on for days stands on the day of its hour, else on the first that is left of it.
        var first = event.date().isBefore(today) && !event.end().isBefore(today) ? today : event.date();
        var day = moment.map(ZonedDateTime::toLocalDate).orElse(first);
        var words = (usual ? "" : clock.map(at -> at + " ").orElse("")) + told(event) + until(event, moment.isPresent())
                + (usual ? clock.map(at -> ", usually " + at).orElse("") : "") + standing(event, today) + said(event) + otherwise(event, today) + moved(event, today);
        var about = moment.map(ZonedDateTime::toInstant).orElseGet(() -> event.date().atTime(likely(event)).atZone(event.zone()).toInstant());
        return new Entry(day, clock.isPresent(), about, words);
    }

    /** An hour by which to put what has none in order: what holds for the whole day first, what may come at any time last. */
    private static LocalTime likely(MarketEvent event) {
        return switch (event.kind()) {
            case EventKind.Holiday _, EventKind.EarlyClose _ -> LocalTime.MIN;
            case EventKind.Release _ -> LocalTime.of(8, 0);
            case EventKind.Custom _ -> LocalTime.of(0, 1);
            case EventKind.Expiry _ -> LocalTime.of(16, 0);
            case EventKind.Earnings results -> switch (results.timing()) {
                case BEFORE_OPEN -> LocalTime.of(9, 0);
                case DURING -> LocalTime.NOON;
                case AFTER_CLOSE -> LocalTime.of(16, 30);
                case UNKNOWN -> LocalTime.MAX;
            };
        };
    }

    /** "NVIDIA: quarterly results after the close". */
    private static String told(MarketEvent event) {
        var timing = event.timing().words();
        return event.title() + (timing.isEmpty() ? "" : " " + timing);
    }

    /** "(from 27 Jan)" before an hour on the last day, "(to 30 Jan)" where there is none. */
    private static String until(MarketEvent event, boolean hour) {
        if (event.date().equals(event.end())) {
            return "";
        }
        return hour ? " (from " + Wording.shortDay(event.date(), event.end()) + ")" : " (to " + Wording.shortDay(event.end(), event.date()) + ")";
    }

    /** How sure the date is. A rule of the exchange and a line of the reader's own need no such word. */
    private static String standing(MarketEvent event, LocalDate today) {
        return switch (event.kind()) {
            case EventKind.Earnings results -> ", " + (results.standing() == Standing.UNSEEN && event.date().equals(today) ? Standing.ESTIMATED : results.standing()).words();
            case EventKind.Release _ -> event.published() ? ", announced" : ", expected";
            case EventKind.Custom _ -> event.published() ? "" : ", expected";
            case EventKind.Holiday _, EventKind.EarlyClose _, EventKind.Expiry _ -> "";
        };
    }

    /** Who said so, where it was asked for or stands in a file of the reader's. */
    private static String said(MarketEvent event) {
        boolean known = Stream.of(EventSource.OWN_FILE, EventSource.EDGAR, EventSource.FINNHUB, EventSource.ALPHA_VANTAGE, EventSource.FRED)
                .anyMatch(source -> event.source().contains(source.title()));
        return known ? " (" + Wording.shortened(event.source(), 60) + ")" : "";
    }

    /** "; 26 Feb (Alpha Vantage)". */
    private static String otherwise(MarketEvent event, LocalDate today) {
        var others = new StringBuilder();
        for (var other : event.otherwise()) {
            var timing = other.timing().words();
            others.append("; ").append(Wording.shortDay(other.date(), today)).append(timing.isEmpty() ? "" : " " + timing)
                    .append(" (").append(other.source().title()).append(')');
        }
        return others.toString();
    }

    private static String moved(MarketEvent event, LocalDate today) {
        return event.movedFrom().map(was -> "; moved from " + Wording.shortDay(was, today)).orElse("");
    }

    /** Results that lie behind and of which is known whether they came. */
    private static List<MarketEvent> past(EventList events, LocalDate today, Set<String> mine) {
        return events.between(today.minusDays(PAST_DAYS), today.minusDays(1)).stream()
                .filter(event -> event.symbol().filter(mine::contains).isPresent() && event.end().isBefore(today))
                .filter(event -> event.results().map(EventKind.Earnings::standing).filter(one -> one == Standing.REPORTED || one == Standing.UNSEEN).isPresent())
                .sorted(Comparator.comparing(MarketEvent::date).reversed())
                .limit(A_DAY_MAX)
                .toList();
    }

    /** With its day in front: "Wed 25 Feb: NVIDIA: quarterly results after the close, reported (EDGAR)". */
    private static String behind(MarketEvent event, LocalDate today) {
        return Wording.day(event.date()) + (event.date().getYear() == today.getYear() ? "" : " " + event.date().getYear()) + ", " + told(event)
                + standing(event, today) + said(event) + otherwise(event, today) + moved(event, today);
    }

    // One company.

    private Reply company(Request request, BriefInput in, String symbol, Desk.Dates dates) {
        var today = request.at().atZone(request.zone()).toLocalDate();
        var name = in.panel().find(symbol).map(series -> series.instrument().name()).orElse(symbol);
        var answer = signed(request, "Calendar, " + name, Optional.of(in));
        var known = dates.events().between(today.minusDays(COMPANY_PAST_DAYS), today.plusDays(COMPANY_AHEAD_DAYS)).stream()
                .filter(event -> event.symbol().filter(symbol::equals).isPresent())
                .toList();
        if (known.isEmpty()) {
            answer.say("I have no date for " + name + ". A line in a file of your own is one: - " + today.plusDays(DAYS) + " $" + symbol + " earnings.");
        } else {
            answer.add(Block.bullets(known.stream().map(event -> List.<Inline>of(Inline.text(line(event, today, request.at(), request.zone())))).toList()));
        }
        said(answer, dates, Optional.of(in), today);
        return answer.button("Calendar", "/calendar").reply();
    }

    private static String line(MarketEvent event, LocalDate today, Instant now, ZoneId zone) {
        var estimate = event.results().flatMap(EventKind.Earnings::estimate).map(one -> "; estimate " + one + " a share").orElse("");
        var entry = entry(event, today, zone);
        var day = entry.day().isBefore(today) ? event.date() : entry.day();
        return Wording.day(day) + (day.getYear() == now.atZone(zone).getYear() ? "" : " " + day.getYear()) + ", " + entry.words() + estimate;
    }
}
