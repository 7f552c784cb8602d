package tidewatch.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Ladder;
import tidewatch.message.Layout;
import tidewatch.message.Line;
import tidewatch.message.RenderPlan;
import tidewatch.message.Renderer;
import tidewatch.message.Style;

/**
 * A message for a terminal: the lines of {@link Layout} with their looks. Headings bold, small print dim, figures green or red by their
 * sign; without colour there is no escape sequence but those of links, which are written as OSC 8 where the place shows them.
 *
 * <p>Words cannot carry a sequence of their own: control characters are taken out at the door of the message, and here once more.
 */
public final class AnsiRenderer implements Renderer {
    private static final String ESC = "\u001b";
    private static final String RESET = ESC + "[0m";
    private static final String STRING_END = ESC + "\\";
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");

    @Override
    public RenderPlan render(Doc doc, Capabilities place) {
        var laid = Layout.lay(doc, place, Ladder.Buttons.NUMBERED);
        var all = new StringBuilder();
        laid.lines().forEach(line -> all.append(print(line, place.colour())).append('\n'));
        return new RenderPlan(
                List.of(new RenderPlan.Part(1, 1, all.toString(), laid.text())), laid.degradations(), laid.furniture());
    }

    /** One line with its sequences; every one that is opened is closed on the same line. */
    static String print(Line line, boolean colour) {
        var out = new StringBuilder();
        int end = line.spans().size();
        while (end > 0 && line.spans().get(end - 1).text().isBlank()) {
            end--;
        }
        for (int i = 0; i < end; ) {
            var style = line.spans().get(i).style();
            var text = new StringBuilder();
            for (; i < end && line.spans().get(i).style().equals(style); i++) {
                text.append(line.spans().get(i).text());
            }
            out.append(styled(CONTROL.matcher(text).replaceAll(""), style, colour));
        }
        return out.toString();
    }

    private static String styled(String text, Style style, boolean colour) {
        var looks = colour && !text.isBlank() ? codes(style) : List.<String>of();
        var told = looks.isEmpty() ? text : ESC + "[" + String.join(";", looks) + "m" + text + RESET;
        return style.link()
                .map(link -> ESC + "]8;;" + CONTROL.matcher(link.toASCIIString()).replaceAll("") + STRING_END + told + ESC + "]8;;"
                        + STRING_END)
                .orElse(told);
    }

    /** ECMA-48 SGR parameters. */
    private static List<String> codes(Style style) {
        var codes = new ArrayList<String>();
        if (style.strong()) {
            codes.add("1");
        }
        if (style.dim()) {
            codes.add("2");
        }
        if (style.em()) {
            codes.add("3");
        }
        if (style.code()) {
            codes.add("36");
        }
        switch (style.tone()) {
            case UP -> codes.add("32");
            case DOWN -> codes.add("31");
            case NONE -> {}
        }
        return codes;
    }
}
