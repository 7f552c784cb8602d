package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How far the prices of each session are, and how each source does: what {@link PriceRefresh} decides from. Each method is one transaction. */
public interface RefreshBook {
    Optional<SessionState> session(LocalDate session);

    /** Newest first. */
    List<SessionState> sessions(int most);

    void save(SessionState state);

    Optional<ProviderState> provider(Account account);

    /** By account. */
    List<ProviderState> providers();

    void save(ProviderState state);

    /** By provider and subject. */
    List<Setback> setbacks();

    /** Writes these over those of the same provider and subject. */
    void save(Collection<Setback> setbacks);

    /** Forgets the setbacks of these subjects with this provider. */
    void cleared(String provider, Set<String> subjects);

    /**
     * Why something is not asked of a source before a certain moment.
     *
     * @param subject a symbol, or another thing that is asked for, such as {@code corporate actions}
     * @param tries in a row that ended so
     */
    record Setback(String provider, String subject, Trouble trouble, int tries, Instant again) {
        public Setback {
            Objects.requireNonNull(trouble);
            Objects.requireNonNull(again);
            if (provider.isBlank() || subject.isBlank() || tries < 1) {
                throw new IllegalArgumentException("A setback of " + provider + " with " + subject + " after " + tries + " tries");
            }
        }
    }

    /**
     * How far the prices of a session are.
     *
     * @param wanted series of which a bar is wanted
     * @param have accepted bars
     * @param explained series that cannot have one
     * @param attempts rounds in which sources were asked
     * @param next when to ask again; absent when it is over
     * @param note what is missing and why, in words; empty when nothing is
     */
    record SessionState(
            LocalDate session, Stage stage, int wanted, int have, int explained, int attempts, Optional<Instant> next, String note) {
        /** Stored by name. */
        public enum Stage {
            /** Asked for, not complete. */
            OPEN,
            /** Enough is there; provisional bars may be looked at once more. */
            COMPLETE,
            /** Complete and looked at after the source calls it final. */
            FINAL,
            /** Not asked for any more. */
            GIVEN_UP
        }

        public SessionState {
            Objects.requireNonNull(session);
            Objects.requireNonNull(stage);
            Objects.requireNonNull(next);
            Objects.requireNonNull(note);
        }
    }

    /**
     * How a source does.
     *
     * @param failures in a row that count against it
     * @param openings times in a row that its circuit was opened
     * @param closedUntil until when it is not asked; absent when it may be
     * @param trouble the last one; absent after a success
     * @param lastSuccess the last good answer
     * @param lastAttempt the last question
     */
    record ProviderState(
            Account account,
            int failures,
            int openings,
            Optional<Instant> closedUntil,
            Optional<Trouble> trouble,
            Optional<Instant> lastSuccess,
            Optional<Instant> lastAttempt) {
        public ProviderState {
            Objects.requireNonNull(account);
            Objects.requireNonNull(closedUntil);
            Objects.requireNonNull(trouble);
            Objects.requireNonNull(lastSuccess);
            Objects.requireNonNull(lastAttempt);
        }

        public static ProviderState unknown(Account account) {
            return new ProviderState(account, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
