package tidewatch.notes;

import java.util.List;
import java.util.Objects;

/**
 * A name with several meanings: nothing is picked, the person is asked once.
 *
 * @param name as the note writes it
 * @param candidates at least two
 * @param first the first place where it stands and is not clear, in order of paths
 * @param claims that cannot be tested until it is answered
 * @param files in which they stand
 */
public record NameQuestion(String name, List<Resolution.Ambiguous.Candidate> candidates, Place first, int claims, List<String> files) {
    public NameQuestion {
        Objects.requireNonNull(first);
        candidates = List.copyOf(candidates);
        files = List.copyOf(files);
    }

    public String key() {
        return NameKey.of(name);
    }

    /** The folder of the note where it first stands; empty for a note at the top of the vault. */
    public String folder() {
        int slash = first.file().lastIndexOf('/');
        return slash < 0 ? "" : first.file().substring(0, slash);
    }

    /** {@code "Marathon" in Energy.md:14: Marathon Petroleum (MPC) or Marathon Digital (MARA)?} */
    public String words() {
        var choices = candidates.stream().map(Resolution.Ambiguous.Candidate::shown).toList();
        var last = choices.getLast();
        var others = String.join(", ", choices.subList(0, choices.size() - 1));
        return "\"" + name + "\" in " + first.shown() + ": " + (others.isEmpty() ? last : others + " or " + last) + "?";
    }
}
