package tidewatch.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.market.EventList;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The user's own files of dates, told apart by their names: {@code .ics} calendars, {@code .csv} tables with the columns {@code date,time,
 * zone,title,symbol,kind}, and Markdown whose list items begin with a date. A file is read again when it has changed. What cannot be read is
 * a problem with its line; the rest holds. Any thread.
 */
public final class FileEvents implements Supplier<Found<EventList>> {
    private static final long BYTES_MAX = 8L << 20;

    private final List<Path> files;
    private final ZoneId zone;
    private final EventList others;
    private Map<Path, Stamp> seen = Map.of();
    private Optional<Found<EventList>> last = Optional.empty();

    private record Stamp(long size, FileTime changed) {
        static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0));
    }

    /** @param zone of times without one */
    public FileEvents(List<Path> files, ZoneId zone) {
        this(files, zone, new EventList(List.of()));
    }

    private FileEvents(List<Path> files, ZoneId zone, EventList others) {
        this.files = List.copyOf(files);
        this.zone = zone;
        this.others = others;
    }

    /** The same with events that never change. */
    public Supplier<Found<EventList>> beside(EventList others) {
        return others.events().isEmpty() ? this : new FileEvents(files, zone, others);
    }

    /** The events of all files; the same object as long as no file has changed. */
    @Override
    public synchronized Found<EventList> get() {
        var now = new HashMap<Path, Stamp>();
        files.forEach(file -> now.put(file, stamp(file)));
        if (last.isEmpty() || !now.equals(seen)) {
            var events = new ArrayList<>(others.events());
            var problems = new ArrayList<Problem>();
            for (var file : files) {
                var found = read(file);
                events.addAll(found.value());
                problems.addAll(found.problems());
            }
            last = Optional.of(new Found<>(new EventList(events), problems));
            seen = now;
        }
        return last.get();
    }

    private static Stamp stamp(Path file) {
        try {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException absent) {
            return Stamp.NONE;
        }
    }

    private Found<List<MarketEvent>> read(Path file) {
        var name = String.valueOf(file.getFileName());
        String text;
        try {
            if (Files.isDirectory(file)) {
                return failed(Reason.UNREADABLE, name + " is a folder; name files in events.files");
            }
            if (Files.size(file) > BYTES_MAX) {
                return failed(Reason.TOO_BIG, name + " is larger than 8 MB; no date was read from it");
            }
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (NoSuchFileException gone) {
            return failed(Reason.UNREADABLE, name + " does not exist; correct events.files or write it");
        } catch (CharacterCodingException notText) {
            return failed(Reason.GARBLED, name + " is not UTF-8 text; save it as UTF-8");
        } catch (IOException closed) {
            return failed(Reason.UNREADABLE, name + " cannot be read; check its permissions");
        }
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".ics")) {
            return IcsEvents.read(name, plain, zone);
        }
        if (lower.endsWith(".md") || lower.endsWith(".markdown")) {
            return MarkdownEvents.read(name, plain, zone);
        }
        if (lower.endsWith(".csv")) {
            return EventList.parse(name, plain, zone).map(EventList::events).map(rows -> rows.stream().map(FileEvents::own).toList());
        }
        return failed(Reason.BAD_ARGUMENT, name + " is none of .ics, .csv and .md; no date was read from it");
    }

    /** A row that names nobody as its source has the file for one. */
    private static MarketEvent own(MarketEvent event) {
        return event.source().isBlank() ? event.from(EventSource.OWN_FILE.title()) : event;
    }

    private static Found<List<MarketEvent>> failed(Reason reason, String sentence) {
        return new Found<>(List.of(), List.of(Problem.of(reason, sentence)));
    }
}
