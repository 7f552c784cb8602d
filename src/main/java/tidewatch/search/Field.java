package tidewatch.search;

/** Where in a note a word may stand, and how much it weighs there (design of notes, section 16). */
enum Field {
    /** Its title, and the name of its file where that is another. */
    TITLE(4, 4),
    /** Other names, and its ticker. */
    ALIAS(4, 3),
    HEADING(2, 20),
    TAG(2, 3),
    /** Values of the front matter. */
    PROPERTY(1, 10),
    /** All of it behind the front matter, headings included. */
    BODY(1, 500);

    private final float weight;
    private final int usual;

    Field(float weight, int usual) {
        this.weight = weight;
        this.usual = usual;
    }

    float weight() {
        return weight;
    }

    /** Words that it usually has; stands for the average where none was counted. */
    int usual() {
        return usual;
    }

    /** The name in the index. */
    String key() {
        return switch (this) {
            case TITLE -> "title";
            case ALIAS -> "alias";
            case HEADING -> "heading";
            case TAG -> "tag";
            case PROPERTY -> "property";
            case BODY -> "body";
        };
    }

    /** Whether a note is named here. */
    boolean names() {
        return this == TITLE || this == ALIAS;
    }
}
