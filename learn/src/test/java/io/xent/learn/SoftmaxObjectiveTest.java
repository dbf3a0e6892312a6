package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.Parallelism;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxObjectiveTest {

    private static final double LAMBDA = 0.03;

    /** Rows on both sides of a block's end, features and classes on both sides of the unrolling by four. */
    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of("one feature", RandomProblem.dense(1, 5, 1, 2, false, Precision.DOUBLE)),
                Arguments.of("no feature", RandomProblem.dense(2, 9, 0, 3, true, Precision.DOUBLE)),
                Arguments.of("odd sizes", RandomProblem.dense(3, 67, 7, 5, true, Precision.DOUBLE)),
                Arguments.of("full blocks", RandomProblem.dense(4, 128, 8, 4, false, Precision.DOUBLE)),
                Arguments.of("sparse", RandomProblem.sparse(5, 300, 9, 6, true, Precision.DOUBLE)),
                Arguments.of("sparse floats", RandomProblem.sparse(6, 257, 4, 3, false, Precision.SINGLE)),
                Arguments.of("floats", RandomProblem.dense(7, 130, 6, 3, true, Precision.SINGLE)));
    }

    private static SoftmaxObjective objective(Dataset data, Parallelism parallelism) {
        TrainingProblem problem = TrainingProblem.of(data);
        DataPass pass =
                DataPass.of(data.features(), problem.classes(), data.features().precision(), parallelism);
        return new SoftmaxObjective(pass.in64Bits(), problem, LAMBDA);
    }

    private static double[] point(Objective objective, long seed) {
        Random random = new Random(seed);
        return random.doubles(objective.dimension(), -0.5, 0.5).toArray();
    }

    private static double naive(Dataset data, double[] parameters) {
        int classes = data.classes();
        int columns = data.features().columns();
        double loss = 0;
        for (int i = 0; i < data.rows(); i++) {
            double sum = 0;
            double own = 0;
            for (int k = 0; k < classes; k++) {
                double z = parameters[columns * classes + k];
                for (int j = 0; j < columns; j++) {
                    z += parameters[j * classes + k] * data.features().get(i, j);
                }
                sum += Math.exp(z);
                own = k == data.labels()[i] ? z : own;
            }
            loss += data.weight(i) * (Math.log(sum) - own);
        }
        double squares = 0;
        for (int i = 0; i < columns * classes; i++) {
            squares += parameters[i] * parameters[i];
        }
        return loss / data.totalWeight() + LAMBDA / 2 * squares;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void value_isTheNaiveFormula(String name, Dataset data) {
        Objective objective = objective(data, Parallelism.sequential());
        double[] at = point(objective, 11);
        double expected = naive(data, at);
        assertEquals(expected, objective.valueAndGradient(at, new double[at.length]), 1e-13 * expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void gradient_isTheFourthOrderDifferenceOfTheNaiveFormula(String name, Dataset data) {
        Objective objective = objective(data, Parallelism.sequential());
        double[] at = point(objective, 12);
        double[] gradient = new double[at.length];
        objective.valueAndGradient(at, gradient);
        for (int i = 0; i < at.length; i++) {
            double difference = Slopes.at(moved -> naive(data, moved), at, i, 1e-3);
            assertEquals(difference, gradient[i], 5e-10, "parameter " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void curvature_isTheFourthOrderDifferenceOfTheGradient(String name, Dataset data) {
        Objective objective = objective(data, Parallelism.sequential());
        double[] at = point(objective, 13);
        double[] direction = point(objective, 14);
        double[] product = new double[at.length];
        objective.curvature(at).times(direction, product);
        double h = 1e-3;
        double[] difference = new double[at.length];
        double[] coefficients = {1, -8, 0, 8, -1};
        for (int s = -2; s <= 2; s++) {
            double[] moved = new double[at.length];
            double[] gradient = new double[at.length];
            for (int i = 0; i < at.length; i++) {
                moved[i] = at[i] + s * h * direction[i];
            }
            objective.valueAndGradient(moved, gradient);
            for (int i = 0; i < at.length; i++) {
                difference[i] += coefficients[s + 2] * gradient[i] / (12 * h);
            }
        }
        assertArrayEquals(difference, product, 2e-7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void gradient_hasTheSameBits_forAnyNumberOfThreads(String name, Dataset data) {
        Objective alone = objective(data, Parallelism.sequential());
        double[] at = point(alone, 15);
        double[] expected = new double[at.length];
        double value = alone.valueAndGradient(at, expected);
        for (int threads : new int[] {2, 3, 8}) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                double[] gradient = new double[at.length];
                assertEquals(value, objective(data, parallelism).valueAndGradient(at, gradient));
                assertArrayEquals(expected, gradient);
            }
        }
    }

    @Test
    void floatArithmetic_agreesWithDouble_toFloatPrecision() {
        Dataset data = RandomProblem.dense(21, 9000, 13, 5, true, Precision.SINGLE);
        TrainingProblem problem = TrainingProblem.of(data);
        DataPass pass = DataPass.of(data.features(), problem.classes(), Precision.SINGLE, Parallelism.sequential());
        Objective single = new SoftmaxObjective(pass, problem, LAMBDA);
        Objective exact = new SoftmaxObjective(pass.in64Bits(), problem, LAMBDA);
        double[] at = point(single, 16);
        double[] gradient = new double[at.length];
        double[] expected = new double[at.length];
        assertEquals(exact.valueAndGradient(at, expected), single.valueAndGradient(at, gradient), 1e-6);
        assertArrayEquals(expected, gradient, 1e-6);
    }

    @Test
    void sparse_agreesWithDense() {
        Objective dense =
                objective(RandomProblem.dense(31, 600, 11, 5, true, Precision.DOUBLE), Parallelism.sequential());
        Objective sparse =
                objective(RandomProblem.sparse(31, 600, 11, 5, true, Precision.DOUBLE), Parallelism.sequential());
        double[] at = point(dense, 17);
        double[] gradient = new double[at.length];
        double[] expected = new double[at.length];
        assertEquals(dense.valueAndGradient(at, expected), sparse.valueAndGradient(at, gradient), 1e-14);
        assertArrayEquals(expected, gradient, 1e-14);
    }
}
