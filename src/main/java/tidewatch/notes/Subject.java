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
        var whole = NameList.single(Name.of(words));
        if (isListed(whole)) {
            return Optional.of(whole);
        }
        var s = Folded.of(words);
        int from = 0;
        Optional<Name> only = Optional.empty();
        for (int i = 0; i <= s.length(); i++) {
            boolean cut = i == s.length() || s.charAt(i) == ':' || s.charAt(i) == ',' || s.startsWith(" - ", i);
            if (cut) {
                var part = NameList.single(Name.of(NameList.cleaned(words.substring(Math.min(from, i), i))));
                if (isListed(part)) {
                    if (only.isPresent() && !only.get().text().equals(part.text())) {
                        return Optional.empty();
                    }
                    only = Optional.of(part);
                }
                from = i + 1;
            }
        }
        return only;
    }

    /** Something with a price of its own: no sector, no style, no word that happens to be a name. */
    private static boolean isListed(Name name) {
        if (name.ticker().isPresent()) {
            return true;
        }
        return name.text().length() <= 60
                && Dictionary.bundled().inProse(name.text()).stream()
                        .anyMatch(e -> !e.kind().equals("sector")
                                && !e.kind().equals("style")
                                && !e.kind().equals("theme")
                                && !e.kind().equals("private"));
    }
}
