package tidewatch.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tidewatch.delivery.DeliveryEvent;

/** Passes what delivery did on to whoever listens: numbers, the log, tests. Any thread. */
final class Relay implements DeliveryEvent.Listener {
    private final List<DeliveryEvent.Listener> listeners = new CopyOnWriteArrayList<>();

    void add(DeliveryEvent.Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void on(DeliveryEvent event) {
        listeners.forEach(listener -> listener.on(event));
    }
}
