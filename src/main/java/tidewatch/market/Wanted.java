package tidewatch.market;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The series that prices are wanted of.
 *
 * @param instruments each once, the ones that matter most first: where calls are scarce these are asked for first
 * @param core symbols without which a session is not complete
 * @param watched symbols that are looked at again once their bars are final even where each costs a call; the core is among them
 */
public record Wanted(List<Instrument> instruments, Set<String> core, Set<String> watched) {
    public Wanted {
        instruments = List.copyOf(instruments);
        var symbols = instruments.stream().map(Instrument::symbol).collect(Collectors.toSet());
        if (symbols.size() != instruments.size()) {
            throw new IllegalArgumentException("An instrument is wanted twice");
        }
        Objects.requireNonNull(core);
        var also = new LinkedHashSet<>(watched);
        also.addAll(core);
        core = core.stream().filter(symbols::contains).collect(Collectors.toUnmodifiableSet());
        watched = also.stream().filter(symbols::contains).collect(Collectors.toUnmodifiableSet());
    }

    public int size() {
        return instruments.size();
    }
}
