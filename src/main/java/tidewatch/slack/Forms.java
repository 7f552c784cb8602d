package tidewatch.slack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.Refused.Cause;

/**
 * Sends a message in the richest form that Slack takes: each form once, the next poorer one after a certain refusal of this one only. One
 * message on one thread.
 */
final class Forms {
    /** Refusals for a file that Slack does not know yet, after which its picture is given up in blocks (platforms design, 4.4: 1, 2, 4 s). */
    private static final int NOT_READY_MOST = 3;

    private final Uploads uploads;
    private final NativeTables tables;
    private final Pause pause;
    private final Hurry hurry;
    private boolean picturesGivenUp;

    /** What came of it. */
    sealed interface Ended {
        /** The answer to the form that was sent last. */
        record Answered(ApiAnswer answer, Form form) implements Ended {
            public Answered {
                Objects.requireNonNull(answer);
                Objects.requireNonNull(form);
            }
        }

        /** Not sent now. */
        record Not(Delivered delivered) implements Ended {
            public Not {
                Objects.requireNonNull(delivered);
            }
        }
    }

    Forms(Uploads uploads, NativeTables tables, Pause pause, Hurry hurry) {
        this.uploads = uploads;
        this.tables = tables;
        this.pause = pause;
        this.hurry = hurry;
    }

    /** Whether pictures were uploaded that Slack would not show in blocks. */
    boolean picturesGivenUp() {
        return picturesGivenUp;
    }

    /**
     * Sends a form, and poorer ones as long as forms are refused.
     *
     * @param words whether words without blocks will do
     * @param transport makes the call for a form
     */
    Ended send(SlackPayload.Message message, Optional<String> thread, boolean words, Function<Form, ApiAnswer> transport) {
        Map<String, String> files = new HashMap<>();
        for (var name : message.pictures()) {
            var failed = file(name, files);
            if (failed.isPresent()) {
                return new Ended.Not(failed.get());
            }
        }
        var form = Form.of(message, tables.taken(), thread, files);
        while (true) {
            var answer = transport.apply(form);
            if (unshown(form, answer)) {
                var later = patience(form);
                if (later.isPresent()) {
                    return new Ended.Not(later.get());
                }
                form = picturesGivenUp ? form.unpictured() : form;
                continue;
            }
            var poorer = poorer(form, answer, words);
            if (poorer.isEmpty()) {
                learn(form, answer);
                return new Ended.Answered(answer, form);
            }
            form = poorer.get();
            if (hurry.late()) {
                return new Ended.Not(Hurry.later("Slack refused the form and took too long for another try at once."));
            }
        }
    }

    private void learn(Form form, ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Ok) {
            uploads.shown(form.files().values());
            if (form.tablesRefused()) {
                tables.refused();
            }
        }
    }

    /** Puts the file of a picture among the others; what is to become of the part where it is to wait. */
    private Optional<Delivered> file(String name, Map<String, String> files) {
        if (hurry.late()) {
            return Optional.of(Hurry.later("Uploading the pictures took too long to send the message at once."));
        }
        switch (uploads.picture(name)) {
            case Uploads.File.Ready(var id) -> files.put(name, id);
            case Uploads.File.Missing _ -> {}
            case Uploads.File.Failed(var answer) -> {
                var delivered = Outcomes.unprepared(answer);
                // Refused, its words stand for it; else it may pass later.
                boolean refused = delivered instanceof Delivered.Refused one && one.cause() != Cause.BAD_TOKEN;
                return refused ? Optional.empty() : Optional.of(delivered);
            }
        }
        return Optional.empty();
    }

    private boolean unshown(Form form, ApiAnswer answer) {
        return !form.files().isEmpty()
                && form.level() != Form.Level.WORDS
                && (Outcomes.picture(answer) || (Outcomes.unexplained(answer) && uploads.fresh(form.files().values())));
    }

    /** Waits for Slack to know the files; absent when another try is to be made now. */
    private Optional<Delivered> patience(Form form) {
        var ids = form.files().values();
        if (!uploads.fresh(ids)) {
            uploads.forget(ids);
            return Optional.of(Hurry.later("A picture that Slack had is gone; it is uploaded again."));
        }
        int refusals = uploads.refused(ids);
        if (refusals > NOT_READY_MOST) {
            uploads.forget(ids);
            picturesGivenUp = true;
            return Optional.empty();
        }
        var wait = Duration.ofSeconds(1L << (refusals - 1));
        // The longest wait is delivery's, and so is one that does not fit any more.
        if (refusals == NOT_READY_MOST || hurry.lateAfter(wait)) {
            return Optional.of(Hurry.later("Slack cannot show a picture yet that was just uploaded."));
        }
        try {
            pause.of(wait);
            return Optional.empty();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.of(Hurry.later("Given up while waiting for a picture."));
        }
    }

    /** The next poorer form after a certain refusal of this one; absent when the answer is the last word. */
    private static Optional<Form> poorer(Form form, ApiAnswer answer, boolean words) {
        if (Outcomes.blocks(answer)) {
            return form.poorer().filter(next -> words || next.level() != Form.Level.WORDS);
        }
        return form.thread().isPresent() && Outcomes.thread(answer) ? Optional.of(form.unthreaded()) : Optional.empty();
    }
}
