package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Seeds;

class StalenessTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final PriceReadiness READINESS = new PriceReadiness(CALENDAR, Duration.ofMinutes(45));

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static Staleness brief(String time, String session) {
        var rule = SlotRule.at(SlotKind.of(LocalTime.parse(time), NEW_YORK, LocalDate.of(2026, 1, 1)), LocalTime.parse(time), NEW_YORK)
                .withWeekly(true)
                .withWrap(true);
        return Staleness.of(rule.slot(LocalDate.parse(session), READINESS).orElseThrow(), CALENDAR);
    }

    private static String fresh(String time, String session) {
        var staleness = brief(time, session);
        assertThat(staleness.expiresAt()).isEqualTo(staleness.freshUntil());
        return staleness.freshUntil().atZone(NEW_YORK).toLocalDateTime().toString();
    }

    @Test
    void a_morning_brief_is_fresh_for_five_hours_and_not_in_the_last_two_of_the_session() {
        assertThat(fresh("07:00", "2026-01-08")).isEqualTo("2026-01-08T12:00");
        assertThat(fresh("11:00", "2026-01-08")).isEqualTo("2026-01-08T14:00");
        assertThat(fresh("15:00", "2026-01-08")).isEqualTo("2026-01-08T15:15");
        assertThat(fresh("07:00", "2026-11-27")).as("closes at 13:00").isEqualTo("2026-11-27T11:00");
    }

    @Test
    void a_brief_of_the_close_is_fresh_for_five_hours_and_not_in_the_last_half_hour_before_the_open() {
        assertThat(fresh("17:00", "2026-01-08")).isEqualTo("2026-01-08T22:00");
        var due = at("2026-01-09T06:00");
        var late = new Slot(SlotKind.CLOSE, new SlotKey.OfSession(LocalDate.of(2026, 1, 8)), LocalDate.of(2026, 1, 8), due, LocalDate.of(2026, 1, 8));
        assertThat(Staleness.of(late, CALENDAR).freshUntil()).isEqualTo(at("2026-01-09T09:00"));
    }

    @Test
    void a_weekly_edition_and_a_wrap_keep_for_a_day() {
        assertThat(fresh("07:00", "2026-01-10")).isEqualTo("2026-01-11T07:00");
        assertThat(fresh("15:00", "2026-01-19")).isEqualTo("2026-01-20T09:00");
    }

    @Test
    void what_happened_keeps_its_meaning_longer_and_is_counted_from_the_end_of_quiet_hours() {
        var due = at("2026-01-08T23:00");
        assertThat(Duration.between(due, Staleness.of(DeliveryKind.ALERT, due).expiresAt())).hasHours(24);
        assertThat(Duration.between(due, Staleness.of(DeliveryKind.DIGEST, due).expiresAt())).hasHours(24);
        assertThat(Duration.between(due, Staleness.of(DeliveryKind.REMINDER, due).expiresAt())).hasDays(31);
        assertThat(Duration.between(due, Staleness.of(DeliveryKind.ANSWER, due).expiresAt())).hasMinutes(15);
        assertThat(Staleness.of(DeliveryKind.ALERT, due).heldUntil(at("2026-01-09T07:00")).expiresAt()).isEqualTo(at("2026-01-10T07:00"));
        assertThatThrownBy(() -> Staleness.of(DeliveryKind.CLOSE, due)).hasMessageContaining("depends on its slot");
    }

    @Test
    void a_brief_is_on_time_then_late_then_stale() {
        var seven = brief("07:00", "2026-01-08");
        assertThat(seven.at(at("2026-01-08T06:59"), CatchUp.LATE)).isEqualTo(new Staleness.NotYet());
        assertThat(seven.at(at("2026-01-08T07:00"), CatchUp.LATE)).isEqualTo(new Staleness.OnTime());
        assertThat(seven.at(at("2026-01-08T07:15"), CatchUp.LATE)).isEqualTo(new Staleness.OnTime());
        assertThat(seven.at(at("2026-01-08T07:16"), CatchUp.LATE)).isEqualTo(new Staleness.Late(Duration.ofMinutes(16)));
        assertThat(seven.at(at("2026-01-08T11:59"), CatchUp.LATE)).isEqualTo(new Staleness.Late(Duration.ofMinutes(299)));
        assertThat(seven.at(at("2026-01-08T12:00"), CatchUp.LATE)).isEqualTo(new Staleness.Stale(Duration.ofHours(5)));
        assertThat(seven.at(at("2026-01-08T16:00"), CatchUp.LATE)).isEqualTo(new Staleness.Stale(Duration.ofHours(9)));
    }

    @Test
    void skip_and_digest_send_no_brief_late_and_reminders_always_come() {
        var seven = brief("07:00", "2026-01-08");
        for (var choice : List.of(CatchUp.SKIP, CatchUp.DIGEST)) {
            assertThat(seven.at(at("2026-01-08T07:15"), choice)).isEqualTo(new Staleness.OnTime());
            assertThat(seven.at(at("2026-01-08T07:16"), choice)).isEqualTo(new Staleness.Stale(Duration.ofMinutes(16)));
            assertThat(Staleness.of(DeliveryKind.REMINDER, at("2026-01-07T07:00")).at(at("2026-01-07T16:00"), choice))
                    .isEqualTo(new Staleness.Late(Duration.ofHours(9)));
        }
    }

    @Test
    void after_a_downtime_at_most_the_newest_brief_of_a_kind_is_sent() {
        var rows = List.of(
                brief("07:00", "2025-12-05"), brief("07:00", "2026-01-05"), brief("07:00", "2026-01-06"), brief("07:00", "2026-01-07"));
        assertThat(CatchUp.LATE.settle(rows, at("2026-01-07T09:12")))
                .containsExactly(
                        Optional.of(DeliveryReason.GAP), Optional.of(DeliveryReason.STALE), Optional.of(DeliveryReason.STALE), Optional.empty());
        assertThat(CatchUp.SKIP.settle(rows, at("2026-01-07T09:12")).getLast()).contains(DeliveryReason.STALE);
        var weekend = List.of(brief("07:00", "2026-04-03"), brief("07:00", "2026-04-03"));
        assertThat(CatchUp.LATE.settle(weekend, at("2026-04-03T08:00"))).containsExactly(Optional.of(DeliveryReason.SUPERSEDED), Optional.empty());
    }

    @Test
    void of_any_rows_one_at_most_is_sent_and_it_is_the_newest() {
        Seeds.each(200, seed -> {
            var random = new SplittableRandom(seed);
            var calendar = CALENDAR.sessions(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 6, 30));
            int first = random.nextInt(calendar.size() - 10);
            var rows = calendar.subList(first, first + 1 + random.nextInt(9)).stream().map(day -> brief("07:00", day.toString())).toList();
            var now = rows.getLast().due().plusSeconds(random.nextLong(-3_600, 40_000));
            for (var choice : CatchUp.values()) {
                var settled = choice.settle(rows, now);
                assertThat(settled).hasSameSizeAs(rows);
                assertThat(settled.subList(0, rows.size() - 1)).allMatch(Optional::isPresent);
            }
        });
    }

    @Test
    void a_late_brief_says_when_it_was_due_and_how_old_its_prices_are() {
        var asOf = LocalDate.of(2026, 1, 8);
        assertThat(new LateLine.OfBrief(at("2026-01-09T07:00"), at("2026-01-09T09:12"), asOf, NEW_YORK).words())
                .isEqualTo("Due 07:00, sent 09:12 EST; prices as of Thu 8 Jan close.");
        assertThat(new LateLine.OfBrief(at("2026-01-08T22:00"), at("2026-01-09T00:12"), asOf, NEW_YORK).words())
                .isEqualTo("Due Thu 8 Jan 22:00, sent Fri 9 Jan 00:12 EST; prices as of Thu 8 Jan close.");
        assertThat(new LateLine.OfBrief(at("2026-03-08T01:30"), at("2026-03-08T04:00"), LocalDate.of(2026, 3, 6), NEW_YORK).words())
                .isEqualTo("Due 01:30 EST, sent 04:00 EDT; prices as of Fri 6 Mar close.");
        assertThatThrownBy(() -> new LateLine.OfBrief(at("2026-01-09T07:00"), at("2026-01-09T06:00"), asOf, NEW_YORK))
                .hasMessageContaining("before it was due");
    }

    @Test
    void a_late_reminder_says_how_late() {
        assertThat(new LateLine.OfReminder(at("2026-01-07T07:00"), at("2026-01-07T16:02"), "Q4 earnings", NEW_YORK).words())
                .isEqualTo("Reminder for Wed 07:00, 9 h late: Q4 earnings");
        assertThat(new LateLine.OfReminder(at("2026-01-07T07:00"), at("2026-01-07T07:25"), "CPI", NEW_YORK).words())
                .isEqualTo("Reminder for Wed 07:00, 25 min late: CPI");
        assertThat(new LateLine.OfReminder(at("2026-01-07T07:00"), at("2026-01-14T08:00"), "CPI", NEW_YORK).words())
                .isEqualTo("Reminder for Wed 7 Jan 07:00, 7 days late: CPI");
    }

    @Test
    void the_next_brief_names_what_was_missed_and_where_to_read_it() {
        var down = Optional.of(new Outage(at("2026-01-08T06:40"), at("2026-01-08T16:02")));
        assertThat(new MissedBriefs(List.of(LocalDate.of(2026, 1, 8)), down, NEW_YORK).words())
                .isEqualTo("The brief for Thu 8 Jan was not delivered (service down 06:40-16:02). Read it: /brief 2026-01-08");
        assertThat(new MissedBriefs(List.of(LocalDate.of(2026, 1, 8)), Optional.empty(), NEW_YORK).words())
                .isEqualTo("The brief for Thu 8 Jan was not delivered. Read it: /brief 2026-01-08");
        assertThat(new MissedBriefs(
                                List.of(LocalDate.of(2026, 1, 7), LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6)), down, NEW_YORK)
                        .words())
                .isEqualTo("3 briefs were not delivered, Mon 5 to Wed 7 Jan (service down). /brief 2026-01-05");
        assertThat(new MissedBriefs(
                                List.of(LocalDate.of(2026, 1, 30), LocalDate.of(2026, 2, 2)),
                                Optional.of(new Outage(at("2026-01-29T22:10"), at("2026-02-02T16:02"))),
                                NEW_YORK)
                        .words())
                .isEqualTo("2 briefs were not delivered, Fri 30 Jan to Mon 2 Feb (service down). /brief 2026-01-30");
        assertThat(new MissedBriefs(
                                List.of(LocalDate.of(2026, 1, 30)),
                                Optional.of(new Outage(at("2026-01-29T22:10"), at("2026-01-30T16:02"))),
                                NEW_YORK)
                        .words())
                .contains("(service down Thu 29 Jan 22:10 to Fri 30 Jan 16:02)");
    }
}
