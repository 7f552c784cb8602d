package tidewatch.telegram;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tidewatch.chat.ChatId;

/**
 * Presses of buttons that Telegram waits for us to answer: until then the button shows that it is busy. A press is answered with nothing
 * as soon as a message of ours came to its chat, else after a short time; but what is meant for the one who pressed may take the answer as
 * its carrier before that. Any thread.
 */
final class Presses implements AutoCloseable {
    /** Of a press we know at most so many; one that is forgotten can still be tried, and Telegram says whether it is too late. */
    private static final int KNOWN_MAX = 1_000;

    private final Consumer<String> answer;
    private final Duration patience;
    /** By handle, the oldest first. */
    private final Map<String, Press> known = new LinkedHashMap<>();

    /** The result is whether somebody else answers it; done, it is answered or being answered. */
    private record Press(ChatId chat, CompletableFuture<Boolean> claimed) {}

    /**
     * Waits for nothing yet.
     *
     * @param answer answers a press with nothing; called on a thread of ours
     * @param patience until it is answered with nothing
     */
    Presses(Consumer<String> answer, Duration patience) {
        this.answer = answer;
        this.patience = patience;
    }

    /** Somebody pressed, and that is stored. A second word about the same press changes nothing. */
    void heard(String handle, ChatId chat) {
        var press = new Press(chat, new CompletableFuture<>());
        synchronized (known) {
            if (known.putIfAbsent(handle, press) != null) {
                return;
            }
            var oldest = known.entrySet().iterator();
            for (int over = known.size() - KNOWN_MAX; over > 0; over--) {
                oldest.next().getValue().claimed().complete(false);
                oldest.remove();
            }
        }
        Thread.ofVirtual().name("telegram press").start(() -> await(handle, press));
    }

    private void await(String handle, Press press) {
        boolean theirs;
        try {
            theirs = press.claimed().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            // Between the two lines somebody may have claimed it.
            theirs = !press.claimed().complete(false) && press.claimed().getNow(false);
        } catch (InterruptedException | ExecutionException never) {
            theirs = false;
        }
        if (!theirs) {
            answer.accept(handle);
        }
    }

    /**
     * Takes over the answer of a press; who gets true has to answer it.
     *
     * @return false when it was answered before; true also for one that is not known, such as of the time before a restart
     */
    boolean claim(String handle) {
        synchronized (known) {
            var press = known.get(handle);
            return press == null || press.claimed().complete(true);
        }
    }

    /** A message of ours came to this chat: its presses are answered now. */
    void settle(ChatId chat) {
        synchronized (known) {
            known.values().stream().filter(press -> press.chat().equals(chat)).forEach(press -> press.claimed().complete(false));
        }
    }

    /** Answers what waits. */
    @Override
    public void close() {
        synchronized (known) {
            List.copyOf(known.values()).forEach(press -> press.claimed().complete(false));
        }
    }
}
