package tidewatch.slack;

import tidewatch.chat.Outgoing;

/**
 * What one message of ours may take on Slack. Each is below the limit of the service, so that what is said below a part ({@link
 * Outgoing#POSTSCRIPT_MAX} characters in a block of their own) still fits, and so that a count which differs by a little does no harm.
 *
 * @param blocks of a message; the service takes 50 (docs.slack.dev/reference/block-kit/blocks)
 * @param text characters of all words together, in UTF-16 units. The service has a limit that it does not document: 9,597 were seen to
 *     pass and 11,341 to be refused as msg_blocks_too_long (github.com/slackapi/bolt-js issues 2509 and 2867)
 * @param json characters of the blocks as JSON; 15,561 were seen to pass, 17,694 not (the same reports)
 * @param cells characters of all cells of tables; the service takes 10,000 (docs.slack.dev/reference/block-kit/blocks/data-table-block)
 * @param rows of one table without its header; the service takes 100 (the same page)
 * @param parts messages in a row; what needs more is told in short, and whole as a file
 */
record SlackLimits(int blocks, int text, int json, int cells, int rows, int parts) {
    /** Before the room for a postscript is taken off. */
    static final int BLOCKS = 45;

    static final int TEXT = 9_000;
    static final int JSON = 14_000;
    static final int CELLS = 9_000;
    static final int ROWS = 100;
    static final int PARTS = 8;

    /** JSON of a postscript: its block is about 80 characters, and a quote or a line end takes two. */
    static final int POSTSCRIPT_JSON = 2 * Outgoing.POSTSCRIPT_MAX + 100;

    /** The same part as words alone: chat.postMessage cuts its text off behind 40,000 characters. */
    static final int PLAIN_CHARACTERS = 30_000;

    /** Columns of a table; the service takes 20 (data-table-block). */
    static final int TABLE_COLUMNS = 20;

    /** Rows that a table shows before one has to turn its page; 5 where nothing is said, 100 at most (data-table-block). */
    static final int PAGE_ROWS = 25;

    /** Columns of a table in fixed-width type: phones break lines at 36 to 40. */
    static final int COLUMNS = 36;

    /** Characters of a header (header-block). */
    static final int HEADER = 150;

    /** Fields of a section (section-block). */
    static final int FIELDS = 10;

    /** Characters of a field; the service takes 2,000 (section-block). */
    static final int FIELD = 1_500;

    /** Characters of a context; a text object takes 3,000 (composition-objects/text-object). */
    static final int CONTEXT = 2_000;

    /** Levels of lists within lists. The service documents no limit; its own composer makes nine. */
    static final int INDENT = 8;

    /** Characters of a picture's alternative text (image-block). */
    static final int ALT = 2_000;

    /** Elements of one row of buttons (actions-block). */
    static final int ELEMENTS = 25;

    /** Characters of a button's label and of an option (button-element, option-object). */
    static final int LABEL = 75;

    /** Characters that stand in a menu from which nothing is chosen (select-menu-element). */
    static final int PLACEHOLDER = 150;

    /** Options of a menu (select-menu-element). */
    static final int OPTIONS = 100;

    /** Characters of an address behind a button (button-element). */
    static final int ADDRESS = 3_000;

    /** Blocks of a view, such as the Home tab (reference/views). */
    static final int VIEW_BLOCKS = 100;

    static final SlackLimits OURS =
            new SlackLimits(BLOCKS - 1, TEXT - Outgoing.POSTSCRIPT_MAX, JSON - POSTSCRIPT_JSON, CELLS, ROWS, PARTS);
}
