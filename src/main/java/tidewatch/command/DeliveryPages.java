package tidewatch.command;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outbox;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;

/** The outbox as pages: a list, one row, the whole life of one. For {@code /deliveries} and for the command line. */
public final class DeliveryPages {
    private final Instant at;
    private final ZoneId zone;
    /** Whether chats are named; in a chat they are all its own. */
    private final boolean chats;

    /**
     * @param zone in which times are told
     * @param chats whether rows of several chats may be listed, and so have to name theirs
     */
    public DeliveryPages(Instant at, ZoneId zone, boolean chats) {
        this.at = at;
        this.zone = zone;
        this.chats = chats;
    }

    /**
     * The rows as a table, and how many were dead among them with the next step.
     *
     * @param none what is said when there is no row
     */
    public Doc list(List<Delivery> rows, int limit, String none) {
        var blocks = new ArrayList<Block>();
        if (rows.isEmpty()) {
            blocks.add(Block.para(none));
            return page("Deliveries", blocks);
        }
        var columns = new ArrayList<>(List.of(Block.Column.text("Due"), Block.Column.text("What")));
        if (chats) {
            columns.add(Block.Column.text("Chat"));
        }
        columns.add(Block.Column.text("State"));
        columns.add(Block.Column.text("Id"));
        var lines = new ArrayList<List<Block.Cell>>();
        for (var row : rows) {
            var cells = new ArrayList<>(List.of(cell(DeliveryWords.moment(row.due(), zone)), cell(what(row))));
            if (chats) {
                cells.add(cell(row.chat().text()));
            }
            cells.add(cell(DeliveryWords.state(row, zone)));
            cells.add(cell(row.id()));
            lines.add(cells);
        }
        blocks.add(new Block.Table(columns, lines, Optional.empty()));
        if (rows.size() == limit) {
            blocks.add(Block.para("The newest " + limit + "; older ones by day: /deliveries 2026-01-09."));
        }
        long dead = rows.stream().filter(row -> row.state() == DeliveryState.DEAD).count();
        if (dead > 0) {
            blocks.add(Block.para(Wording.count((int) dead, "message is", "messages are")
                    + " dead. Why: /deliveries ID. Once more: tidewatch deliveries replay ID."));
        }
        return page("Deliveries", blocks);
    }

    /** One row in words. */
    public Doc show(Outbox.Trace trace) {
        var row = trace.delivery();
        var pairs = new ArrayList<Block.KeyValues.Pair>();
        pair(pairs, "what", what(row));
        pair(pairs, "chat", row.chat().text());
        pair(pairs, "due", DeliveryWords.moment(row.due(), zone));
        pair(pairs, "state", DeliveryWords.state(row, zone));
        row.asOf().ifPresent(day -> pair(pairs, "prices", "close of " + Wording.longDay(day)));
        row.briefId().ifPresent(id -> pair(pairs, "brief", id));
        if (!row.state().isFinal()) {
            pair(pairs, "sent until", DeliveryWords.moment(row.expiresAt(), zone));
        }
        if (row.written() > 0) {
            pair(pairs, "tries", Wording.count(row.written(), "transmission", "transmissions")
                    + (row.resends() > 0 ? ", one of them a possible repeat" : ""));
        }
        if (trace.parts().size() > 1) {
            long sent = trace.parts().stream().filter(Outbox.Part::sent).count();
            pair(pairs, "parts", sent + " of " + trace.parts().size() + " sent");
        }
        return page("Delivery " + row.id(), List.of(new Block.KeyValues(pairs)));
    }

    /** The whole life: the row, then each try with node, epoch and what came of it. */
    public Doc trace(Outbox.Trace trace) {
        var blocks = new ArrayList<>(show(trace).blocks());
        if (trace.attempts().isEmpty()) {
            blocks.add(Block.para("It was never claimed."));
        } else {
            var items = new ArrayList<List<Inline>>();
            for (var one : trace.attempts()) {
                var words = new StringBuilder(one.startedAt().toString())
                        .append(" part ").append(one.part())
                        .append(", try ").append(one.attempt())
                        .append(" by ").append(one.node())
                        .append(" (epoch ").append(one.epoch()).append("): ");
                words.append(one.outcome().isEmpty() ? "no end is known" : one.outcome());
                one.endedAt().ifPresent(end ->
                        words.append(", ").append(java.time.Duration.between(one.startedAt(), end).toMillis()).append(" ms"));
                items.add(List.of(Inline.text(words.toString())));
            }
            blocks.add(Block.bullets(items));
        }
        var named = trace.parts().stream()
                .flatMap(part -> part.ref().stream().map(ref -> part.number() + ": " + ref.value()))
                .collect(joining(", "));
        if (!named.isEmpty()) {
            blocks.add(Block.para("The platform's names of its parts: " + named + "."));
        }
        return page("Delivery " + trace.delivery().id(), blocks);
    }

    private static String what(Delivery row) {
        var kind = DeliveryWords.kind(row.kind());
        return row.kind().isBrief() ? kind + " " + row.slot().replaceFirst("^(week|holiday):", "") : row.headline().isEmpty() ? kind : kind + ": " + Answer.cut(row.headline(), 60);
    }

    private static Block.Cell cell(String words) {
        return Block.Cell.of(Inline.text(words));
    }

    private static void pair(List<Block.KeyValues.Pair> pairs, String key, String value) {
        pairs.add(new Block.KeyValues.Pair(List.of(Inline.text(key)), List.of(Inline.text(value))));
    }

    private Doc page(String title, List<Block> blocks) {
        return new Doc(title, title, blocks, List.of(), Meta.answer(at, Optional.empty(), zone));
    }
}
