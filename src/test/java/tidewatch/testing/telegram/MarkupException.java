package tidewatch.testing.telegram;

import tidewatch.testing.fake.Request;

/** Markup, or entities, that the Bot API refuses. */
public final class MarkupException extends RuntimeException {
    private final String description;

    MarkupException(String reason) {
        super(reason);
        this.description = "Bad Request: can't parse entities: " + reason;
    }

    /** The {@code description} that the service answers with, prefix included. */
    public String description() {
        return description;
    }
}
