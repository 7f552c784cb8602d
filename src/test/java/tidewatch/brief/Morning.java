package tidewatch.brief;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.brief.Section.Length;
import tidewatch.market.EventList;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.notes.Calendars;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.notes.Window;
import tidewatch.provider.SamplePrices;
import tidewatch.rotation.RotationSettings;

/**
 * One morning: prices, notes, events and a moment, joined as the program joins them. Immutable; each {@code with} is another morning.
 *
 * @param series every bar that the source has; the panel takes those up to the last close before {@code at}
 */
record Morning(ZonedDateTime at, List<PriceSeries> series, Universe universe, Vault vault, EventList events, boolean sample) {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final LocalTime SEVEN = LocalTime.of(7, 0);
    static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    static final EventList NO_EVENTS = new EventList(List.of());

    private static final EventList SAMPLE_EVENTS =
            EventList.parse("sample-events.csv", resource("/tidewatch/provider/sample-events.csv")).value();
    private static final Vault SAMPLE_VAULT = Vault.read(folder("/tidewatch/sample/vault"), options(SAMPLE_EVENTS)).value();
    private static final SamplePrices SAMPLE_PRICES = new SamplePrices();
    private static final Map<LocalDate, List<PriceSeries>> SAMPLE_SERIES = new LinkedHashMap<>();

    /** The sample's morning of a day, 07:00 New York. */
    static Morning sample(String day) {
        return sample(LocalDate.parse(day).atTime(SEVEN).atZone(NEW_YORK));
    }

    static Morning sample(ZonedDateTime at) {
        return new Morning(
                at, sampleSeries(CALENDAR.lastClosed(at.toInstant())), Universe.shipped().withMembers(SAMPLE_PRICES.instruments()), SAMPLE_VAULT, SAMPLE_EVENTS, true);
    }

    /** What the sample shows on the evening of a session: its faults are those of that evening. */
    static List<PriceSeries> sampleSeries(LocalDate session) {
        synchronized (SAMPLE_SERIES) {
            return SAMPLE_SERIES.computeIfAbsent(session, last -> SAMPLE_PRICES.history(Set.of(), LocalDate.MIN, last).value());
        }
    }

    /** Made prices and notes by vault-relative path, without events. */
    static Morning of(String day, List<PriceSeries> series, Map<String, String> notes) {
        return new Morning(LocalDate.parse(day).atTime(SEVEN).atZone(NEW_YORK), series, Universe.shipped(), vault(notes), NO_EVENTS, false);
    }

    static Vault vault(Map<String, String> notes) {
        return Vault.of(notes, options(NO_EVENTS)).value();
    }

    Morning with(List<PriceSeries> others) {
        return new Morning(at, others, universe, vault, events, sample);
    }

    Morning with(Vault other) {
        return new Morning(at, series, universe, other, events, sample);
    }

    Morning with(EventList others) {
        return new Morning(at, series, universe, vault, others, sample);
    }

    Morning at(ZonedDateTime other) {
        return new Morning(other, series, universe, vault, events, sample);
    }

    PricePanel panel() {
        return PricePanel.of(CALENDAR, series, CALENDAR.lastClosed(at.toInstant()), universe.core()).value();
    }

    /** With prices up to a session only. */
    BriefInput input(LocalDate session) {
        var panel = PricePanel.of(CALENDAR, series, session, universe.core()).value();
        return BriefInput.gather(at, panel, universe, RotationSettings.STANDARD, vault, events, SEVEN, sample);
    }

    BriefInput input() {
        return BriefInput.gather(at, panel(), universe, RotationSettings.STANDARD, vault, events, SEVEN, sample);
    }

    Brief brief() {
        return BriefComposer.facts(input());
    }

    /** A brief as a phone shows it: lines wrap by themselves, buttons aside. */
    static String text(Brief brief, Length length) {
        return text(BriefComposer.compose(brief, length));
    }

    static String text(Doc doc) {
        return new PlainRenderer().render(doc.withActions(List.of()), Capabilities.plain(Capabilities.UNLIMITED)).text();
    }

    static NoteOptions options(EventList events) {
        return NoteOptions.of(new Exchange(events));
    }

    static Path folder(String resource) {
        try {
            return Path.of(Objects.requireNonNull(Morning.class.getResource(resource), resource).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Morning.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What dates in notes ask of the exchange. */
    private record Exchange(EventList events) implements Calendars {
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
            return CALENDAR.session(session).map(one -> wall(one.open())).orElse(LocalTime.of(9, 30));
        }

        @Override
        public LocalTime close(LocalDate session) {
            return CALENDAR.session(session).map(Session::close).map(Exchange::wall).orElse(LocalTime.of(16, 0));
        }

        private static LocalTime wall(Instant instant) {
            return instant.atZone(TradingCalendar.ZONE).toLocalTime();
        }

        @Override
        public Optional<ZonedDateTime> moment(String event, LocalDate after) {
            return events.next(event, after, CALENDAR)
                    .flatMap(found -> found.time().map(time -> found.end().atTime(time).atZone(found.zone())));
        }

        @Override
        public Optional<Window> next(String event, LocalDate after) {
            return events.next(event, after, CALENDAR).map(found -> Window.of(found.date(), found.end(), Window.Precision.DAY));
        }
    }
}
