package io.xent.derive;

/** How much work a judgement may take, counted in steps so that the answer is the same on every machine; also numbers the summed variables. */
final class Budget {

    /** More than this was asked for. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("the formula is too large to judge", null, false, false);
        }
    }

    private final long pieceSteps;
    private long left;
    private long leftOfPiece;
    private int variables = 1000;

    /** So many steps in all, and so many for each piece of the work. */
    Budget(long steps, long pieceSteps) {
        this.left = steps;
        this.pieceSteps = pieceSteps;
        this.leftOfPiece = pieceSteps;
    }

    void startPiece() {
        leftOfPiece = pieceSteps;
    }

    void spend(long steps) {
        left -= steps;
        leftOfPiece -= steps;
        if (left < 0 || leftOfPiece < 0) {
            throw new Spent();
        }
    }

    Slot.Bound variable(Dimension dimension) {
        return new Slot.Bound(variables++, dimension);
    }
}
