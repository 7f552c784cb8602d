package tidewatch.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidewatch.market.EventArchive;
import tidewatch.market.EventBatch;
import tidewatch.market.EventQuestion;
import tidewatch.market.EventSource;
import tidewatch.market.EventUpdate;
import tidewatch.market.Heard;

/** What sources said, for as long as a test runs. */
public final class MemoryEventArchive implements EventArchive {
    private final List<Heard> rows = new ArrayList<>();
    private final Map<EventSource, TreeMap<String, Asked>> asked = new EnumMap<>(EventSource.class);

    @Override
    public List<Heard> heard(LocalDate from, LocalDate to) {
        return rows.stream()
                .filter(one -> !one.event().end().isBefore(from) && !one.event().date().isAfter(to))
                .sorted(Comparator.comparing((Heard one) -> one.event().date()).thenComparing(Heard::subject).thenComparing(one -> one.source().id()))
                .toList();
    }

    @Override
    public void take(EventSource source, EventQuestion question, EventBatch batch, Instant now, Instant again) {
        var update = EventUpdate.of(source, rows.stream().filter(one -> one.source() == source).toList(), batch, now);
        rows.removeAll(update.gone());
        for (var one : update.put()) {
            rows.removeIf(was -> was.source() == source && was.subject().equals(one.subject()) && was.event().date().equals(one.event().date()));
            rows.add(one);
        }
        asked.values().forEach(parts -> parts.values().removeIf(one -> one.at().isBefore(now.minusSeconds(864_000))));
        asked.computeIfAbsent(source, _ -> new TreeMap<>()).put(question.part(), new Asked(question.part(), now, again));
    }

    @Override
    public List<Asked> asked(EventSource source) {
        return List.copyOf(asked.getOrDefault(source, new TreeMap<>()).values());
    }

    @Override
    public Optional<Instant> lastTaken() {
        return asked.values().stream().flatMap(parts -> parts.values().stream()).map(Asked::at).max(Comparator.naturalOrder());
    }
}
