package tidewatch.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tidewatch.brief.BriefArchive;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.watch.Watchlist;

/**
 * The store as one node sees it. Between any two calls the node may die, the store may fail, and somebody else may do something; what was
 * committed is told to the history, be the node alive or not.
 */
final class Ports {
    private final Interruption interruption;
    private final History history;
    /** Calls of the transaction that is open, to be told when it is committed. */
    private final List<Runnable> uncommitted = new ArrayList<>();
    private int depth;

    final Outbox outbox;
    final Subscriptions subscriptions;
    final Leases leases;
    final Ticks ticks;
    final InboundLog inbound;
    final BriefArchive briefs;
    final Ledger ledger;
    final Watchlist watches;
    final ButtonBook buttons;
    final QuestionBook questions;

    /** What may happen around a call of the store; throws to make it happen. */
    interface Interruption {
        /** Nothing was done so far. */
        void before(String call);

        /** It is done and committed. */
        void after(String call);

        /** An update begins to be handled. */
        void handling();

        /** It was handled, and that is committed. */
        void handled(InboundLog.Pending pending);
    }

    Ports(SimStore store, Interruption interruption, History history) {
        this.interruption = interruption;
        this.history = history;
        this.outbox = seen(Outbox.class, store.outbox());
        this.subscriptions = seen(Subscriptions.class, store.subscriptions());
        this.leases = seen(Leases.class, store.leases());
        this.ticks = seen(Ticks.class, store.ticks());
        this.inbound = seen(InboundLog.class, store.inbound());
        this.briefs = seen(BriefArchive.class, store.briefs());
        this.ledger = seen(Ledger.class, store.ledger());
        this.watches = seen(Watchlist.class, store.watches());
        this.buttons = seen(ButtonBook.class, store.buttons());
        this.questions = seen(QuestionBook.class, store.questions());
    }

    private <T> T seen(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> call(store, method, arguments)));
    }

    private Object call(Object store, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(store, arguments);
        }
        // Watches have an "add" and a "change" of their own, buttons a "find".
        String name = store instanceof Watchlist
                ? "watch " + method.getName()
                : store instanceof ButtonBook
                        ? "button " + method.getName()
                        : store instanceof QuestionBook ? "question " + method.getName() : method.getName();
        if (name.equals("now")) {
            // Reads a clock; nothing to interrupt.
            return method.invoke(store, arguments);
        }
        if (name.equals("handle")) {
            return handle(store, method, arguments);
        }
        if (depth > 0) {
            Object result = invoke(store, method, arguments);
            uncommitted.add(() -> history.saw(name, arguments, result));
            return result;
        }
        interruption.before(name);
        Object result = invoke(store, method, arguments);
        history.saw(name, arguments, result);
        interruption.after(name);
        return result;
    }

    private Object handle(Object store, Method method, Object[] arguments) throws Throwable {
        interruption.before("handle");
        uncommitted.clear();
        interruption.handling();
        @SuppressWarnings("unchecked")
        var work = (Supplier<String>) arguments[1];
        Supplier<String> within = () -> {
            depth++;
            try {
                return work.get();
            } finally {
                depth--;
            }
        };
        Object result = invoke(store, method, new Object[] {arguments[0], within});
        if ((Boolean) result) {
            var calls = List.copyOf(uncommitted);
            uncommitted.clear();
            history.handled((InboundLog.Pending) arguments[0]);
            interruption.handled((InboundLog.Pending) arguments[0]);
            calls.forEach(Runnable::run);
        }
        interruption.after("handle");
        return result;
    }

    private static Object invoke(Object store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
