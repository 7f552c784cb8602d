package tidewatch.notes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the reasons that a note gives: child headings of a section of drivers, else its top-level items, else rows of a table. */
final class DriverReader {
    private DriverReader() {}

    /** A child heading with everything under it. */
    static void heading(Draft draft, Section child) {
        var text = new ArrayList<String>();
        var effects = new ArrayList<Claim.Driver.CauseEffect>();
        var lines = new ArrayList<Run>();
        int end = child.at().end();
        for (var piece : child.allPieces().toList()) {
            switch (piece) {
                case Piece.Paragraph p -> lines.add(p.words());
                case Piece.Item i -> lines.add(i.words());
                case Piece.Heading h -> lines.add(h.words());
                case Piece.Table t -> TableReader.read(draft, child, t);
                case Piece.Verbatim v -> {}
                case Piece.Rule r -> {
                    continue;
                }
                case Piece.CalloutEnd c -> {}
            }
            end = Math.max(end, piece.at().end());
        }
        for (var line : lines) {
            text.add(line.plain().strip());
            effect(line.plain()).ifPresent(effects::add);
        }
        var at = trimmed(draft.text, new Stretch(child.at().start(), end));
        add(draft, child, child.shown(), String.join("\n", text), effects, at, Rule.DRIVER_HEADING);
    }

    static void add(Draft draft, Section section, String shown, String text, Stretch at, Rule rule) {
        var effects = effect(text).map(List::of).orElse(List.of());
        add(draft, section, shown, text, effects, at, rule);
    }

    private static void add(
            Draft draft,
            Section section,
            String shown,
            String text,
            List<Claim.Driver.CauseEffect> effects,
            Stretch at,
            Rule rule) {
        var name = Section.withoutNumber(NameList.cleaned(shown));
        draft.add(new Claim.Driver(
                draft.source(at, section, Confidence.SURE, rule),
                Section.number(NameList.cleaned(shown)),
                name.isEmpty() ? shown : name,
                text,
                effects,
                window(draft, section, shown + "\n" + text)));
    }

    /** An item "Tax selling: held to Dec 31": the words before the joint name it. */
    static void item(Draft draft, Section section, Piece.Item item, List<Run> nested, int end) {
        var plain = item.words().plain();
        boolean effect = effect(plain).isPresent();
        int joint = effect ? -1 : ItemReader.joint(plain);
        var name = joint > 0 && joint <= 80 ? plain.substring(0, joint) : firstWords(plain);
        var text = new StringBuilder(plain.strip());
        nested.forEach(line -> text.append('\n').append(line.plain().strip()));
        var at = trimmed(
                draft.text,
                new Stretch(
                        item.words().whole().start(),
                        Math.max(end, item.words().whole().end())));
        add(draft, section, name, text.toString(), at, Rule.DRIVER_ITEM);
    }

    private static String firstWords(String plain) {
        int end = ProseReader.sentenceEnd(plain, 0);
        var sentence = plain.substring(0, end).strip();
        if (sentence.length() <= 80) {
            return sentence;
        }
        int cut = sentence.lastIndexOf(' ', 80);
        return sentence.substring(0, cut > 0 ? cut : 80) + "…";
    }

    /** "A → B"; this arrow is never a verdict. */
    static Optional<Claim.Driver.CauseEffect> effect(String line) {
        for (var arrow : List.of("→", "->", "=>", "⇒")) {
            int at = line.indexOf(arrow);
            if (at > 0) {
                var cause = line.substring(0, at).strip();
                var effect = line.substring(at + arrow.length()).strip();
                if (!cause.isEmpty() && !effect.isEmpty()) {
                    return Optional.of(new Claim.Driver.CauseEffect(cause, effect));
                }
            }
        }
        return Optional.empty();
    }

    /** The union of the days to quarters in its words; bare years say nothing of when a driver is at work. */
    private static Optional<Window> window(Draft draft, Section section, String words) {
        Optional<LocalDate> from = Optional.empty();
        Optional<LocalDate> to = Optional.empty();
        boolean openStart = false;
        boolean openEnd = false;
        Window.Precision precision = Window.Precision.INSTANT;
        boolean any = false;
        for (var found : draft.dates.find(words, DateContext.Mode.NEAREST, section.asOf())) {
            var window = found.reading().window();
            if (window.isEmpty() || window.get().precision() == Window.Precision.YEAR) {
                continue;
            }
            var w = window.get();
            any = true;
            openStart |= w.from().isEmpty();
            openEnd |= w.to().isEmpty();
            if (w.from().isPresent() && (from.isEmpty() || w.from().get().isBefore(from.get()))) {
                from = w.from();
            }
            if (w.to().isPresent() && (to.isEmpty() || w.to().get().isAfter(to.get()))) {
                to = w.to();
            }
            precision = w.precision().compareTo(precision) > 0 ? w.precision() : precision;
        }
        var start = openStart ? Optional.<LocalDate>empty() : from;
        var stop = openEnd ? Optional.<LocalDate>empty() : to;
        if (!any || (start.isEmpty() && stop.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Window(start, stop, precision));
    }

    /** The driver of which the words hold all words of the cause: "tax selling" in "Tax-delay selling". */
    static Optional<String> matching(String cause, List<Claim.Driver> drivers) {
        var wanted = tokens(cause);
        return drivers.stream()
                .filter(d -> !wanted.isEmpty() && tokens(d.name()).containsAll(wanted))
                .map(Claim.Driver::name)
                .findFirst();
    }

    private static Set<String> tokens(String words) {
        var tokens = new HashSet<String>();
        for (var token : NameKey.of(words).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static Stretch trimmed(String text, Stretch at) {
        int end = at.end();
        while (end > at.start() && NameKey.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return new Stretch(at.start(), end);
    }
}
