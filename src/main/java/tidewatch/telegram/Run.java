package tidewatch.telegram;

import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;

/** A stretch of words of one look. Code carries no other look beside it: the service would drop it. */
record Run(String words, boolean strong, boolean em, boolean code, Optional<URI> link) {
    /** A command without arguments: the service itself makes it something to tap that sends it, which code would not be. */
    private static final Pattern TAPPED = Pattern.compile("/[a-z0-9_]{1,32}");

    /** Inlines as stretches, each of another look than the one before it. */
    static List<Run> of(List<Inline> inlines, boolean strong, boolean em, ZoneId zone) {
        var runs = new ArrayList<Run>();
        inlines.forEach(inline -> add(inline, strong, em, zone, runs));
        return runs;
    }

    private static void add(Inline inline, boolean strong, boolean em, ZoneId zone, List<Run> runs) {
        switch (inline) {
            case Inline.Strong it -> it.text().forEach(one -> add(one, true, em, zone, runs));
            case Inline.Em it -> it.text().forEach(one -> add(one, strong, true, zone, runs));
            case Inline.Code it when !TAPPED.matcher(it.text()).matches() -> add(new Run(it.text(), false, false, true, Optional.empty()), runs);
            case Inline.Link it when linked(it.target()) -> add(new Run(it.label(), strong, em, false, Optional.of(it.target())), runs);
            case Inline.Code _,
                    Inline.Link _,
                    Inline.Text _,
                    Inline.Ticker _,
                    Inline.When _,
                    Inline.NoteRef _,
                    Inline.PersonRef _,
                    Inline.LineBreak _,
                    Inline.Num _ -> add(new Run(Inlines.shown(inline, zone), strong, em, false, Optional.empty()), runs);
        }
    }

    private static void add(Run run, List<Run> runs) {
        if (!runs.isEmpty() && runs.getLast().looksLike(run)) {
            runs.add(new Run(runs.removeLast().words + run.words, run.strong, run.em, run.code, run.link));
        } else {
            runs.add(run);
        }
    }

    private boolean looksLike(Run other) {
        return strong == other.strong && em == other.em && code == other.code && link.equals(other.link);
    }

    /** Whether the service takes an address behind words: its host has a name of several labels. Others it would silently drop. */
    static boolean linked(URI target) {
        var host = target.getHost();
        return host != null && host.indexOf('.') > 0 && host.indexOf('.') < host.length() - 1;
    }

    /** Writes the words; blanks at both ends stand outside the markup, for the service leaves them out of it anyway. */
    void write(Html html) {
        var inner = words.strip();
        if (inner.isEmpty() || !(strong || em || code || link.isPresent())) {
            html.say(words);
            return;
        }
        int lead = words.indexOf(inner);
        html.say(words.substring(0, lead));
        int tags = 0;
        if (strong) {
            html.begin("b");
            tags++;
        }
        if (em) {
            html.begin("i");
            tags++;
        }
        if (code) {
            html.begin("code");
            tags++;
        }
        if (link.isPresent()) {
            html.begin("a", "href", link.get().toASCIIString());
            tags++;
        }
        html.say(inner);
        for (int i = 0; i < tags; i++) {
            html.end();
        }
        html.say(words.substring(lead + inner.length()));
    }
}
