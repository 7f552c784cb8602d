package tidewatch.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.market.EventList;
import tidewatch.market.MarketEvent;
import tidewatch.notes.Calendars;
import tidewatch.notes.Claim;
import tidewatch.notes.Confidence;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;
import tidewatch.notes.Window;

/**
 * What reminders are read from and told with: the notes and the dated events that are known at one moment. Immutable.
 *
 * @param vault only notes that may be known
 * @param calendars what date phrases ask of the exchange
 * @param mentioned symbols of the companies that the notes speak of
 */
public record Almanac(Vault vault, EventList events, Calendars calendars, Set<String> mentioned) {
    public Almanac {
        Objects.requireNonNull(vault);
        Objects.requireNonNull(events);
        Objects.requireNonNull(calendars);
        mentioned = Set.copyOf(mentioned);
    }

    /**
     * Something that a note wants to be watched.
     *
     * @param window absent when the note names no date
     * @param question what the answer is wanted for, in the note's words
     * @param note the newest note that says so
     */
    public record Item(
            String slug, String what, Optional<Window> window, Optional<String> question, Reminder.FromNote note) {
        /** The days of the window; a window without a beginning is meant for its last day. */
        public Optional<Occasion> when() {
            return window.map(Item::days);
        }

        static Occasion days(Window window) {
            var from = window.from().or(window::to).orElseThrow();
            return new Occasion.Days(from, window.to());
        }

        /** Its last day is over. */
        boolean over(LocalDate today) {
            return window.flatMap(Window::to).filter(today::isAfter).isPresent();
        }
    }

    /**
     * What the notes want to be watched, the newest note first; several notes that want the same thing at the same time want it once.
     * Doubtful readings are left out.
     */
    public List<Item> items() {
        return items(vault);
    }

    /** As {@link #items()}, for these notes. */
    public static List<Item> items(Vault vault) {
        var found = new LinkedHashMap<String, Item>();
        vault.notes().stream()
                .sorted(Comparator.comparing((Note note) -> note.date().orElse(LocalDate.MIN)).reversed().thenComparing(Note::path))
                .forEach(note -> note.claims(Claim.WatchItem.class).stream()
                        .filter(item -> item.source().confidence() != Confidence.GUESS)
                        .forEach(item -> found.putIfAbsent(
                                item.slug() + " " + item.window(),
                                new Item(
                                        item.slug(),
                                        item.what(),
                                        item.window(),
                                        item.evidence(),
                                        new Reminder.FromNote(note.path(), note.title(), true)))));
        return List.copyOf(found.values());
    }

    /** The items that are not over, dated ones first, the soonest first; then those without a date. */
    public List<Item> ahead(LocalDate today) {
        return ahead(items(), today);
    }

    /** Of these items those that are not over, in that order. */
    public static List<Item> ahead(List<Item> items, LocalDate today) {
        return items.stream()
                .filter(item -> !item.over(today))
                .sorted(Comparator.comparing((Item item) -> item.window().flatMap(Window::from).or(() -> item.window().flatMap(Window::to)).orElse(LocalDate.MAX)))
                .toList();
    }

    /** The item of this name in this note, as the note has it now; absent when the note no longer names it. */
    public Optional<Item> item(String path, String slug) {
        return vault.note(path).stream()
                .flatMap(note -> note.claims(Claim.WatchItem.class).stream()
                        .filter(item -> item.slug().equals(slug))
                        .map(item -> new Item(
                                slug, item.what(), item.window(), item.evidence(), new Reminder.FromNote(path, note.title(), true))))
                .findFirst();
    }

    /** Events of the whole market that are not over, the soonest first. */
    public List<MarketEvent> marketEvents(LocalDate today, int most) {
        return events.events().stream()
                .filter(event -> event.symbol().isEmpty() && !event.end().isBefore(today))
                .limit(most)
                .toList();
    }

    /** The dates of companies that the notes speak of, between these days. */
    public List<MarketEvent> companies(LocalDate from, LocalDate to) {
        return events.between(from, to).stream()
                .filter(event -> event.symbol().filter(mentioned::contains).isPresent())
                .toList();
    }

    /** The next date of this company, if the list of events has one. */
    Optional<MarketEvent> results(String symbol, LocalDate today) {
        return events.events().stream()
                .filter(event -> event.symbol().filter(symbol::equals).isPresent() && !event.end().isBefore(today))
                .findFirst();
    }

    /** Every name by which something can be watched, for near misses. */
    List<String> names(LocalDate today) {
        var names = new ArrayList<String>();
        ahead(today).forEach(item -> names.add(item.slug()));
        ahead(today).forEach(item -> names.add(item.what()));
        marketEvents(today, Integer.MAX_VALUE).forEach(event -> names.add(event.key().isEmpty() ? event.title() : event.key()));
        return names.stream().distinct().toList();
    }
}
