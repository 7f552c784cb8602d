package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Times;

/**
 * Section 8: what the chat itself asked to be reminded of in the next days. What stands in {@link AheadSection} already, from a note or the
 * list of events, is not said again. Who leaves out what is ahead leaves out this too.
 */
final class RemindersSection implements Section {
    private static final int CHAT_MAX = 5;
    private static final int TIGHT_MAX = 2;
    private static final int WHAT_MAX = 60;

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var copy = reader.copy();
        if (copy.isEmpty() || copy.get().leftOut().contains(Topic.AHEAD)) {
            return List.of();
        }
        var today = copy.get().at().toLocalDate();
        var coming = copy.get().reminders().stream().filter(one -> brief.ahead().all().noneMatch(item -> same(one, item))).toList();
        if (coming.isEmpty()) {
            return List.of();
        }
        int shown = Math.min(coming.size(), length.of(TIGHT_MAX, CHAT_MAX, coming.size()));
        var words = new ArrayList<String>();
        coming.subList(0, shown).forEach(one -> words.add(words(one, today)));
        if (coming.size() > shown) {
            words.add((coming.size() - shown) + " more");
        }
        return List.of(new Block.Para(List.of(
                Inline.strong("Your reminders"), Inline.text(". " + Wording.capital(String.join("; ", words)) + ". All: /watches"))));
    }

    /** {@code today 08:00: look at NVIDIA (1)}. */
    private static String words(Copy.Reminder reminder, LocalDate today) {
        return (reminder.day().equals(today) ? "today" : Wording.day(reminder.day()))
                + reminder.time().map(time -> " " + Times.time(time)).orElse("")
                + ": " + Wording.shortened(reminder.what(), WHAT_MAX) + " (" + reminder.number() + ")";
    }

    private static boolean same(Copy.Reminder reminder, AheadSection.Item item) {
        return reminder.slug().equals(item.slug())
                || item.what().toLowerCase(Locale.ROOT).startsWith(reminder.what().toLowerCase(Locale.ROOT));
    }
}
