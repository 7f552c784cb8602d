package tidewatch.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every link of a vault by the key of what it names, not by where it leads: a note that comes or goes changes where links lead and nothing
 * here. Immutable; the next one shares all that did not change, so a changed note costs its own links.
 */
final class LinkGraph {
    private static final Comparator<Vault.Backlink> IN_ORDER = Comparator.comparing((Vault.Backlink one) -> one.note().path())
            .thenComparingInt(one -> one.link().place().start());

    private final Map<String, List<Vault.Backlink>> byKey;

    private LinkGraph(Map<String, List<Vault.Backlink>> byKey) {
        this.byKey = byKey;
    }

    static LinkGraph of(Collection<Note> notes) {
        var all = new HashMap<String, List<Vault.Backlink>>();
        // Most links are written as others are: their key is made once.
        var written = new HashMap<String, List<Vault.Backlink>>();
        for (var note : notes) {
            for (var link : note.links()) {
                written.computeIfAbsent(link.target(), target -> all.computeIfAbsent(key(target), k -> new ArrayList<>(2)))
                        .add(new Vault.Backlink(note, link));
            }
        }
        return new LinkGraph(all);
    }

    /** The key of a name, or of the last part of a path. */
    static String key(String name) {
        var key = NameKey.of(NameIndex.withoutMd(name));
        int slash = key.lastIndexOf('/');
        return slash < 0 ? key : key.substring(slash + 1);
    }

    /** The links of these notes in place of those of the others; a note that changed is in both. */
    LinkGraph with(Collection<Note> gone, Collection<Note> come) {
        var touched = new HashSet<String>();
        gone.forEach(note -> note.links().forEach(link -> touched.add(key(link.target()))));
        var paths = new HashSet<String>();
        gone.forEach(note -> paths.add(note.path()));
        var all = new HashMap<>(byKey);
        for (var key : touched) {
            var left = new ArrayList<>(all.getOrDefault(key, List.of()));
            left.removeIf(one -> paths.contains(one.note().path()));
            all.put(key, left);
        }
        for (var note : come) {
            for (var link : note.links()) {
                var key = key(link.target());
                if (touched.add(key)) {
                    all.put(key, new ArrayList<>(all.getOrDefault(key, List.of())));
                }
                all.computeIfAbsent(key, k -> new ArrayList<>(2)).add(new Vault.Backlink(note, link));
            }
        }
        touched.stream().filter(key -> all.getOrDefault(key, List.of()).isEmpty()).forEach(all::remove);
        return new LinkGraph(all);
    }

    /** The links to these keys, in order of their notes and places. */
    List<Vault.Backlink> to(Set<String> keys) {
        var found = new ArrayList<Vault.Backlink>();
        keys.forEach(key -> found.addAll(byKey.getOrDefault(key, List.of())));
        found.sort(IN_ORDER);
        return found;
    }
}
