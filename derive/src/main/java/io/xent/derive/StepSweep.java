package io.xent.derive;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a stated derivative is from central differences as their step shrinks: what tells a wrong formula from rounding.
 * Where the derivative is right, the gap falls with h² and then rises with 1/h, a V; where the formula is wrong, it stays
 * where it is.
 *
 * @param steps h, from large to small
 * @param gaps |D(h) − g|
 * @param shape what the gaps look like
 */
public record StepSweep(double[] steps, double[] gaps, Shape shape) {

    /** The shapes that tell something. */
    public enum Shape {
        /** It falls and rises again: the derivative is right as far as differences can tell. */
        V,
        /** It stays the same over many steps: the formula is wrong. */
        PLATEAU,
        /** Neither: noise, or a kink. */
        UNCLEAR
    }

    /** A gap that changes by less than a tenth from one step to the next has not changed. */
    private static final double LEVEL = 0.1;

    /** A plateau is at least so many steps long, three powers of ten. */
    private static final int LONG = 10;

    static StepSweep of(CentralDifference difference, double stated) {
        double[] steps = new double[CentralDifference.STEPS];
        double[] gaps = new double[CentralDifference.STEPS];
        for (int j = 0; j < steps.length; j++) {
            steps[j] = difference.step(j);
            gaps[j] = Math.abs(difference.central(steps[j]) - stated);
        }
        return new StepSweep(steps, gaps, shape(gaps));
    }

    private static Shape shape(double[] gaps) {
        int level = 0;
        int least = 0;
        for (int j = 0; j < gaps.length; j++) {
            if (j > 0 && gaps[j] > 0 && Math.abs(gaps[j] - gaps[j - 1]) <= LEVEL * gaps[j]) {
                level++;
                if (level >= LONG) {
                    return Shape.PLATEAU;
                }
            } else {
                level = 0;
            }
            least = gaps[j] < gaps[least] ? j : least;
        }
        boolean falls = gaps[least] < 1e-3 * gaps[0] || gaps[0] == 0;
        return falls && least < gaps.length - 1 ? Shape.V : Shape.UNCLEAR;
    }

    /** Every fourth step, for people: {@code h 0.031 gap 2.1e-4}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int j = 2; j < steps.length; j += 4) {
            lines.add("h = " + padded(Numeral.brief(steps[j])) + "  gap " + Numeral.brief(gaps[j]));
        }
        return lines;
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(0, 8 - text.length()));
    }
}
