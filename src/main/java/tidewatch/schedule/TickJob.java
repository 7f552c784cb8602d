package tidewatch.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import tidewatch.delivery.DeliveryEvent;

/** The one job there is: runs a tick and tells when it breaks. Quartz keeps its class by name in the tables of a cluster. */
@DisallowConcurrentExecution
final class TickJob implements Job {
    private final String name;
    private final Runnable action;
    private final DeliveryEvent.Listener listener;

    TickJob(String name, Runnable action, DeliveryEvent.Listener listener) {
        this.name = name;
        this.action = action;
        this.listener = listener;
    }

    /** Throws nothing: what is thrown at Quartz ends in its log, and a wish to stop the trigger is never ours. */
    @Override
    public void execute(JobExecutionContext context) {
        try {
            action.run();
        } catch (RuntimeException broken) {
            listener.on(new DeliveryEvent.Fault("tick " + name, broken));
        } catch (Error broken) {
            listener.on(new DeliveryEvent.Fault("tick " + name, new IllegalStateException(broken)));
        }
    }
}
