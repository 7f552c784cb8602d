package tidewatch.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** Reads a small UTF-8 file that a person wrote, whole, and says in plain words why it could not. */
final class SmallText {
    /** A configuration file has some hundred lines; more is another file, named by mistake. */
    private static final int BYTES_MAX = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SmallText() {}

    /** Why a file could not be read, as the rest of a sentence that begins with the file: "does not exist". */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }

    /** The text, without the byte order mark that some editors put before it. */
    static String read(Path path) throws Unreadable {
        if (Files.isDirectory(path)) {
            throw new Unreadable("is a folder; name a file in it");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        } catch (IOException failed) {
            throw new Unreadable(why(failed));
        }
        if (bytes.length > BYTES_MAX) {
            throw new Unreadable("is larger than 1 MB; is it the right file?");
        }
        var text = decoded(bytes);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static String decoded(byte[] bytes) throws Unreadable {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (decoder.decode(in, out, true).isError()) {
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new Unreadable("is not UTF-8 text (line " + line + "); save it as UTF-8");
        }
        return out.flip().toString();
    }

    /** Whether everybody on the machine may read a file; false where files have no such rights. */
    static boolean openToAll(Path path) throws Unreadable {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException failed) {
            throw new Unreadable(why(failed));
        }
    }

    private static String why(IOException failed) {
        return switch (failed) {
            case NoSuchFileException missing -> "does not exist; correct its path or write it";
            case AccessDeniedException closed -> "may not be read by the user that runs Tidewatch";
            case IOException other -> "cannot be read (" + other.getClass().getSimpleName() + ")";
        };
    }
}
