package tidewatch.testing;

import java.util.StringJoiner;
import tidewatch.market.PricePanel;

/** Writes out every figure of a panel, so that two panels can be compared byte for byte. */
public final class Panels {
    private Panels() {}

    /** Every bit of every figure and every reason, a line a session and series. */
    public static String everything(PricePanel panel) {
        var out = new StringBuilder();
        for (PricePanel.Series s : panel.series()) {
            out.append(s.instrument()).append(' ').append(s.basis()).append(' ').append(s.first()).append(' ').append(s.last());
            out.append('\n');
            for (int t = 0; t < panel.size(); t++) {
                var line = new StringJoiner(" ");
                line.add(panel.session(t).toString());
                for (double x : new double[] {
                    s.close(t), s.levelOpen(t), s.levelHigh(t), s.levelLow(t), s.levelClose(t), s.volume(t), s.dividend(t)
                }) {
                    line.add(Long.toHexString(Double.doubleToLongBits(x)));
                }
                line.add(s.heldBack(t).orElse("-"));
                out.append(line).append('\n');
            }
        }
        return out.toString();
    }
}
