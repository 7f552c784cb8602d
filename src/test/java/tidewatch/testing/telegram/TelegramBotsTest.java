package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatAdministrators;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import tidewatch.testing.fake.Request;

/** A real library against the fake: its strict models read every object that comes back. */
final class TelegramBotsTest extends FakeTelegramFixture {
    private OkHttpClient http;
    private OkHttpTelegramClient client;

    @BeforeEach
    void connect() {
        freely();
        http = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();
        var url = TelegramUrl.builder().schema("http").host("127.0.0.1").port(fake.port()).build();
        client = new OkHttpTelegramClient(http, fake.token(), url);
    }

    @AfterEach
    void disconnect() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static InlineKeyboardMarkup keyboard() {
        var button = InlineKeyboardButton.builder().text("Refresh").callbackData("r").build();
        return InlineKeyboardMarkup.builder().keyboardRow(new InlineKeyboardRow(button)).build();
    }

    @Test
    void aConversationIsHad() throws TelegramApiException {
        people.say(anna, "/brief");
        var update = client.execute(GetUpdates.builder().timeout(5).build()).getFirst();
        Message sent = client.execute(SendMessage.builder().chatId(update.getMessage().getChatId()).text("<b>Brief</b> 1 &lt; 2").parseMode("HTML")
                .replyMarkup(keyboard()).build());
        people.press(anna, sent.getMessageId(), anna, "Refresh");
        var pressed = client.execute(GetUpdates.builder().offset(update.getUpdateId() + 1).build()).getFirst().getCallbackQuery();
        client.execute(AnswerCallbackQuery.builder().callbackQueryId(pressed.getId()).text("Fresh").build());
        client.execute(EditMessageText.builder().chatId(anna).messageId(sent.getMessageId()).text("Brief 2").replyMarkup(keyboard()).build());

        assertThat(update.getMessage().getEntities().getFirst().getType()).isEqualTo("bot_command");
        assertThat(update.getMessage().getFrom().getUserName()).isEqualTo("anna_example");
        assertThat(sent.getText()).isEqualTo("Brief 1 < 2");
        assertThat(sent.getEntities().getFirst().getType()).isEqualTo("bold");
        assertThat(pressed.getData()).isEqualTo("r");
        assertThat(people.answer(pressed.getId()).orElseThrow().text()).isEqualTo("Fresh");
        assertThat(people.fromBot(anna).getFirst().get("text").asText()).isEqualTo("Brief 2");
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void aPictureIsSentAndItsFileFound() throws TelegramApiException {
        byte[] png = PicturesTest.picture(400, 300, "png");
        var sent = client.execute(SendPhoto.builder().chatId(anna).photo(new InputFile(new ByteArrayInputStream(png), "map.png")).caption("Map").build());

        assertThat(sent.getCaption()).isEqualTo("Map");
        assertThat(sent.getPhoto().getLast().getWidth()).isEqualTo(400);
        assertThat(client.execute(new GetFile(sent.getPhoto().getLast().getFileId())).getFileSize()).isEqualTo(png.length);
    }

    @Test
    void aRefusalIsRead() {
        fake.limits(new Limits(30, 1, 1, 20, 0));
        var message = SendMessage.builder().chatId(anna).text("x").build();

        assertThatThrownBy(() -> client.execute(SendMessage.builder().chatId(12345L).text("x").build()))
                .isInstanceOfSatisfying(TelegramApiRequestException.class, refused -> {
                    assertThat(refused.getErrorCode()).isEqualTo(400);
                    assertThat(refused.getApiResponse()).isEqualTo("Bad Request: chat not found");
                });
        assertThatThrownBy(() -> {
                    client.execute(message);
                    client.execute(message);
                })
                .isInstanceOfSatisfying(TelegramApiRequestException.class, refused -> {
                    assertThat(refused.getErrorCode()).isEqualTo(429);
                    assertThat(refused.getParameters().getRetryAfter()).isEqualTo(1);
                });
    }

    @Test
    void chatsMembersAndUpdatesOfEveryKindFitItsModels() throws TelegramApiException {
        long forum = people.forum("Forum", anna);
        int topic = people.topic(forum, "Morning");
        people.promoteBot(forum);
        people.say(forum, anna, "/brief", UserSide.Extra.inThread(topic));
        people.block(anna);
        people.unblock(anna);
        long channel = people.channel("Channel", "", anna);
        people.post(channel, "post");
        people.migrate(people.group("Group", anna));
        people.sticker(anna, anna, "x");
        people.location(anna, anna, 1, 2);
        people.forward(anna, anna, channel, 1);
        people.forge(anna, 999, anna, "forged");

        assertThat(client.execute(new GetMe()).getUserName()).isEqualTo(fake.username());
        assertThat(client.execute(new GetWebhookInfo()).getUrl()).isEmpty();
        assertThat(client.execute(new GetChat(Long.toString(forum))).getTitle()).isEqualTo("Forum");
        assertThat(client.execute(new GetChat(Long.toString(anna))).getFirstName()).isEqualTo("Anna");
        assertThat(client.execute(new GetChatMember(Long.toString(forum), fake.botId())).getStatus()).isEqualTo("administrator");
        assertThat(client.execute(new GetChatAdministrators(Long.toString(forum)))).hasSize(2);
        assertThat(client.execute(new GetUpdates())).hasSize(fake.pending());
    }
}
