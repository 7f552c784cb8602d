package tidewatch.command;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.NextSend;
import tidewatch.message.Action;

/** {@code /mute 2d}: nothing for so long; briefs of that time are left out, everything else is held for one digest. */
final class MuteCommand implements Command {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,4})\\s*(m|min|mins|minutes?|h|hours?|d|days?|w|weeks?)");

    private final Books.Shelf shelf;

    MuteCommand(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "mute";
    }

    @Override
    public String arguments() {
        return "[2d | until monday | off]";
    }

    @Override
    public String help() {
        return "Nothing for a while";
    }

    @Override
    public List<String> examples() {
        return List.of("/mute", "/mute 2d", "/mute until monday", "/mute off");
    }

    @Override
    public Audience audience() {
        return Audience.SELF;
    }

    @Override
    public Action.Effect effect() {
        return Action.Effect.EFFECT;
    }

    @Override
    public String overview() {
        return "/settings";
    }

    @Override
    public Reply answer(Request request) {
        var answer = Answer.to(request, "");
        var found = shelf.open();
        if (found.value().isEmpty()) {
            return Ask.nothingKept(answer, found);
        }
        var chats = found.value().get().chats();
        var id = request.asker().chat();
        var typed = request.rest().strip().toLowerCase(Locale.ROOT).replaceFirst("^for\\s+", "");
        if (typed.isEmpty()) {
            var chat = chats.chat(id);
            if (chat.muted(request.at())) {
                return answer.say("Muted until " + DeliveryWords.moment(chat.mutedUntil().orElseThrow(), request.zone()) + ".").effect("Hear again", "/mute off").reply();
            }
            return answer.say("This chat is not muted. For how long?")
                    .effect("1 day", "/mute 1d").effect("2 days", "/mute 2d").effect("1 week", "/mute 1w").reply();
        }
        if (typed.equals("off") || typed.equals("no")) {
            return told(answer, chats.unmute(id, request.at()), request);
        }
        Matcher length = LENGTH.matcher(typed);
        if (length.matches()) {
            return told(answer, chats.mute(id, length(length), request.at()), request);
        }
        var until = until(typed.replaceFirst("^(until|till|to)\\s+", ""), request);
        if (until.isEmpty()) {
            return answer.complain("\"" + Answer.shown(request.rest()) + "\" is no length. Write /mute 2d, /mute until monday, /mute until 2026-02-09 or /mute off.").reply();
        }
        return told(answer, chats.mute(id, until.get(), request.at()), request);
    }

    private static Duration length(Matcher length) {
        long n = Long.parseLong(length.group(1));
        return switch (length.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(n);
            case 'h' -> Duration.ofHours(n);
            case 'd' -> Duration.ofDays(n);
            case 'w' -> Duration.ofDays(7 * n);
            default -> throw new IllegalStateException("No unit of time begins with " + length.group(2));
        };
    }

    /** The start of a day on the chat's clock: tomorrow, a weekday to come, a date. */
    private static Optional<Instant> until(String typed, Request request) {
        var today = request.at().atZone(request.zone()).toLocalDate();
        Optional<LocalDate> day = Optional.empty();
        if (typed.equals("tomorrow")) {
            day = Optional.of(today.plusDays(1));
        }
        for (var weekday : DayOfWeek.values()) {
            if (typed.length() >= 3 && weekday.name().toLowerCase(Locale.ROOT).startsWith(typed)) {
                day = Optional.of(today.with(TemporalAdjusters.next(weekday)));
            }
        }
        try {
            return day.or(() -> Optional.of(LocalDate.parse(typed))).map(date -> date.atStartOfDay(request.zone()).toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Reply told(Answer answer, ChatBook.Muted done, Request request) {
        switch (done) {
            case ChatBook.MutedUntil(Instant until, int cancelled, Optional<NextSend> next) -> answer.say("Muted until " + DeliveryWords.moment(until, request.zone())
                            + ". No brief comes before; reminders are held and come then, as one digest."
                            + (cancelled > 0 ? " What was about to be sent is cancelled." : "")
                            + next.map(send -> " Next brief " + send.words() + ".").orElse(""))
                    .effect("Hear again", "/mute off");
            case ChatBook.Heard(boolean was, Optional<NextSend> next) -> answer.say((was ? "No longer muted; what was held comes now." : "This chat was not muted.")
                    + next.map(send -> " Next brief " + send.words() + ".").orElse(""));
            case ChatBook.NotMuted(var problem) -> answer.complain(problem.sentence());
        }
        return answer.reply();
    }
}
