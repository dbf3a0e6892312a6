package io.xent.learn.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From the whitened parameters of a {@link Likelihood} back to coefficients in the units of the data. */
final class Estimates {

    /** What moves less than this part of what moves most along a recession does not move. */
    private static final double MOVES = 1e-6;

    private final Design design;
    private final FeatureLayout layout;
    private final Analysis.Fitted fitted;
    private final int[] columns;
    private final double[][] toUnits;

    Estimates(Design design, FeatureLayout layout, Analysis.Fitted fitted) {
        this.design = design;
        this.layout = layout;
        this.fitted = fitted;
        columns = fitted.selection().columns();
        toUnits = toUnits(fitted.likelihood().toCoefficients());
    }

    /** A slope is divided by its feature's scale; the intercept takes up the features' centres. */
    private double[][] toUnits(double[][] toCoefficients) {
        double[][] matrix = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            matrix[j] = toCoefficients[j].clone();
            for (int a = 0; j > 0 && a < columns.length; a++) {
                matrix[j][a] /= layout.scale()[columns[j] - 1];
                matrix[0][a] -= matrix[j][a] * layout.centre()[columns[j] - 1];
            }
        }
        return matrix;
    }

    List<Coefficient> coefficients() {
        int features = layout.features();
        int width = columns.length;
        List<Coefficient> coefficients = new ArrayList<>();
        for (int k = 0; k < fitted.likelihood().free(); k++) {
            double[] estimates = new double[features + 1];
            double[] errors = new double[features + 1];
            Arrays.fill(estimates, Double.NaN);
            Arrays.fill(errors, Double.NaN);
            double[] block = Arrays.copyOfRange(fitted.maximum().point().parameters(), k * width, (k + 1) * width);
            double[] direction = direction(k);
            for (int j = 0; j < width; j++) {
                double infinite = direction == null ? 0 : direction[j];
                estimates[columns[j]] = infinite == 0 ? dot(toUnits[j], block) : infinite * Double.POSITIVE_INFINITY;
                errors[columns[j]] = infinite == 0 ? error(k, toUnits[j]) : Double.NaN;
            }
            for (int column = 0; column <= features; column++) {
                int classIndex = design.classes()[k + 1];
                coefficients.add(new Coefficient(classIndex, column - 1, estimates[column], errors[column]));
            }
        }
        return coefficients;
    }

    private double error(int k, double[] combination) {
        double[][] covariance = fitted.maximum().inverseHessian();
        int from = k * combination.length;
        double variance = 0;
        for (int a = 0; a < combination.length; a++) {
            for (int b = 0; b < combination.length; b++) {
                variance += combination[a] * covariance[from + a][from + b] * combination[b];
            }
        }
        return Math.sqrt(variance / design.totalWeight());
    }

    /** Where the coefficients of a class go, by sign, 0 where they stay; null where all stay. */
    private double[] direction(int k) {
        if (fitted.maximum().recession().isEmpty()) {
            return null;
        }
        double[] whitened = fitted.maximum().recession().get().direction();
        int width = columns.length;
        double[] moves = new double[width];
        double most = 0;
        for (int l = 0; l < fitted.likelihood().free(); l++) {
            double[] block = Arrays.copyOfRange(whitened, l * width, (l + 1) * width);
            for (int j = 1; j < width; j++) {
                double move = dot(toUnits[j], block);
                most = Math.max(most, Math.abs(move) * length(j));
                moves[j] = l == k ? move : moves[j];
            }
            moves[0] = l == k ? dot(toUnits[0], block) : moves[0];
        }
        double size = most;
        for (int j = 1; j < width; j++) {
            size = Math.max(size, Math.abs(moves[j] * layout.centre()[columns[j] - 1]));
            moves[j] = Math.abs(moves[j]) * length(j) > MOVES * most ? Math.signum(moves[j]) : 0;
        }
        moves[0] = Math.abs(moves[0]) > MOVES * size ? Math.signum(moves[0]) : 0;
        return moves;
    }

    /** How large a feature is, in units of the data. */
    private double length(int j) {
        return fitted.selection().triangle().norm(j) * layout.scale()[columns[j] - 1];
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
