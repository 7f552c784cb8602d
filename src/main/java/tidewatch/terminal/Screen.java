package tidewatch.terminal;

import java.util.Optional;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;

/** Where messages appear that nobody asked for at this moment. Any thread. */
public interface Screen {
    /** What it can show now; the width follows the window. */
    Capabilities capabilities();

    /**
     * Shows a text as it was rendered for this screen.
     *
     * @param doc of which it was rendered, where that is still known: its choices are then the ones to type
     * @return false when nobody can read it any more
     */
    boolean show(String text, Optional<Doc> doc);
}
