package io.xent.learn.verification;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.Proximity;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.TrainingLoss;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The objective {@code f(W, b) = Σ_i s_i ℓ_i / Σ_i s_i + λ₁ ‖W‖₁ + (λ₂/2) ‖W‖²} by the plainest loops, row by row. Logits and the sums
 * over rows and features have twice the digits of a {@code double}; exponentials and logarithms have one rounding each, taken
 * of differences of logits. So the error of the gradient does not grow with the number of rows or features:
 *
 * <pre>  ‖error‖ ≤ 8·2⁻⁵³ Σ_i s_i ‖v_i‖ ‖(x_i, 1)‖ + 2⁻⁵³ ‖∇f‖</pre>
 *
 * where v_i is what {@link RowLoss#errorScale} measures: the gradient p_i − y_i of the row's loss or, where that is a difference of
 * numbers that are not 0 or 1, its parts.
 *
 * With a {@link Proximity}, its term takes the place of the penalty's. Parameters are features × classes, then one bias per class;
 * classes without weight are left out, as in training, unless parameters are held near others.
 */
final class PlainObjective {

    static final double ULP = 0x1p-53;
    private static final double ROUNDINGS_PER_ROW = 8;

    private static final long SUMS_BUDGET = 1L << 28;
    private static final int MOST_PIECES = 64;

    /** Products for the Hessian of the bias; beyond that it is taken from some of the rows. */
    private static final double HESSIAN_BUDGET = 4e9;

    private final Dataset data;
    private final Penalty penalty;
    private final boolean byHinge;
    private final double labelSmoothing;

    /** In place of the penalty; null where there is none. */
    private final Proximity proximity;

    private final Parallelism parallelism;
    private final int[] present;
    private final int[] position;
    private final double totalWeight;
    private final double meanSquaredLength;
    private final RowLoss loss;

    /** @param settings what is minimised; how does not matter */
    PlainObjective(Dataset data, SoftmaxRegression settings, Parallelism parallelism) {
        this.data = data;
        this.parallelism = parallelism;
        penalty = settings.penalty();
        proximity = settings.proximity().orElse(null);
        byHinge = settings.loss() == TrainingLoss.HINGE;
        labelSmoothing = settings.labelSmoothing();
        double[] totals = data.classTotals();
        totalWeight = Arrays.stream(totals).sum();
        present = IntStream.range(0, totals.length)
                .filter(k -> totals[k] > 0 || proximity != null)
                .toArray();
        position = new int[totals.length];
        for (int p = 0; p < present.length; p++) {
            position[present[p]] = p;
        }
        meanSquaredLength = lengths();
        loss = loss();
    }

    private RowLoss loss() {
        if (byHinge) {
            return new HingeRows(this::label);
        }
        return data.targets() == null && labelSmoothing == 0
                ? CrossEntropyRows.ofClasses(this::label)
                : CrossEntropyRows.ofDistributions((row, k) -> data.target(row, present[k]), labelSmoothing);
    }

    private double lengths() {
        RowEntries entries = new RowEntries(data.features());
        CompensatedSums sum = new CompensatedSums(1);
        for (int i = 0; i < data.rows(); i++) {
            if (data.weight(i) > 0) {
                entries.load(i);
                sum.addProduct(0, weight(i), entries.squaredLength());
            }
        }
        return sum.value(0);
    }

    /** The share of a row in the mean. */
    double weight(int row) {
        return data.weight(row) / totalWeight;
    }

    int classes() {
        return present.length;
    }

    /** The class of a row, among those that are present. */
    int label(int row) {
        return position[data.labels()[row]];
    }

    /** The share of the rows' weight that each class has. */
    double[] priors() {
        double[] totals = data.classTotals();
        return Arrays.stream(present).mapToDouble(k -> totals[k] / totalWeight).toArray();
    }

    /** {@code Σ s_i ‖x_i‖²}. */
    double meanSquaredLength() {
        return meanSquaredLength;
    }

    /**
     * What is known at one point.
     *
     * @param value of f
     * @param meanLoss that of it which is no penalty
     * @param gradient of f; its shortest subgradient where the penalty has absolute values
     * @param lossGradient of the mean loss alone
     * @param gradientError an upper bound on the Euclidean norm of what rounding did to the gradient
     * @param biasHessian the lower triangle of the second derivatives with respect to the bias, or of so much of them as
     *     some of the rows give; null where it was not asked for
     * @param hessianShare which share of the rows that is
     */
    record Point(
            double value,
            double meanLoss,
            double[] gradient,
            double[] lossGradient,
            double gradientError,
            double[][] biasHessian,
            double hessianShare) {}

    private final class Piece {
        final CompensatedSums gradient = new CompensatedSums((data.features().columns() + 1) * classes());
        final CompensatedSums loss = new CompensatedSums(1);
        final RowEntries entries = new RowEntries(data.features());
        final CompensatedSums logits = new CompensatedSums(classes());
        final double[] z = new double[classes()];
        final double[] p = new double[classes()];
        final double[][] hessian;
        double size;

        Piece(boolean wantsHessian) {
            hessian = wantsHessian ? new double[classes()][] : null;
            for (int k = 0; wantsHessian && k < classes(); k++) {
                hessian[k] = new double[k + 1];
            }
        }
    }

    Point at(double[] parameters, boolean wantsHessian) {
        return at(parameters, loss, wantsHessian);
    }

    /** As {@link #at(double[], boolean)}, with something else in the place of the loss. */
    Point at(double[] parameters, RowLoss loss, boolean wantsHessian) {
        int pieces =
                (int) Math.max(1, Math.min(MOST_PIECES, SUMS_BUDGET / (2 * Double.BYTES * (long) parameters.length)));
        int stride = (int) Math.max(1, (double) data.rows() * classes() * classes() / HESSIAN_BUDGET);
        Piece[] parts = new Piece[pieces];
        parallelism.forEach(pieces, n -> {
            Piece piece = new Piece(wantsHessian);
            int end = (int) ((long) data.rows() * (n + 1) / pieces);
            for (int i = (int) ((long) data.rows() * n / pieces); i < end; i++) {
                if (data.weight(i) > 0) {
                    addRow(i, parameters, loss, piece);
                    if (wantsHessian && i % stride == 0) {
                        addHessian(piece.p, weight(i), piece.hessian);
                    }
                }
            }
            parts[n] = piece;
        });
        return sum(parts, parameters, 1.0 / stride);
    }

    private void addRow(int row, double[] parameters, RowLoss loss, Piece piece) {
        piece.entries.load(row);
        logits(row, parameters, piece.entries, piece.logits);
        double weight = weight(row);
        piece.loss.addProduct(0, weight, loss.lossAndGradient(row, piece.logits, piece.p, piece.z));
        double scale = loss.errorScale(piece.p, piece.z);
        int classes = classes();
        for (int k = 0; k < classes; k++) {
            piece.z[k] *= weight;
        }
        for (int e = 0; e < piece.entries.count(); e++) {
            int at = piece.entries.column(e) * classes;
            piece.gradient.addProducts(at, piece.entries.value(e), piece.z, 0, classes);
        }
        piece.gradient.addProducts(data.features().columns() * classes, 1, piece.z, 0, classes);
        piece.size += weight * scale * Math.sqrt(1 + piece.entries.squaredLength());
    }

    private void logits(int row, double[] parameters, RowEntries entries, CompensatedSums logits) {
        int classes = classes();
        logits.clear(classes);
        logits.addProducts(0, 1, parameters, data.features().columns() * classes, classes);
        for (int e = 0; e < entries.count(); e++) {
            logits.addProducts(0, entries.value(e), parameters, entries.column(e) * classes, classes);
        }
        for (int k = 0; data.offsets() != null && k < classes; k++) {
            logits.add(k, data.offsets()[row * data.classes() + present[k]]);
        }
    }

    private static void addHessian(double[] p, double weight, double[][] sum) {
        for (int k = 0; k < p.length; k++) {
            double rest = 0;
            for (int l = 0; l < p.length; l++) {
                rest += l == k ? 0 : p[l];
            }
            for (int l = 0; l < k; l++) {
                sum[k][l] -= weight * p[k] * p[l];
            }
            sum[k][k] += weight * p[k] * rest;
        }
    }

    private Point sum(Piece[] parts, double[] parameters, double hessianShare) {
        Piece all = parts[0];
        for (int n = 1; n < parts.length; n++) {
            all.gradient.addAll(parts[n].gradient);
            all.loss.addAll(parts[n].loss);
            all.size += parts[n].size;
            for (int k = 0; all.hessian != null && k < classes(); k++) {
                for (int l = 0; l <= k; l++) {
                    all.hessian[k][l] += parts[n].hessian[k][l];
                }
            }
        }
        double[] lossGradient = new double[parameters.length];
        for (int i = 0; i < lossGradient.length; i++) {
            lossGradient[i] = all.gradient.value(i);
        }
        double penalised =
                proximity == null ? penalise(parameters, all.gradient, lossGradient) : hold(parameters, all.gradient);
        double[] gradient = new double[parameters.length];
        double norm = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = all.gradient.value(i);
            norm += gradient[i] * gradient[i];
        }
        double error = ULP * (ROUNDINGS_PER_ROW * all.size + Math.sqrt(norm));
        double meanLoss = all.loss.value(0);
        return new Point(meanLoss + penalised, meanLoss, gradient, lossGradient, error, all.hessian, hessianShare);
    }

    /** The penalty; its shortest subgradient is added to the gradient. */
    private double penalise(double[] parameters, CompensatedSums gradient, double[] lossGradient) {
        CompensatedSums squares = new CompensatedSums(1);
        CompensatedSums sizes = new CompensatedSums(1);
        for (int i = 0; i < data.features().columns() * classes(); i++) {
            double w = parameters[i];
            squares.addProduct(0, w, w);
            sizes.add(0, Math.abs(w));
            gradient.addProduct(i, penalty.l2(), w);
            if (penalty.l1() > 0) {
                double slope = w == 0 ? -lossGradient[i] : penalty.l1() * Math.signum(w);
                gradient.add(i, Math.max(-penalty.l1(), Math.min(penalty.l1(), slope)));
            }
        }
        return penalty.l2() / 2 * squares.value(0) + penalty.l1() * sizes.value(0);
    }

    /** {@code (ρ/2) ‖θ − θ₀‖²}; its gradient is added. */
    private double hold(double[] parameters, CompensatedSums gradient) {
        double[] centre = parameters(proximity.centre());
        CompensatedSums squares = new CompensatedSums(1);
        for (int i = 0; i < parameters.length; i++) {
            double away = parameters[i] - centre[i];
            squares.addProduct(0, away, away);
            gradient.addProduct(i, proximity.strength(), parameters[i]);
            gradient.addProduct(i, -proximity.strength(), centre[i]);
        }
        return proximity.strength() / 2 * squares.value(0);
    }

    /** The parameters of a model, of the classes that are present. */
    double[] parameters(LinearClassifier model) {
        int classes = classes();
        double[] parameters = new double[(model.features() + 1) * classes];
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < model.features(); j++) {
                parameters[j * classes + k] = model.weight(present[k], j);
            }
            parameters[model.features() * classes + k] = model.bias(present[k]);
        }
        return parameters;
    }

    /** Where training starts from nothing: the point that its tolerance is relative to. */
    double[] origin() {
        if (proximity != null) {
            return parameters(proximity.centre());
        }
        double[] parameters = new double[(data.features().columns() + 1) * classes()];
        double[] priors = priors();
        for (int k = 0; k < classes() && !byHinge; k++) {
            double target = (1 - labelSmoothing) * priors[k] + labelSmoothing / classes();
            parameters[data.features().columns() * classes() + k] = Math.log(target);
        }
        return parameters;
    }

    /** {@code Σ_i s_i φ(ℓ_i)} at a point. */
    double meanOfLosses(double[] parameters, DoubleUnaryOperator function) {
        CompensatedSums sum = new CompensatedSums(1);
        double[] p = new double[classes()];
        double[] gradient = new double[classes()];
        forEachRow(
                parameters,
                (row, logits) -> sum.addProduct(
                        0, weight(row), function.applyAsDouble(loss.lossAndGradient(row, logits, p, gradient))));
        return sum.value(0);
    }

    /** Takes a row that weighs something. */
    interface RowVisitor {
        void visit(int row, CompensatedSums logits);
    }

    /** Goes through the rows that weigh something, in order. */
    void forEachRow(double[] parameters, RowVisitor visitor) {
        RowEntries entries = new RowEntries(data.features());
        CompensatedSums logits = new CompensatedSums(classes());
        for (int i = 0; i < data.rows(); i++) {
            if (data.weight(i) > 0) {
                entries.load(i);
                logits(i, parameters, entries, logits);
                visitor.visit(i, logits);
            }
        }
    }
}
