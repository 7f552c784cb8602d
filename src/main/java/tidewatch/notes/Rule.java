package tidewatch.notes;

/**
 * What read a claim or wrote a line of {@code /lint}: stable ids that stay when classes are renamed. Each says what it hit on.
 */
public enum Rule {
    /** A figure in a cell of a move column. */
    MOVE_CELL("move.cell"),
    /** A figure in a cell whose header is not known: most cells of the column are figures. */
    MOVE_UNKNOWN_HEADER("move.unknown-header"),
    /** A figure with a name in a sentence. */
    MOVE_PROSE("move.prose"),
    /** A figure without sign where the heading has a side: no sign is invented. */
    MOVE_UNSIGNED("move.unsigned"),
    /** A cell of a move column that is no figure. */
    MOVE_UNREAD("move.unread"),
    /** A figure with two readings. */
    MOVE_DOUBTFUL("move.doubtful"),
    /** A row of a known table whose figure or names are a dash. */
    NOT_STATED("row.not-stated"),
    /** A figure against a name. */
    MOVE_RELATIVE("move.relative"),
    /** A word in a move column. */
    MOVE_WORD("move.word"),
    /** A run of days or weeks one way. */
    STREAK("streak.cell"),
    STREAK_PROSE("streak.prose"),
    /** A price level with its verb. */
    LEVEL("level.stated"),
    /** A price level from the front matter. */
    LEVEL_PROPERTY("level.property"),
    /** A row or cell of a flow table. */
    FLOW_TABLE("flow.table"),
    /** "out of A into B". */
    FLOW_PROSE("flow.prose"),
    /** "Started late December". */
    TIMING("timing.phrase"),
    /** A row under a heading with a side. */
    SECTOR_VIEW("sector-view.row"),
    SECTOR_VIEW_LIST("sector-view.item"),
    DRIVER_HEADING("driver.heading"),
    DRIVER_ITEM("driver.item"),
    DRIVER_ROW("driver.row"),
    THESIS_TITLE("thesis.title"),
    THESIS_IMPACT("impact.row"),
    THESIS_IMPACT_ITEM("impact.item"),
    /** A verdict under a negator or on an easing headwind: asked, never flipped. */
    IMPACT_NEGATED("impact.negated"),
    /** A row on a thesis without a word of verdict. */
    IMPACT_UNREAD("impact.unread"),
    CHECKLIST("checklist.item"),
    SCENARIO("scenario.row"),
    SCENARIO_ITEM("scenario.item"),
    WATCH_LINE("watch.line"),
    WATCH_ITEM("watch.item"),
    WATCH_ROW("watch.row"),
    WATCH_TASK("watch.task"),
    RELATED("related.link"),
    PROSE("prose"),
    /** A whole note that is not read: a template, a generated text, private-use characters. */
    PROSE_NOTE("prose.note"),
    /** A table whose columns no rule knows. */
    TABLE_UNKNOWN("table.unknown"),
    /** A row of a known table that says nothing that its columns are for. */
    TABLE_ROW("table.row"),
    /** A row with more cells than the header. */
    TABLE_WIDE_ROW("table.wide-row"),
    /** Words glued under a table without a blank line. */
    TABLE_GLUED("table.glued"),
    LINK_DANGLING("link.dangling"),
    LINK_TIE("link.tie"),
    /** A name with several meanings: its claim stays and cannot be tested until somebody says which. */
    NAME_AMBIGUOUS("name.ambiguous"),
    /** A name that nothing knows. */
    NAME_UNKNOWN("name.unknown"),
    /** Two figures of one thing and day, the second within the rounding of the first. */
    CONFLICT_FINER("conflict.finer"),
    /** Two figures of one thing and day that cannot both be right. */
    CONFLICT_DIFFERS("conflict.differs"),
    /** Two sides of one thing on one day. */
    CONFLICT_OPPOSED("conflict.opposed"),
    DATE_REFUSED("date.refused"),
    DATE_AMBIGUOUS("date.ambiguous"),
    TAG_NUMERIC("tag.numeric"),
    TEXT_NOT_UTF8("text.not-utf8"),
    TEXT_COMMENT_OPEN("text.comment-open"),
    /** A section that this program wrote, without its end mark. */
    TEXT_MARK_OPEN("text.mark-open"),
    TEXT_TOO_LONG("text.too-long"),
    TEXT_CONFLICT("text.conflict"),
    /** A file that can be no new state of its note: what was read of it before is kept. */
    TEXT_KEPT("text.kept"),
    TEXT_WITHDRAWN("text.withdrawn"),
    FRONT_MATTER("front-matter.broken");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
