package io.xent.vector;

/** {@code exp} of some numbers in double precision, in place; none is positive. */
final class WideExponentials {

    private WideExponentials() {}

    static void of(DoubleWork work, double[] values, int from, int count) {
        work.setTemperature(1);
        work.centre = 0;
        work.magic = DoubleExponential.MAGIC;
        int rest = count % DoubleWork.LANES;
        int whole = count - rest;
        if (whole > 0) {
            run(work, values, from, whole);
        }
        if (rest > 0) {
            double[] last = work.copyOfAtLeast(DoubleWork.LANES);
            System.arraycopy(values, from + whole, last, 0, rest);
            run(work, last, 0, DoubleWork.LANES);
            System.arraycopy(last, 0, values, from + whole, rest);
        }
        work.clearSums();
    }

    private static void run(DoubleWork work, double[] values, int from, int count) {
        work.from(values, from, count);
        work.to(values, from);
        work.run(DoubleStage.EXPONENTIALS);
    }
}
