package io.xent.derive;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Target;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares a gradient of cross-entropy with respect to logits, as any other program has computed it, with the exact one, which
 * {@code io.xent.core} knows to a few units in the last place. Immutable.
 *
 * <p>Components agree when they differ by at most {@code 10^−digits} of the largest exact one. Where they do not, but what
 * the numbers were rounded to explains it (few decimals, or 32-bit arithmetic), the answer is {@link GradientVerdict#UNDECIDED};
 * else it is {@link GradientVerdict#DIFFERS}, and usual mistakes are tried out, one of which may explain the numbers.
 */
public final class LogitGradientCheck {

    private static final int DIGITS = 5;

    /** A float shows itself by no more digits than these. */
    private static final int FLOAT_DIGITS = 9;

    /** Logits with at least so many decimals, and no more than a float's, may have been rounded to them. */
    private static final int ROUNDED_DECIMALS = 3;

    private final CrossEntropy loss;
    private final Matrix logits;
    private final Target target;
    private final int digits;

    private LogitGradientCheck(CrossEntropy loss, Matrix logits, Target target, int digits) {
        this.loss = loss;
        this.logits = logits;
        this.target = target;
        this.digits = digits;
    }

    /** Of a loss at logits, one row per example; for rows that are not reduced, a loss reduced to a sum. */
    public static LogitGradientCheck of(CrossEntropy loss, Matrix logits, Target target) {
        return new LogitGradientCheck(loss, logits, target, DIGITS);
    }

    /**
     * Asks for so many digits of the largest component, 5 unless said otherwise.
     *
     * @throws IllegalArgumentException if there are less than 1 or more than 14
     */
    public LogitGradientCheck withDigits(int wanted) {
        if (wanted < 1 || wanted > 14) {
            throw new IllegalArgumentException("digits " + wanted + " is outside [1, 14]");
        }
        return new LogitGradientCheck(loss, logits, target, wanted);
    }

    /**
     * Compares.
     *
     * @param stated of the shape of the logits, or of its transpose, which is never right but is recognised
     * @throws IllegalArgumentException if shapes disagree, a target is none over these classes, or there are no numbers
     */
    public LogitGradientReport compare(Matrix stated) {
        int n = logits.rows();
        int k = logits.columns();
        if (n == 0 || k == 0) {
            throw new IllegalArgumentException("the logits are " + n + "×" + k + ": there is nothing to compare");
        }
        boolean fits = stated.rows() == n && stated.columns() == k;
        boolean turned = !fits && stated.rows() == k && stated.columns() == n;
        if (!fits && !turned) {
            throw new IllegalArgumentException("the gradient is " + stated.rows() + "×" + stated.columns()
                    + ", the logits are " + n + "×" + k + "; there is one number for each logit");
        }
        LogitGradient exact = LogitGradient.of(loss, logits, target);
        double[] values = turned ? transposed(flat(stated), k, n) : flat(stated);
        return report(exact, values, turned);
    }

    private LogitGradientReport report(LogitGradient exact, double[] values, boolean turned) {
        double[] known = exact.values();
        int worst = worst(values, known);
        double scale = Arrays.stream(known).map(Math::abs).max().orElse(0);
        double gap = gap(values[worst], known[worst]);
        GradientVerdict verdict = verdict(exact, values, gap, scale);
        List<String> findings = List.of();
        Optional<StepSweep> sweep = Optional.empty();
        if (verdict == GradientVerdict.UNDECIDED) {
            findings = List.of(Mistakes.coarseness(values, gap, digits));
        }
        if (verdict == GradientVerdict.DIFFERS && scale == 0) {
            findings = List.of("the exact gradient is 0 everywhere: the targets are 0, or there is one class only");
        } else if (verdict == GradientVerdict.DIFFERS) {
            findings = new Mistakes(exact, values, Math.pow(10, -digits) + coarseness(exact, values) / scale).found();
        }
        if (verdict == GradientVerdict.DIFFERS) {
            sweep = Optional.of(exact.sweep(worst, values[worst]));
        }
        if (turned) {
            verdict = GradientVerdict.DIFFERS;
            findings = Mistakes.turned(logits, findings);
        }
        double reached = gap == 0 ? 16 : Math.min(16, -Math.log10(gap / scale));
        int classes = logits.columns();
        return new LogitGradientReport(
                verdict, reached, worst / classes, worst % classes, values[worst], known[worst], findings, sweep);
    }

    private GradientVerdict verdict(LogitGradient exact, double[] values, double gap, double scale) {
        if (gap <= Math.pow(10, -digits) * scale) {
            return GradientVerdict.AGREES;
        }
        return gap <= coarseness(exact, values) ? GradientVerdict.UNDECIDED : GradientVerdict.DIFFERS;
    }

    /** What rounding on the way here may have done to a component. */
    private double coarseness(LogitGradient exact, double[] values) {
        int decimals = decimals(values);
        double written = 0.5 * Math.pow(10, -decimals) * (1 + 1e-6);
        double single = significant(values) <= FLOAT_DIGITS ? Math.scalb(exact.unit(), -22) : 0;
        int logitDecimals = decimals(flat(logits));
        boolean rounded = logitDecimals >= ROUNDED_DECIMALS && logitDecimals <= FLOAT_DIGITS;
        double ofLogits = rounded ? 0.25 * Math.pow(10, -logitDecimals) * exact.unit() / loss.temperature() : 0;
        return written + single + ofLogits;
    }

    private static int decimals(double[] values) {
        return Arrays.stream(values)
                .filter(Double::isFinite)
                .mapToInt(v -> BigDecimal.valueOf(v).stripTrailingZeros().scale())
                .max()
                .orElse(0);
    }

    private static int significant(double[] values) {
        return Arrays.stream(values)
                .filter(Double::isFinite)
                .mapToInt(v -> BigDecimal.valueOf(v).stripTrailingZeros().precision())
                .max()
                .orElse(0);
    }

    /** NaN in both places is agreement: a row of NaN logits has a gradient of NaN. */
    private static double gap(double stated, double known) {
        if (Double.isNaN(stated) && Double.isNaN(known)) {
            return 0;
        }
        double gap = Math.abs(stated - known);
        return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap;
    }

    private static int worst(double[] stated, double[] known) {
        int worst = 0;
        for (int i = 1; i < known.length; i++) {
            if (gap(stated[i], known[i]) > gap(stated[worst], known[worst])) {
                worst = i;
            }
        }
        return worst;
    }

    static double[] flat(Matrix matrix) {
        double[] values = new double[matrix.rows() * matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                values[i * matrix.columns() + j] = matrix.get(i, j);
            }
        }
        return values;
    }

    static double[] transposed(double[] values, int rows, int columns) {
        double[] turned = new double[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j * rows + i] = values[i * columns + j];
            }
        }
        return turned;
    }
}
