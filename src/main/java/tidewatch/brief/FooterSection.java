package tidewatch.brief;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Block;

/** Section 11: the next brief and why not tomorrow, the id, where sources are, "not advice". */
public final class FooterSection implements Section {
    /** Why the exchange is closed on a Saturday or Sunday. */
    static final String WEEKEND = "weekend";

    /**
     * When the next brief is due.
     *
     * @param next day of the next brief
     * @param skipped why there is none on the next weekday; absent when that is the day
     * @param closedToday why there is no session today in New York; absent on a session
     */
    public record Facts(LocalDate next, LocalTime time, Optional<String> skipped, Optional<String> closedToday) {}

    static Facts facts(BriefInput in) {
        var calendar = in.panel().calendar();
        var today = in.today();
        var next = calendar.next(today);
        Optional<String> skipped = Optional.empty();
        for (var day = today.plusDays(1); day.isBefore(next); day = day.plusDays(1)) {
            var date = day;
            var closed = calendar.closedBecause(day);
            if (closed.isPresent()) {
                skipped = Optional.of(Wording.day(date).substring(0, 3) + ": market closed");
            }
        }
        var exchange = in.at().withZoneSameInstant(TradingCalendar.ZONE).toLocalDate();
        var closed =
                calendar.isSession(exchange) ? Optional.<String>empty() : calendar.closedBecause(exchange).or(() -> Optional.of(WEEKEND));
        return new Facts(next, in.briefTime(), skipped, closed);
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.footer();
        var words = reader.copy().map(FooterSection::next).orElseGet(() -> "Next brief " + Wording.day(facts.next()) + " " + facts.time()
                        + facts.skipped().map(why -> " (" + why + ")").orElse(""))
                + " · " + brief.id() + " · /why for sources · " + Wording.NOT_ADVICE
                + (brief.sample() ? " · " + Wording.SAMPLE : "");
        return List.of(new Block.Footer(Wording.sentence(words)));
    }

    static String next(Copy copy) {
        return copy.next().map(when -> "Next brief " + when).orElse("No brief comes after this one");
    }
}
