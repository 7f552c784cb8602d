package tidewatch.market;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a source has, as data.
 *
 * @param kinds of requests it answers
 * @param symbolsACall at most so many instruments are named in one call of a history; 0 for no bound
 * @param rowsAPage so many bars come in one call at most; 0 for no bound
 * @param basis of its bars
 * @param depth how far back it goes
 * @param feed as each bar's {@link Origin} names it
 * @param readyAfter from the close until a session can be expected
 * @param finalAfter from the close until its bars do not change any more: before that they are {@link BarFlag#PROVISIONAL}
 * @param limits all that hold at once; empty for none
 */
public record Offer(
        Set<PriceRequest.Kind> kinds,
        int symbolsACall,
        int rowsAPage,
        Basis basis,
        Period depth,
        String feed,
        Duration readyAfter,
        Duration finalAfter,
        List<LimitRule> limits) {
    public Offer {
        kinds = Set.copyOf(kinds);
        limits = List.copyOf(limits);
        Objects.requireNonNull(basis);
        Objects.requireNonNull(depth);
        if (symbolsACall < 0 || rowsAPage < 0 || readyAfter.isNegative() || finalAfter.compareTo(readyAfter) < 0) {
            throw new IllegalArgumentException("An offer of " + feed + " with " + symbolsACall + " symbols a call, " + rowsAPage
                    + " rows a page, ready after " + readyAfter + " and final after " + finalAfter);
        }
    }

    /**
     * Calls that a request will take; pages of a history are counted as if each instrument had a bar in each of so many sessions.
     *
     * @param sessions in the range of the request
     */
    public int calls(PriceRequest request, int sessions) {
        int names = request.instruments().size();
        return switch (request) {
            case PriceRequest.OneDay _ -> 1;
            case PriceRequest.Actions _ -> symbolsACall == 0 ? 1 : up(names, symbolsACall);
            case PriceRequest.History _ -> {
                int groups = symbolsACall == 0 ? 1 : up(names, symbolsACall);
                yield Math.max(groups, rowsAPage == 0 ? 1 : up((long) names * Math.max(1, sessions), rowsAPage));
            }
        };
    }

    private static int up(long all, int each) {
        return Math.toIntExact((all + each - 1) / each);
    }
}
