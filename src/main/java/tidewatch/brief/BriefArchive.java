package tidewatch.brief;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The briefs that were built, as facts. Built once per key and never changed: late data make no second brief. One transaction a method. */
public interface BriefArchive {
    Optional<Stored> find(Key key);

    Optional<Stored> find(String id);

    /** Those frozen for a day, as {@link Kept#isOf} tells them, the newest first: what was known then. */
    List<Stored> of(LocalDate day);

    /** Stores facts as frozen; false, and nothing is changed, when the key is final already. */
    boolean freeze(Key key, Brief facts, List<String> missing, Instant at);

    /** A build broke; after {@code most} of them the brief is unavailable for good. Returns how many broke so far. */
    int broke(Key key, String cause, int most, Instant at);

    /**
     * What makes a brief the only one.
     *
     * @param profile what it may know: the scope of the vault and the universe; all chats of one profile share its briefs
     * @param slot the text of the session, week or holiday
     * @param kind of the delivery: MORNING, CLOSE, ...
     * @param asOf session of its prices; on a half day two chats of one morning can differ in it
     */
    record Key(String profile, String slot, String kind, LocalDate asOf) {
        public Key {
            Objects.requireNonNull(profile);
            Objects.requireNonNull(slot);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(asOf);
        }

        /** Names the brief: {@code 2026-01-09.morning}, with the profile where it is not everything, with the prices' day where needed. */
        public String id() {
            return slot + "." + kind.toLowerCase(Locale.ROOT) + "." + asOf + (profile.isEmpty() ? "" : "." + profile);
        }

        /**
         * As people name it, in {@code /brief} and {@code /why}: {@code 2026-01-09}, {@code 2026-01-09-close} for one that is not the
         * morning's, {@code 2026-W02} for a week, {@code 2026-01-19} for the wrap of a holiday.
         */
        public String said() {
            int colon = slot.indexOf(':');
            return colon >= 0 ? slot.substring(colon + 1) : slot + (kind.equals("MORNING") ? "" : "-" + kind.toLowerCase(Locale.ROOT));
        }
    }

    /** A brief of the archive. */
    sealed interface Stored {
        Key key();
    }

    /**
     * Built.
     *
     * @param missing what it lacks, in words; empty when it is complete
     * @param hash of the facts as stored
     */
    record Kept(Key key, Brief facts, List<String> missing, String hash, Instant at) implements Stored {
        public Kept {
            missing = List.copyOf(missing);
        }

        /** True for the brief of this session, the wrap of this holiday, and a weekly edition written for this day. */
        public boolean isOf(LocalDate day) {
            var slot = key.slot();
            return slot.equals(day.toString())
                    || slot.equals("holiday:" + day)
                    || (slot.startsWith("week:") && facts.exchangeDay().equals(day));
        }
    }

    /** Not built so far. */
    record Broken(Key key, int builds, boolean given, String cause) implements Stored {}
}
