package tidewatch.http;

import java.io.IOException;

/** A call that this side does not make. Its message is a sentence of ours for a {@link Failure}: a host, no path, no query. */
final class Refusal extends IOException {
    Refusal(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
