package tidewatch.brief;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.market.TradingCalendar;

/**
 * The facts of one brief: a value without words, without clock and without I/O behind it. {@link BriefComposer} says it.
 *
 * @param id its date, or what {@link BriefArchive.Key#said} makes of it; with a figure's number it names a figure for ever
 * @param at the moment for which it is written, in the reader's zone
 * @param session session of the closes
 * @param sample true when prices are invented
 * @param days where it stands among the exchange's days
 * @param sectorWeek the sectors over the week that ended, when {@code session} was its last
 * @param stale notes that time has passed by, when {@code session} was the last of its week
 * @param scorecard what the brief before named, and what the record says
 * @param figures every figure of it, by number
 */
public record Brief(
        String id,
        ZonedDateTime at,
        LocalDate session,
        boolean sample,
        CoverageSection.Facts coverage,
        TopCallSection.Facts call,
        TapeSection.Facts tape,
        RotationSection.Facts rotation,
        FlowSection.Facts flows,
        ThesesSection.Facts theses,
        MoversSection.Facts movers,
        ScenarioSection.Facts scenarios,
        AheadSection.Facts ahead,
        NoteCheckSection.Facts noteCheck,
        FooterSection.Facts footer,
        Days days,
        SectorWeekSection.Facts sectorWeek,
        StaleSection.Facts stale,
        ScorecardSection.Facts scorecard,
        List<Figure> figures) {
    /**
     * Where a brief stands among the exchange's days.
     *
     * @param before the session before that of the prices: a brief of it is the last one that a daily reader has
     * @param ahead the first session that is not over yet
     * @param awaited the session whose prices should have been here, when those shown are older
     */
    public record Days(LocalDate before, LocalDate ahead, Optional<LocalDate> awaited) {
        /** The week of the session ahead, Monday to Sunday. */
        LocalDate monday() {
            return ahead.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        LocalDate sunday() {
            return ahead.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        }

        /** By weekdays alone, as in a week without a holiday. */
        static Days plain(LocalDate session) {
            return new Days(weekday(session, -1), weekday(session, 1), Optional.empty());
        }

        private static LocalDate weekday(LocalDate from, int step) {
            var day = from.plusDays(step);
            while (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
                day = day.plusDays(step);
            }
            return day;
        }
    }

    /** In the middle of a week without a holiday. */
    public Brief(
            String id,
            ZonedDateTime at,
            LocalDate session,
            boolean sample,
            CoverageSection.Facts coverage,
            TopCallSection.Facts call,
            TapeSection.Facts tape,
            RotationSection.Facts rotation,
            FlowSection.Facts flows,
            ThesesSection.Facts theses,
            MoversSection.Facts movers,
            ScenarioSection.Facts scenarios,
            AheadSection.Facts ahead,
            NoteCheckSection.Facts noteCheck,
            FooterSection.Facts footer,
            List<Figure> figures) {
        this(
                id,
                at,
                session,
                sample,
                coverage,
                call,
                tape,
                rotation,
                flows,
                theses,
                movers,
                scenarios,
                ahead,
                noteCheck,
                footer,
                Days.plain(session),
                SectorWeekSection.Facts.none(),
                StaleSection.Facts.none(),
                ScorecardSection.Facts.none(),
                figures);
    }

    public Brief {
        Objects.requireNonNull(id);
        Objects.requireNonNull(days);
        Objects.requireNonNull(sectorWeek);
        Objects.requireNonNull(stale);
        Objects.requireNonNull(scorecard);
        figures = List.copyOf(figures);
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i).number() != i + 1) {
                throw new IllegalArgumentException("Figure " + figures.get(i).number() + " stands at place " + (i + 1));
            }
        }
    }

    public LocalDate date() {
        return at.toLocalDate();
    }

    /** The day in New York for which it is written. */
    public LocalDate exchangeDay() {
        return at.withZoneSameInstant(TradingCalendar.ZONE).toLocalDate();
    }

    /** The same facts under another name, such as that of a second brief of one day. */
    public Brief named(String name) {
        return new Brief(
                name, at, session, sample, coverage, call, tape, rotation, flows, theses, movers, scenarios, ahead, noteCheck, footer, days,
                sectorWeek, stale, scorecard, figures);
    }

    /** What it lacks, in words; empty when it is complete. */
    public List<String> missing() {
        return coverage.lacking(days.awaited());
    }

    public Optional<Figure> figure(int number) {
        return number >= 1 && number <= figures.size() ? Optional.of(figures.get(number - 1)) : Optional.empty();
    }
}
