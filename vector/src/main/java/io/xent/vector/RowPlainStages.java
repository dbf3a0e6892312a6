package io.xent.vector;

/** The stages of {@link RowWork} as plain loops. */
final class RowPlainStages {

    static final RowStage[] ALL = {new Ratio(), new Log1p()};

    private RowPlainStages() {}

    private static final class Ratio extends RowStage {
        @Override
        void run(RowWork work) {
            work.sumOfRatios = 0;
            work.sumOfInverses = 0;
            for (int i = 0; i < work.rows; i++) {
                run(work, i, work.own[i], work.others[i], work.shift[i]);
            }
        }

        private static void run(RowWork work, int i, double own, double others, double shift) {
            double one = DoubleExponential.of(
                    own, DoubleExponential.MAGIC - shift, work.perUnit, work.high, work.low, work.inverse);
            double inverseSum = 1 / (one + others);
            double ratio = others / one;
            double share = one * inverseSum;
            double factor = work.scale[i] * inverseSum;
            work.ratio[i] = ratio;
            work.share[i] = share;
            work.inverseSum[i] = inverseSum;
            work.factor[i] = factor;
            work.result[i] = -(factor * others);
            work.sumOfRatios += ratio;
            work.sumOfInverses += inverseSum;
        }
    }

    private static final class Log1p extends RowStage {
        @Override
        void run(RowWork work) {
            for (int i = 0; i < work.rows; i++) {
                double ratio = work.ratio[i];
                work.loss[i] = ratio < work.nothing ? 0 : DoubleLog1p.of(ratio, work.share[i]);
            }
        }
    }
}
