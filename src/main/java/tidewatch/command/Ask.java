package tidewatch.command;

import java.util.Optional;
import tidewatch.brief.BriefInput;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

/** Gives a command the state of knowledge that it needs, or says why there is none. */
final class Ask {
    private Ask() {}

    /** Answers from the prices and notes of the request's moment. */
    static Reply prices(Desk desk, Request request, Sourced command) {
        var found = desk.at(request.at(), request.scope());
        return found.value().isPresent() ? command.put(request, found.value().get()).reply() : noPrices(request, found);
    }

    /** The answer when there is no price at all. */
    static Reply noPrices(Request request, Found<Optional<BriefInput>> found) {
        var answer = Answer.to(request, "No prices");
        found.problems().stream().limit(3).map(Problem::line).forEach(answer::complain);
        if (found.problems().isEmpty()) {
            answer.complain("There is no price yet. Set prices.dirs to a folder of CSV files, or start without it for the sample market.");
        }
        return answer.reply();
    }

    /** The answer when nothing is kept here, or the store cannot be opened. */
    static Reply nothingKept(Answer answer, Found<Optional<Books>> found) {
        found.problems().stream().limit(3).map(Problem::line).forEach(answer::complain);
        return answer.reply();
    }
}
