package tidewatch.notes;

import java.util.List;

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

    static ColumnRole of(String header, int column, Vocabulary words) {
        var key = NameKey.of(NameList.cleaned(header).isEmpty() ? header : header.replace("*", ""));
        if (key.isEmpty()) {
            return column == 0 ? ENTITY : UNKNOWN;
        }
        for (var role : values()) {
            boolean hit = words.wordHit("column", role.name(), key)
                    || (column == 0 && words.wordHit("column-first", role.name(), key));
            // "Market performance", "Stock move": behind the first column the word of the figure says more than that of the name.
            boolean figure = role == ENTITY
                    && column > 0
                    && words.wordHit("column", MOVE.name(), key)
                    && !words.wordHit("veto", MOVE.name(), key);
            if (hit && !figure && !words.wordHit("veto", role.name(), key)) {
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
