package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.view.View;
import com.slack.api.webhook.Payload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real library against the fake: its models read every object that comes back. Its own Socket Mode needs libraries that are not here. */
final class SlackClientTest extends FakeSlackFixture {
    private Slack slack;
    private MethodsClient client;

    @BeforeEach
    void connect() {
        freely();
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(fake.url() + "/api/");
        config.setFailOnUnknownProperties(false);
        slack = Slack.getInstance(config);
        client = slack.methods(fake.botToken());
    }

    @AfterEach
    void disconnect() throws Exception {
        slack.close();
    }

    private ChatPostMessageResponse post(String text) throws IOException, SlackApiException {
        return client.chatPostMessage(r -> r.channel(general).text(text).blocksAsString(
                        "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"*" + text + "*\"}}]")
                .metadata(new Message.Metadata("tidewatch_delivery", Map.of("delivery_id", "d1"))));
    }

    @Test
    void aMessageIsPostedFoundAndChanged() throws IOException, SlackApiException {
        var posted = post("brief");
        var found = client.conversationsHistory(r -> r.channel(general).includeAllMetadata(true).oldest("1787547590").limit(10));
        var changed = client.chatUpdate(r -> r.channel(posted.getChannel()).ts(posted.getTs()).text("brief 2"));
        var replied = client.chatPostMessage(r -> r.channel(general).threadTs(posted.getTs()).text("more"));

        assertThat(posted.isOk()).isTrue();
        assertThat(posted.getMessage().getBotProfile().getAppId()).isEqualTo(fake.app());
        assertThat(((SectionBlock) posted.getMessage().getBlocks().getFirst()).getBlockId()).hasSize(5);
        assertThat(found.getMessages()).singleElement().satisfies(one -> {
            assertThat(one.getMetadata().getEventType()).isEqualTo("tidewatch_delivery");
            assertThat(one.getMetadata().getEventPayload()).containsEntry("delivery_id", "d1");
        });
        assertThat(changed.getMessage().getEdited().getUser()).isEqualTo(fake.botUser());
        assertThat(replied.getMessage().getThreadTs()).isEqualTo(posted.getTs());
        assertThat(client.conversationsReplies(r -> r.channel(general).ts(posted.getTs())).getMessages()).hasSize(2);
        assertThat(client.chatDelete(r -> r.channel(general).ts(posted.getTs())).isOk()).isTrue();
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void aFileGoesUpInThreeSteps() throws IOException, SlackApiException, SlackFilesUploadV2Exception {
        byte[] png = FilesTest.png(40, 30);
        var uploaded = client.filesUploadV2(r -> r.channel(general).filename("map.png").title("Map").initialComment("The map").fileData(png));
        var info = client.filesInfo(r -> r.file(uploaded.getFile().getId()));

        assertThat(uploaded.isOk()).isTrue();
        assertThat(info.getFile().getMimetype()).isEqualTo("image/png");
        assertThat(info.getFile().getShares().getPublicChannels()).containsKey(general);
        assertThat(people.fromApp(general).getFirst().get("text").asText()).isEqualTo("The map");
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void aRefusalIsRead() throws IOException, SlackApiException {
        var refused = client.chatPostMessage(r -> r.channel(general).text("x").blocksAsString("[{\"type\":\"header\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"x\"}}]"));
        fake.fail(Fault.retryAfter("auth.test", 7));

        assertThat(refused.getError()).isEqualTo("invalid_blocks");
        assertThat(refused.getErrors()).contains("unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]");
        assertThat(refused.getResponseMetadata().getMessages()).hasSize(2);
        assertThatThrownBy(() -> client.authTest(r -> r)).isInstanceOfSatisfying(SlackApiException.class, limited ->
                assertThat(limited.getResponse().header("Retry-After")).isEqualTo("7"));
    }

    @Test
    void everythingThatIsLookedUpFitsItsModels() throws IOException, SlackApiException {
        assertThat(client.authTest(r -> r).getBotId()).isEqualTo(fake.botId());
        assertThat(client.teamInfo(r -> r).getTeam().getDomain()).isEqualTo("example");
        assertThat(client.usersInfo(r -> r.user(anna)).getUser().getTzOffset()).isEqualTo(3600);
        assertThat(client.usersList(r -> r).getMembers()).hasSize(2);
        assertThat(client.conversationsInfo(r -> r.channel(general).includeNumMembers(true)).getChannel().getNumOfMembers()).isEqualTo(2);
        assertThat(client.conversationsOpen(r -> r.users(List.of(anna)).returnIm(true)).getChannel().getUser()).isEqualTo(anna);
        assertThat(client.conversationsList(r -> r).getChannels()).hasSize(1);
        assertThat(client.chatPostEphemeral(r -> r.channel(general).user(anna).text("psst")).getMessageTs()).isNotEmpty();
        assertThat(slack.methods().appsConnectionsOpen(r -> r.token(fake.appToken())).getUrl()).startsWith("ws://127.0.0.1:");
    }

    @Test
    void aHomeTabIsPublished_AndACommandAnswered() throws IOException, SlackApiException {
        var view = View.builder().type("home").blocks(List.of(SectionBlock.builder()
                .text(com.slack.api.model.block.composition.MarkdownTextObject.builder().text("*Today*").build()).build())).build();
        var published = client.viewsPublish(r -> r.userId(anna).view(view));
        var socket = bot.socket();
        socket.next();
        people.slash(general, anna, "/tidewatch help");
        var url = socket.tree().path("payload").path("response_url").asText();
        var answered = slack.send(url, Payload.builder().text("Here").build());

        assertThat(published.getView().getType()).isEqualTo("home");
        assertThat(published.getView().getHash()).isNotEmpty();
        assertThat(answered.getCode()).isEqualTo(200);
        assertThat(people.onlyFor(general, anna)).hasSize(1);
    }
}
