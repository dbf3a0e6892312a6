package io.xent.learn.inference;

import java.util.Optional;

/**
 * Where Newton's method ends on a {@link Likelihood}, and whether that is its maximum.
 *
 * <p>Both answers are proved. <em>It exists:</em> along a direction u the third derivative of the mean loss is at most
 * {@code M φ″}, where M is the largest change of a difference of two logits of a row per unit of u. So φ″ falls no faster
 * than {@code e^(−Mt)}, and φ must turn upwards if {@code φ′(0) + φ″(0)/M > 0}. With the Newton decrement
 * {@code ν = √(gᵀH⁻¹g)} and {@link Likelihood#reach} ρ that is so in every direction if {@code ν ρ < 1} (after Bach, 2010,
 * Electronic Journal of Statistics 4). <em>It does not:</em> the last step is a direction of {@link Recession}, which is
 * checked on every row; where there is no maximum Newton's steps tend to one, each lowering what is left of the loss by
 * a factor of e.
 *
 * @param exists whether a finite maximum is proved to exist
 * @param recession the proof that none does; where neither is there, the question is open
 */
record Maximum(
        Likelihood.Point point, double[][] inverseHessian, boolean exists, Optional<Recession> recession, int steps) {

    private static final int MOST_STEPS = 500;
    private static final double WORTH_PROVING = 1e-8;
    private static final double FLAT = 1e-12;
    private static final double FLATTEST = 1e-20;
    private static final double NOISE = 1e-14;

    static Maximum of(Likelihood likelihood, boolean penalised) {
        Likelihood.Point point = likelihood.at(new double[likelihood.dimension()]);
        for (int steps = 0; ; steps++) {
            SymmetricFactor factor = factor(point);
            double[] step = step(factor, point);
            double square = -dot(step, point.gradient());
            if (square < WORTH_PROVING) {
                double[][] inverse = factor.inverse();
                double reach = penalised ? 0 : likelihood.reach(inverse);
                if (Math.sqrt(Math.max(0, square)) * reach < 1) {
                    return polished(likelihood, point, steps);
                }
                Optional<Recession> recession = square < FLAT ? Recession.verified(likelihood, step) : Optional.empty();
                if (recession.isPresent() || square < FLATTEST || steps >= MOST_STEPS) {
                    return new Maximum(point, inverse, false, recession, steps);
                }
            } else if (steps >= MOST_STEPS) {
                return new Maximum(point, factor.inverse(), false, Optional.empty(), steps);
            }
            Likelihood.Point next = advanced(likelihood, point, step, -square);
            if (next == point) {
                return new Maximum(point, factor.inverse(), false, Optional.empty(), steps);
            }
            point = next;
        }
    }

    /** Goes on while steps still get shorter, that is, to rounding. */
    private static Maximum polished(Likelihood likelihood, Likelihood.Point start, int taken) {
        Likelihood.Point point = start;
        double before = Double.POSITIVE_INFINITY;
        for (int steps = taken; ; steps++) {
            SymmetricFactor factor = factor(point);
            double[] step = step(factor, point);
            double square = -dot(step, point.gradient());
            if (!(square < before / 4) || square == 0) {
                return new Maximum(point, factor.inverse(), true, Optional.empty(), steps);
            }
            before = square;
            point = likelihood.at(moved(point.parameters(), step, 1));
        }
    }

    private static SymmetricFactor factor(Likelihood.Point point) {
        double[][] lower = new double[point.hessian().length][];
        for (int a = 0; a < lower.length; a++) {
            lower[a] = point.hessian()[a].clone();
        }
        return new SymmetricFactor(lower);
    }

    private static double[] step(SymmetricFactor factor, Likelihood.Point point) {
        double[] step = point.gradient().clone();
        factor.solve(step);
        for (int a = 0; a < step.length; a++) {
            step[a] = -step[a];
        }
        return step;
    }

    /** The first of the step, its half, its quarter, … that lowers the value enough; the point itself if none does. */
    private static Likelihood.Point advanced(
            Likelihood likelihood, Likelihood.Point point, double[] step, double slope) {
        for (double share = 1; share > 1e-12; share /= 2) {
            Likelihood.Point next = likelihood.at(moved(point.parameters(), step, share));
            if (next.value() <= point.value() + 1e-4 * share * slope + NOISE * Math.abs(point.value())) {
                return next;
            }
        }
        return point;
    }

    private static double[] moved(double[] parameters, double[] step, double share) {
        double[] moved = parameters.clone();
        for (int a = 0; a < moved.length; a++) {
            moved[a] += share * step[a];
        }
        return moved;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
