package tidewatch.notes;

import java.util.List;
import java.util.Set;

/** What a table column holds, in the order in which header words are tried. */
enum ColumnRole {
    ENTITY,
    THESIS,
    MOVE,
    NOTE,
    RISK,
    IMPACT,
    DIRECTION,
    EVIDENCE,
    PROB,
    SCENARIO,
    DURATION,
    FLOW,
    LEVEL,
    DATE,
    WHAT,
    /** A header that no word explains. */
    UNKNOWN;

    private static final List<ColumnRole> ALL = List.of(values());

    static ColumnRole of(String header, int column, Vocabulary words) {
        var key = NameKey.of(NameList.cleaned(header).isEmpty() ? header : header.replace("*", ""));
        if (key.isEmpty()) {
            return column == 0 ? ENTITY : UNKNOWN;
        }
        var hits = words.wordHits(WordKind.COLUMN, key);
        var first = column == 0 ? words.wordHits(WordKind.COLUMN_FIRST, key) : Set.<String>of();
        if (hits.isEmpty() && first.isEmpty()) {
            return UNKNOWN;
        }
        var vetoes = words.wordHits(WordKind.VETO, key);
        for (var role : ALL) {
            boolean hit = hits.contains(role.name()) || first.contains(role.name());
            // "Market performance", "Stock move": behind the first column the word of the figure says more than that of the name.
            boolean figure = role == ENTITY
                    && column > 0
                    && hits.contains(MOVE.name())
                    && !vetoes.contains(MOVE.name());
            if (hit && !figure && !vetoes.contains(role.name())) {
                return role;
            }
        }
        return UNKNOWN;
    }

    static List<ColumnRole> of(List<Run> head, Vocabulary words) {
        var roles = new java.util.ArrayList<ColumnRole>();
        for (int i = 0; i < head.size(); i++) {
            roles.add(of(head.get(i).plain(), i, words));
        }
        return roles;
    }
}
