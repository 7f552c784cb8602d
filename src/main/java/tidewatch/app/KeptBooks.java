package tidewatch.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.command.Books;
import tidewatch.problem.Found;
import tidewatch.store.StoreException;

/** The books that commands write in, over the store of a home; opened with it. Any thread. */
final class KeptBooks implements Books.Shelf {
    private final Keeping keeping;
    private final Function<Stored, Books> books;
    private Optional<Opened> opened = Optional.empty();

    /** The books of one opening of the store. */
    private record Opened(Stored stored, Books books) {}

    KeptBooks(Keeping keeping, Function<Stored, Books> books) {
        this.keeping = keeping;
        this.books = books;
    }

    @Override
    public synchronized Found<Optional<Books>> open() {
        try {
            var stored = keeping.stored();
            if (opened.filter(one -> one.stored().equals(stored)).isEmpty()) {
                opened = Optional.of(new Opened(stored, books.apply(stored)));
            }
            return Found.of(opened.map(Opened::books));
        } catch (StoreException refused) {
            return new Found<>(Optional.empty(), List.of(refused.problem()));
        }
    }

    @Override
    public Optional<Books> ifKept() {
        return keeping.exists() ? open().value() : Optional.empty();
    }
}
