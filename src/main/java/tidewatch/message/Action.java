package tidewatch.message;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A button under a message. An un-armed action holds a command line; arming gives it a token (see {@code chat}). */
public sealed interface Action {
    String label();

    /** Whether pressing changes something. */
    enum Effect {
        READ,
        EFFECT
    }

    /** Runs a command line as if the person had typed it. */
    record Run(String label, String commandLine, Effect effect, Optional<String> token) implements Action {
        public Run {
            label = Clean.line(label);
            commandLine = Clean.line(commandLine);
            Objects.requireNonNull(effect);
            Objects.requireNonNull(token);
            if (label.isBlank() || commandLine.isBlank()) {
                throw new IllegalArgumentException("A button needs a label and a command line");
            }
        }

        public static Run read(String label, String commandLine) {
            return new Run(label, commandLine, Effect.READ, Optional.empty());
        }
    }

    /** One of several. */
    record Pick(String label, List<Run> options) implements Action {
        public Pick {
            label = Clean.line(label);
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("A choice needs options");
            }
        }
    }

    /** Opens a web page; only https. */
    record Open(String label, URI target) implements Action {
        public Open {
            label = Clean.line(label);
            if (!"https".equals(target.getScheme())) {
                throw new IllegalArgumentException("A button opens https only");
            }
        }
    }
}
