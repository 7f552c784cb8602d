package tidewatch.testing.fake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads multipart/form-data: parts with a file name are files, the others are values. */
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile("[;\\s]filename=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:\\s*(form-data.*)$");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*(.*?)\\s*$");

    /** What came is no such form; the message says why. */
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String why) {
            super(why);
        }
    }

    private Multipart() {}

    /**
     * Reads all parts.
     *
     * @throws Broken what was read before stands in the maps
     */
    public static void read(String type, byte[] body, Map<String, String> values, Map<String, Upload> files) {
        var boundary = group(BOUNDARY, type, "boundary not found");
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        int at = find(body, mark, 0);
        while (at >= 0) {
            int start = at + mark.length;
            if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
                return;
            }
            int next = find(body, mark, start);
            if (next < 0) {
                throw new Broken("unexpected end of request content");
            }
            part(Arrays.copyOfRange(body, start, next), values, files);
            at = next;
        }
        if (body.length > 0) {
            throw new Broken("unexpected end of request content");
        }
    }

    private static void part(byte[] part, Map<String, String> values, Map<String, Upload> files) {
        int gap = find(part, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0);
        if (gap < 0) {
            throw new Broken("headers in multipart/form-data are empty");
        }
        var head = new String(part, 0, gap, StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOfRange(part, gap + 4, Math.max(gap + 4, part.length - 2));
        var disposition = DISPOSITION.matcher(head);
        if (!disposition.find()) {
            throw new Broken("expected form-data content disposition");
        }
        var line = disposition.group(1);
        var name = group(NAME, line, "field name in multipart/form-data not found");
        var file = FILE.matcher(line);
        if (file.find()) {
            var type = TYPE.matcher(head);
            files.put(name, new Upload(either(file), type.find() ? type.group(1) : "application/octet-stream", new Bytes(content)));
        } else {
            values.put(name, new String(content, StandardCharsets.UTF_8));
        }
    }

    private static String group(Pattern pattern, String text, String otherwise) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new Broken(otherwise);
        }
        return either(found);
    }

    private static String either(java.util.regex.Matcher found) {
        var quoted = found.group(1);
        return quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : found.group(2);
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
