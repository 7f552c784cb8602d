package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidewatch.market.EventArchive.Asked;
import tidewatch.market.RefreshBook.ProviderState;
import tidewatch.problem.Problem;

/**
 * Keeps what is known of dated events up to date: each source is asked for each of its questions once a day. What to ask is decided from what
 * is stored alone, so a process that died goes on where it was. One node at a time; never while a transaction is open.
 */
public final class EventRefresh {
    /** Calls of one step: a tick of the clock is not to be held longer than it must. The rest follows at the next one. */
    private static final int QUESTIONS_A_STEP = 20;

    /** Results are told within the day, or the date was wrong; filings follow the telling within four business days (Form 8-K, B.1). */
    private static final int CONFIRM_DAYS = 7;

    /** A company that has not filed yet may do so at any time of the day. */
    private static final Duration CONFIRM_AGAIN = Duration.ofHours(2);

    /** A question that cannot be answered as it is waits longer than one whose source is out of reach. */
    private static final Duration FAULT_AGAIN = Duration.ofHours(1);

    private final List<EventCalendar> sources;
    private final EventArchive archive;
    private final RefreshBook book;
    private final RandomGenerator random;

    public EventRefresh(List<EventCalendar> sources, EventArchive archive, RefreshBook book, RandomGenerator random) {
        this.sources = List.copyOf(sources);
        this.archive = archive;
        this.book = book;
        this.random = random;
    }

    /**
     * Asks what is due now, at most for some calls.
     *
     * @param named companies of notes and watches, in order of importance: where a source has to be asked one by one, for these
     * @param wanted every company whose dates are kept; each of {@code named} is taken for one
     */
    public Outcome step(Instant now, List<Instrument> named, List<Instrument> wanted) {
        int left = QUESTIONS_A_STEP;
        int answered = 0;
        var notices = new ArrayList<Problem>();
        var kept = new HashMap<String, Instrument>();
        wanted.forEach(one -> kept.put(one.symbol(), one));
        named.forEach(one -> kept.put(one.symbol(), one));
        for (var source : sources) {
            if (closed(source, now)) {
                continue;
            }
            for (var question : due(source, now, named, wanted)) {
                if (left-- <= 0) {
                    return new Outcome(answered, notices, true);
                }
                var trouble = ask(source, question, now, kept, notices);
                if (trouble.isPresent() && SourceHealth.ofSource(trouble.get().kind())) {
                    break;
                }
                answered += trouble.isEmpty() ? 1 : 0;
            }
        }
        return new Outcome(answered, notices, false);
    }

    /**
     * What a step did.
     *
     * @param answered questions that have a whole answer now
     * @param more there are questions left that could be asked at once
     */
    public record Outcome(int answered, List<Problem> notices, boolean more) {
        public Outcome {
            notices = List.copyOf(notices);
        }
    }

    private boolean closed(EventCalendar source, Instant now) {
        return book.provider(source.account()).flatMap(ProviderState::closedUntil).filter(now::isBefore).isPresent();
    }

    private Optional<Trouble> ask(
            EventCalendar source, EventQuestion question, Instant now, Map<String, Instrument> kept, List<Problem> notices) {
        var found = source.events(question, now);
        notices.addAll(found.problems());
        var batch = wanted(found.value(), kept);
        var state = book.provider(source.account()).orElseGet(() -> ProviderState.unknown(source.account()));
        book.save(SourceHealth.after(state, batch.trouble(), now, random));
        boolean whole = batch.trouble().isEmpty();
        if (whole || !batch.events().isEmpty() || !SourceHealth.ofSource(batch.trouble().get().kind())) {
            archive.take(source.source(), question, batch, now, again(source, batch, now));
        }
        return batch.trouble();
    }

    /** Of a calendar of the whole market what is wanted, under the names by which companies are known here. */
    private static EventBatch wanted(EventBatch batch, Map<String, Instrument> kept) {
        var events = batch.events().stream()
                .filter(event -> event.symbol().isEmpty() || kept.containsKey(event.symbol().get()))
                .map(event -> event.symbol().map(kept::get).map(company -> event.of(company)).orElse(event))
                .toList();
        return new EventBatch(events, batch.whole(), batch.trouble());
    }

    private static Instant again(EventCalendar source, EventBatch batch, Instant now) {
        if (batch.trouble().isPresent()) {
            // Of a source that was stopped half-way the state says when it may be asked again.
            return SourceHealth.ofSource(batch.trouble().get().kind()) ? now : now.plus(FAULT_AGAIN);
        }
        return source.offer().confirms() ? now.plus(CONFIRM_AGAIN) : tomorrow(now);
    }

    private static Instant tomorrow(Instant now) {
        return now.atZone(TradingCalendar.ZONE).toLocalDate().plusDays(1).atStartOfDay(TradingCalendar.ZONE).toInstant();
    }

    /** The questions to this source that are due now, in their order. */
    List<EventQuestion> due(EventCalendar source, Instant now, List<Instrument> named, List<Instrument> wanted) {
        var today = now.atZone(TradingCalendar.ZONE).toLocalDate();
        var asked = archive.asked(source.source()).stream().collect(Collectors.toMap(Asked::part, Function.identity(), (one, _) -> one));
        var questions = source.offer().confirms() ? confirming(today, named, wanted) : ahead(source.offer(), today);
        var due = new ArrayList<>(questions.stream().filter(question -> due(asked.get(question.part()), now)).toList());
        boolean daysDone = questions.stream().allMatch(question -> asked.containsKey(question.part()));
        if (source.offer().companiesToo() && daysDone) {
            companies(source, today, named).stream().filter(question -> due(asked.get(question.part()), now)).forEach(due::add);
        }
        return due;
    }

    private static boolean due(@Nullable Asked asked, Instant now) {
        return asked == null || !now.isBefore(asked.again());
    }

    private static List<EventQuestion> ahead(EventOffer offer, LocalDate today) {
        var questions = new ArrayList<EventQuestion>();
        for (int day = 0; day < offer.daysAhead(); day += offer.daysAQuestion()) {
            int last = Math.min(day + offer.daysAQuestion(), offer.daysAhead()) - 1;
            questions.add(new EventQuestion(today.plusDays(day), today.plusDays(last), List.of()));
        }
        return questions;
    }

    /** Companies of the notes of which its days said nothing; with all the days, for it may know them by name. */
    private List<EventQuestion> companies(EventCalendar source, LocalDate today, List<Instrument> named) {
        var until = today.plusDays(source.offer().daysAhead() - 1L);
        var known = archive.heard(today, until).stream()
                .filter(one -> one.source() == source.source())
                .flatMap(one -> one.event().symbol().stream())
                .collect(Collectors.toSet());
        return shares(named).stream()
                .filter(company -> !known.contains(company.symbol()))
                .map(company -> new EventQuestion(today, until, List.of(company)))
                .toList();
    }

    /** Companies whose day has come and of which no results were seen. */
    private List<EventQuestion> confirming(LocalDate today, List<Instrument> named, List<Instrument> wanted) {
        var from = today.minusDays(CONFIRM_DAYS);
        var expected = new HashSet<String>();
        var reported = new HashSet<String>();
        for (var one : archive.heard(from, today)) {
            one.event().results().ifPresent(results -> one.event().symbol().ifPresent(symbol ->
                    (one.source() == EventSource.EDGAR ? reported : expected).add(symbol)));
        }
        var all = new ArrayList<>(named);
        all.addAll(wanted);
        return shares(all).stream()
                .filter(company -> expected.contains(company.symbol()) && !reported.contains(company.symbol()))
                .map(company -> new EventQuestion(from, today, List.of(company)))
                .toList();
    }

    private static List<Instrument> shares(Collection<Instrument> all) {
        Set<String> seen = new HashSet<>();
        return all.stream().filter(one -> one.kind() == Instrument.Kind.STOCK && seen.add(one.symbol())).toList();
    }
}
