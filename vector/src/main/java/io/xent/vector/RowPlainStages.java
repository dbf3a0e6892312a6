package io.xent.vector;

/** The stages of {@link RowWork} as plain loops. */
final class RowPlainStages {

    static final RowStage[] ALL = {new Ratio(), new Log1p()};

    private RowPlainStages() {}

    private static final class Ratio extends RowStage {
        @Override
        void run(RowWork work) {
            for (int i = 0; i < work.rows; i++) {
                double others = work.others[i];
                double inverseOwn = DoubleExponential.of(
                        work.own[i],
                        DoubleExponential.MAGIC + work.shift[i],
                        work.perUnit,
                        work.high,
                        work.low,
                        work.inverse);
                if (Math.fma(work.own[i], work.perUnit, work.shift[i]) > RowWork.FAR) {
                    inverseOwn = Double.POSITIVE_INFINITY;
                }
                double ratio = others * inverseOwn;
                double share = 1 / (ratio + 1);
                work.ratio[i] = ratio;
                work.share[i] = share;
                work.inverseSum[i] = inverseOwn * share;
            }
        }
    }

    private static final class Log1p extends RowStage {
        @Override
        void run(RowWork work) {
            for (int i = 0; i < work.rows; i++) {
                work.loss[i] = DoubleLog1p.of(work.ratio[i], work.share[i]);
            }
        }
    }
}
