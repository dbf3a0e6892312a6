package io.xent.derive;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is usually wrong with a gradient of softmax and cross-entropy, tried out one by one: each mistake is made on purpose
 * with the reader's logits, and explains the stated gradient where it gives the same numbers up to one factor.
 */
final class Mistakes {

    private final LogitGradient exact;
    private final double[] stated;
    private final double tolerance;

    /**
     * @param tolerance how far, relative to its largest component, an explained gradient may be off
     */
    Mistakes(LogitGradient exact, double[] stated, double tolerance) {
        this.exact = exact;
        this.stated = stated;
        this.tolerance = 2 * tolerance;
    }

    /** A gradient that a mistake leads to, before any factor. */
    private record Suspect(String words, double[] gradient) {}

    /** The first explanation that fits, and what can be seen in any case. */
    List<String> found() {
        List<String> findings = new ArrayList<>();
        ScaleFit fit = ScaleFit.of(stated, exact.values());
        if (fit.explains(tolerance)) {
            findings.add("every component is " + fit.words() + " times what it should be"
                    + Factors.hint(fit.factor(), Math.max(1e-6, tolerance), exact));
        } else {
            suspect()
                    .or(() -> RowFactors.of(exact, stated, tolerance))
                    .or(this::smoothing)
                    .ifPresent(findings::add);
        }
        sums(findings);
        return findings;
    }

    private Optional<String> suspect() {
        for (Suspect suspect : suspects()) {
            ScaleFit fit = ScaleFit.of(stated, suspect.gradient());
            if (fit.residual() <= tolerance && Double.isFinite(fit.factor())) {
                boolean plain = Math.abs(fit.factor() / exact.unit() - 1) <= 10 * tolerance;
                return Optional.of(
                        "it looks like " + suspect.words() + (plain ? "" : ", times " + Numeral.brief(fit.factor())));
            }
        }
        return Optional.empty();
    }

    /** In the order of what is met most; the first that fits is told. */
    private List<Suspect> suspects() {
        List<Suspect> suspects = new ArrayList<>();
        if (exact.rows() == exact.classes()) {
            suspects.add(new Suspect(
                    "the transpose of the gradient",
                    LogitGradient.scaled(
                            LogitGradientCheck.transposed(exact.values(), exact.rows(), exact.classes()),
                            1 / exact.unit())));
        }
        shifted(-1).ifPresent(g -> suspects.add(new Suspect("labels taken one too low: are they counted from 0?", g)));
        shifted(1).ifPresent(g -> suspects.add(new Suspect("labels taken one too high: are they counted from 1?", g)));
        if (exact.loss().temperature() != 1) {
            suspects.add(new Suspect("p − y at temperature 1: T was not used", atTemperatureOne()));
        }
        suspects.add(each("p alone: the target was not subtracted", (z, p, y) -> p.clone()));
        suspects.add(each("z − y: the softmax is missing", (z, p, y) -> minus(z, y)));
        suspects.add(each(
                "log p − y: log-probabilities were taken for probabilities", (z, p, y) -> minus(Softmax.logOf(z), y)));
        suspects.add(each("softmax(p) − y: the softmax was applied twice", (z, p, y) -> minus(Softmax.of(p), y)));
        suspects.add(each(
                "sigmoid(z) − y: each class by itself instead of the softmax",
                (z, p, y) -> minus(map(z, v -> 1 / (1 + Math.exp(-v))), y)));
        suspects.add(each(
                "−y / p, the gradient with respect to p: the Jacobian of the softmax is missing", Mistakes::outer));
        suspects.add(each(
                "the true class's own component alone: only the path i = t of the chain rule was kept", Mistakes::own));
        suspects.add(each("the true class's component p_t − 1 in every place", Mistakes::everywhere));
        suspects.add(each("the gradient of the squared error of p, not of cross-entropy", Mistakes::squaredError));
        return suspects;
    }

    private interface OfRow {
        double[] of(double[] z, double[] p, double[] y);
    }

    private Suspect each(String words, OfRow mistake) {
        double[] all = new double[stated.length];
        int classes = exact.classes();
        for (int i = 0; i < exact.rows(); i++) {
            if (exact.counts(i)) {
                double[] z =
                        LogitGradient.scaled(exact.logitsOf(i), 1 / exact.loss().temperature());
                System.arraycopy(mistake.of(z, Softmax.of(z), exact.targetOf(i)), 0, all, i * classes, classes);
            }
        }
        return new Suspect(words, all);
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int k = 0; k < a.length; k++) {
            difference[k] -= b[k];
        }
        return difference;
    }

    private static double[] map(double[] values, java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    private static double[] outer(double[] z, double[] p, double[] y) {
        double[] g = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            g[k] = y[k] == 0 ? 0 : -y[k] / p[k];
        }
        return g;
    }

    private static double[] own(double[] z, double[] p, double[] y) {
        double[] g = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            g[k] = y[k] * (p[k] - 1);
        }
        return g;
    }

    private static double[] everywhere(double[] z, double[] p, double[] y) {
        double[] g = new double[p.length];
        Arrays.fill(g, Sums.of(own(z, p, y)));
        return g;
    }

    private static double[] squaredError(double[] z, double[] p, double[] y) {
        double[] g = minus(p, y);
        new Softmax().jacobianTimes(Matrix.row(z), Matrix.row(g), Matrix.row(g));
        return g;
    }

    /** The gradient with all labels moved, where they stay labels. */
    private Optional<double[]> shifted(int by) {
        Target target = exact.target();
        if (!target.isClassIndices()) {
            return Optional.empty();
        }
        int[] labels = new int[exact.rows()];
        target.readClassIndices(0, labels.length, labels);
        for (int i = 0; i < labels.length; i++) {
            if (exact.counts(i)) {
                labels[i] = Math.floorMod(labels[i] + by, exact.classes());
            }
        }
        CrossEntropy loss = exact.loss();
        return Optional.of(LogitGradient.scaled(
                LogitGradient.gradient(loss, exact.logits(), Target.classIndices(labels)), 1 / exact.unit()));
    }

    private double[] atTemperatureOne() {
        CrossEntropy loss = exact.loss().withTemperature(1);
        return LogitGradient.scaled(LogitGradient.gradient(loss, exact.logits(), exact.target()), 1 / exact.unit());
    }

    /** {@code g − exact} along {@code y − 1/K} is label smoothing that was used in one of the two and not in the other. */
    private Optional<String> smoothing() {
        double[] along =
                each("", (z, p, y) -> map(y, v -> v - Sums.of(y) / y.length)).gradient();
        double[] rest = minus(stated, exact.values());
        ScaleFit fit = ScaleFit.of(rest, along);
        double epsilon = fit.factor() / exact.unit();
        double slack =
                tolerance * LogitGradient.largest(stated) / Math.max(LogitGradient.largest(rest), Double.MIN_NORMAL);
        return fit.residual() <= slack && Math.abs(epsilon) < 1
                ? Optional.of("it looks like label smoothing of "
                        + Numeral.brief(exact.loss().labelSmoothing() + epsilon) + " instead of "
                        + Numeral.brief(exact.loss().labelSmoothing()))
                : Optional.empty();
    }

    private void sums(List<String> findings) {
        double slack = tolerance * LogitGradient.largest(stated) * exact.classes();
        int odd = 0;
        int first = -1;
        for (int i = 0; i < exact.rows(); i++) {
            if (Math.abs(Sums.of(exact.row(stated, i))) > slack) {
                first = odd == 0 ? i : first;
                odd++;
            }
        }
        if (odd > 0) {
            findings.add("the components of " + odd + " of " + exact.rows()
                    + " rows do not sum to 0, as they must; those of row " + (first + 1) + " sum to "
                    + Numeral.brief(Sums.of(exact.row(stated, first))));
        }
    }

    static String coarseness(double[] values, double gap, int digits) {
        return "the largest gap, " + Numeral.brief(gap)
                + ", is what rounding explains (how many decimals the numbers have, or 32-bit"
                + " arithmetic), but " + digits
                + " digits were asked for: write the numbers with all their digits, compute in 64"
                + " bits, or ask for fewer digits";
    }

    static List<String> turned(Matrix logits, List<String> others) {
        List<String> findings = new ArrayList<>();
        findings.add("its rows are the classes: the gradient is transposed, it should be " + logits.rows() + "×"
                + logits.columns()
                + " like the logits; what follows is about its transpose"
                + (others.isEmpty() ? ", which is right" : ""));
        findings.addAll(others);
        return findings;
    }
}
