package io.xent.learn;

/**
 * Minimises a {@link QuadraticModel} plus {@code λ₁ Σ |w|}, one weight after the other: along one, the minimum is known. Goes
 * through all weights, then through those that are not zero until these stand still, and so on. Friedman, Hastie and
 * Tibshirani, "Regularization paths for generalized linear models via coordinate descent", J. Stat. Software 33 (2010).
 */
final class CoordinateDescent {

    private final QuadraticModel model;
    private final double l1;
    private final double[] values;

    private CoordinateDescent(QuadraticModel model, double[] values, double l1) {
        this.model = model;
        this.values = values;
        this.l1 = l1;
    }

    /**
     * @param values of the weights of the model where it stands; replaced by those found
     * @param tolerance the norm of the shortest subgradient at which it stops
     * @param mostSweeps after how many sweeps it stops in any case
     */
    static void minimise(QuadraticModel model, double[] values, double l1, double tolerance, int mostSweeps) {
        new CoordinateDescent(model, values, l1).run(tolerance, mostSweeps);
    }

    private void run(double tolerance, int mostSweeps) {
        int[] all = new int[values.length];
        for (int a = 0; a < all.length; a++) {
            all[a] = a;
        }
        int sweeps = 0;
        while (sweeps < mostSweeps) {
            sweeps++;
            if (sweep(all, all.length) <= tolerance) {
                return;
            }
            int[] active = new int[all.length];
            int count = 0;
            for (int a = 0; a < all.length; a++) {
                if (values[a] != 0) {
                    active[count++] = a;
                }
            }
            double left = Double.POSITIVE_INFINITY;
            while (sweeps < mostSweeps && left > tolerance / 2) {
                sweeps++;
                left = sweep(active, count);
            }
        }
    }

    /** Goes through weights; the norm of the subgradients it met. */
    private double sweep(int[] chosen, int count) {
        double squares = 0;
        for (int at = 0; at < count; at++) {
            int a = chosen[at];
            double w = values[a];
            double slope = model.slope(a);
            double descent = w == 0 ? AbsolutePenalty.shrunk(slope, l1) : slope + Math.copySign(l1, w);
            if (descent == 0) {
                continue;
            }
            squares += descent * descent;
            double h = model.curvature(a);
            double to = AbsolutePenalty.shrunk(h * w - slope, l1) / h;
            if (to != w) {
                model.move(a, to - w);
                values[a] = to;
            }
        }
        return Math.sqrt(squares);
    }
}
