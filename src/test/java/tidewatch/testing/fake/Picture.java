package tidewatch.testing.fake;

import java.util.Optional;

/** Width and height of a PNG, JPEG or GIF, read from its head. */
public record Picture(int width, int height, String extension) {
    public static Optional<Picture> read(byte[] bytes) {
        if (bytes.length >= 24 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G') {
            return Optional.of(new Picture(number(bytes, 16, 4), number(bytes, 20, 4), "png"));
        }
        if (bytes.length >= 10 && bytes[0] == 'G' && bytes[1] == 'I' && bytes[2] == 'F') {
            return Optional.of(new Picture(bytes[6] & 0xFF | (bytes[7] & 0xFF) << 8, bytes[8] & 0xFF | (bytes[9] & 0xFF) << 8, "gif"));
        }
        if (bytes.length >= 4 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
            return jpeg(bytes);
        }
        return Optional.empty();
    }

    /** Goes from segment to segment until one begins a frame. */
    private static Optional<Picture> jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && bytes[at] == (byte) 0xFF) {
            int kind = bytes[at + 1] & 0xFF;
            if (kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC) {
                return Optional.of(new Picture(number(bytes, at + 7, 2), number(bytes, at + 5, 2), "jpg"));
            }
            at += kind == 0xFF ? 1 : 2 + number(bytes, at + 2, 2);
        }
        return Optional.empty();
    }

    private static int number(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
