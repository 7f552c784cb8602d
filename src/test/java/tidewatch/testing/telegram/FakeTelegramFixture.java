package tidewatch.testing.telegram;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the fake share: a server with the real limits whose clock stands still, and one person who has opened the chat. */
abstract class FakeTelegramFixture {
    static final Instant START = Instant.parse("2026-08-24T05:00:00Z");

    FakeTelegram fake;
    PlainClient bot;
    UserSide people;
    long anna;

    @BeforeEach
    void startTheServer() throws IOException {
        fake = FakeTelegram.start(setup());
        fake.time().stop(START);
        bot = new PlainClient(fake);
        people = fake.people();
        anna = people.user(0, "Anna", "Example", "anna_example", "en");
        people.opened(anna);
    }

    FakeTelegram.Setup setup() {
        return FakeTelegram.Setup.usual().on(InstantSource.fixed(START));
    }

    @AfterEach
    void stopTheServer() throws IOException {
        fake.close();
    }

    /** The lints so far, as "KIND: text". */
    List<String> lints() {
        return fake.lints().stream().map(lint -> lint.kind() + ": " + lint.text()).toList();
    }

    void freely() {
        fake.limits(Limits.NONE);
    }
}
