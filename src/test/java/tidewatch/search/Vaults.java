package tidewatch.search;

import java.util.Map;
import tidewatch.app.NoteCalendars;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;

/** Vaults of texts in memory. */
final class Vaults {
    static final NoteOptions OPTIONS = NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped()));

    private Vaults() {}

    static Vault of(Map<String, String> texts) {
        return Vault.of(texts, OPTIONS).value();
    }

    static Vault of(String... pathsAndTexts) {
        var texts = new java.util.TreeMap<String, String>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return of(texts);
    }
}
