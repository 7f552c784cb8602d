package tidewatch.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Divides a message into parts that each fit the budgets of a place, by dividing the tree: a piece is rendered, escaped and measured,
 * and if it does not fit, the node is cut and both halves are rendered again. A rendered string is never cut.
 *
 * <p>Greedy. Cuts, best first: between blocks, rows, list items, sentences, words, grapheme clusters. A piece of a table repeats the
 * header and has two rows if it can; a heading, or a paragraph that ends in a colon, is not the last of a part. From two parts on each
 * title carries {@code (2/3)}, and a short title is repeated; a long one becomes a heading of the first part. Footers are the last
 * blocks (the {@link Ladder} sees to it), actions stay with the last part. Nothing is dropped.
 *
 * <p>The render function must be pure, and more content must not measure less. Any thread.
 *
 * @param <P> a rendered part
 */
public final class Splitter<P> {
    /** A title up to this many characters is repeated on each part. */
    static final int REPEATED_TITLE_MAX = 60;

    private final List<Budget<P>> budgets;
    private final Function<Doc, P> render;

    /** One part: the Doc that it shows, and the words in it that are in no other Doc: mark, repeated title and headers. */
    public record Piece(Doc doc, List<String> furniture) {
        public Piece {
            furniture = List.copyOf(furniture);
        }
    }

    public Splitter(List<Budget<P>> budgets, Function<Doc, P> render) {
        this.budgets = List.copyOf(budgets);
        this.render = render;
    }

    /**
     * The pieces in order, one at least.
     *
     * @throws IllegalArgumentException when a budget is so small that not even one character of a piece fits
     */
    public List<Piece> split(Doc doc) {
        return split(doc, Integer.MAX_VALUE).orElseThrow();
    }

    /**
     * The pieces in order, one at least; empty when there would be more than so many, which is known as soon as one too many is full.
     *
     * @throws IllegalArgumentException when a budget is so small that not even one character of a piece fits
     */
    public Optional<List<Piece>> split(Doc doc, int most) {
        if (fits(doc)) {
            return Optional.of(List.of(new Piece(doc, List.of())));
        }
        for (int reserved = 9; ; reserved = reserved * 10 + 9) {
            var packing = new Packing(doc, mark(reserved, reserved));
            if (packing.fill(Math.min(most, reserved))) {
                var pieces = packing.pieces();
                if (pieces.size() > most) {
                    return Optional.empty();
                }
                if (pieces.size() <= reserved) {
                    return Optional.of(pieces);
                }
            } else if (most <= reserved) {
                return Optional.empty();
            }
        }
    }

    /**
     * The first pieces of a message whose whole is told elsewhere, without its actions.
     *
     * @param count how many; fewer come back when the message is shorter
     * @param total of the marks, such as 3 for {@code (1/3)}
     */
    public List<Piece> begin(Doc doc, int count, int total) {
        var packing = new Packing(doc.withActions(List.of()), mark(total, total));
        packing.fill(count);
        return packing.first(count, total);
    }

    /** {@code (2/3)}. */
    static String mark(int number, int total) {
        return "(" + number + "/" + total + ")";
    }

    private boolean fits(Doc piece) {
        var part = render.apply(piece);
        return budgets.stream().allMatch(budget -> budget.holds(part));
    }

    /** One run over a message, with a mark that is at least as long as the real ones will be. */
    private final class Packing {
        private final Doc doc;
        private final String title;
        private final String reserved;
        private final Deque<Block> ahead = new ArrayDeque<>();
        private final List<List<Block>> full = new ArrayList<>();
        private final List<List<String>> repeated = new ArrayList<>();
        private List<Block> current = new ArrayList<>();
        private List<String> again = new ArrayList<>();

        Packing(Doc doc, String reserved) {
            this.doc = doc;
            this.reserved = reserved;
            boolean heading = doc.title().length() > REPEATED_TITLE_MAX;
            title = heading ? "" : doc.title();
            if (heading) {
                ahead.add(Block.heading(1, doc.title()));
            }
            ahead.addAll(doc.blocks());
        }

        /** Fills parts until nothing is left: true; or until there are more than so many: false. */
        boolean fill(int most) {
            while (!ahead.isEmpty()) {
                place(ahead.removeFirst());
                if (full.size() > most) {
                    return false;
                }
            }
            if (!current.isEmpty()) {
                close(current.size());
            }
            return full.size() <= most;
        }

        List<Piece> pieces() {
            return pieces(lastActions());
        }

        List<Piece> first(int count, int total) {
            var first = new ArrayList<Piece>();
            for (int i = 0; i < Math.min(count, full.size()); i++) {
                first.add(piece(i, total, List.of()));
            }
            return first;
        }

        private void place(Block block) {
            current.add(block);
            if (fits(current)) {
                return;
            }
            current.removeLast();
            int leads = leads();
            var led = List.copyOf(current.subList(current.size() - leads, current.size()));
            if (leads < current.size() && fits(with(led, List.of(block)))) {
                close(current.size() - leads);
                current.add(block);
                return;
            }
            var ways = Division.of(block, doc.meta().zone()).iterator();
            while (ways.hasNext()) {
                var way = ways.next();
                int alone = most(way, led);
                if (alone == 0) {
                    continue;
                }
                int here = leads == current.size() ? alone : most(way, current);
                if (here == 0) {
                    close(current.size() - leads);
                    ahead.addFirst(block);
                    return;
                }
                current.addAll(way.head().apply(here));
                again.addAll(way.again());
                close(current.size());
                var rest = way.tail().apply(here);
                for (int i = rest.size() - 1; i >= 0; i--) {
                    ahead.addFirst(rest.get(i));
                }
                return;
            }
            if (current.isEmpty()) {
                var limits = budgets.stream().map(budget -> budget.name() + " " + budget.limit()).toList();
                throw new IllegalArgumentException("Not even one character of a " + block.getClass().getSimpleName()
                        + " fits into a part; the budgets are too small: " + limits);
            }
            close(current.size());
            ahead.addFirst(block);
        }

        /** Ends the part after its first n blocks; the rest begins the next one. */
        private void close(int n) {
            var rest = new ArrayList<>(current.subList(n, current.size()));
            full.add(List.copyOf(current.subList(0, n)));
            repeated.add(again);
            again = new ArrayList<>();
            current = rest;
        }

        private int leads() {
            int leads = 0;
            while (leads < current.size() && Layout.leads(current.get(current.size() - 1 - leads))) {
                leads++;
            }
            return leads;
        }

        /** The largest good cut whose head fits behind these blocks; 0 when none does. */
        private int most(Division way, List<Block> before) {
            IntPredicate fitting = k -> fits(with(before, way.head().apply(k)));
            int last = way.atoms() - 1;
            if (!fitting.test(1)) {
                return 0;
            }
            int low = 1;
            int high = 2;
            while (high <= last && fitting.test(high)) {
                low = high;
                high *= 2;
            }
            high = Math.min(high, last + 1);
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (fitting.test(middle)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            while (low > 0 && !way.good().test(low)) {
                low--;
            }
            return low;
        }

        private List<Block> with(List<Block> before, List<Block> more) {
            var all = new ArrayList<>(before);
            all.addAll(more);
            return all;
        }

        private boolean fits(List<Block> blocks) {
            return Splitter.this.fits(part(blocks, reserved, List.of()));
        }

        private Doc part(List<Block> blocks, String mark, List<Action> actions) {
            return new Doc(title.isEmpty() ? mark : title + " " + mark, doc.summary(), blocks, actions, doc.meta());
        }

        /** Actions of each part from the last one of blocks on; those that do not fit below it get parts of their own. */
        private List<List<Action>> lastActions() {
            var groups = new ArrayList<List<Action>>();
            var group = new ArrayList<Action>();
            var below = full.isEmpty() ? List.<Block>of() : full.getLast();
            for (var action : doc.actions()) {
                group.add(action);
                if (!Splitter.this.fits(part(below, reserved, group))) {
                    group.removeLast();
                    groups.add(List.copyOf(group));
                    group.clear();
                    group.add(action);
                    below = List.of();
                }
            }
            groups.add(List.copyOf(group));
            return groups;
        }

        private List<Piece> pieces(List<List<Action>> actions) {
            if (full.isEmpty()) {
                full.add(List.of());
                repeated.add(List.of());
            }
            int total = full.size() + actions.size() - 1;
            var pieces = new ArrayList<Piece>();
            for (int i = 0; i < total; i++) {
                pieces.add(piece(i, total, i < full.size() - 1 ? List.of() : actions.get(i - full.size() + 1)));
            }
            return pieces;
        }

        private Piece piece(int i, int total, List<Action> buttons) {
            var mark = mark(i + 1, total);
            var blocks = i < full.size() ? full.get(i) : List.<Block>of();
            var furniture = new ArrayList<String>();
            furniture.add(mark);
            if (i > 0 && !title.isEmpty()) {
                furniture.add(title);
            }
            furniture.addAll(i < repeated.size() ? repeated.get(i) : List.of());
            return new Piece(part(blocks, mark, buttons), furniture);
        }
    }
}
