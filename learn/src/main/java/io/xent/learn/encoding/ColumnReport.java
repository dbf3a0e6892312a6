package io.xent.learn.encoding;

/**
 * What became of one raw column, for people.
 *
 * @param features how many features it became, 0 where it was dropped
 * @param detail a phrase that says how it is encoded or why it was dropped or is suspect
 */
public record ColumnReport(String column, Outcome outcome, int features, String detail) {

    /** What was decided. */
    public enum Outcome {
        USED,
        /** Used, but it alone tells the label almost always: probably made from it, and unknown when it matters. */
        SUSPECT,
        DROPPED
    }
}
