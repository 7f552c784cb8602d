package tidewatch.notes;

import java.util.Objects;
import tidewatch.problem.Problem;

/**
 * One line of lint: what was not understood, or is doubtful, and how to mend it.
 *
 * @param file vault-relative path; empty where no file is at fault
 * @param line 1-based; 0 where the file as a whole is meant
 * @param sentence names the thing and, where there is one, the next step
 * @param rule stable id of the rule that says it, such as {@code move.unsigned}; empty for a file that could not be read
 */
public record Finding(Grade grade, String file, int line, String sentence, String rule) {
    /** How much it matters; the first matters most. */
    public enum Grade {
        /** A row or a note could not be read. */
        FIX,
        /** It was read and is doubtful. */
        CHECK,
        /** Worth knowing; nothing to mend. */
        INFO
    }

    public Finding {
        Objects.requireNonNull(grade);
        Objects.requireNonNull(file);
        Objects.requireNonNull(rule);
        if (sentence.isBlank() || line < 0) {
            throw new IllegalArgumentException(file + " line " + line + ": " + sentence);
        }
    }

    /** A line of a note's lint, or a file that could not be read: that is to be mended, unless it is only said. */
    static Finding of(Problem problem) {
        var words = problem.sentence();
        var grade = Grade.FIX;
        boolean graded = false;
        for (var one : Grade.values()) {
            if (words.startsWith(one + " ")) {
                grade = one;
                graded = true;
                words = words.substring(one.name().length() + 1);
            }
        }
        var rule = "";
        int open = words.lastIndexOf(" (");
        if (graded && open > 0 && words.endsWith(")") && words.indexOf(' ', open + 1) < 0) {
            rule = words.substring(open + 2, words.length() - 1);
            words = words.substring(0, open);
        }
        if (!graded) {
            grade = switch (problem.reason()) {
                case NOTICE -> Grade.INFO;
                case CONFLICT, STALE, AMBIGUOUS -> Grade.CHECK;
                case UNKNOWN_NAME, NO_DATA, TOO_LITTLE_HISTORY, GARBLED, QUARANTINED, UNREADABLE, TOO_BIG, BAD_ARGUMENT, REFUSED, UNREACHABLE, UNTESTABLE ->
                    Grade.FIX;
            };
        }
        var where = problem.where();
        int colon = where.lastIndexOf(':');
        boolean numbered = colon > 0 && colon < where.length() - 1 && where.length() - colon <= 8 && where.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        var file = numbered ? where.substring(0, colon) : where;
        // Alone a problem names its file; here the file stands before it.
        var name = file.substring(file.lastIndexOf('/') + 1) + " ";
        words = words.length() > name.length() && words.startsWith(name) ? words.substring(name.length()) : words;
        return new Finding(grade, file, numbered ? Integer.parseInt(where.substring(colon + 1)) : 0, words, rule);
    }

    /** {@code Energy.md:14}; the file alone where no line is meant. */
    public String where() {
        return line == 0 ? file : file + ":" + line;
    }

    /** {@code Energy.md:14 CHECK "3%" has no sign under "Losers": write -3% or +3% (move.unsigned)}. */
    public String words() {
        return (file.isEmpty() ? "" : where() + " ") + grade + " " + sentence + (rule.isEmpty() ? "" : " (" + rule + ")");
    }
}
