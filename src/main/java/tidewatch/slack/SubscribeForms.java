package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The form for {@code /subscribe}: opened by views.open, read as {@link SubscribeView} reads it. */
final class SubscribeForms implements Views {
    private final SlackClient client;
    private final SubscribeView view;

    SubscribeForms(SlackClient client, SubscribeView view) {
        this.client = client;
        this.view = view;
    }

    @Override
    public boolean open(String trigger, Form form) {
        // Empty, the field of the zone means the zone that the chat has.
        var json = view.open(new SubscribeView.Origin(form.chat(), form.thread(), form.handle()), Optional.empty());
        return client.call(ApiCall.of("views.open").with("trigger_id", trigger).with("view", json)) instanceof ApiAnswer.Ok;
    }

    @Override
    public Sent sent(JsonNode sent) {
        try {
            return switch (view.read(sent)) {
                case SubscribeView.Sent.Line(SubscribeView.Origin origin, String line) ->
                    new Sent.Line(line, new Form(origin.chat(), origin.thread(), origin.handle()));
                case SubscribeView.Sent.Wrong(var byBlock) -> new Sent.Errors(byBlock);
            };
        } catch (IllegalArgumentException another) {
            return new Sent.Unknown();
        }
    }
}
