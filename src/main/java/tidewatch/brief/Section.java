package tidewatch.brief;

import java.util.List;
import tidewatch.message.Block;

/**
 * One section of the brief: its class gathers its own facts and writes its own words, so a sentence is changed in one file. A section that
 * has nothing to say writes no block.
 */
public interface Section {
    List<Block> write(Brief brief, Length length, Reader reader);

    /** For nobody in particular. */
    default List<Block> write(Brief brief, Length length) {
        return write(brief, length, Reader.ANYONE);
    }

    /** How much is said. */
    enum Length {
        /** What fits a chat on a day with much to say: fewer lines a section, the rest counted. */
        TIGHT,
        /** One screen to three: what fits a chat. */
        CHAT,
        /** Everything that was found. */
        FULL;

        /** The number for this length. */
        int of(int tight, int chat, int full) {
            return switch (this) {
                case TIGHT -> tight;
                case CHAT -> chat;
                case FULL -> full;
            };
        }
    }
}
