package tidewatch.http;

import java.util.Objects;

/**
 * What became of one call. A status of any kind is an answer, also 404 and 503: what it means is for the caller. Whatever a server does ends
 * here, never in an exception.
 */
public sealed interface Answer {
    Reach reach();

    /** The whole answer was read. */
    record Complete(int status, AnswerHeaders headers, Content body) implements Answer {
        public Complete {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(body);
        }

        @Override
        public Reach reach() {
            return Reach.BODY;
        }
    }

    /**
     * Status and header fields came, the body broke off, dripped too slowly or is over the cap.
     *
     * @param begun the first bytes of the body, at most 1 KiB, for the eye
     */
    record Partial(int status, AnswerHeaders headers, Content begun, Failure failure) implements Answer {
        public Partial {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(begun);
            Objects.requireNonNull(failure);
        }

        @Override
        public Reach reach() {
            return Reach.HEADERS;
        }
    }

    /**
     * No status came.
     *
     * @param reach {@link Reach#NOTHING} or {@link Reach#REQUEST}
     */
    record Absent(Reach reach, Failure failure) implements Answer {
        public Absent {
            Objects.requireNonNull(failure);
            if (reach != Reach.NOTHING && reach != Reach.REQUEST) {
                throw new IllegalArgumentException("An answer that got to " + reach + " has a status");
            }
        }
    }
}
