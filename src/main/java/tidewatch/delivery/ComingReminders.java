package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.brief.Copy;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.Step;
import tidewatch.watch.Watchlist;

/** What a chat will be reminded of in the week after a brief: what its copy of the brief says of that. */
public final class ComingReminders {
    private static final Duration AHEAD = Duration.ofDays(7);

    private final Watchlist watchlist;
    private final Mornings mornings;

    public ComingReminders(Watchlist watchlist, Mornings mornings) {
        this.watchlist = Objects.requireNonNull(watchlist);
        this.mornings = Objects.requireNonNull(mornings);
    }

    private record Coming(Instant at, Copy.Reminder reminder) {}

    /** Those that speak after this moment, the first one first. A reminder that comes with the brief is none, nor one that asks what came of it. */
    List<Copy.Reminder> after(Instant due, Chat chat) {
        if (chat.classes().of(DeliveryKind.REMINDER) == Loudness.OFF) {
            return List.of();
        }
        var watched = watchlist.of(chat.id().text());
        if (watched.isEmpty()) {
            return List.of();
        }
        var morning = mornings.of(chat);
        var coming = new ArrayList<Coming>();
        for (var watch : watched) {
            var reminder = switch (watch) {
                case Reminder one -> one;
            };
            reminder.next().filter(step -> step != Step.CLOSE).ifPresent(step -> {
                var at = reminder.due(step, morning);
                if (at.isAfter(due) && at.isBefore(due.plus(AHEAD))) {
                    coming.add(new Coming(at, said(reminder, at, chat)));
                }
            });
        }
        return coming.stream().sorted(Comparator.comparing(Coming::at)).map(Coming::reminder).toList();
    }

    private static Copy.Reminder said(Reminder reminder, Instant at, Chat chat) {
        var local = at.atZone(chat.zone());
        return new Copy.Reminder(
                reminder.number(),
                reminder.slug(),
                reminder.what(),
                local.toLocalDate(),
                reminder.when() instanceof Occasion.Clock ? Optional.of(local.toLocalTime()) : Optional.empty());
    }
}
