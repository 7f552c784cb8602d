package tidewatch.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidewatch.export.DatesJson;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.DateContext;
import tidewatch.notes.DatePhrase;

/** {@code tidewatch dates --ref T --zone Z --mode forward}: phrases from standard input, one result a line. */
@Command(name = "dates", mixinStandardHelpOptions = true, description = "Read date phrases from standard input, one result a line.")
final class DatesVerb implements Callable<Integer> {
    @Option(names = "--ref", required = true, paramLabel = "TIME", description = "The moment from which phrases are read: 2026-01-08T09:30.")
    private String reference = "";

    @Option(names = "--zone", paramLabel = "ZONE", description = "America/New_York by default.")
    private String zone = "America/New_York";

    @Option(names = "--mode", description = "forward: what comes next, as in a chat; nearest: as in prose. ${COMPLETION-CANDIDATES}")
    private DateContext.Mode mode = DateContext.Mode.FORWARD;

    @Override
    public Integer call() {
        var calendars = new NoteCalendars(TradingCalendar.shipped(), EventList.shipped());
        var context = new DateContext(time(), zone(), mode, calendars);
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var phrase = in.readLine(); phrase != null; phrase = in.readLine()) {
                System.out.println(DatesJson.line(phrase, DatePhrase.read(phrase, context)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Exit.FINE;
    }

    private LocalDateTime time() {
        try {
            return LocalDateTime.parse(reference);
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("--ref " + reference + " is no time: write 2026-01-08T09:30", noTime);
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("--zone " + zone + " is no zone: write America/New_York", unknown);
        }
    }
}
