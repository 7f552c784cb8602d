package tidewatch.telegram;

import tidewatch.chat.Outgoing;

/**
 * What one message of ours may take on Telegram. Each is below the limit of the service, so that what is said below a part ({@link
 * Outgoing#POSTSCRIPT_MAX} characters, a line between, and its own markup) still fits, and so that a count which differs by a little does
 * no harm.
 *
 * @param characters UTF-16 units after the markup is read; the service takes 4,096 (sendMessage)
 * @param entities stretches of markup; the service keeps 100 of them and silently loses the others
 * @param bytes of the text with its markup, in UTF-8; the service's server reads 32,768
 * @param entityBytes of all entities as the service keeps them; more than about 9,500 are ENTITIES_TOO_LONG
 * @param parts messages in a row; what needs more is told in short, and whole as a file
 */
record TelegramLimits(int characters, int entities, int bytes, int entityBytes, int parts) {
    /** Of a text, before the room for a postscript is taken off. */
    static final int CHARACTERS = 3_900;

    /** Of the same part without markup; the service takes 4,096. */
    static final int PLAIN_CHARACTERS = 4_090 - Outgoing.POSTSCRIPT_MAX;

    /** Of a caption, of which the service takes 1,024 characters. */
    static final int CAPTION_CHARACTERS = 1_000 - Outgoing.POSTSCRIPT_MAX;

    /** Columns of a table in fixed-width type: phones break lines at 36 to 40. */
    static final int COLUMNS = 36;

    static final int ROWS_OF_BUTTONS = 8;
    static final int BUTTONS_OF_A_ROW = 3;
    static final int LABEL_CHARACTERS = 30;

    static final TelegramLimits OURS = new TelegramLimits(CHARACTERS - Outgoing.POSTSCRIPT_MAX, 90, 30_000, 9_000, 8);
}
