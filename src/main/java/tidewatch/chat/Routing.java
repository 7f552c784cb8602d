package tidewatch.chat;

import java.util.List;

/** What a typed line leads to. */
public sealed interface Routing {
    /** Certain enough to run. */
    record Run(String commandLine) implements Routing {}

    /** Not certain: at most three command lines are offered as buttons, the likeliest first; {@code /help} when nothing is near. */
    record Unclear(List<String> near) implements Routing {
        public Unclear {
            near = List.copyOf(near);
        }
    }
}
