package tidewatch.rotation;

import java.util.Arrays;

/** The lengths in sessions among which a start is searched. Each has its own null quantiles; none may be used for another. */
public enum SearchWindow {
    M3_TO_63(3, 63),
    /** The one in use. */
    M3_TO_126(3, 126),
    M5_TO_126(5, 126),
    M5_TO_252(5, 252);

    private final int least;
    private final int most;

    SearchWindow(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** Fewest sessions of a move. */
    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    /** As the table of null quantiles names it: {@code 3..126}. */
    String code() {
        return least + ".." + most;
    }

    static SearchWindow coded(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The null quantiles name an unknown window " + code));
    }
}
