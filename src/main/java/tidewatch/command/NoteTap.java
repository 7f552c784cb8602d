package tidewatch.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.message.Block;
import tidewatch.notes.NotePad;
import tidewatch.notes.WriteOutcome;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

/**
 * Lines for notes that are shown first and added by a tap: each with what would change and a button that holds a print of the note, so that
 * nothing is written into a note that is not as it was shown.
 */
final class NoteTap {
    /** Of a print in a command line; a longer one says no more. */
    private static final int DIGITS = 12;

    private static final String MEANWHILE = "The note was changed meanwhile, so nothing was added. As it is now:";
    private static final String AT_THIS_MOMENT = "The note was changed at this moment, so nothing was added. As it is now:";

    private final NotePad notes;

    NoteTap(NotePad notes) {
        this.notes = Objects.requireNonNull(notes);
    }

    /**
     * A line for one note.
     *
     * @param kind what the note is called in front of its name: "Note", "Daily note"
     * @param label of the button
     * @param found the change, or why there can be none
     * @param commandLine what the button stands for, given the print of the note as it was shown
     */
    record Offer(String kind, String label, Found<Optional<NotePad.Added>> found, Function<String, String> commandLine) {
        Offer {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(label);
            Objects.requireNonNull(found);
            Objects.requireNonNull(commandLine);
        }

        private Optional<NotePad.Added> open() {
            return found.value().filter(added -> !added.there());
        }

        private String where() {
            var added = found.value().orElseThrow();
            var note = kind + " \"" + added.change().name() + "\"";
            if (added.there()) {
                return note + " has that line already.";
            }
            return note + (added.change().fresh() ? " (new)" : "") + ", under \"" + added.heading() + "\""
                    + (added.section() && !added.change().fresh() ? " (new)" : "") + ":";
        }
    }

    /** The changes, each with its button. */
    static Reply shown(Answer answer, List<Offer> offers) {
        for (var offer : offers) {
            offer.found().value().ifPresentOrElse(added -> {
                answer.say(offer.where());
                if (!added.there()) {
                    answer.add(new Block.Code("diff", added.change().diff().text()));
                }
                added.notices().forEach(notice -> answer.say(notice.sentence()));
            }, () -> offer.found().problems().forEach(why -> answer.complain(why.line())));
        }
        if (offers.isEmpty()) {
            return answer.complain("There is no note here that I may write in. Ask me in private.").reply();
        }
        var open = offers.stream().filter(offer -> offer.open().isPresent()).toList();
        for (var offer : open) {
            var seen = offer.open().orElseThrow().change().seen();
            answer.effect("Add to " + offer.label(), offer.commandLine().apply(print(seen)));
        }
        return (open.isEmpty() ? answer : answer.button("Cancel", "/cancel")).reply();
    }

    /** The first digits of a print, or {@code new}. */
    static String print(String whole) {
        return whole.length() > DIGITS ? whole.substring(0, DIGITS) : whole;
    }

    /** The answer to a tap on a button of a note that is not here any more, or not for this chat. */
    static Reply gone(Request request) {
        return Answer.to(request, "").complain("That note is not here any more, or it may not be written in from here. Nothing was changed.").reply();
    }

    /**
     * Adds the line, if the note still is what was seen.
     *
     * @param seen the print that the button holds
     * @param line as it is said back when it is there
     * @param anew shows the change anew behind this sentence
     * @param done ends the answer when the line is there
     */
    Reply added(Request request, Offer offer, String seen, String line, Function<String, Reply> anew, Function<String, Reply> done) {
        var again = "/" + request.verb() + " " + request.rest();
        if (offer.found().value().isEmpty()) {
            var answer = Answer.to(request, "").complain("Nothing was added.");
            offer.found().problems().forEach(why -> answer.complain(why.line()));
            return answer.effect("Try again", again).reply();
        }
        var added = offer.found().value().get();
        if (added.there()) {
            return done.apply(offer.where());
        }
        if (!added.change().seen().startsWith(seen)) {
            return anew.apply(MEANWHILE);
        }
        return switch (notes.write(added.change())) {
            case WriteOutcome.Done _ ->
                done.apply("Added to \"" + added.change().name() + "\" under \"" + added.heading() + "\": " + line.substring(2));
            case WriteOutcome.Changed _ -> anew.apply(AT_THIS_MOMENT);
            case WriteOutcome.Busy(String why) ->
                Answer.to(request, "").complain("Nothing was added: " + why + ".").effect("Try again", again).reply();
            case WriteOutcome.Refused(Problem why) ->
                Answer.to(request, "").complain("Nothing was added. " + why.sentence()).effect("Try again", again).reply();
        };
    }
}
