package tidewatch.slack;

import java.util.Objects;
import java.util.Optional;

/** The channels behind chats: that of a person with us is opened once (conversations.open) and remembered. Any thread. */
final class Conversations {
    private static final int MOST = 10_000;

    private final SlackClient client;
    private final Recent<String, String> opened = new Recent<>(MOST);

    /** What came of looking for a channel. */
    sealed interface Channel {
        record Is(String id) implements Channel {
            public Is {
                Objects.requireNonNull(id);
            }
        }

        record None(ApiAnswer answer) implements Channel {
            public None {
                Objects.requireNonNull(answer);
            }
        }
    }

    Conversations(SlackClient client) {
        this.client = client;
    }

    Channel channel(Destination to) {
        if (!to.person()) {
            return new Channel.Is(to.id());
        }
        var known = opened.get(to.id());
        if (known.isPresent()) {
            return new Channel.Is(known.get());
        }
        var answer = client.call(ApiCall.of("conversations.open").with("users", to.id()));
        var id = answer instanceof ApiAnswer.Ok ok ? ok.body().path("channel").path("id").asText("") : "";
        if (id.isEmpty()) {
            return new Channel.None(answer);
        }
        opened.put(to.id(), id);
        return new Channel.Is(id);
    }

    /** An answer named the channel: it need not be asked for. */
    void learn(Destination to, Optional<String> channel) {
        if (to.person()) {
            channel.filter(id -> id.startsWith("D")).ifPresent(id -> opened.put(to.id(), id));
        }
    }
}
