package tidewatch.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceHistory;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * SamplePrices is a market to try Tidewatch on without an account: invented prices of 48 series with real names and of 110 invented
 * sector members, as traded, from 4 January 2021 to 30 June 2026. Whoever shows them says that they are invented.
 *
 * <p>They are computed, not stored: a story of sector rotation around January 2026 ({@link SampleStory}) over noise that is the same on
 * every machine ({@link SampleNoise}). Only what is asked for is built. The newest session asked for may show a fault
 * ({@link SampleFlaw}). Safe for any thread.
 */
public final class SamplePrices implements PriceHistory {
    /** The provider's id and the feed of every bar. */
    public static final String ID = "sample";

    /** The first session with prices. */
    public static final LocalDate FIRST = LocalDate.of(2021, 1, 4);

    /** The last session with prices. */
    public static final LocalDate LAST = LocalDate.of(2026, 6, 30);

    /** The morning (New York) on which the demo clock starts: the closes of 5 February, 19 sessions after the story's notes. */
    public static final LocalDate FIRST_MORNING = LocalDate.of(2026, 2, 6);

    /** A session's bars are there this long after its close. */
    public static final Duration READY_AFTER_CLOSE = Duration.ofMinutes(45);

    /** The first seed for which all of {@code SampleOutcomes} (test scope) holds; found by {@code SampleSeedSearch}. */
    static final long SEED = 623;

    private static final LocalDate ANCHOR = LocalDate.of(2026, 1, 8);
    private static final double MEMBER_LEVEL = 100;
    private static final double MEMBER_SHARES = 3e6;

    private static final Map<String, List<CorporateAction>> ACTIONS = Map.of(
            "SPY",
            List.of(
                    new CorporateAction.CashDividend(LocalDate.of(2025, 12, 19), 1.99),
                    new CorporateAction.CashDividend(LocalDate.of(2026, 3, 20), 1.78)),
            "SMK03",
            List.of(new CorporateAction.Split(LocalDate.of(2026, 2, 17), 4)));

    private final long seed;
    private final SampleStory story;
    private final TradingCalendar calendar;
    private final List<LocalDate> sessions;

    /** On the calendar as shipped: a closing day that a user adds to theirs moves no sample price. */
    public SamplePrices() {
        this(SEED, SampleStory.read());
    }

    SamplePrices(long seed, SampleStory story) {
        this.seed = seed;
        this.story = story;
        calendar = TradingCalendar.shipped();
        sessions = calendar.sessions(FIRST, LAST);
    }

    @Override
    public String id() {
        return ID;
    }

    /** Everything with a price here, the named series first, then the members by sector. Shares carry their GICS sector. */
    public List<Instrument> instruments() {
        return Stream.concat(
                        story.rows().values().stream().map(SampleStory.Row::instrument),
                        story.members().values().stream().map(SampleStory.Member::instrument))
                .toList();
    }

    /** The newest session whose bars are there at this moment of the demo clock; pass it as {@code to}. */
    public LocalDate newest(Instant now) {
        LocalDate closed = calendar.lastClosed(now.minus(READY_AFTER_CLOSE));
        return closed.isAfter(LAST) ? LAST : closed;
    }

    /**
     * Bars as traded, with the dividends and splits among them, in the order of {@link #instruments()}. A wanted symbol that the sample
     * does not know is left out without a word, as is a series without a bar in the range.
     *
     * @return with a problem when the range lies wholly or partly outside {@link #FIRST} to {@link #LAST} at its newer end
     */
    @Override
    public Found<List<PriceSeries>> history(Set<String> wanted, LocalDate from, LocalDate to) {
        int first = atOrAfter(from);
        int last = atOrBefore(to);
        List<Problem> problems = outside(to);
        if (first > last) {
            return new Found<>(List.of(), problems);
        }
        var moves = new SampleMoves(seed, story, sessions);
        var bars = new SampleBars(seed, sessions, atOrBefore(ANCHOR));
        Instant ready =
                calendar.session(sessions.get(last)).orElseThrow().close().plus(READY_AFTER_CLOSE);
        var origin = new Origin(ID, ID, ready);
        var series = new ArrayList<PriceSeries>();
        for (Instrument instrument : instruments()) {
            if (wanted.isEmpty() || wanted.contains(instrument.symbol())) {
                Optional<SampleFlaw> flaw = flaw(instrument.symbol(), sessions.get(last));
                int end = flaw.filter(SampleFlaw.Late.class::isInstance).isPresent() ? last - 1 : last;
                boolean halved = flaw.filter(SampleFlaw.HalvedClose.class::isInstance).isPresent();
                if (first <= end) {
                    double[] own = moves.of(instrument.symbol());
                    series.add(bars.series(shape(instrument, moves), own, origin, first, end, halved));
                }
            }
        }
        return new Found<>(List.copyOf(series), problems);
    }

    private static Optional<SampleFlaw> flaw(String symbol, LocalDate newest) {
        return SampleFlaw.ALL.stream()
                .filter(flaw -> flaw.symbol().equals(symbol) && flaw.session().equals(newest))
                .findFirst();
    }

    private static List<Problem> outside(LocalDate to) {
        if (to.isBefore(FIRST)) {
            return List.of(Problem.of(
                    Reason.NO_DATA, "The sample market starts on " + words(FIRST) + "; ask for a later day."));
        }
        if (to.isAfter(LAST)) {
            return List.of(Problem.of(
                    Reason.NOTICE, "The sample market ends on " + words(LAST) + "; /tomorrow reset starts again."));
        }
        return List.of();
    }

    private static String words(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).format(date);
    }

    /** The index of the first session on or after this date; the size of the range when all are earlier. */
    private int atOrAfter(LocalDate date) {
        int t = Collections.binarySearch(sessions, date);
        return t >= 0 ? t : -t - 1;
    }

    /** The index of the last session on or before this date; -1 when all are later. */
    private int atOrBefore(LocalDate date) {
        int t = Collections.binarySearch(sessions, date);
        return t >= 0 ? t : -t - 2;
    }

    private SampleBars.Shape shape(Instrument instrument, SampleMoves moves) {
        String symbol = instrument.symbol();
        SampleStory.Row row = story.rows().get(symbol);
        return new SampleBars.Shape(
                instrument,
                moves.dailySd(symbol),
                row == null ? MEMBER_LEVEL : row.level(),
                row == null ? MEMBER_SHARES : row.volume(),
                ACTIONS.getOrDefault(symbol, List.of()),
                story.pins(symbol));
    }
}
