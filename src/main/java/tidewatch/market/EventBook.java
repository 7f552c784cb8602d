package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

/**
 * The dated events as they are known at a moment: what ships with the program, the user's own files and what sources said, as one list. The
 * list is made anew when one of them has changed, and each day. Any thread.
 */
public final class EventBook {
    private static final int DAYS_BACK = 200;
    /** As far ahead as any source knows, with room. */
    private static final int DAYS_AHEAD = 400;

    private final EventList shipped;
    private final Supplier<Found<EventList>> own;
    private final List<Account> accounts;
    private final Supplier<Optional<EventArchive>> archive;
    private final Supplier<List<ProviderState>> states;
    private Optional<Made> made = Optional.empty();

    private record Made(LocalDate day, Optional<Instant> taken, Found<EventList> own, boolean past, EventList list) {}

    /**
     * Joins them.
     *
     * @param own the user's files, as they are now; the same object as long as they have not changed
     * @param accounts of the sources that are asked
     * @param archive where their answers are kept; absent as long as nothing is
     * @param states how all sources do, those of prices among them
     */
    public EventBook(
            EventList shipped,
            Supplier<Found<EventList>> own,
            List<Account> accounts,
            Supplier<Optional<EventArchive>> archive,
            Supplier<List<ProviderState>> states) {
        this.shipped = shipped;
        this.own = own;
        this.accounts = List.copyOf(accounts);
        this.archive = archive;
        this.states = states;
    }

    /** These events and no others. */
    public static EventBook of(EventList events) {
        var none = Found.of(new EventList(List.of()));
        return new EventBook(events, () -> none, List.of(), Optional::empty, List::of);
    }

    /** The list; the same object as long as nothing has changed. */
    public EventList list(Instant now) {
        return events(now).value();
    }

    /** The list, and a problem for each row of a file that cannot be read and each source that does not answer. */
    public synchronized Found<EventList> events(Instant now) {
        var files = own.get();
        var kept = accounts.isEmpty() ? Optional.<EventArchive>empty() : archive.get();
        var problems = new ArrayList<Problem>(files.problems());
        problems.addAll(failing(now));
        return new Found<>(list(now, files, kept), problems);
    }

    @SuppressWarnings("ReferenceEquality") // the same object as long as the files have not changed; comparing rows costs more than reading them
    private EventList list(Instant now, Found<EventList> files, Optional<EventArchive> kept) {
        var today = now.atZone(TradingCalendar.ZONE).toLocalDate();
        var taken = kept.flatMap(EventArchive::lastTaken);
        boolean past = taken.filter(now::isBefore).isPresent();
        if (made.filter(last -> last.day().equals(today) && last.taken().equals(taken) && last.own() == files && !last.past() && !past).isPresent()) {
            return made.get().list();
        }
        var heard = new ArrayList<Heard>();
        files.value().events().forEach(event -> heard.add(Heard.always(EventSource.OWN_FILE, event)));
        kept.ifPresent(there -> heard.addAll(there.heard(today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD))));
        shipped.events().forEach(event -> heard.add(Heard.always(EventSource.SHIPPED, event)));
        boolean filings = accounts.stream().anyMatch(account -> account.provider().equals(EventSource.EDGAR.id()));
        var list = new EventMerge(now, filings).merge(heard);
        made = Optional.of(new Made(today, taken, files, past, list));
        return list;
    }

    /** A line for each source that is asked and whose last answer was none; a limit or a pause that is over again needs none. */
    private List<Problem> failing(Instant now) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return states.get().stream()
                .filter(state -> accounts.contains(state.account()))
                .flatMap(state -> state.trouble().filter(trouble -> standing(trouble, now)).stream())
                .map(trouble -> trouble.problem(""))
                .toList();
    }

    private static boolean standing(Trouble trouble, Instant now) {
        return switch (trouble.kind()) {
            case NO_SUCH_SYMBOL, NO_DATA, NOT_YET -> false;
            case QUOTA_SPENT, BUSY -> trouble.until().filter(until -> !until.isAfter(now)).isEmpty();
            case WRONG_KEY, NOT_ENTITLED, GARBLED, TOO_BIG, UNREACHABLE, REFUSED_ADDRESS, MISMATCH -> true;
        };
    }

    /** The sources that are asked. */
    public Set<EventSource> sources() {
        return Arrays.stream(EventSource.values())
                .filter(source -> accounts.stream().anyMatch(account -> account.provider().equals(source.id())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
