package tidewatch.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.delivery.Admission;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Ticks;
import tidewatch.delivery.WatchBook;
import tidewatch.evidence.Ledger;
import tidewatch.notes.AliasBook;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** What is kept about chats: what they asked for, what they are owed, what the clock did, who may what, what names mean, what was claimed. */
public record Books(
        ChatBook chats, Outbox outbox, Ticks ticks, SentBriefs sent, WatchBook watches, Admission admission, AliasBook aliases, Ledger ledger) {
    public Books {
        Objects.requireNonNull(chats);
        Objects.requireNonNull(outbox);
        Objects.requireNonNull(ticks);
        Objects.requireNonNull(sent);
        Objects.requireNonNull(watches);
        Objects.requireNonNull(admission);
        Objects.requireNonNull(aliases);
        Objects.requireNonNull(ledger);
    }

    /** Where the books stand; they are opened when a command needs them. */
    public interface Shelf {
        /** The books, made where there are none yet; empty, with the reason, where nothing is kept or the store cannot be opened. */
        Found<Optional<Books>> open();

        /** The books if there are any; makes none. */
        Optional<Books> ifKept();

        /** These books. */
        static Shelf of(Books books) {
            return new Shelf() {
                @Override
                public Found<Optional<Books>> open() {
                    return Found.of(Optional.of(books));
                }

                @Override
                public Optional<Books> ifKept() {
                    return Optional.of(books);
                }
            };
        }

        /** Nothing is kept, for this reason. */
        static Shelf none(String sentence) {
            return new Shelf() {
                @Override
                public Found<Optional<Books>> open() {
                    return new Found<>(Optional.empty(), List.of(Problem.of(Reason.REFUSED, sentence)));
                }

                @Override
                public Optional<Books> ifKept() {
                    return Optional.empty();
                }
            };
        }
    }
}
