package tidewatch.delivery;

import java.util.List;

/**
 * What became of the wish for no more briefs.
 *
 * @param ended subscriptions that are over; empty when there was none
 * @param left those that go on
 * @param beingSent a message is on its way to the chat at this moment; the answer waits for its turn behind it
 */
public record Unsubscribed(List<Subscription> ended, List<Subscription> left, boolean beingSent) {
    public Unsubscribed {
        ended = List.copyOf(ended);
        left = List.copyOf(left);
    }
}
