package tidewatch.testing;

import java.util.Map;
import java.util.Set;
import tidewatch.app.NoteCalendars;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.watch.Almanac;

/** Notes and events of one made-up January, from which reminders are read. */
public final class Almanacs {
    public static final String EVENTS = """
            date,event,title,end,time,zone,symbol,source,basis
            2026-01-27,fomc,,2026-01-28,14:00,America/New_York,,test,
            2026-03-17,fomc,,2026-03-18,14:00,America/New_York,,test,
            2026-01-09,jobs report,,,08:30,America/New_York,,test,
            2026-01-13,cpi,,,08:30,America/New_York,,test,
            2026-02-05,,ECB decision,,14:15,Europe/Berlin,,test,
            2026-01-29,,Apple: quarterly results,,16:30,America/New_York,AAPL,test,
            2026-01-22,,Intel: quarterly results,,,America/New_York,INTC,test,invented
            2026-02-25,,NVIDIA: quarterly results,,16:20,America/New_York,NVDA,test,
            2026-01-23,,Boring Bank: quarterly results,,,America/New_York,BORE,test,
            """;

    public static final String ROTATION = """
            # Who pays for the machines

            *Created 2026-01-08*

            Watch: Q4 earnings (late Jan) for AI ROI evidence
            """;

    public static final String DIARY = """
            # Dates to keep

            *Created 2026-01-06*

            ## Watch

            - Inventory data (13 Jan)
            - Tariff ruling (Dec 20) for margin relief
            - whether insiders sell again
            - Opec meeting (2026-02-01) for barrels
            """;

    private Almanacs() {}

    public static Almanac january() {
        return of(Map.of("Machines.md", ROTATION, "Dates.md", DIARY));
    }

    /** With notes of one's own. */
    public static Almanac of(Map<String, String> notes) {
        var events = EventList.parse("events.csv", EVENTS).value();
        var calendars = new NoteCalendars(TradingCalendar.shipped(), events);
        return new Almanac(Vault.of(notes, NoteOptions.of(calendars)).value(), events, calendars, Set.of("AAPL", "INTC", "NVDA"));
    }
}
