package tidewatch.slack;

import java.util.List;

/** What is said below a message in small print and is no part of its frozen bytes: one block more, of plain words. */
final class Postscript {
    private Postscript() {}

    /**
     * An array of blocks with one more at its end; the ones before it keep their bytes.
     *
     * @param blocks a JSON array
     */
    static String below(String blocks, List<String> lines) {
        var context = RichText.NODES.objectNode().put("type", "context");
        context.putArray("elements").add(RichText.plain(String.join("\n", lines)));
        var before = blocks.substring(0, blocks.lastIndexOf(']')).stripTrailing();
        return before + (before.endsWith("[") ? "" : ",") + context + "]";
    }
}
