package tidewatch.testing.slack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A socket by bytes, which can send what no library would. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawSocket(int port, String url) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(socket.getInputStream());
        var path = url.substring(url.indexOf("/link"));
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        // The answer to this key is in RFC 6455, 1.3.
        if (!head.toString(StandardCharsets.US_ASCII).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException("no upgrade: " + head.toString(StandardCharsets.US_ASCII));
        }
    }

    /** Sends bytes given in hexadecimal. */
    void send(String bytes) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(bytes.replace(" ", "")));
    }

    /** The next frame: its text, {@code CLOSE code}, or the name of another control frame. */
    String frame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte();
        byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
        return switch (opcode) {
            case Frames.CLOSE -> "CLOSE " + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
            case Frames.PING -> "PING";
            case Frames.PONG -> "PONG";
            default -> new String(payload, StandardCharsets.UTF_8);
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
