package tidewatch.provider;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What the pages of one group of symbols come to. */
interface AlpacaPages {
    /** Reads a page. Answers the token of the next one, or nothing. */
    String read(JsonParser json) throws IOException;

    /** All pages came. */
    void whole();

    /** No more pages come: answers those that are whole already; the others get the trouble. */
    void broken();
}
