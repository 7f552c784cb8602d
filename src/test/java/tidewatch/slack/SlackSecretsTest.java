package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;

/** Tokens and addresses that are rights, through all ways of speaking: none stands in a log or in what is told, however much is logged. */
class SlackSecretsTest {
    @Test
    void no_secret_is_logged_or_told() {
        var told = new ArrayList<String>();
        var events = new ListAppender<ILoggingEvent>();
        // Threads that end go on speaking while the lines are looked at.
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(events);
        var library = java.util.logging.Logger.getLogger("okhttp3");
        var records = new Records();
        library.setLevel(java.util.logging.Level.ALL);
        library.addHandler(records);
        try (var rig = new WireRig()) {
            var url = "url:" + rig.responseUrl("canary");
            rig.pictures.put("map.png", new byte[] {1});
            var turns = List.of(
                    ScriptedSlack.ok("\"channel\":\"C2\",\"ts\":\"1.1\",\"echo\":\"" + ScriptedSlack.TOKEN + "\""),
                    ScriptedSlack.no(ScriptedSlack.TOKEN),
                    ScriptedSlack.HANG_UP,
                    ScriptedSlack.raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + ScriptedSlack.TOKEN),
                    ScriptedSlack.no("not_in_channel"));
            turns.forEach(turn -> rig.api.script("chat.postMessage", turn));
            rig.api.script("/response/canary", ScriptedSlack.html(404), ScriptedSlack.HANG_UP, ScriptedSlack.words(404, "used_url"));
            for (int i = 0; i < turns.size(); i++) {
                told.add(rig.posting.deliver(rig.outgoing(new Placement.Reply(url)), WireRig.picture("map.png")).toString());
            }
            for (var place : List.of(
                    new Placement.Private("slack:T1:U1", Optional.of(url)), new Placement.Replace(new MessageRef(url)))) {
                told.add(rig.posting.deliver(rig.outgoing(place), WireRig.message()).toString());
            }
            told.add(rig.client.callAsApp(ApiCall.of("apps.connections.open").with("x", "y")).getClass().toString());
            told.add(new SlackDoctor(rig.settings(), rig.client, List.of()).check(List.of()).toString());
            told.add(rig.client + " " + rig.settings() + " " + rig.redaction);
        } finally {
            root.detachAppender(events);
            root.setLevel(before);
            library.removeHandler(records);
            library.setLevel(null);
        }
        events.list.forEach(event -> told.add(event.getFormattedMessage() + " " + event.getThrowableProxy()));
        told.addAll(records.lines);

        assertThat(told).hasSizeGreaterThan(8).noneMatch(line -> line.contains("scripted") || line.contains("canary") || line.contains("/upload/"));
    }

    private static final class Records extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public synchronized void publish(LogRecord entry) {
            lines.add(entry.getMessage() + " " + List.of(Optional.ofNullable(entry.getParameters()).orElse(new Object[0])));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
