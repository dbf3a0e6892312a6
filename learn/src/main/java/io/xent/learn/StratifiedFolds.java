package io.xent.learn;

/**
 * Rows dealt into folds of nearly equal size, each class spread over them as evenly as whole rows allow: two folds
 * differ by at most one row, in all and of each class. The same labels, number and seed give the same folds, on every
 * JDK.
 *
 * <p>The row of a class that has only one is in the training rows of every fold and held out in none, as there would be
 * nothing left to learn that class from.
 */
public final class StratifiedFolds {

    private static final int NEVER_HELD_OUT = -1;

    private final int folds;
    private final int[] foldOfRow;
    private final int[] sizes;
    private final int[] singleRowClasses;

    private StratifiedFolds(int folds, int[] foldOfRow, int[] sizes, int[] singleRowClasses) {
        this.folds = folds;
        this.foldOfRow = foldOfRow;
        this.sizes = sizes;
        this.singleRowClasses = singleRowClasses;
    }

    /**
     * @param labels the class index of each row
     * @param classes how many classes there are
     * @param folds how many folds, at least 2
     * @param seed of the draw
     * @throws InvalidInputException if there are fewer than 2 folds, or fewer rows than folds
     */
    public static StratifiedFolds of(int[] labels, int classes, int folds, long seed) {
        if (folds < 2) {
            throw new InvalidInputException("cross-validation needs at least 2 folds, not " + folds + ": 5 is usual");
        }
        RowsByClass rows = new RowsByClass(labels, classes, seed);
        int[] foldOfRow = new int[labels.length];
        int[] sizes = new int[folds];
        int dealt = 0;
        for (int k = 0; k < classes; k++) {
            for (int row : rows.rows(k)) {
                foldOfRow[row] = rows.count(k) == 1 ? NEVER_HELD_OUT : dealt++ % folds;
                if (foldOfRow[row] != NEVER_HELD_OUT) {
                    sizes[foldOfRow[row]]++;
                }
            }
        }
        if (dealt < folds) {
            throw new InvalidInputException(
                    folds + " folds need at least " + folds + " rows of classes with two rows or" + " more, not "
                            + dealt + ": take fewer folds, or give more rows");
        }
        return new StratifiedFolds(folds, foldOfRow, sizes, rows.single());
    }

    /** How many there are. */
    public int folds() {
        return folds;
    }

    /** The rows to learn from when a fold is held out, ascending. */
    public int[] training(int fold) {
        int[] rows = new int[foldOfRow.length - sizes[fold]];
        int size = 0;
        for (int i = 0; i < foldOfRow.length; i++) {
            if (foldOfRow[i] != fold) {
                rows[size++] = i;
            }
        }
        return rows;
    }

    /** The rows of a fold, ascending. */
    public int[] heldOut(int fold) {
        int[] rows = new int[sizes[fold]];
        int size = 0;
        for (int i = 0; i < foldOfRow.length; i++) {
            if (foldOfRow[i] == fold) {
                rows[size++] = i;
            }
        }
        return rows;
    }

    /** The classes with one row, which no fold tests. */
    public int[] singleRowClasses() {
        return singleRowClasses.clone();
    }
}
