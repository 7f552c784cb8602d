package tidewatch.notes;

import java.util.Optional;

/**
 * The one listed name that a section, else its note, is about: for lines that leave it out, such as "Stock fell 17 %" and "Stop: $154".
 * A ticker in brackets or a known name, from the innermost heading outwards; then the front matter's ticker and the file name.
 */
final class Subject {
    private Subject() {}

    static Optional<Name> of(Draft draft, Section section) {
        for (int i = section.trail().size() - 1; i >= 0; i--) {
            var name = in(section.trail().get(i));
            if (name.isPresent()) {
                return name;
            }
        }
        if (draft.ticker.isPresent()) {
            return Optional.of(new Name(NoteParser.fileTitle(draft.path), Optional.empty(), draft.ticker));
        }
        return in(NoteParser.fileTitle(draft.path));
    }

    private static Optional<Name> in(String heading) {
        var words = NameList.cleaned(Section.withoutNumber(NameList.cleaned(heading)));
        var whole = listed(words);
        if (whole.isPresent()) {
            return whole;
        }
        var s = Folded.of(words);
        int from = 0;
        Optional<Name> only = Optional.empty();
        for (int i = 0; i <= s.length(); i++) {
            boolean cut = i == s.length() || s.charAt(i) == ':' || s.charAt(i) == ',' || s.startsWith(" - ", i);
            if (cut) {
                var part = listed(NameList.cleaned(words.substring(Math.min(from, i), i)));
                if (part.isPresent()) {
                    if (only.isPresent() && !only.equals(part)) {
                        return Optional.empty();
                    }
                    only = part;
                }
                from = i + 1;
            }
        }
        return only;
    }

    /**
     * Something with a price of its own: a known name, or words with one ticker in brackets behind them ("Intel Corporation (INTC)
     * update"); no sector, no style, no word that happens to be a name.
     */
    private static Optional<Name> listed(String words) {
        if (words.isEmpty() || words.length() > 100) {
            return Optional.empty();
        }
        int open = words.indexOf('(');
        var before = NameList.cleaned(open < 0 ? words : words.substring(0, open));
        if (open > 0 && before.indexOf(':') < 0) {
            var name = NameList.single(Name.of(words.substring(0, Math.max(open, words.indexOf(')', open) + 1))));
            boolean known = name.ticker().filter(t -> Dictionary.bundled().ticker(t).isPresent()).isPresent();
            if (name.ticker().isPresent() && (known || !isKnown(before))) {
                return Optional.of(new Name(before, name.link(), name.ticker()));
            }
        }
        return isKnown(before) && (open < 0 || words.indexOf(')', open) == words.length() - 1)
                ? Optional.of(Name.of(before))
                : Optional.empty();
    }

    private static boolean isKnown(String name) {
        return name.length() <= 60
                && Dictionary.bundled().inProse(name).stream()
                        .anyMatch(e -> !e.kind().equals("sector")
                                && !e.kind().equals("style")
                                && !e.kind().equals("theme")
                                && !e.kind().equals("private"));
    }
}
