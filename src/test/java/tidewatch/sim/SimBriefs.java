package tidewatch.sim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tidewatch.brief.BriefInput;
import tidewatch.chat.NoteScope;
import tidewatch.delivery.BriefSource;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.notes.Calendars;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.notes.Window;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.rotation.RotationSettings;
import tidewatch.testing.Prices;
import tidewatch.watch.Almanac;

/** Facts of tiny briefs: one invented price series and no notes, the same for all seeds. */
final class SimBriefs implements BriefSource {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final EventList NO_EVENTS = new EventList(List.of());
    private static final Vault NO_NOTES = Vault.of(Map.of(), NoteOptions.of(new NoCalendars())).value();
    /** No note and no event, for reminders. */
    static final Almanac ALMANAC = new Almanac(NO_NOTES, NO_EVENTS, new NoCalendars(), Set.of());

    private static final Map<LocalDate, BriefInput> BUILT = new ConcurrentHashMap<>();

    private final Trouble trouble;

    /** What goes wrong with a build. */
    interface Trouble {
        boolean incomplete(LocalDate asOf);

        /** Throws, or says that there is nothing. */
        boolean broken(LocalDate asOf);
    }

    SimBriefs(Trouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public Found<Optional<BriefInput>> gather(LocalDate asOf, Instant due, NoteScope scope) {
        if (trouble.broken(asOf)) {
            return new Found<>(
                    Optional.empty(),
                    List.of(Problem.of(Reason.UNREACHABLE, "The source of prices does not answer")));
        }
        return Found.of(Optional.of(BUILT.computeIfAbsent(asOf, SimBriefs::input)));
    }

    @Override
    public boolean complete(LocalDate asOf) {
        return !trouble.incomplete(asOf);
    }

    static BriefInput input(LocalDate asOf) {
        var first = CALENDAR.plus(asOf, -30);
        double[] closes = new double[31];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = 100 + (i * 7 + asOf.getDayOfMonth()) % 13;
        }
        List<PriceSeries> series = List.of(Prices.series("SPY", first, closes));
        var panel = PricePanel.of(CALENDAR, series, asOf).value();
        var at = CALENDAR.next(asOf).atTime(7, 0).atZone(TradingCalendar.ZONE);
        return BriefInput.gather(at, panel, Universe.shipped(), RotationSettings.STANDARD, NO_NOTES, NO_EVENTS, LocalTime.of(7, 0), true);
    }

    /** No note is read. */
    private static final class NoCalendars implements Calendars {
        @Override
        public boolean isSession(LocalDate date) {
            return CALENDAR.isSession(date);
        }

        @Override
        public LocalDate plusSessions(LocalDate date, int n) {
            return CALENDAR.plus(date, n);
        }

        @Override
        public LocalTime open(LocalDate session) {
            return LocalTime.of(9, 30);
        }

        @Override
        public LocalTime close(LocalDate session) {
            return LocalTime.of(16, 0);
        }

        @Override
        public Optional<Window> next(String event, LocalDate after) {
            return Optional.empty();
        }
    }
}
