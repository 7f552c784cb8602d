package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.ChatId;

/** The form for {@code /subscribe}: opened by a person's trigger, and read when they send it. Never throws. */
interface Views {
    /**
     * Opens the form (views.open). The trigger is good for 3 s from the moment at which the person acted.
     *
     * @return whether the person sees it
     */
    boolean open(String trigger, Form form);

    /**
     * Reads a form that was sent.
     *
     * @param view as in the payload: {@code callback_id}, {@code private_metadata}, {@code state.values}
     */
    Sent sent(JsonNode view);

    /**
     * Where a form was asked for, and where its answer goes; to be kept in the form's {@code private_metadata}.
     *
     * @param chat for which is subscribed
     * @param handle by which the answer can be given, see {@link tidewatch.chat.Incoming.Said}
     */
    record Form(ChatId chat, Optional<String> thread, Optional<String> handle) {
        public Form {
            Objects.requireNonNull(chat);
            Objects.requireNonNull(thread);
            Objects.requireNonNull(handle);
        }

        /** Without the handle: whoever has it can write in our name. */
        @Override
        public String toString() {
            return "Form[chat=" + chat + ", thread=" + thread + "]";
        }
    }

    /** What was sent with a form. */
    sealed interface Sent {
        /**
         * Good: what the person would have typed, and the form as it was opened.
         *
         * @param commandLine such as {@code /subscribe 07:00 weekdays}
         */
        record Line(String commandLine, Form form) implements Sent {
            public Line {
                Objects.requireNonNull(commandLine);
                Objects.requireNonNull(form);
            }
        }

        /**
         * Not good: the form stays open with these words.
         *
         * @param byBlock a sentence for each {@code block_id} that has a fault; Slack takes only blocks of the form, and at least one
         */
        record Errors(Map<String, String> byBlock) implements Sent {
            public Errors {
                byBlock = Map.copyOf(byBlock);
                if (byBlock.isEmpty()) {
                    throw new IllegalArgumentException("A form that stays open says why");
                }
            }
        }

        /** No form of ours. */
        record Unknown() implements Sent {}
    }
}
