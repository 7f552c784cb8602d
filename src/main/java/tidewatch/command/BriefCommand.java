package tidewatch.command;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.Section.Length;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;

/** {@code /brief [date] [full]}: today's brief, or that of a past morning; the same morning always gives the same words. */
final class BriefCommand implements Command {
    private final Desk desk;

    BriefCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "brief";
    }

    @Override
    public List<String> aliases() {
        return List.of("b", "morning");
    }

    @Override
    public String arguments() {
        return "[date] [full]";
    }

    @Override
    public String help() {
        return "The morning brief, today's or a past one";
    }

    @Override
    public List<String> examples() {
        return List.of("/brief", "/brief full", "/brief 2026-01-09");
    }

    @Override
    public Reply answer(Request request) {
        Optional<LocalDate> day = Optional.empty();
        var length = Length.CHAT;
        for (var argument : request.arguments()) {
            if (argument.equalsIgnoreCase("full")) {
                length = Length.FULL;
                continue;
            }
            try {
                day = Optional.of(LocalDate.parse(argument));
            } catch (DateTimeParseException noDate) {
                return Answer.to(request, "")
                        .complain("\"" + Answer.shown(argument) + "\" is no date. Write a day as 2026-01-09, or /brief full for everything.")
                        .reply();
            }
        }
        var today = request.at().atZone(request.zone()).toLocalDate();
        if (day.isPresent() && day.get().isAfter(today)) {
            return Answer.to(request, "").complain("The brief of " + day.get() + " is not written yet; today is " + today + ".").reply();
        }
        var found = desk.morning(day.orElse(today));
        if (found.value().isEmpty()) {
            return Ask.noPrices(request, found);
        }
        return Reply.ok(BriefComposer.compose(BriefComposer.facts(found.value().get()), length));
    }
}
