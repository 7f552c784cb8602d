package tidewatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tidewatch.brief.Wording;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.notes.Note;
import tidewatch.notes.NameQuestion;
import tidewatch.notes.Vault;

/**
 * Asks what a name with several meanings means, at the end of an answer that touches it: one question at a time, with a button for each
 * meaning where the person may answer. What nobody wanted to be asked about is left out for some days.
 */
final class NameAsk {
    /** So long "not now" holds. */
    static final Duration LATER = Duration.ofDays(7);

    private final Books.Shelf shelf;

    NameAsk(Books.Shelf shelf) {
        this.shelf = shelf;
    }

    /** The questions about names of this note. */
    void of(Note note, Vault vault, Answer answer, Request request) {
        ask(open(vault.questions(note), request.at()), answer, request);
    }

    /** The first of the questions, and how many there are beside it. */
    void ask(List<NameQuestion> open, Answer answer, Request request) {
        if (open.isEmpty()) {
            return;
        }
        var first = open.getFirst();
        var more = open.size() == 1 ? "" : " " + Wording.count(open.size() - 1, "more name has", "more names have") + " several meanings: /aliases.";
        answer.say("Which is meant? " + first.words() + more);
        if (request.asker().rights().role() == Role.OWNER) {
            buttons(first, answer);
        } else {
            answer.say("Until an owner says which (/aliases " + typed(first.name()) + "), its " + (first.claims() == 1 ? "claim is" : "claims are") + " kept and not tested.");
        }
    }

    private static void buttons(NameQuestion question, Answer answer) {
        var name = typed(question.name());
        question.candidates().forEach(one -> answer.effect(Answer.cut(one.shown(), 40), "/aliases " + name + " = " + one.id()));
        answer.effect("Neither", "/aliases " + name + " = neither").effect("Not now", "/aliases later " + name);
    }

    /** Without those that were put off. */
    List<NameQuestion> open(List<NameQuestion> all, Instant at) {
        if (all.isEmpty()) {
            return all;
        }
        var later = shelf.ifKept().map(books -> books.aliases().putOff(at)).orElse(Set.of());
        return all.stream().filter(one -> !later.contains(one.key())).toList();
    }

    /** A name as it is typed in front of an equals sign. */
    static String typed(String name) {
        return name.indexOf('=') < 0 ? name : "\"" + name.replace('"', '\'') + "\"";
    }
}
