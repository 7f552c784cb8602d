package tidewatch.app;

import java.util.Set;
import tidewatch.notes.WritingSettings;
import tidewatch.store.WrittenTable;

/**
 * The pages that this program wrote into the notes, by their paths as the store has them: they are no evidence even when somebody takes their
 * front matter off. Notes elsewhere than in the folder of pages are not looked up. Any thread.
 */
final class OwnPages {
    private final WritingSettings settings;
    private final Keeping keeping;
    private volatile Set<String> known = Set.of();

    OwnPages(WritingSettings settings, Keeping keeping) {
        this.settings = settings;
        this.keeping = keeping;
    }

    boolean wrote(String path) {
        if (!settings.briefs().pages() || !path.startsWith(settings.folder() + "/")) {
            return false;
        }
        if (!known.contains(path) && keeping.exists()) {
            known = new WrittenTable(keeping.stored().database()).pages();
        }
        return known.contains(path);
    }
}
