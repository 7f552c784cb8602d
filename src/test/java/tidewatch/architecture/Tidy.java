package tidewatch.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Words we do not use, each with where it is looked for and what to do instead. The words are put together from parts here, so that this
 * file may be read by its own test.
 */
enum Tidy {
    /** Names of others for a picture whose formula they keep to themselves (ours is RotationMap). Java's kit, in capitals, stays free. */
    NAMES_OF_OTHERS(
            "(?i:\\b" + "r[.\\s_-]?r[.\\s_-]?g\\b)"
                    + "|(?<![A-Z])" + "RR" + "G(?![A-Z])"
                    + "|" + "Rr" + "g(?![a-z])"
                    + "|\\b" + "rr" + "g(?=[A-Z_])"
                    + "|(?i:relative[\\s_-]*rotation[\\s_-]*" + "graph)"
                    + "|" + "Jd" + "K"
                    + "|\\b" + "J\\W{1,2}d\\W{1,2}K\\b"
                    + "|(?i:kempe" + "naer)"
                    + "|(?i:jd" + "k[\\s_-]*r[\\s_-]?s\\b)",
            path -> true,
            "That is a name of others. Ours is RotationMap, with its own published formula."),

    /** A person's own note may hold such a word, so notes in the resources are free. */
    PROMISE("\\b(?:TO" + "DO|FIX" + "ME)\\b", path -> !path.endsWith(".md") || !path.contains("/resources/"),
            "Do it now, or open an issue and leave the code without it."),

    VAGUE_NAME("\\b(?:class|interface|record|enum)\\s+[A-Z]\\w*(?:Ut" + "ils?|Hel" + "pers?|Mana" + "gers?|Im" + "pl)\\b",
            path -> path.endsWith(".java"),
            "Name the class for what it is or does; if that is many things, make several."),

    /** Prices say nothing of what was bought and sold. Notes may speak of it, and the package that reads them must know the word. */
    FLOWS("(?<!\\bnot\\s)fu" + "nd[\\s_-]+flows?", Tidy::speaks,
            "We see prices and volumes: write \"relative price strength, not fund" + " flows\".", Pattern.CASE_INSENSITIVE),

    REGISTRY(
            "repo1?\\.mav" + "en\\.(?:apache\\.)?org|repo\\.mav" + "en\\.apache|(?:oss|central)\\.sona" + "type|mvn" + "repository\\.com|jit"
                    + "pack\\.io|plugins\\.gra" + "dle\\.org|registry\\.np" + "mjs|(?:files\\.python" + "hosted|py" + "pi)\\.org|cra"
                    + "tes\\.io|ruby" + "gems\\.org|proxy\\.gol" + "ang\\.org",
            path -> true,
            "Where packages come from is the builder's own setting: leave the address out."),

    /** Paths of the machine on which somebody works; a path below a variable or a word is free. */
    MACHINE_PATH("(?<![\\w.~})*-])/(?:wo" + "rk|tm" + "p|ho" + "me|ro" + "ot|Us" + "ers)(?![\\w-])", path -> true,
            "Absolute paths of one machine mean nothing on another: use a key, a temporary folder, or a path below the project."),

    SLEEP("\\bThread\\s*\\.\\s*sle" + "ep\\b|\\bTimeUnit\\s*\\.\\s*\\w+\\s*\\.\\s*sle" + "ep\\b", Tidy::test,
            "Wait on the event itself, or move the test's own clock."),

    SWITCHED_OFF("@(?:org\\.junit\\.jupiter\\.api\\.)?(?:Dis" + "abled\\w*|Ign" + "ore)\\b", Tidy::test,
            "Mend the test or remove it. A check that lacks its data says so with an assumption.");

    private final Pattern word;
    private final Predicate<String> where;
    private final String instead;

    Tidy(String word, Predicate<String> where, String instead) {
        this(word, where, instead, 0);
    }

    Tidy(String word, Predicate<String> where, String instead, int flags) {
        this.word = Pattern.compile(word, flags);
        this.where = where;
        this.instead = instead;
    }

    /** Words of ours that a person reads: not notes and what reads them, not tests, but the golden files. */
    private static boolean speaks(String path) {
        boolean note = path.endsWith(".md") && path.contains("/resources/") && !path.contains("/golden/");
        boolean reader = path.contains("/tidewatch/notes/") || path.contains("/vault/");
        return !note && !reader && (!path.startsWith("src/test/") || path.contains("/golden/"));
    }

    private static boolean test(String path) {
        return path.startsWith("src/test/");
    }

    /** A line for each word that a file should not hold: path, line, the word, and what to do. */
    static List<String> of(String path, String text) {
        var found = new ArrayList<String>();
        for (var rule : values()) {
            if (rule.where.test(path)) {
                var match = rule.word.matcher(text);
                while (match.find()) {
                    long line = text.substring(0, match.start()).lines().count() + (atLineStart(text, match.start()) ? 1 : 0);
                    found.add(path + ":" + line + ": \"" + match.group() + "\". " + rule.instead);
                }
            }
        }
        return found;
    }

    private static boolean atLineStart(String text, int index) {
        return index == 0 || text.charAt(index - 1) == '\n';
    }
}
