package tidewatch.notes;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A note that time has passed by, each reason with its day. A page of a day is never stale: nobody keeps it up. What its writer has looked
 * at since (a review, a later dated section) is not told.
 *
 * @param reasons at least one, the newest first
 */
public record Stale(Note note, List<Reason> reasons) {
    /** Days without review after which a thesis is stale, where nothing else is set. */
    public static final int DAYS = 90;

    /** Words of a status with which a thesis is over and wants no review. */
    private static final Set<String> OVER = Set.of("closed", "exited", "done", "retired", "archived", "abandoned", "invalidated", "stopped");

    public Stale {
        Objects.requireNonNull(note);
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException(note.path() + " is stale for no reason");
        }
    }

    /** Why. */
    public sealed interface Reason {
        /** The day on which it became true. */
        LocalDate since();

        /** A thesis that nobody looked at for long. */
        record NotReviewed(LocalDate last, long days, LocalDate since) implements Reason {}

        /** A scenario whose time is over, counted from the note's own day. */
        record ScenarioOver(Claim.Scenario scenario, LocalDate since) implements Reason {}

        /** Every driver of the note had its days, and they are past. */
        record DriversPast(int drivers, LocalDate since) implements Reason {}

        /** The days of a watch item are over and no answer stands in the note. */
        record WatchOver(Claim.WatchItem item, LocalDate since) implements Reason {}

        /** All that the note says is to be watched is past. */
        record NothingAhead(List<Claim.WatchItem> items, LocalDate since) implements Reason {
            public NothingAhead {
                items = List.copyOf(items);
            }
        }
    }

    /** When it last became staler. */
    public LocalDate since() {
        return reasons.getFirst().since();
    }

    /**
     * The stale notes of a vault, the newest first.
     *
     * @param days without review after which a thesis is stale
     */
    public static List<Stale> of(Vault vault, LocalDate today, int days) {
        return vault.notes().stream()
                .flatMap(note -> of(note, today, days).stream())
                .sorted(Comparator.comparing(Stale::since).reversed().thenComparing(one -> one.note().path()))
                .toList();
    }

    /** One note; absent when it is not stale. */
    public static Optional<Stale> of(Note note, LocalDate today, int days) {
        if (note.dateFrom().equals("file name")) {
            return Optional.empty();
        }
        var reasons = new ArrayList<Reason>();
        var looked = looked(note);
        if (looked.isPresent() && open(note)) {
            long since = ChronoUnit.DAYS.between(looked.get(), today);
            if (since > days) {
                reasons.add(new Reason.NotReviewed(looked.get(), since, looked.get().plusDays(days + 1L)));
            }
        }
        for (var scenario : note.claims(Claim.Scenario.class)) {
            var origin = scenario.source().asOf().flatMap(Window::from);
            origin.flatMap(day -> scenario.span().flatMap(span -> span.from(day).to()))
                    .filter(end -> past(end, today, looked))
                    .ifPresent(end -> reasons.add(new Reason.ScenarioOver(scenario, end)));
        }
        drivers(note, today, looked).ifPresent(reasons::add);
        watched(note, today, looked).forEach(reasons::add);
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        reasons.sort(Comparator.comparing(Reason::since).reversed());
        return Optional.of(new Stale(note, reasons));
    }

    /** The last day of which it is known that somebody worked on the note. */
    private static Optional<LocalDate> looked(Note note) {
        var sections = note.claims().stream().flatMap(claim -> claim.source().asOf().flatMap(Window::from).stream());
        return Stream.concat(Stream.concat(note.date().stream(), note.reviewed().stream()), sections).max(Comparator.naturalOrder());
    }

    private static boolean open(Note note) {
        var theses = note.claims(Claim.Thesis.class);
        return !theses.isEmpty()
                && theses.stream()
                        .flatMap(thesis -> thesis.status().stream())
                        .map(status -> status.strip().toLowerCase(Locale.ROOT))
                        .noneMatch(status -> OVER.stream().anyMatch(status::startsWith));
    }

    private static boolean past(LocalDate end, LocalDate today, Optional<LocalDate> looked) {
        return end.isBefore(today) && looked.map(end::isAfter).orElse(true);
    }

    private static Optional<Reason> drivers(Note note, LocalDate today, Optional<LocalDate> looked) {
        var drivers = note.claims(Claim.Driver.class);
        if (drivers.isEmpty() || drivers.stream().anyMatch(driver -> driver.state(today) != Claim.Driver.State.PAST)) {
            return Optional.empty();
        }
        return drivers.stream()
                .flatMap(driver -> driver.window().flatMap(Window::to).stream())
                .max(Comparator.naturalOrder())
                .filter(end -> past(end, today, looked))
                .map(end -> new Reason.DriversPast(drivers.size(), end));
    }

    private static List<Reason> watched(Note note, LocalDate today, Optional<LocalDate> looked) {
        var items = note.claims(Claim.WatchItem.class).stream().filter(item -> item.source().confidence() != Confidence.GUESS).toList();
        var over = new ArrayList<Reason>();
        boolean all = items.size() > 1;
        for (var item : items) {
            var end = item.window().flatMap(Window::to).filter(day -> past(day, today, looked));
            all &= end.isPresent();
            end.ifPresent(day -> over.add(new Reason.WatchOver(item, day)));
        }
        if (!all) {
            return over;
        }
        return over.stream().map(Reason::since).max(Comparator.naturalOrder()).<List<Reason>>map(last -> List.of(new Reason.NothingAhead(items, last))).orElse(over);
    }
}
