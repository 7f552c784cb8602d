package tidewatch.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The words of a text as the index takes them. One text after the other, one thread. */
final class WordTokens extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final WordReader reader = WordReader.written("");
    private String text = "";
    private int last = -1;

    void of(String other) {
        text = other;
    }

    @Override
    public void reset() {
        reader.read(text);
        last = -1;
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!reader.next()) {
            return false;
        }
        term.copyBuffer(reader.buffer(), 0, reader.length());
        step.setPositionIncrement(reader.place() - last);
        last = reader.place();
        return true;
    }
}
