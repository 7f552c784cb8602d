package tidewatch.testing.telegram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Brings entities into the form in which the service keeps them: nothing inside {@code pre} and {@code code}, no link inside a link, no quote
 * inside a quote, and bold, italic and the like cut where others begin or end and joined where they touch.
 */
final class Entities {
    private static final List<String> STYLES = List.of("bold", "italic", "underline", "strikethrough", "spoiler");

    private Entities() {}

    static List<Entity> fixed(List<Entity> raw, Consumer<String> lost) {
        var sorted = raw.stream().filter(entity -> entity.length() > 0).sorted(Entity.ORDER).toList();
        var quotes = apart(sorted.stream().filter(Entity::quote).toList(), lost);
        var whole = new ArrayList<>(apart(sorted.stream().filter(entity -> !entity.quote() && !entity.splittable()).toList(), lost));
        whole.removeIf(entity -> {
            boolean crosses = quotes.stream().anyMatch(quote -> crosses(entity, quote));
            if (crosses) {
                lost.accept(entity.type() + " crosses the edge of a quote");
            }
            return crosses;
        });
        whole.addAll(quotes);
        var all = new ArrayList<>(whole);
        all.addAll(cut(sorted.stream().filter(Entity::splittable).toList(), whole, lost));
        all.sort(Entity.ORDER);
        return all;
    }

    private static boolean crosses(Entity entity, Entity quote) {
        boolean touches = entity.offset() < quote.end() && quote.offset() < entity.end();
        return touches && (entity.end() > quote.end() || entity.offset() < quote.offset());
    }

    /** Of those that overlap only the first stays. */
    private static List<Entity> apart(List<Entity> sorted, Consumer<String> lost) {
        var kept = new ArrayList<Entity>();
        int end = 0;
        for (var entity : sorted) {
            if (entity.offset() >= end) {
                kept.add(entity);
                end = entity.end();
            } else {
                lost.accept(entity.type() + " inside " + kept.getLast().type());
            }
        }
        return kept;
    }

    private static List<Entity> cut(List<Entity> styles, List<Entity> whole, Consumer<String> lost) {
        var joined = new ArrayList<Entity>();
        for (var style : STYLES) {
            joined.addAll(joined(styles.stream().filter(entity -> entity.type().equals(style)).toList()));
        }
        var edges = new TreeSet<Integer>();
        joined.forEach(entity -> edges.add(entity.offset()));
        whole.forEach(entity -> {
            edges.add(entity.offset());
            edges.add(entity.end());
        });
        var pieces = new ArrayList<Entity>();
        for (var entity : joined) {
            int from = entity.offset();
            for (int edge : edges.subSet(from, false, entity.end(), false)) {
                pieces.add(entity.at(from, edge - from));
                from = edge;
            }
            pieces.add(entity.at(from, entity.end() - from));
        }
        pieces.removeIf(piece -> {
            boolean inside = whole.stream().anyMatch(block -> block.fixedWidth() && block.offset() <= piece.offset() && piece.end() <= block.end());
            if (inside) {
                lost.accept(piece.type() + " inside pre or code");
            }
            return inside;
        });
        return pieces;
    }

    private static List<Entity> joined(List<Entity> sameType) {
        var result = new ArrayList<Entity>();
        for (var entity : sameType.stream().sorted(Comparator.comparingInt(Entity::offset)).toList()) {
            if (!result.isEmpty() && entity.offset() <= result.getLast().end()) {
                var last = result.removeLast();
                result.add(last.at(last.offset(), Math.max(last.end(), entity.end()) - last.offset()));
            } else {
                result.add(entity);
            }
        }
        return result;
    }

    /** Adds what the service finds by itself, where nothing else is. */
    static List<Entity> withFound(List<Entity> own, List<Entity> found) {
        Set<Integer> taken = new HashSet<>();
        for (var entity : own) {
            if (!entity.splittable() && !entity.quote()) {
                for (int i = entity.offset(); i < entity.end(); i++) {
                    taken.add(i);
                }
            }
        }
        var all = new ArrayList<>(own);
        for (var entity : found) {
            boolean free = true;
            for (int i = entity.offset(); i < entity.end(); i++) {
                free &= !taken.contains(i);
            }
            if (free) {
                all.add(entity);
            }
        }
        return all;
    }
}
