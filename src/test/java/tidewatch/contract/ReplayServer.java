package tidewatch.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import tidewatch.testing.Canaries;

/**
 * A source that answers from a file, {@code replay/SOURCE/CASE.http}: exchanges divided by lines of {@code ~~~~}, each a request line with
 * the whole address, a status, header fields, an empty line and a body. {@code GET *} answers everything, always; another request is
 * answered once, in the order of the file. {@code {server}} in a body stands for the server's own address, {@code {mark}} for what every key of
 * the tests has in it.
 */
public final class ReplayServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final List<Exchange> left = new ArrayList<>();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    private record Exchange(String target, MockResponse.Builder answer) {}

    private ReplayServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
    }

    /** Starts, and answers everything the same. */
    public static ReplayServer always(MockResponse.Builder answer) throws IOException {
        var replay = new ReplayServer();
        replay.left.add(new Exchange("*", answer));
        replay.server.start();
        return replay;
    }

    /** Starts, and answers from a file. */
    public static ReplayServer of(String source, String about) throws IOException {
        var replay = new ReplayServer();
        replay.server.start();
        var text = text("/replay/" + source + "/" + about + ".http").replace("{mark}", Canaries.MARK).replace("{server}", replay.url().replaceAll("/$", ""));
        for (var part : text.split("(?m)^~~~~\\R", -1)) {
            replay.left.add(exchange(part));
        }
        return replay;
    }

    /** The body of the first exchange of a file. */
    public static String body(String source, String about) {
        var text = text("/replay/" + source + "/" + about + ".http").split("(?m)^~~~~\\R", -1)[0];
        return text.split("\\R\\R", 2)[1];
    }

    private static Exchange exchange(String text) {
        var parts = text.split("\\R\\R", 2);
        var head = parts[0].strip().lines().toList();
        var answer = new MockResponse.Builder().code(Integer.parseInt(head.get(1)));
        head.stream().skip(2).forEach(answer::addHeader);
        answer.body(parts.length > 1 ? parts[1].stripTrailing() : "");
        return new Exchange(head.getFirst().substring("GET ".length()), answer);
    }

    private static String text(String resource) {
        try (var in = ReplayServer.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        requests.add(request);
        String target = request.getTarget();
        Optional<Exchange> match = left.stream()
                .filter(one -> one.target().equals("*") || one.target().equals(target))
                .findFirst();
        if (match.isEmpty()) {
            unexpected.add(target);
            return new MockResponse.Builder().code(418).body("unexpected").build();
        }
        if (!match.get().target().equals("*")) {
            left.remove(match.get());
        }
        return match.get().answer().build();
    }

    /** Ends with a slash. */
    public String url() {
        return server.url("/").toString();
    }

    public int port() {
        return server.getPort();
    }

    /** Requests so far. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Requests that the file does not have. */
    public synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    @Override
    public void close() {
        server.close();
    }
}
