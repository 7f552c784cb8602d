package tidewatch.chat;

import java.util.Objects;
import java.util.Optional;

/** What is done with something that was said, before it is read as a command. */
public sealed interface Decision {
    /**
     * It is answered.
     *
     * @param rights with which
     * @param aside the answer may hold more when only the person reads it; absent when that makes no difference
     */
    record Let(Rights rights, Optional<Aside> aside) implements Decision {
        public Let {
            Objects.requireNonNull(rights);
            Objects.requireNonNull(aside);
        }
    }

    /**
     * An answer for the person alone.
     *
     * @param rights with which it is made
     * @param always false when only what could not be answered in the chat is answered there
     */
    record Aside(Rights rights, boolean always) {
        public Aside {
            Objects.requireNonNull(rights);
        }
    }

    /**
     * Nothing is said, and no sign is given that somebody is there.
     *
     * @param reason a word for the log
     * @param refused somebody asked for what they may not; false for talk that is none of our business
     */
    record Silence(String reason, boolean refused) implements Decision {
        public Silence {
            Objects.requireNonNull(reason);
        }
    }

    /** This is said in the chat, and nothing is done. */
    record Say(String words) implements Decision {
        public Say {
            Objects.requireNonNull(words);
        }
    }

    /** This is said to the person alone, once and not again; the chat sees nothing. */
    record SayPrivately(String words) implements Decision {
        public SayPrivately {
            Objects.requireNonNull(words);
        }
    }
}
