package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.brief.Wording;
import tidewatch.market.MarketEvent;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.Times;
import tidewatch.watch.Almanac;
import tidewatch.watch.Morning;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;

/** The words of a reminder. All its days and times are those of the chat. */
final class ReminderMessage {
    /** Dates of companies that are listed; the rest is counted. */
    private static final int COMPANIES_MAX = 8;

    /** A window in which companies report; the dates of companies in a window for something else would be noise. */
    private static final Pattern ABOUT_RESULTS = Pattern.compile("(?i)earning|results|reporting|season|\\bq[1-4]\\b|zahlen");

    private final Reminder reminder;
    private final Step step;
    private final Almanac almanac;
    private final Morning morning;
    private final ZoneId zone;
    private final LocalDate today;

    private ReminderMessage(Reminder reminder, Step step, Almanac almanac, Morning morning, Instant now) {
        this.reminder = reminder;
        this.step = step;
        this.almanac = almanac;
        this.morning = morning;
        this.zone = morning.zone();
        this.today = now.atZone(zone).toLocalDate();
    }

    /** The message of this step, as it reads at this moment. */
    static Doc of(Reminder reminder, Step step, Almanac almanac, Chat chat, Morning morning, Instant now) {
        return new ReminderMessage(reminder, step, almanac, morning, now).doc(chat, now);
    }

    private Doc doc(Chat chat, Instant now) {
        var blocks = new ArrayList<Block>();
        var first = new ArrayList<Inline>();
        first.add(Inline.text(opening()));
        question().ifPresent(words -> {
            first.add(Inline.text(" "));
            first.add(new Inline.Strong(List.of(Inline.text(words))));
        });
        blocks.add(new Block.Para(first));
        from().ifPresent(blocks::add);
        companies().ifPresent(blocks::add);
        again().ifPresent(words -> blocks.add(Block.para(words)));
        var summary = reminder.what() + question().map(words -> ": " + words).orElse("");
        var meta = new Meta(reminder.slot(step), Meta.Kind.REMINDER, now, Optional.empty(), chat.zone(), false, "");
        return new Doc(reminder.what(), Doc.summaryOf(summary), blocks, actions(), meta);
    }

    /** "The window of Q4 earnings opens today, Wed 21 Jan, and runs to Sat 31 Jan." */
    private String opening() {
        return switch (reminder.when()) {
            case Occasion.Clock(Instant at) -> "Your reminder for " + day(at.atZone(zone).toLocalDate()) + " " + Times.time(at.atZone(zone).toLocalTime()) + ".";
            case Occasion.Event event -> {
                var day = event.moment().atZone(zone).toLocalDate();
                yield step == Step.CLOSE
                        ? Wording.capital(reminder.what()) + " was on " + day(day) + "."
                        : Wording.capital(nearDay(day)) + ", " + Times.time(event.moment().atZone(zone).toLocalTime()) + " " + Times.city(zone, event.moment())
                                + ": " + reminder.what() + ".";
            }
            case Occasion.Days days -> opening(days);
        };
    }

    private String opening(Occasion.Days days) {
        boolean past = days.from().isBefore(today);
        var window = reminder.note().isPresent() ? "The window of " + reminder.what() : "Your window \"" + reminder.what() + "\"";
        return switch (step) {
            case OPEN ->
                window + (past ? " opened on " + day(days.from()) : " opens " + nearDay(days.from()))
                        + days.to().map(to -> (past ? ", it runs to " : ", and runs to ") + day(to)).orElse("") + ".";
            case AT ->
                past
                        ? Wording.capital(reminder.what()) + " was meant for " + day(days.from()) + "."
                        : Wording.capital(nearDay(days.from())) + ": " + reminder.what() + ".";
            case CLOSE ->
                days.single()
                        ? Wording.capital(reminder.what()) + " was on " + day(days.from()) + "."
                        : window + " closed on " + day(days.to().orElseThrow()) + ".";
        };
    }

    /** The question of the note or the person, with its mark; absent when it only repeats the name. */
    private Optional<String> question() {
        return reminder.question()
                .map(words -> words.replaceFirst("[?\\s]+$", ""))
                .filter(words -> !words.equalsIgnoreCase(reminder.what()))
                .map(words -> Wording.capital(words) + "?")
                .or(() -> step == Step.CLOSE ? Optional.of("What came of it?") : Optional.empty());
    }

    /** Which note asked for it, and what became of its dates. */
    private Optional<Block> from() {
        return reminder.note().map(note -> {
            var line = new ArrayList<Inline>();
            line.add(Inline.text("From your note "));
            line.add(new Inline.NoteRef(note.path(), note.title()));
            boolean gone = note.follows() && almanac.item(note.path(), reminder.slug()).isEmpty();
            var moved = reminder.before().map(was -> "; it moved the dates, which were " + OccasionWords.of(was, today, zone)).orElse("");
            line.add(Inline.text((gone ? ", which no longer names it" : moved) + "."));
            return new Block.Para(line);
        });
    }

    /** "Reporting in this window: Intel Thu 22 Jan (expected), Apple Thu 29 Jan 22:30." */
    private Optional<Block> companies() {
        if (!(reminder.when() instanceof Occasion.Days days) || days.to().isEmpty() || days.single() || !ABOUT_RESULTS.matcher(reminder.what()).find()) {
            return Optional.empty();
        }
        var dates = almanac.companies(days.from(), days.to().get());
        if (dates.isEmpty()) {
            return Optional.empty();
        }
        var words = dates.stream().map(this::company).toList();
        return Optional.of(Block.para((step == Step.CLOSE ? "Companies of your notes in this window: " : "Companies of your notes that report in this window: ")
                + Wording.listed(words, COMPANIES_MAX) + "."));
    }

    private String company(MarketEvent event) {
        var name = event.title().replaceFirst(":.*$", "");
        var when = event.time()
                .map(time -> event.end().atTime(time).atZone(event.zone()).withZoneSameInstant(zone))
                .map(at -> Times.day(at.toLocalDate()) + " " + Times.time(at.toLocalTime()))
                .orElseGet(() -> Times.day(event.date()));
        return name + " " + when + (event.published() ? "" : " (expected)");
    }

    private Optional<String> again() {
        return reminder.steps().stream()
                .filter(later -> later.compareTo(step) > 0 && !reminder.fired().containsKey(later))
                .findFirst()
                .map(later -> "On " + LocalMoment.of(reminder.due(later, morning), zone).dayTime() + " I ask what came of it.");
    }

    private List<Action> actions() {
        var actions = new ArrayList<Action>();
        reminder.note().ifPresent(note -> {
            actions.add(Action.Run.read("Note", "/note " + note.title()));
            if (step == Step.CLOSE) {
                actions.add(Action.Run.read("Check its figures", "/check " + note.title()));
                actions.add(Action.Run.read("Theses", "/theses"));
            }
        });
        boolean more = again().isPresent();
        if (more) {
            actions.add(new Action.Run("Do not ask again", "/unwatch " + reminder.number(), Action.Effect.EFFECT, Optional.empty()));
        }
        return actions;
    }

    private String nearDay(LocalDate day) {
        if (day.equals(today)) {
            return "today, " + day(day);
        }
        return day.equals(today.plusDays(1)) ? "tomorrow, " + day(day) : "on " + day(day);
    }

    private String day(LocalDate day) {
        return day.getYear() == today.getYear() ? Times.day(day) : Times.date(day);
    }
}
