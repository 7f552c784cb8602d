package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tidewatch.testing.fake.Lint;

/** What the tests of the fake share: a server with the real limits whose clock stands still, one person, and one channel with both in it. */
abstract class FakeSlackFixture {
    static final Instant START = Instant.parse("2026-08-24T05:00:00Z");

    FakeSlack fake;
    PlainClient bot;
    UserSide people;
    String anna;
    String general;

    @BeforeEach
    void startTheServer() throws IOException {
        fake = FakeSlack.start(setup());
        fake.time().stop(START);
        bot = new PlainClient(fake);
        people = fake.people();
        anna = people.user("anna");
        general = people.channel("general", anna);
    }

    FakeSlack.Setup setup() {
        return FakeSlack.Setup.usual().on(InstantSource.fixed(START));
    }

    @AfterEach
    void stopTheServer() throws IOException {
        fake.close();
    }

    void freely() {
        fake.limits(Limits.NONE);
    }

    /** The kinds of the lints so far. */
    List<String> lints() {
        return fake.lints().stream().map(Lint::kind).toList();
    }

    /** The reasons of a refusal. */
    static List<String> reasons(JsonNode refusal) {
        var reasons = new ArrayList<String>();
        refusal.path("response_metadata").path("messages").forEach(one -> reasons.add(one.asText()));
        return reasons;
    }
}
