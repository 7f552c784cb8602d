package tidewatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;

/** A row of {@code delivery} or {@code delivery_archive} as a value, and back. */
final class DeliveryRow {
    /** What both tables have; the same names stand in {@link #VALUES} as parameters. */
    static final String COLUMNS =
            """
            delivery_id, chat_id, sender, thread_id, kind, slot_key, sub_id, sub_version, as_of, priority, due_at, fresh_until, expires_at,
            state, reason, attempt, written, resends, not_before, silent, urgent, headline, brief_id, base_brief_id, content_hash, digest_id,
            suspect_since, sent_at, placement""";

    static final String VALUES = Arrays.stream(COLUMNS.split(",")).map(name -> ":" + name.strip()).collect(Collectors.joining(", "));

    /** States from which something may follow, as SQL: {@code ('PLANNED', ...)}. */
    static final String OPEN = states(state -> !state.isFinal());

    static final String FINAL = states(DeliveryState::isFinal);

    /** Written as in the indexes, so that SQLite knows that they hold all of these rows. */
    static final String CLAIMABLE = "('READY', 'RETRY_WAIT')";

    static final String EXPIRING = "('PLANNED', 'READY', 'HELD', 'RETRY_WAIT', 'UNKNOWN')";

    static final String BRIEFS = Arrays.stream(DeliveryKind.values())
            .filter(DeliveryKind::isBrief)
            .map(kind -> "'" + kind + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /** Milliseconds for which a message, once its first part is out, may be finished after it expired. */
    static final long GRACE_MILLIS = 30 * 60_000L;

    private static final String REPLACE = "REPLACE";
    private static final String REPLY = "REPLY";
    private static final String PRIVATE = "PRIVATE";

    private DeliveryRow() {}

    private static String states(Predicate<DeliveryState> which) {
        return EnumSet.allOf(DeliveryState.class).stream()
                .filter(which)
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** That the row of this alias may still be sent at {@code :now}; {@code :begun} is {@link #GRACE_MILLIS} before. */
    static String alive(String alias) {
        return "(" + alias + ".expires_at > :now OR (" + alias + ".expires_at > :begun AND EXISTS (SELECT 1 FROM delivery_part part"
                + " WHERE part.delivery_id = " + alias + ".delivery_id AND part.sent = 1)))";
    }

    static Delivery read(ResultSet columns) throws SQLException {
        var row = new Row(columns);
        var subscription = row.maybeText("sub_id");
        int version = row.number("sub_version");
        return new Delivery(
                row.text("delivery_id"),
                row.chat("chat_id"),
                row.text("sender"),
                row.maybeText("thread_id"),
                row.word(DeliveryKind.class, "kind"),
                row.text("slot_key"),
                subscription.map(id -> new Delivery.Owner(id, version)),
                row.maybeDate("as_of"),
                row.instant("due_at"),
                row.instant("fresh_until"),
                row.instant("expires_at"),
                row.word(DeliveryState.class, "state"),
                row.maybeWord(DeliveryReason.class, "reason"),
                row.number("attempt"),
                row.number("written"),
                row.number("resends"),
                row.instant("not_before"),
                row.flag("silent"),
                row.flag("urgent"),
                row.text("headline"),
                row.maybeText("brief_id"),
                row.maybeText("base_brief_id"),
                row.maybeText("content_hash"),
                row.maybeText("digest_id"),
                row.maybeInstant("suspect_since"),
                row.maybeInstant("sent_at"),
                placement(row.text("placement")));
    }

    /** As the column keeps it. No platform names a person in more than one line. */
    private static String text(Placement placement) {
        return switch (placement) {
            case Placement.New _ -> "";
            case Placement.Reply(String handle) -> REPLY + "\n" + handle;
            case Placement.Replace(MessageRef message) -> REPLACE + "\n" + message.value();
            case Placement.Private(String person, Optional<String> handle) ->
                PRIVATE + "\n" + person + handle.map(one -> "\n" + one).orElse("");
        };
    }

    private static Placement placement(String text) throws SQLException {
        if (text.isEmpty()) {
            return Placement.NEW;
        }
        if (text.startsWith(REPLACE + "\n")) {
            return new Placement.Replace(new MessageRef(text.substring(REPLACE.length() + 1)));
        }
        if (text.startsWith(REPLY + "\n")) {
            return new Placement.Reply(text.substring(REPLY.length() + 1));
        }
        var lines = text.split("\n", 3);
        if (lines[0].equals(PRIVATE) && lines.length > 1) {
            return new Placement.Private(lines[1], lines.length > 2 ? Optional.of(lines[2]) : Optional.empty());
        }
        throw new SQLException("A message has the unknown place " + lines[0]);
    }

    /** Takes the value of a parameter. */
    @FunctionalInterface
    interface Binder {
        void bind(String name, Object value) throws SQLException;
    }

    /** Binds all of {@link #VALUES}. */
    static void bind(Delivery row, Binder to) throws SQLException {
        to.bind("delivery_id", row.id());
        to.bind("chat_id", row.chat());
        to.bind("sender", row.sender());
        to.bind("thread_id", row.thread());
        to.bind("kind", row.kind().name());
        to.bind("slot_key", row.slot());
        to.bind("sub_id", row.subscription().map(Delivery.Owner::subscription));
        to.bind("sub_version", row.subscription().map(Delivery.Owner::version));
        to.bind("as_of", row.asOf());
        to.bind("priority", row.kind().priority());
        to.bind("due_at", row.due());
        to.bind("fresh_until", row.freshUntil());
        to.bind("expires_at", row.expiresAt());
        to.bind("state", row.state().name());
        to.bind("reason", row.reason().map(Enum::name));
        to.bind("attempt", row.attempt());
        to.bind("written", row.written());
        to.bind("resends", row.resends());
        to.bind("not_before", row.notBefore());
        to.bind("silent", row.silent());
        to.bind("urgent", row.urgent());
        to.bind("headline", row.headline());
        to.bind("brief_id", row.briefId());
        to.bind("base_brief_id", row.baseId());
        to.bind("content_hash", row.contentHash());
        to.bind("digest_id", row.digestId());
        to.bind("suspect_since", row.suspectSince());
        to.bind("sent_at", row.sentAt());
        to.bind("placement", text(row.placement()));
    }

    /** The subscription of a row as it is now, which is not always the one that asked for it. */
    static Optional<Delivery.Owner> owner(Row row) throws SQLException {
        var id = row.maybeText("sub_id");
        int version = row.number("sub_version");
        return id.map(one -> new Delivery.Owner(one, version));
    }
}
