package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Outcome;
import tidewatch.testing.FakeClock;

/** What Prometheus reads. */
class MetricsTest {
    private final FakeClock clock = new FakeClock(DeliveryStory.DUE.plusSeconds(2));
    private final Metrics metrics = new Metrics(
            clock,
            new Metrics.Readings(
                    () -> Map.of(DeliveryState.READY, 4, DeliveryState.SENT, 900, DeliveryState.DEAD, 1),
                    () -> Optional.of(DeliveryStory.DUE.minusSeconds(10)),
                    () -> Map.of("csv", DeliveryStory.DUE.minus(Duration.ofHours(15))),
                    () -> 71));

    @Test
    void every_event_is_counted_once_under_the_documented_name() {
        DeliveryStory.everything().forEach(metrics::on);

        assertThat(lines()).contains(
                "tidewatch_delivery_planned_total 3.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"arrived\",platform=\"telegram\"} 1.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"again\",platform=\"telegram\"} 1.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"put_back\",platform=\"telegram\"} 1.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"lost\",platform=\"telegram\"} 1.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"over\",platform=\"telegram\"} 1.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"barred\",platform=\"telegram\"} 1.0",
                "tidewatch_delivery_total{kind=\"morning\",outcome=\"moved\",platform=\"telegram\"} 1.0",
                "tidewatch_send_seconds_count{platform=\"telegram\"} 7",
                "tidewatch_send_seconds_sum{platform=\"telegram\"} 1.75",
                "tidewatch_delivery_latency_seconds_count{kind=\"morning\",platform=\"telegram\"} 1",
                "tidewatch_delivery_latency_seconds_sum{kind=\"morning\",platform=\"telegram\"} 2.0",
                "tidewatch_delivery_latency_seconds_bucket{kind=\"morning\",platform=\"telegram\",le=\"1.0\"} 0",
                "tidewatch_delivery_latency_seconds_bucket{kind=\"morning\",platform=\"telegram\",le=\"5.0\"} 1",
                "tidewatch_delivery_unknown_total 3.0",
                "tidewatch_delivery_duplicate_possible_total 1.0",
                "tidewatch_delivery_expired_total{reason=\"stale\"} 2.0",
                "tidewatch_delivery_dead_total{reason=\"refused\"} 1.0",
                "tidewatch_delivery_dead_total{reason=\"unknown_twice\"} 1.0",
                "tidewatch_late_result_total 1.0",
                "tidewatch_rate_limited_total{scope=\"chat\"} 1.0",
                "tidewatch_retry_after_seconds_sum 3.0",
                "tidewatch_leader{sender=\"telegram:42\"} 0.0",
                "tidewatch_lease_lost_total 1.0",
                "tidewatch_breaker_open_total 1.0",
                "tidewatch_sender_down_total 1.0",
                "tidewatch_brief_build_seconds_count 2",
                "tidewatch_brief_degraded_total 1.0",
                "tidewatch_brief_broken_total 1.0",
                "tidewatch_brief_missed_total 1.0",
                "tidewatch_inbound_total{command=\"rotation\",result=\"ok\"} 1.0",
                "tidewatch_inbound_total{command=\"quote\",result=\"failed\"} 1.0",
                "tidewatch_tick_stalled_total{name=\"plan\"} 1.0",
                "tidewatch_fault_total 1.0");
    }

    @Test
    void gauges_are_asked_at_each_scrape() {
        assertThat(lines()).contains(
                "tidewatch_outbox_depth{state=\"ready\"} 4.0",
                "tidewatch_outbox_depth{state=\"planned\"} 0.0",
                "tidewatch_outbox_depth{state=\"unknown\"} 0.0",
                "tidewatch_outbox_depth{state=\"dead\"} 1.0",
                "tidewatch_outbox_oldest_seconds 12.0",
                "tidewatch_data_age_seconds{source=\"csv\"} 54002.0",
                "tidewatch_vault_notes 71.0");
        assertThat(metrics.text()).doesNotContain("state=\"sent\"");

        clock.advance(Duration.ofSeconds(30));
        assertThat(lines()).contains("tidewatch_outbox_oldest_seconds 42.0");
    }

    @Test
    void who_leads_is_one_until_it_leads_no_more() {
        metrics.on(new DeliveryEvent.Leading(DeliveryStory.LEASE));
        assertThat(lines()).contains("tidewatch_leader{sender=\"telegram:42\"} 1.0");

        metrics.on(new DeliveryEvent.NoLongerLeading(DeliveryStory.LEASE, "it stops"));
        metrics.on(new DeliveryEvent.Leading(DeliveryStory.LEASE));
        assertThat(lines()).contains("tidewatch_leader{sender=\"telegram:42\"} 1.0");
    }

    @Test
    void no_label_names_a_chat() {
        DeliveryStory.everything().forEach(metrics::on);

        assertThat(metrics.text()).doesNotContain("1001234567").doesNotContain("1009999999").doesNotContain(Journal.hash(DeliveryStory.CHAT));
    }

    @Test
    void a_reading_that_breaks_leaves_the_others_and_is_left_out_not_told_as_zero() {
        var asked = new AtomicInteger();
        var broken = new Metrics(
                clock,
                new Metrics.Readings(
                        () -> {
                            if (asked.incrementAndGet() > 1) {
                                throw new IllegalStateException("the database is gone");
                            }
                            return Map.of();
                        },
                        Optional::<Instant>empty,
                        Map::of,
                        () -> 2));

        assertThat(broken.text()).contains("tidewatch_outbox_depth{state=\"ready\"} 0.0");
        var second = broken.text();

        assertThat(second)
                .doesNotContain("tidewatch_outbox_depth{")
                .contains("tidewatch_outbox_oldest_seconds 0.0")
                .contains("tidewatch_vault_notes 2.0");
        assertThat(broken.text()).contains("tidewatch_reading_failed_total 2.0");
    }

    @Test
    void commands_that_people_invent_do_not_make_series_without_end() {
        for (int i = 0; i < 1_000; i++) {
            metrics.on(new DeliveryEvent.Answered(new ChatId("terminal", "here"), "verb" + i, true, Duration.ZERO));
        }

        assertThat(lines().stream().filter(line -> line.startsWith("tidewatch_inbound_total{"))).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void a_clock_that_went_back_makes_no_negative_latency() {
        clock.set(DeliveryStory.DUE.minusSeconds(5));
        metrics.on(DeliveryStory.finished(new Outcome.Arrived(DeliveryReason.OK, Optional.empty(), "")));

        assertThat(lines()).contains("tidewatch_delivery_latency_seconds_sum{kind=\"morning\",platform=\"telegram\"} 0.0");
    }

    @Test
    void only_briefs_are_missed() {
        metrics.on(new DeliveryEvent.Ended(DeliveryStory.row(DeliveryKind.ALERT, "a"), DeliveryReason.STALE));

        assertThat(metrics.text()).contains("tidewatch_delivery_expired_total").doesNotContain("tidewatch_brief_missed_total");
    }

    private List<String> lines() {
        return metrics.text().lines().toList();
    }
}
