package io.xent.learn;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Target;
import java.util.Arrays;
import java.util.List;

/**
 * Newton's method for objectives with {@code λ₁ Σ |w|}: the loss is replaced by its expansion to second order and the kinks
 * are kept; what minimises that is the direction, and a step along it must lower the objective. Only weights that are not
 * zero, and zeros whose slope exceeds λ₁, take part in a step. Lee, Sun and Saunders, "Proximal Newton-type methods for
 * minimizing composite functions", SIAM J. Optim. 24 (2014); Yuan, Ho and Lin, "An improved GLMNET for L1-regularized
 * logistic regression", JMLR 13 (2012).
 */
final class ProximalNewton implements Solver {

    private static final double DECREASE = 1e-4;
    private static final double SHORTEST = 1e-10;

    /** How many zeros, at least, may join in one step; else as many as there are weights. */
    private static final int FEWEST_TO_JOIN = 256;

    private static final double MATRIX_ACCURACY = 1e-3;
    private static final int MATRIX_SWEEPS = 2000;
    private static final double COLUMN_ACCURACY = 0.05;
    private static final int COLUMN_SWEEPS = 100;

    private final SoftmaxObjective smooth;
    private final DataPass pass;
    private final TrainingProblem problem;
    private final CrossEntropy loss;
    private final Penalty penalty;
    private final AbsolutePenalty absolute;
    private final double relativeNoise;
    private final Parallelism parallelism;
    private final Vectors vectors;
    private final Target target;
    private final double[][] logits;
    private final double[][] changes;

    private final int mostInMatrix;

    private FeatureColumns columns;
    private double[] point;
    private double[] gradient;
    private double[] subgradient;
    private double value;
    private int passes;

    /**
     * @param smooth the objective without the absolute values
     * @param pass what it goes through the data by
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    ProximalNewton(
            SoftmaxObjective smooth,
            DataPass pass,
            TrainingProblem problem,
            Penalty penalty,
            double relativeNoise,
            Parallelism parallelism) {
        this(smooth, pass, problem, penalty, relativeNoise, parallelism, GramModel.MOST_WEIGHTS);
    }

    /**
     * @param mostInMatrix how many weights may have their Hessian formed
     */
    ProximalNewton(
            SoftmaxObjective smooth,
            DataPass pass,
            TrainingProblem problem,
            Penalty penalty,
            double relativeNoise,
            Parallelism parallelism,
            int mostInMatrix) {
        this.mostInMatrix = mostInMatrix;
        this.smooth = smooth;
        this.pass = pass;
        this.problem = problem;
        loss = problem.loss();
        this.penalty = penalty;
        this.relativeNoise = relativeNoise;
        this.parallelism = parallelism;
        absolute = new AbsolutePenalty(penalty.l1(), problem.weightCount());
        vectors = new Vectors(parallelism);
        target = problem.target().withRowWeights(problem.weights());
        logits = new double[pass.blocks()][];
        changes = new double[pass.blocks()][];
    }

    @Override
    public String name() {
        return "proximal Newton";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        passes = passesBefore;
        gradient = new double[parameters.length];
        subgradient = new double[parameters.length];
        goTo(parameters.clone());
    }

    private void goTo(double[] parameters) {
        point = parameters;
        value = smooth.valueAndGradient(point, gradient, logits) + absolute.value(point);
        absolute.shortestSubgradient(point, gradient, subgradient);
        passes++;
    }

    @Override
    public boolean advance() {
        double[] to = minimumOfModel();
        double[] direction = new double[point.length];
        vectors.difference(to, point, direction);
        double expected = vectors.dot(gradient, direction) + absolute.value(to) - absolute.value(point);
        if (!(expected < 0)) {
            return false;
        }
        pass.linear()
                .forward(direction, (block, from, rows, z) -> changes[block] = Arrays.copyOf(z, rows * pass.classes()));
        passes++;
        double[] trial = new double[point.length];
        for (double length = 1; length >= SHORTEST; length /= 2) {
            if (length == 1) {
                System.arraycopy(to, 0, trial, 0, to.length);
            } else {
                vectors.step(point, length, direction, trial);
            }
            double trialValue = valueAlong(length, trial);
            if (trialValue <= value + DECREASE * length * expected + relativeNoise * Math.abs(value)) {
                return accept(trial);
            }
        }
        return false;
    }

    /** Moves to the trial point; false where neither value nor subgradient has become smaller. */
    private boolean accept(double[] trial) {
        double formerValue = value;
        double formerNorm = vectors.norm(subgradient);
        goTo(trial);
        return value < formerValue || vectors.norm(subgradient) < formerNorm;
    }

    /** The objective at a point whose logits are known to be those kept plus so much of their changes. */
    private double valueAlong(double length, double[] trial) {
        double[] losses = new double[logits.length];
        parallelism.forEach(logits.length, block -> {
            double[] z = logits[block].clone();
            for (int i = 0; i < z.length; i++) {
                z[i] += length * changes[block][i];
            }
            int from = block * pass.blockRows();
            int rows = z.length / pass.classes();
            losses[block] = loss.loss(Matrix.of(z, rows, pass.classes()), target.rows(from, from + rows));
        });
        double sum = 0;
        for (double ofBlock : losses) {
            sum += ofBlock;
        }
        return sum + smooth.penalty(trial) + absolute.value(trial);
    }

    private double[] minimumOfModel() {
        Expansion expansion = new Expansion(problem, penalty.l2(), logits, gradient, parallelism);
        int[] chosen = workingSet();
        boolean matrix = problem.features() instanceof DenseFeatures && chosen.length <= mostInMatrix;
        QuadraticModel model =
                matrix ? new GramModel(expansion, chosen) : new ColumnModel(expansion, columns(), chosen);
        passes++;
        double[] values = new double[chosen.length];
        for (int a = 0; a < values.length; a++) {
            values[a] = point[model.weights()[a]];
        }
        double accuracy = (matrix ? MATRIX_ACCURACY : COLUMN_ACCURACY) * vectors.norm(subgradient);
        CoordinateDescent.minimise(model, values, penalty.l1(), accuracy, matrix ? MATRIX_SWEEPS : COLUMN_SWEEPS);
        double[] to = point.clone();
        for (int a = 0; a < values.length; a++) {
            to[model.weights()[a]] = values[a];
        }
        double[] biasChange = model.biasChange();
        for (int k = 0; k < biasChange.length; k++) {
            to[problem.weightCount() + k] += biasChange[k];
        }
        return to;
    }

    private FeatureColumns columns() {
        if (columns == null) {
            columns = new FeatureColumns(problem.features());
        }
        return columns;
    }

    /** The weights that are not zero, and of the zeros that want to leave, those with the largest slopes. */
    private int[] workingSet() {
        int[] chosen = new int[problem.weightCount()];
        int used = 0;
        for (int i = 0; i < problem.weightCount(); i++) {
            if (point[i] != 0) {
                chosen[used++] = i;
            }
        }
        double[] slopes = new double[problem.weightCount() - used];
        int leaving = 0;
        for (int i = 0; i < problem.weightCount(); i++) {
            if (point[i] == 0 && subgradient[i] != 0) {
                slopes[leaving++] = Math.abs(subgradient[i]);
            }
        }
        int joining = Math.min(leaving, Math.max(FEWEST_TO_JOIN, used));
        double least = 0;
        if (joining < leaving) {
            Arrays.sort(slopes, 0, leaving);
            least = slopes[leaving - joining];
        }
        int count = used;
        for (int i = 0; i < problem.weightCount() && count < used + joining; i++) {
            if (point[i] == 0 && subgradient[i] != 0 && Math.abs(subgradient[i]) >= least) {
                chosen[count++] = i;
            }
        }
        int[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public double[] parameters() {
        return point;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return subgradient;
    }

    @Override
    public int passes() {
        return passes;
    }

    /** A step depends on the point alone. */
    @Override
    public List<float[]> memory() {
        return List.of();
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        start(parameters, passesBefore - 1);
    }
}
