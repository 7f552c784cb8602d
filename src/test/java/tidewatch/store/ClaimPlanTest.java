package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.Rows;
import tidewatch.testing.Databases;

/** How the databases go about a claim in a large outbox: by its indexes, never by reading all of it. */
final class ClaimPlanTest {
    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");
    private static final int CHATS = 50_000;

    @TempDir
    Path home;

    private static void fill(Database database) {
        ManyRows.ready(database, CHATS, NOON);
        ManyRows.history(database, CHATS, 1, NOON);
    }

    /** The plan of the claim, a line for each step. */
    private static List<String> plan(Database database, String explain) {
        return database.write(handle -> {
            var lines = new ArrayList<String>();
            handle.createQuery(explain + " " + ClaimStatement.of(database.dialect()))
                    .bind("sender", Rows.SENDER)
                    .bind("node", "node-a")
                    .bind("epoch", 1)
                    .bind("now", NOON)
                    .bind("begun", NOON)
                    .bind("until", NOON)
                    .bind("limit", 8)
                    .map((columns, _) -> columns.getString(columns.getMetaData().getColumnCount()))
                    .forEach(lines::add);
            return lines;
        });
    }

    @Test
    void on_a_file_a_claim_reads_no_table_as_a_whole() {
        try (var database = Databases.file(home, () -> NOON)) {
            fill(database);
            var plan = plan(database, "EXPLAIN QUERY PLAN");
            assertThat(plan).noneMatch(line -> line.startsWith("SCAN")).noneMatch(line -> line.contains("TEMP B-TREE"));
            assertThat(plan)
                    .anyMatch(line -> line.startsWith("SEARCH d USING INDEX delivery_claimable"))
                    .anyMatch(line -> line.startsWith("SEARCH x USING") && line.contains("delivery_one_in_flight"))
                    .anyMatch(line -> line.startsWith("SEARCH y USING INDEX delivery_line"));
        }
    }

    @Test
    void on_a_server_a_claim_reads_no_table_as_a_whole() {
        try (var database = Databases.postgres(() -> NOON)) {
            fill(database);
            var plan = plan(database, "EXPLAIN");
            assertThat(plan).noneMatch(line -> line.contains("Seq Scan on delivery")).noneMatch(line -> line.contains("Sort"));
            assertThat(plan)
                    .anyMatch(line -> line.contains("Index Scan using delivery_claimable on delivery d"))
                    .anyMatch(line -> line.contains("delivery_one_in_flight on delivery x"))
                    .anyMatch(line -> line.contains("delivery_line on delivery y"));
        }
    }
}
