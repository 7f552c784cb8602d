package tidewatch.testing.slack;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import tidewatch.testing.fake.Bytes;

/** RFC 6455 on the side of the server: the frames of clients, which must be masked, and our own, which must not. */
final class Frames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int MESSAGE_MAX = 1 << 20;
    /** RFC 6455, 1.3. */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final InputStream in;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private int begun = -1;

    /** A message or a control frame. */
    record Frame(int opcode, Bytes payload) {}

    /** The client broke the protocol; the connection is closed with this code. */
    static final class Violation extends IOException {
        private static final long serialVersionUID = 1;
        final int code;

        Violation(int code, String reason) {
            super(reason);
            this.code = code;
        }
    }

    Frames(InputStream in) {
        this.in = in;
    }

    /** The answer to the key of a client. */
    static String accept(String key) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message, put together from its fragments, or the next control frame. */
    Frame read() throws IOException {
        while (true) {
            int first = next();
            int second = next();
            int opcode = first & 0x0F;
            boolean last = (first & 0x80) != 0;
            if ((first & 0x70) != 0) {
                throw new Violation(1002, "reserved bits");
            }
            if ((second & 0x80) == 0) {
                throw new Violation(1002, "a frame without a mask");
            }
            byte[] payload = unmasked(length(second & 0x7F));
            if (opcode >= CLOSE) {
                if (!last || payload.length > 125 || opcode > PONG) {
                    throw new Violation(1002, "a bad control frame");
                }
                return new Frame(opcode, new Bytes(payload));
            }
            if (opcode == CONTINUATION ? begun < 0 : begun >= 0 || opcode > BINARY) {
                throw new Violation(1002, "a fragment out of order");
            }
            begun = opcode == CONTINUATION ? begun : opcode;
            pieces.writeBytes(payload);
            if (pieces.size() > MESSAGE_MAX) {
                throw new Violation(1009, "a message too big");
            }
            if (last) {
                return whole();
            }
        }
    }

    private Frame whole() throws Violation {
        byte[] message = pieces.toByteArray();
        int opcode = begun;
        pieces.reset();
        begun = -1;
        if (opcode == BINARY) {
            throw new Violation(1003, "binary messages mean nothing here");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
        } catch (CharacterCodingException e) {
            throw new Violation(1007, "a text that is no UTF-8");
        }
        return new Frame(opcode, new Bytes(message));
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The other side went away");
        }
        return next;
    }

    private int length(int seven) throws IOException {
        if (seven < 126) {
            return seven;
        }
        long length = 0;
        for (int i = 0; i < (seven == 126 ? 2 : 8); i++) {
            length = length << 8 | next();
        }
        if (length < 0 || length > MESSAGE_MAX) {
            throw new Violation(1009, "a message too big");
        }
        return (int) length;
    }

    private byte[] unmasked(int length) throws IOException {
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        if (mask.length < 4 || payload.length < length) {
            throw new EOFException("A frame broke off");
        }
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    /** One whole frame of ours. */
    static byte[] frame(int opcode, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write(0x80 | opcode);
        if (payload.length < 126) {
            out.write(payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOf(new byte[] {(byte) (code >> 8), (byte) code}, 2 + words.length);
        System.arraycopy(words, 0, payload, 2, words.length);
        return frame(CLOSE, payload);
    }

    static void write(OutputStream out, byte[] frame) throws IOException {
        out.write(frame);
        out.flush();
    }
}
