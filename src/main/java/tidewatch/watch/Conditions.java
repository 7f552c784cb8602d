package tidewatch.watch;

import java.util.regex.Pattern;

/** Recognises a level or a condition of prices in what was typed, so that it is never taken for something else. */
final class Conditions {
    private static final String NUMBER = "[$\u20ac\u00a3]?\\s?\\d[\\d.,]*\\s?(?:%|percent|per cent|usd|dollars?)?";

    private static final Pattern LEVEL = Pattern.compile(
            "\\b(?:below|above|under|over|beneath|at|hits?|touch(?:es)?|reach(?:es)?|cross(?:es)?|breaks?|falls? to|rises? to|drops? to|unter|\u00fcber)\\s+" + NUMBER + "(?![\\w:])"
                    + "|(?:<=?|>=?|\u2264|\u2265)\\s*" + NUMBER);

    private static final Pattern MOVE = Pattern.compile(
            "\\b(?:down|up|falls?|rises?|drops?|gains?|loses|moves?)\\s+(?:by\\s+|more than\\s+)?[+-]?\\d[\\d.,]*\\s?(?:%|percent|per cent|points?\\b|pp\\b)"
                    + "|[+-]\\s?\\d[\\d.,]*\\s?%");

    private static final Pattern STREAK = Pattern.compile(
            "\\b(?:\\d+|two|three|four|five|six|seven)\\s+(?:days?|sessions?|closes?)\\s+(?:in a row|running|straight)"
                    + "|\\b(?:\\d+|two|three|four|five|six|seven)\\s+(?:consecutive|straight)\\b"
                    + "|\\bstreak\\b|\\b(?:status|thesis)\\s+(?:changes?|flips?)\\b|\\b(?:new|52[- ]week)\\s+(?:high|low)s?\\b");

    /** "NVDA 170": a ticker in capitals and a price, and nothing else. */
    private static final Pattern TICKER_AND_PRICE = Pattern.compile("\\$?[A-Za-z]{1,5}(?:[.-][A-Za-z])?\\s+[$\u20ac\u00a3]?\\d{1,6}(?:[.,]\\d+)?");

    private Conditions() {}

    /** @param words folded to lower case */
    static boolean in(String words) {
        return LEVEL.matcher(words).find() || MOVE.matcher(words).find() || STREAK.matcher(words).find() || TICKER_AND_PRICE.matcher(words).matches();
    }
}
