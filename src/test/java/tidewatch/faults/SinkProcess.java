package tidewatch.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tidewatch.testing.Sink;

/** The sink in its own process. Its ledger is read as it grows. One thread. */
final class SinkProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_LIMIT = 1_000_000;

    private final Path ledger;
    private final Child process;
    private final int port;
    private final List<Sink.Entry> entries = new ArrayList<>();
    private long readTo;

    SinkProcess(Path folder, String script) {
        this.ledger = folder.resolve("ledger");
        this.process = Child.start(List.of(), Sink.class, List.of("0", ledger.toString(), String.valueOf(NO_LIMIT), script));
        this.port = Integer.parseInt(process.await("sink ").substring("sink ".length()));
    }

    int port() {
        return port;
    }

    /** From now on this goes wrong. */
    void script(String rules) {
        byte[] body = rules.getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            out.write(("POST /script HTTP/1.1\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            if (socket.getInputStream().read() < 0) {
                throw new IllegalStateException("The sink did not take its script");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Everything that arrived so far, the oldest first. */
    List<Sink.Entry> entries() {
        try (var file = Files.newByteChannel(ledger)) {
            long size = file.size();
            if (size > readTo) {
                var bytes = java.nio.ByteBuffer.allocate(Math.toIntExact(size - readTo));
                file.position(readTo);
                int read = 0;
                while (bytes.hasRemaining() && read >= 0) {
                    read = file.read(bytes);
                }
                var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
                // A line may be written at this moment.
                int end = text.lastIndexOf('\n') + 1;
                for (var line : text.substring(0, end).lines().toList()) {
                    entries.add(JSON.readValue(line, Sink.Entry.class));
                }
                readTo += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
            }
            return entries;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
