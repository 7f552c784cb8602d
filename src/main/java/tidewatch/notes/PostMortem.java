package tidewatch.notes;

import java.util.regex.Pattern;

/** What a note says of what was learned when its thesis was closed. */
public final class PostMortem {
    /** The heading that we make. */
    static final String OWN = "Post-mortem";

    private static final Pattern SAYS_SO = Pattern.compile("(?i)\\bpost[\\s-]?mortem\\b");
    /** A task that is not done, an empty item, a hidden hint of a template, the line below a heading. */
    private static final Pattern SAYS_NOTHING = Pattern.compile("\\s*([-*+]( \\[ \\].*)?|[=-]+|%%.*%%|<!--.*-->)?\\s*");

    private PostMortem() {}

    /**
     * Whether it is written: a line says post-mortem, or a heading does and something stands below it. A heading of a template with nothing
     * below it and a task that is not done say only that it is missing.
     */
    public static boolean written(String text) {
        var outline = NoteOutline.of(text);
        boolean below = false;
        for (var line : outline.lines()) {
            var words = outline.words(line);
            boolean says = SAYS_SO.matcher(words).find();
            switch (line.kind()) {
                case HEADING -> below = says;
                case WORDS, INSIDE -> {
                    if ((says || below) && !SAYS_NOTHING.matcher(words).matches()) {
                        return true;
                    }
                }
                case MARK -> below = false;
                case BLANK, FRONT -> {}
            }
        }
        return false;
    }

    /** The heading that says so, as people see it, else the one that is to be made. */
    static String heading(String text) {
        var outline = NoteOutline.of(text);
        return outline.lines().stream()
                .filter(NoteOutline.Line::heading)
                .map(line -> AddedLine.shown(outline.words(line)))
                .filter(words -> SAYS_SO.matcher(words).find())
                .findFirst()
                .orElse(OWN);
    }
}
