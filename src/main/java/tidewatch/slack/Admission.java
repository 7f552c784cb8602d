package tidewatch.slack;

import java.time.Duration;
import java.util.Objects;
import tidewatch.settings.Secret;

/** The two calls of the Web API by which we begin to listen. Each waits for its answer, at most the 15 s of a call, and never throws. */
interface Admission {
    /** auth.test with the bot token. */
    Answer<PayloadReader.Us> whoWeAre();

    /** apps.connections.open with the app-level token. The address holds a ticket that admits whoever has it, once. */
    Answer<Secret> open();

    /** Ends a call that is under way, from any thread. Later calls are made as before. */
    void cancel();

    /** What became of a call. */
    sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {
            public Given {
                Objects.requireNonNull(value);
            }
        }

        /**
         * A readable no.
         *
         * @param error Slack's word for it, such as {@code invalid_auth}
         */
        record Refused<T>(String error) implements Answer<T> {
            public Refused {
                Objects.requireNonNull(error);
            }
        }

        /**
         * Too many calls.
         *
         * @param pause that Slack asks for
         */
        record RateLimited<T>(Duration pause) implements Answer<T> {
            public RateLimited {
                Objects.requireNonNull(pause);
            }
        }

        /**
         * No answer, or one that is none of Slack's.
         *
         * @param words one sentence without secrets
         */
        record Failed<T>(String words) implements Answer<T> {
            public Failed {
                Objects.requireNonNull(words);
            }
        }
    }
}
