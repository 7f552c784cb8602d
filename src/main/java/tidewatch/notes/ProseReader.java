package tidewatch.notes;

import java.util.List;
import java.util.Optional;

/** Reads words between tables: lead lines first, then sentence by sentence; what no rule reads is kept as prose. */
final class ProseReader {
    /** Longer paragraphs are kept and searched, not read: nobody writes a claim of 20,000 characters. */
    static final int LONGEST = 20_000;

    private final Draft draft;
    private final Vocabulary words;
    private final SentenceReader sentences;

    ProseReader(Draft draft) {
        this.draft = draft;
        this.words = draft.words;
        this.sentences = new SentenceReader(draft);
    }

    void paragraph(Piece.Paragraph p, Section section) {
        read(p.words(), section, Confidence.SURE);
    }

    /** Words of a paragraph or a loose line; each line that starts with a lead word is a section of its own. */
    void read(Run all, Section section, Confidence confidence) {
        if (all.length() > LONGEST) {
            draft.lint(
                    Draft.Grade.INFO,
                    Rule.TEXT_TOO_LONG,
                    all.at(0, 40),
                    "a paragraph of " + all.length() + " characters is kept as prose");
            draft.prose(all.whole(), section);
            return;
        }
        int from = 0;
        int textFrom = 0;
        for (int i = all.lineEnd(draft.text, 0); i <= all.length(); i = i < all.length() ? all.lineEnd(draft.text, i + 1) : i + 1) {
            var line = all.stripped(from, i);
            if (!line.isBlank() && (isTags(line) || lead(line, section, confidence))) {
                sentences(all.stripped(textFrom, Math.max(textFrom, from)), section);
                textFrom = Math.min(all.length(), i + 1);
            }
            from = i + 1;
        }
        sentences(all.stripped(Math.min(textFrom, all.length()), all.length()), section);
    }

    private boolean isTags(Run line) {
        if (line.plain().charAt(0) > '#') {
            return false;
        }
        for (var word : line.plain().split(" ", -1)) {
            if (!word.isEmpty()
                    && !(word.length() > 1 && word.charAt(0) == '#' && Tags.end(word, 1) == word.length())) {
                return false;
            }
        }
        draft.structure(line.whole());
        return true;
    }

    // -- lead lines
    // ------------------------------------------------------------------------------------------------------------------

    /** "Watch: ...", "**Timing:** ...", "Status: ...", "Created 2026-01-08". False when the line starts with no lead word. */
    private boolean lead(Run line, Section section, Confidence confidence) {
        int colon = line.may(Run.COLON) ? line.plain().indexOf(':') : -1;
        if (colon < 0 || colon > 40) {
            return stamp(line);
        }
        var s = line.folded();
        var key = NameKey.of(NameList.cleaned(s.substring(0, colon)));
        var role = words.exact(WordKind.LEAD, key);
        if (role.isEmpty()) {
            return level(line, s, colon, section);
        }
        int behind = colon + 1;
        while (behind < s.length() && (s.charAt(behind) == ':' || s.charAt(behind) == ' ')) {
            behind++;
        }
        var rest = line.sub(behind, line.length());
        var label = line.at(0, colon + 1);
        switch (role.get()) {
            case "WATCH" -> {
                if (rest.isBlank()) {
                    return false;
                }
                draft.structure(label);
                WatchReader.clauses(draft, section, rest, Rule.WATCH_LINE, confidence);
            }
            case "TIMING" -> {
                if (!sentences.timing(rest, section, true)) {
                    return false;
                }
                draft.structure(label);
            }
            case "RELATED" -> {
                if (rest.marks().stream().noneMatch(Run.Mark::isLink)) {
                    return false;
                }
                draft.structure(label);
                rest.marks().stream()
                        .filter(Run.Mark::isLink)
                        .forEach(mark -> new ItemReader(draft, this).related(rest, mark, Optional.empty(), section));
            }
            case "STATUS" -> {
                if (rest.isBlank()) {
                    return false;
                }
                draft.thesis.status =
                        draft.thesis.status.or(() -> Optional.of(rest.plain().strip()));
                draft.thesis.places.add(line.whole());
            }
            case "BENCHMARK" -> {
                var names = NameList.inEntityCell(rest);
                if (names.isEmpty()) {
                    return false;
                }
                draft.thesis.benchmark = draft.thesis.benchmark.or(() -> Optional.of(names.getFirst()));
                draft.thesis.places.add(line.whole());
            }
            case "VEHICLES" -> {
                var names = NameList.list(rest);
                if (names.isEmpty()) {
                    return false;
                }
                draft.thesis.vehicles.addAll(names);
                draft.thesis.hasVehicleList = true;
                draft.thesis.places.add(line.whole());
            }
            // The note's own dates were read before everything else.
            case "CREATED", "REVIEWED" -> {
                if (!isStamp(s.substring(behind))) {
                    return false;
                }
                draft.structure(line.whole());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * "Stop loss: $154.50", "Secondary entry zone: 159-160", "NVDA target: $180": a label with a word of levels and a price behind it,
     * of the name in the label, else of what the section is about. Without a sign of money only where the price stands alone.
     */
    private boolean level(Run line, String s, int colon, Section section) {
        var label = NameList.cleaned(s.substring(0, colon));
        Optional<Vocabulary.Hit> verb = Optional.empty();
        for (int i = 0; i < label.length(); i++) {
            var hit = i == 0 || label.charAt(i - 1) == ' ' ? words.at(WordKind.LEVEL, label, i) : Optional.<Vocabulary.Hit>empty();
            boolean better = verb.isEmpty() || verb.get().role().equals("TARGET");
            // "Entry target" is an entry.
            verb = hit.isPresent() && !hit.get().role().equals("WATCH") && better ? hit : verb;
        }
        if (verb.isEmpty() || words.wordHit(WordKind.VETO, "LEVEL", label)) {
            return false;
        }
        var rest = s.substring(colon + 1);
        int scale = rest.indexOf('$');
        var price = LevelGrammar.price(rest, 0, verb.get().role());
        boolean money = price.flatMap(CellReading.Price::currency).isPresent();
        if (price.isEmpty() || (!money && (scale >= 0 || !LevelGrammar.isBare(rest)))) {
            return false;
        }
        int start = s.indexOf(label);
        var before = line.sub(start, Math.max(start, start + verb.get().start())).strip();
        var inLabel = NameList.inEntityCell(before).stream()
                .filter(n -> n.ticker().isPresent()
                        || n.link().isPresent()
                        || !Dictionary.bundled().inProse(n.text()).isEmpty())
                .findFirst();
        var name = inLabel.or(() -> Subject.of(draft, section));
        if (name.isEmpty()) {
            return false;
        }
        draft.add(new Claim.Level(
                draft.source(line.whole(), section, Confidence.LIKELY, Rule.LEVEL),
                name.get(),
                price.get().verb(),
                price.get().price(),
                price.get().currency()));
        return true;
    }

    /** "Created 2026-01-08" without a colon. */
    private boolean stamp(Run line) {
        if (!line.may(Run.DIGIT) || !words.mayStart(WordKind.LEAD, line.plain(), 0, line.length())) {
            return false;
        }
        var s = line.folded();
        for (var role : List.of("CREATED", "REVIEWED")) {
            for (var word : words.roles(WordKind.LEAD).getOrDefault(role, List.of())) {
                if (s.startsWith(word) && s.startsWith(" ", word.length()) && isStamp(s.substring(word.length() + 1))) {
                    draft.structure(line.whole());
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isStamp(String rest) {
        return rest.length() <= 40 && Folded.holdsDigit(rest, 0, rest.length());
    }

    // -- sentences
    // -------------------------------------------------------------------------------------------------------------------

    private void sentences(Run text, Section section) {
        if (text.isBlank()) {
            return;
        }
        int proseFrom = -1;
        int at = 0;
        while (at < text.length()) {
            int end = text.may(Run.STOP) ? sentenceEnd(text.plain(), at) : text.length();
            var sentence = text.stripped(at, end);
            if (!sentence.isBlank()) {
                if (sentences.read(sentence, section)) {
                    if (proseFrom >= 0) {
                        draft.prose(text.stripped(proseFrom, at).whole(), section);
                        proseFrom = -1;
                    }
                } else if (proseFrom < 0) {
                    proseFrom = at;
                }
            }
            at = end;
        }
        if (proseFrom >= 0) {
            draft.prose(text.stripped(proseFrom, text.length()).whole(), section);
        }
    }

    static int sentenceEnd(String plain, int from) {
        for (int i = from; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '。') {
                return i + 1;
            }
            if ((c == '.' || c == '!' || c == '?') && i + 2 < plain.length() && NameKey.isSpace(plain.charAt(i + 1))) {
                char next = plain.charAt(i + 2);
                // "St. Louis", "vs. Nasdaq": a short word before the point ends no sentence.
                boolean shortWord =
                        c == '.' && i >= 2 && (plain.charAt(i - 2) == ' ' || (i >= 3 && plain.startsWith("vs", i - 2)));
                if (!shortWord && !Character.isLowerCase(next)) {
                    return i + 1;
                }
            }
        }
        return plain.length();
    }
}
