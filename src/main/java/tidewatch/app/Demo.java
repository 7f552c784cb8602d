package tidewatch.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.command.DemoClock;
import tidewatch.market.TradingCalendar;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The clock of the sample market: it stands on a morning at 07:00 New York and moves when a person steps it. Its day is kept in one
 * small file, so a demo goes on where it was left; a file that cannot be read or written is told and the demo goes on from its first
 * morning. While the service runs it goes on from that morning as the real clock does, for a day at most: leases, codes and repeats need time
 * that passes. A second file names the process and the beginning, so that other processes of the same home tell the same time.
 */
final class Demo implements DemoClock {
    /** The first morning: four weeks after the sample's rotation note, so there is settled evidence to show. */
    static final LocalDate FIRST = LocalDate.of(2026, 2, 6);

    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final int STEPS_MAX = 110;
    private static final int SHOWN_MAX = 40;

    /** A morning is reached by a step only. */
    private static final Duration RUNS_MOST = Duration.ofHours(23);

    private final Path file;
    private final Supplier<Instant> wall;
    private final TradingCalendar calendar;
    private final LocalDate last;
    private final List<Problem> problems = new ArrayList<>();
    private LocalDate day;
    /** By the real clock; absent while it stands. */
    private Optional<Instant> since;

    /**
     * @param last last morning that can be reached
     * @param wall the real clock
     */
    Demo(Path file, TradingCalendar calendar, LocalDate last, Supplier<Instant> wall) {
        this.file = file;
        this.wall = wall;
        this.calendar = calendar;
        this.last = last;
        this.day = kept();
        this.since = running();
    }

    private Path runs() {
        return file.resolveSibling(file.getFileName() + "-runs");
    }

    /** Since when a service that is alive lets the clock run. */
    private Optional<Instant> running() {
        try {
            var words = Files.readString(runs()).strip().split(" ", -1);
            boolean alive = words.length == 2 && ProcessHandle.of(Long.parseLong(words[0])).isPresent();
            return alive ? Optional.of(Instant.ofEpochMilli(Long.parseLong(words[1]))) : Optional.empty();
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }

    /** From now on it goes on by itself. */
    synchronized void start() {
        var now = wall.get();
        since = Optional.of(now);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(runs(), ProcessHandle.current().pid() + " " + now.toEpochMilli() + "\n");
        } catch (IOException unwritable) {
            problems.add(new Problem(Reason.UNREADABLE, "Other programs will not know how late it is in the demo; check that the home folder can be written", shown()));
        }
    }

    /** It stands on its morning again. */
    synchronized void stop() {
        since = Optional.empty();
        try {
            Files.deleteIfExists(runs());
        } catch (IOException left) {
            // It names a process that is about to end.
        }
    }

    private LocalDate kept() {
        try {
            var kept = LocalDate.parse(Files.readString(file).strip());
            if (!kept.isBefore(FIRST) && !kept.isAfter(last) && calendar.isSession(kept)) {
                return kept;
            }
        } catch (NoSuchFileException none) {
            return FIRST;
        } catch (IOException | DateTimeException garbled) {
            // Told below, as is a day on which the demo cannot stand.
        }
        problems.add(new Problem(Reason.GARBLED, "it holds no morning of the demo, which starts again on " + FIRST, shown()));
        return FIRST;
    }

    /** What was found when the kept day was read. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The file without the folders above the home: a sentence holds no absolute path. */
    private String shown() {
        return file.getParent() == null ? file.toString() : file.getParent().getFileName() + "/" + file.getFileName();
    }

    synchronized Instant now() {
        var gone = since.map(from -> Duration.between(from, wall.get())).filter(Duration::isPositive).orElse(Duration.ZERO);
        return morning(day).plus(gone.compareTo(RUNS_MOST) < 0 ? gone : RUNS_MOST);
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(MORNING).atZone(TradingCalendar.ZONE).toInstant();
    }

    @Override
    public synchronized Found<List<Instant>> step(String to) {
        var target = target(to.strip());
        if (target.value().isEmpty()) {
            return target.map(_ -> List.of());
        }
        var goal = target.value().getFirst();
        var mornings = new ArrayList<Instant>();
        if (goal.isAfter(day)) {
            for (var next = calendar.next(day); !next.isAfter(goal); next = calendar.next(next)) {
                mornings.add(morning(next));
            }
        } else {
            mornings.add(morning(goal));
        }
        day = goal;
        if (since.isPresent()) {
            start();
        }
        return new Found<>(mornings, keep());
    }

    private Found<List<LocalDate>> target(String to) {
        if (to.equalsIgnoreCase("reset")) {
            return Found.of(List.of(FIRST));
        }
        if (day.equals(last) && !to.matches("\\d{4}-.*")) {
            return refuse("The sample market ends on the morning of " + last + "; /tomorrow reset starts again.");
        }
        if (to.isEmpty() || to.matches("-?\\d+")) {
            int n = to.isEmpty() ? 1 : to.length() > 3 ? 0 : Integer.parseInt(to);
            if (n < 1 || n > STEPS_MAX) {
                return refuse("I step 1 to " + STEPS_MAX + " mornings at a time, not " + shown(to) + ".");
            }
            var goal = calendar.plus(day, n);
            return Found.of(List.of(goal.isAfter(last) ? last : goal));
        }
        try {
            var goal = LocalDate.parse(to);
            if (!calendar.isSession(goal)) {
                return refuse(to + " is no trading day; the next one is " + calendar.next(goal) + ".");
            }
            if (goal.isBefore(FIRST) || goal.isAfter(last)) {
                return refuse("The demo runs from " + FIRST + " to " + last + "; " + to + " lies outside.");
            }
            if (goal.isBefore(day)) {
                return refuse("The clock goes forward only: it is " + day + ". /tomorrow reset starts again, /brief " + to + " shows that morning.");
            }
            return Found.of(List.of(goal));
        } catch (DateTimeException noDate) {
            return refuse("\"" + shown(to) + "\" is neither a number of mornings nor a date nor reset. For example /tomorrow 5 or /tomorrow 2026-02-27.");
        }
    }

    private static String shown(String to) {
        return to.codePointCount(0, to.length()) <= SHOWN_MAX ? to : to.substring(0, to.offsetByCodePoints(0, SHOWN_MAX)) + " …";
    }

    private static Found<List<LocalDate>> refuse(String sentence) {
        return new Found<>(List.of(), List.of(Problem.of(Reason.BAD_ARGUMENT, sentence)));
    }

    private List<Problem> keep() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var half = file.resolveSibling("." + file.getFileName() + ".new");
            Files.writeString(half, day + "\n");
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return List.of();
        } catch (IOException unwritable) {
            return List.of(new Problem(Reason.UNREADABLE, "The day of the demo could not be kept, so it starts again next time; check that the home folder can be written", shown()));
        }
    }
}
