package tidewatch.evidence;

import java.util.HashMap;
import java.util.Map;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Resolution;

/** Answers as another resolver does, each question once: a few names stand in thousands of lines. Not for several threads. */
final class KnownNames implements EntityResolver {
    private final EntityResolver resolver;
    private final Map<Asked, Resolution> known = new HashMap<>();

    /** A name means the same in all notes of a folder, but for a link, which may lead to the note itself. */
    private record Asked(Name name, String where) {}

    KnownNames(EntityResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Resolution resolve(Name name, String fromFile) {
        boolean link = name.link().isPresent() || name.text().contains("[[");
        var where = link ? fromFile : fromFile.substring(0, fromFile.lastIndexOf('/') + 1);
        return known.computeIfAbsent(new Asked(name, where), _ -> resolver.resolve(name, fromFile));
    }

    @Override
    public String shown(String id) {
        return resolver.shown(id);
    }
}
