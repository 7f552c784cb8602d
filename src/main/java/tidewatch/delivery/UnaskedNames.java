package tidewatch.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.notes.AliasBook;
import tidewatch.notes.NameQuestion;
import tidewatch.notes.Vault;

/**
 * Names of the notes that mean several things and about which nobody was asked so far: the brief of whoever sees all notes asks about one of
 * them, once. Which brief it is is settled in the store, so a brief that is composed again asks the same.
 */
public final class UnaskedNames {
    /** Names that are looked at for one brief; with more, the rest have their turn later. */
    private static final int LOOKED_AT = 20;

    private final AliasBook book;
    private final Function<Instant, Vault> notes;

    /** @param notes all of them, as they may be known at a moment */
    public UnaskedNames(AliasBook book, Function<Instant, Vault> notes) {
        this.book = Objects.requireNonNull(book);
        this.notes = Objects.requireNonNull(notes);
    }

    /** {@code Which is meant? "Marathon" in Energy.md:14: ...? /aliases Marathon}; absent where nothing is to be asked. */
    Optional<String> line(Delivery row, Chat chat) {
        if (!chat.notes().everything()) {
            return Optional.empty();
        }
        var open = notes.apply(row.due()).questions();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var later = book.putOff(row.due());
        return open.stream()
                .filter(one -> !later.contains(one.key()))
                .limit(LOOKED_AT)
                .filter(one -> book.asks(one.name(), row.id()))
                .findFirst()
                .map(UnaskedNames::words);
    }

    private static String words(NameQuestion question) {
        return "Which is meant? " + question.words() + " /aliases " + question.name();
    }
}
