package tidewatch.chat;

import java.util.Locale;

/** What a plain sentence can ask for, and what each takes from it; the words that ask for it stand in {@code words.txt}. */
enum Intent {
    BRIEF(Takes.DAY),
    ROTATION(Takes.WINDOW),
    SECTORS(Takes.WINDOW),
    MAP(Takes.NOTHING),
    WINNERS(Takes.MOVERS),
    LOSERS(Takes.MOVERS),
    QUOTE(Takes.PRICED),
    THESES(Takes.NOTHING),
    THESIS(Takes.THESIS),
    DRIVERS(Takes.NOTHING),
    SCENARIOS(Takes.NOTHING),
    CHECK(Takes.NOTE_OR_NOTHING),
    NOTE(Takes.NOTE),
    NOTES(Takes.SEARCH),
    RELATED(Takes.NOTE),
    WHY(Takes.FIGURE),
    WATCH(Takes.PHRASE),
    WATCHES(Takes.NOTHING),
    UNWATCH(Takes.PHRASE),
    CALENDAR(Takes.NOTHING),
    STATUS(Takes.NOTHING),
    TOMORROW(Takes.NOTHING),
    HELP(Takes.COMMAND);

    /** Which pieces of a sentence become arguments. */
    enum Takes {
        NOTHING,
        WINDOW,
        /** A count, a window and a group. */
        MOVERS,
        /** Any number of names that have a price. */
        PRICED,
        THESIS,
        /** The name of anything that a note is about. */
        NOTE,
        NOTE_OR_NOTHING,
        /** The number of a figure, perhaps with the day of its brief. */
        FIGURE,
        /** A day, and whether all of it is wanted. */
        DAY,
        /** Another command. */
        COMMAND,
        /** Everything behind the words that ask for it, as it was said. */
        PHRASE,
        /** The same, as it was typed: quotation marks and the like mean something there. */
        SEARCH
    }

    private final Takes takes;

    Intent(Takes takes) {
        this.takes = takes;
    }

    Takes takes() {
        return takes;
    }

    String commandLine() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether a name can be its argument. */
    boolean takes(Names.Kind kind) {
        return switch (takes) {
            case MOVERS -> kind != Names.Kind.INSTRUMENT;
            case PRICED, NOTE, NOTE_OR_NOTHING -> true;
            case THESIS -> kind == Names.Kind.THESIS;
            case NOTHING, WINDOW, FIGURE, DAY, COMMAND, PHRASE, SEARCH -> false;
        };
    }
}
