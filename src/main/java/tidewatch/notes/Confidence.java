package tidewatch.notes;

/** How sure a reading is. A chain takes its weakest step. Briefs use SURE and LIKELY; GUESS feeds {@code /lint} and questions only. */
public enum Confidence {
    /** The word of the header or heading and the grammar of the cell both hit. */
    SURE,
    /** One step was inferred. */
    LIKELY,
    /** Two readings are left. */
    GUESS
}
