package tidewatch.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Words we do not use, each with where it is looked for and what to do instead. The words are put together from parts here, so that this
 * file may be read by its own test.
 */
final class Tidy {
    private record Word(Pattern pattern, Predicate<String> where, String instead) {
        Word(String pattern, Predicate<String> where, String instead) {
            this(Pattern.compile(pattern), where, instead);
        }
    }

    /** Names of others for a picture whose formula they keep to themselves. Java's own kit, in capitals or small letters, stays free. */
    private static final Word NAMES_OF_OTHERS = new Word(
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
            "That is a name of others. Ours is RotationMap, with its own published formula.");

    /** A person's own note may hold such a word, so notes in the resources are free. */
    private static final Word PROMISE = new Word(
            "\\b(?:TO" + "DO|FIX" + "ME)\\b",
            path -> !path.endsWith(".md") || !path.contains("/resources/"),
            "Do it now, or open an issue and leave the code without it.");

    private static final Word VAGUE_NAME = new Word(
            "\\b(?:class|interface|record|enum)\\s+[A-Z]\\w*(?:Ut" + "ils?|Hel" + "pers?|Mana" + "gers?|Im" + "pl)\\b",
            path -> path.endsWith(".java"),
            "Name the class for what it is or does; if that is many things, make several.");

    /** Prices say nothing of what was bought and sold. Notes may speak of it, and the package that reads them must know the word. */
    private static final Word FLOWS = new Word(
            "(?i)(?<!\\bnot\\s)fu" + "nd[\\s_-]+flows?",
            Tidy::speaks,
            "We see prices and volumes: write \"relative price strength, not fund" + " flows\".");

    private static final Word REGISTRY = new Word(
            "repo1?\\.mav" + "en\\.(?:apache\\.)?org|(?:oss|central)\\.sona" + "type|mvn" + "repository\\.com|jit" + "pack\\.io"
                    + "|plugins\\.gra" + "dle\\.org|registry\\.np" + "mjs|(?:files\\.python" + "hosted|py" + "pi)\\.org|cra"
                    + "tes\\.io|ruby" + "gems\\.org|proxy\\.gol" + "ang\\.org",
            path -> true,
            "Where packages come from is the builder's own setting: leave the address out.");

    /** Paths of the machine on which somebody works; a path below a variable or a word is free, and so is the command that shows the home. */
    private static final Word MACHINE_PATH = new Word(
            "(?<![\\w.~})*-])/(?:wo" + "rk|tm" + "p|ho" + "me(?=/)|ro" + "ot|Us" + "ers)(?![\\w-])",
            path -> true,
            "Absolute paths of one machine mean nothing on another: use a key, a temporary folder, or a path below the project.");

    private static final Word SLEEP = new Word(
            "\\bThread\\s*\\.\\s*sle" + "ep\\b|\\bTimeUnit\\s*\\.\\s*\\w+\\s*\\.\\s*sle" + "ep\\b",
            Tidy::test,
            "Wait on the event itself, or move the test's own clock.");

    private static final Word SWITCHED_OFF = new Word(
            "@(?:org\\.junit\\.jupiter\\.api\\.)?(?:Dis" + "abled\\w*|Ign" + "ore)\\b",
            Tidy::test,
            "Mend the test or remove it. A check that lacks its data says so with an assumption.");

    private static final List<Word> WORDS =
            List.of(NAMES_OF_OTHERS, PROMISE, VAGUE_NAME, FLOWS, REGISTRY, MACHINE_PATH, SLEEP, SWITCHED_OFF);

    private Tidy() {}

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
        for (var word : WORDS) {
            if (word.where().test(path)) {
                var match = word.pattern().matcher(text);
                while (match.find()) {
                    long line = text.substring(0, match.start()).lines().count() + (atLineStart(text, match.start()) ? 1 : 0);
                    found.add(path + ":" + line + ": \"" + match.group() + "\". " + word.instead());
                }
            }
        }
        return found;
    }

    private static boolean atLineStart(String text, int index) {
        return index == 0 || text.charAt(index - 1) == '\n';
    }
}
