package tidewatch.provider;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.PriceBatch;
import tidewatch.market.PriceRequest;
import tidewatch.market.PriceSeries;
import tidewatch.market.Session;
import tidewatch.market.Trouble;
import tidewatch.market.Trouble.Kind;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.provider.VendorCalls.Reply;

/** The answer to one request while it comes together: each instrument asked for gets one, and keeps the first. Mutable, one thread. */
final class BatchBuilder {
    /** So many garbled answers or server errors in a row are not about one symbol. */
    private static final int FAILURES_MAX = 3;

    private final VendorSettings vendor;
    private final Set<Instrument> open;
    private final List<PriceSeries> series = new ArrayList<>();
    private final Map<String, List<CorporateAction>> actions = new HashMap<>();
    private final Map<String, Trouble> missing = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final boolean ofActions;
    private int failures;

    BatchBuilder(VendorSettings vendor, PriceRequest request) {
        this.vendor = vendor;
        this.open = new LinkedHashSet<>(request.instruments());
        this.ofActions = request instanceof PriceRequest.Actions;
    }

    /**
     * Those that the source may have, by its own name for them; the others are answered.
     *
     * @return in the order asked for
     */
    Map<String, Instrument> known(VendorSymbols symbols) {
        var known = new LinkedHashMap<String, Instrument>();
        for (Instrument instrument : List.copyOf(open)) {
            symbols.theirs(instrument).ifPresentOrElse(
                    symbol -> known.put(symbol, instrument),
                    () -> missing(instrument, Trouble.of(
                            Kind.NO_SUCH_SYMBOL,
                            vendor.source().title() + " has shares and funds, and " + instrument.symbol()
                                    + " is neither; another source in prices.providers may have it.")));
        }
        return known;
    }

    /** Answers all with NOT_YET when no session of the range is over. */
    boolean nothingYet(AskedDays asked) {
        if (!asked.none()) {
            return false;
        }
        Optional<Instant> ready = asked.first().map(Session::close).map(close -> close.plus(vendor.readyAfter()));
        rest(new Trouble(
                ready.isPresent() ? Kind.NOT_YET : Kind.NO_DATA,
                ready.isPresent()
                        ? vendor.source().title() + " is asked when the session of " + asked.first().orElseThrow().date() + " is over."
                        : "There is no session in the range that " + vendor.source().title() + " was asked for.",
                ready));
        return true;
    }

    void found(PriceSeries one) {
        if (open.remove(one.instrument())) {
            series.add(one);
        }
    }

    /** One that was not asked for by name. */
    void besides(PriceSeries one) {
        series.add(one);
    }

    void found(Instrument instrument, List<CorporateAction> of) {
        if (open.remove(instrument)) {
            actions.put(instrument.symbol(), List.copyOf(of));
        }
    }

    void missing(Instrument instrument, Trouble trouble) {
        if (open.remove(instrument)) {
            missing.put(instrument.symbol(), trouble);
        }
    }

    void missing(Collection<Instrument> instruments, Trouble trouble) {
        instruments.forEach(one -> missing(one, trouble));
    }

    /** All that have no answer yet. */
    void rest(Trouble trouble) {
        missing(List.copyOf(open), trouble);
    }

    /**
     * Takes a bad reply about some of them.
     *
     * @return whether asking for the others is in vain; they are answered with the same trouble then
     */
    boolean bad(Collection<Instrument> about, Reply.Bad<?> bad) {
        missing(about, bad.trouble());
        boolean vain = vain(bad);
        if (vain) {
            rest(bad.trouble());
        }
        return vain;
    }

    /** Counts a bad reply, and answers whether asking for anything else is in vain now. Nobody is answered yet. */
    boolean vain(Reply.Bad<?> bad) {
        boolean failure = bad.trouble().kind() == Kind.GARBLED || bad.trouble().kind() == Kind.UNREACHABLE;
        failures = failure ? failures + 1 : 0;
        return bad.all() || failures == FAILURES_MAX;
    }

    void good() {
        failures = 0;
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /**
     * Takes the rows of one instrument, settled.
     *
     * @param what for the sentence, {@code of AAPL from 2026-01-08 to 2026-01-09}
     */
    void rows(BarRows rows, Optional<PriceSeries> bars, AskedDays asked, String what) {
        problems.addAll(rows.problems(vendor.source().title()));
        bars.ifPresentOrElse(this::found, () -> missing(rows.instrument(), none(rows, asked, what)));
    }

    private Trouble none(BarRows rows, AskedDays asked, String what) {
        Optional<String> wrong = rows.firstHeldBack();
        if (wrong.isPresent()) {
            return Trouble.of(
                    Kind.GARBLED, vendor.source().title() + " sends no row " + what + " that can be right (" + wrong.get() + "); nothing of it is kept.");
        }
        return none(asked, what);
    }

    Trouble none(AskedDays asked, String what) {
        return asked.newestOnly()
                ? Trouble.of(Kind.NOT_YET, vendor.source().title() + " has no row " + what + " yet; it is asked again.")
                : Trouble.of(
                        Kind.NO_DATA,
                        vendor.source().title() + " has no row " + what + ": it was not traded, or is not known there under that symbol.");
    }

    /** The whole answer; only when each instrument has one. */
    Found<PriceBatch> done() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.size() + " instruments without an answer, such as " + open.iterator().next().symbol());
        }
        if (ofActions && !series.isEmpty()) {
            throw new IllegalStateException("Bars where only actions were asked for");
        }
        return new Found<>(new PriceBatch(series, actions, missing), problems);
    }
}
