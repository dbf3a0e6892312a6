package io.xent.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Times contenders in turn, round after round, so that what disturbs the machine disturbs them all. */
final class Rounds {

    private static final long WARM_UP = 200_000_000L;
    private static final int FEWEST = 5;

    /** An allocator that keeps all memory takes some runs to have enough of it in large pieces: so many in a row near the best, or so many at all. */
    private static final int SETTLED = 5;

    private static final int PATIENCE = 30;

    /** A round gives a contender this long, for one run or for the median of up to {@link #REPEATS}. */
    private static final long SHORT = 10_000_000L;

    private static final int REPEATS = 5;

    private final List<Contender> contenders;
    private final double[][] times;
    final int count;

    /**
     * @param times contender × round, in milliseconds
     */
    private Rounds(List<Contender> contenders, double[][] times, int count) {
        this.contenders = contenders;
        this.times = times;
        this.count = count;
    }

    /**
     * At least 5 rounds, or {@code most} if that is fewer, and up to {@code most} within the time.
     *
     * @param settle whether contenders with memory of their own are warmed up until their times no longer fall
     */
    static Rounds run(
            List<Contender> contenders, Problem problem, int threads, boolean settle, int most, double seconds) {
        int[] repeats = new int[contenders.size()];
        for (int c = 0; c < repeats.length; c++) {
            repeats[c] = warmUp(contenders.get(c), problem, settle);
        }
        System.gc(); // what problems before this one left
        double[][] times = new double[repeats.length][most];
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int round = 0;
        while (round < most && (round < FEWEST || System.nanoTime() < end)) {
            for (int c = 0; c < repeats.length; c++) {
                times[c][round] = time(contenders.get(c), repeats[c]);
                if (threads > 1 && contenders.get(c).keepsThreads()) {
                    Busy.awaitIdleHelpers();
                }
            }
            round++;
        }
        return new Rounds(contenders, times, round);
    }

    /** Returns how often to repeat what is too short to be timed once. */
    private static int warmUp(Contender contender, Problem problem, boolean settle) {
        long start = System.nanoTime();
        long best = Long.MAX_VALUE;
        long last = 0;
        int near = 0;
        boolean settles = settle && contender.keepsThreads();
        for (int run = 0; run < 3 || settles && near < SETTLED && run < PATIENCE || elapsed(start) < WARM_UP; run++) {
            contender.reset();
            long before = System.nanoTime();
            double loss = contender.run();
            last = System.nanoTime() - before;
            best = Math.min(best, last);
            near = last < 1.3 * best ? near + 1 : 0;
            if (run == 0) {
                problem.requireRight(contender, loss);
            }
        }
        return (int) Math.max(1, Math.min(REPEATS, SHORT / Math.max(1, last)));
    }

    private static long elapsed(long start) {
        return System.nanoTime() - start;
    }

    private static double time(Contender contender, int repeats) {
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            contender.reset();
            long before = System.nanoTime();
            contender.run();
            times[i] = (System.nanoTime() - before) / 1e6;
        }
        return quantile(times, 0.5);
    }

    double quantile(int contender, double share) {
        return quantile(Arrays.copyOf(times[contender], count), share);
    }

    /** The median over the rounds of one contender's time by another's; NaN where one is absent. */
    double ratio(int above, int below) {
        if (above < 0 || below < 0) {
            return Double.NaN;
        }
        double[] ratios = new double[count];
        Arrays.setAll(ratios, r -> times[above][r] / times[below][r]);
        return quantile(ratios, 0.5);
    }

    int indexOf(String name) {
        for (int c = 0; c < contenders.size(); c++) {
            if (contenders.get(c).name().equals(name)) {
                return c;
            }
        }
        return -1;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round((sorted.length - 1) * share)];
    }
}
