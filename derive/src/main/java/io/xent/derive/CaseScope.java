package io.xent.derive;

import java.util.List;

/**
 * The case that rows are said under. A heading such as {@code if i = j:} opens one; it ends, once something was said under it, at a blank line or
 * where a row stands as far out as the heading did.
 */
final class CaseScope {

    private List<Condition> conditions = List.of();
    private List<Condition> last = List.of();
    private boolean isUsed;
    private boolean isIndented;
    private int column;

    /** What holds in this case; nothing outside of one. */
    List<Condition> conditions() {
        return conditions;
    }

    /** Notes that something is said under the case. */
    void use() {
        isUsed = true;
    }

    /**
     * Comes to a row, where the case may end.
     *
     * @param isParagraph whether a blank line comes before it
     * @param start the column that it begins in
     * @param goesOn whether it begins with an equals sign, and so belongs to the row before
     */
    void enterRow(boolean isParagraph, int start, boolean goesOn) {
        boolean isOut = isIndented && start <= column;
        if (isUsed && (isParagraph || isOut) && !goesOn) {
            conditions = List.of();
            isUsed = false;
            isIndented = false;
        }
        isIndented |= !conditions.isEmpty() && start > column;
    }

    /** Opens a case with a heading in this column. */
    void open(List<Condition> asked, int heading) {
        last = asked;
        begin(asked, heading);
    }

    /** Whether the case before asked one thing about indices, so that it is clear what is left. */
    boolean hasOpposite() {
        return last.size() == 1 && !(last.get(0) instanceof Condition.Value);
    }

    /** Opens the case that is left: the opposite of the one before. */
    void openOpposite(Span place, int heading) {
        begin(List.of(opposite(last.get(0), place)), heading);
    }

    private static Condition opposite(Condition condition, Span place) {
        if (condition instanceof Condition.Same same) {
            return new Condition.Different(same.left(), same.right(), place);
        }
        Condition.Different different = (Condition.Different) condition;
        return new Condition.Same(different.left(), different.right(), place);
    }

    private void begin(List<Condition> asked, int heading) {
        conditions = asked;
        isUsed = false;
        isIndented = false;
        column = heading;
    }
}
