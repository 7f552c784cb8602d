package tidewatch.notes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of a vault with several meanings, each a question. Each name is looked up once a folder, so it costs one pass over the claims. */
final class OpenNames {
    private OpenNames() {}

    private static final class Asked {
        private final Name name;
        private final Resolution.Ambiguous many;
        private final Place first;
        private final LinkedHashSet<String> files = new LinkedHashSet<>();
        private int claims;

        Asked(Name name, Resolution.Ambiguous many, Place first) {
            this.name = name;
            this.many = many;
            this.first = first;
        }
    }

    /** A name means the same in all notes of a folder. */
    private record Where(Name name, String folder) {}

    /** In the order of their first places. */
    static List<NameQuestion> of(List<Note> notes, EntityResolver resolver) {
        var known = new HashMap<Where, Optional<Resolution.Ambiguous>>();
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (var note : notes) {
            int slash = note.path().lastIndexOf('/');
            var folder = slash < 0 ? "" : note.path().substring(0, slash);
            for (var claim : note.claims()) {
                for (var name : ClaimNames.of(claim)) {
                    known.computeIfAbsent(new Where(name, folder), _ -> resolver.resolve(name, note.path()) instanceof Resolution.Ambiguous many ? Optional.of(many) : Optional.empty())
                            .ifPresent(many -> {
                                var one = asked.computeIfAbsent(NameKey.of(name.text()), _ -> new Asked(name, many, claim.source().place()));
                                one.claims++;
                                one.files.add(note.path());
                            });
                }
            }
        }
        var questions = new ArrayList<NameQuestion>(asked.size());
        asked.values().forEach(one -> questions.add(new NameQuestion(one.name.text(), one.many.candidates(), one.first, one.claims, List.copyOf(one.files))));
        return List.copyOf(questions);
    }
}
