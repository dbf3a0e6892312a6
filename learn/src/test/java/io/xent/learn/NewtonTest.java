package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newton's method with the Hessian's factor, and with its products, on functions whose minimum is known. */
class NewtonTest {

    private static final Vectors VECTORS = new Vectors(Parallelism.sequential());
    private static final Preconditioner NONE = (g, d) -> System.arraycopy(g, 0, d, 0, g.length);

    private static final Objective QUADRATIC = KnownMinima.QUADRATIC;
    private static final Objective ROSENBROCK = KnownMinima.rosenbrock(6);

    private static TrustRegionNewton trustRegion(Objective objective) {
        return new TrustRegionNewton(objective, NONE, VECTORS, 1e-14);
    }

    private static void minimise(Solver solver, double gradientNorm) {
        for (int i = 0; i < 500 && VECTORS.norm(solver.gradient()) > gradientNorm; i++) {
            assertTrue(solver.advance(), () -> "stalled at gradient " + VECTORS.norm(solver.gradient()));
        }
        assertTrue(VECTORS.norm(solver.gradient()) <= gradientNorm);
    }

    @Test
    void trustRegion_onIllConditionedQuadratic_findsTheMinimum() {
        Solver solver = trustRegion(QUADRATIC);
        solver.start(new double[40], 0);
        minimise(solver, 1e-8);
        for (int i = 0; i < 40; i++) {
            assertEquals(i, solver.parameters()[i], 1e-6);
        }
        assertTrue(solver.passes() < 1000, "passes " + solver.passes());
    }

    @Test
    void trustRegion_fromWhereRosenbrockIsCurvedTheWrongWay_findsTheMinimum() {
        Solver solver = trustRegion(ROSENBROCK);
        solver.start(new double[] {0, 1, 0, 1, 0, 1}, 0);
        minimise(solver, 1e-9);
        for (int i = 0; i < 6; i++) {
            assertEquals(1, solver.parameters()[i], 1e-6);
        }
    }

    @Test
    void trustRegion_restoredAfterAnyIteration_goesOnToTheSameBits() {
        Solver solver = trustRegion(ROSENBROCK);
        solver.start(new double[6], 0);
        for (int i = 0; i < 12; i++) {
            Solver other = trustRegion(ROSENBROCK);
            other.restore(solver.parameters(), solver.memory(), 7);
            assertEquals(7, other.passes());
            assertTrue(solver.advance());
            assertTrue(other.advance());
            assertArrayEquals(solver.parameters(), other.parameters());
            assertArrayEquals(solver.memory().get(0), other.memory().get(0));
        }
    }

    @Test
    void trustRegion_atTheMinimum_saysThatThereIsNoStep() {
        Solver solver = trustRegion(QUADRATIC);
        double[] minimum = new double[40];
        Arrays.setAll(minimum, i -> i);
        solver.start(minimum, 0);
        assertFalse(solver.advance());
    }

    @Test
    void steihaugSteps_withoutABoundary_solveTheSystem_andWithOneStopAtIt() {
        double[] gradient = new Random(5).doubles(40, -1, 1).toArray();
        SteihaugSteps steps = new SteihaugSteps(NONE, VECTORS, 40);
        Objective.Curvature curvature = QUADRATIC.curvature(new double[40]);
        steps.minimise(gradient, curvature, 1e9);
        assertFalse(steps.atBoundary());
        assertEquals(VECTORS.norm(steps.step()), steps.length(), 1e-6);
        steps.minimise(gradient, curvature, 0.01);
        assertTrue(steps.atBoundary());
        assertEquals(0.01, VECTORS.norm(steps.step()), 1e-12);
        double[] product = new double[40];
        curvature.times(steps.step(), product);
        double gain = -VECTORS.dot(gradient, steps.step()) - VECTORS.dot(product, steps.step()) / 2;
        assertEquals(gain, steps.predictedGain(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"false, 0.01, 400", "true, 0.01, 400", "false, 1e-9, 97", "false, 0, 400", "true, 0, 3001"})
    void exactHessian_solvesForTheObjectivesCurvature(boolean sparse, double lambda, int rows) {
        Dataset data = sparse
                ? RandomProblem.sparse(61, rows, 7, 4, true, Precision.DOUBLE)
                : RandomProblem.dense(61, rows, 7, 4, true, Precision.DOUBLE);
        TrainingProblem problem = TrainingProblem.of(data);
        FeatureMoments moments = FeatureMoments.of(problem.features(), problem.weights(), Parallelism.sequential());
        DataPass pass = DataPass.of(problem.features(), 4, Precision.DOUBLE, Parallelism.sequential());
        double[] point = new Random(62).doubles(32, -0.4, 0.4).toArray();
        double[] direction = new Random(63).doubles(32, -1, 1).toArray();
        for (int at = 0; at < 32; at += 4) {
            double mean = Arrays.stream(direction, at, at + 4).sum() / 4;
            for (int k = 0; k < 4; k++) {
                direction[at + k] -= mean;
            }
        }
        Objective.Curvature curvature = new SoftmaxObjective(pass, problem, lambda).curvature(point);
        double[] product = new double[32];
        curvature.times(direction, product);
        double[] back = new double[32];
        new ExactHessian(problem, moments, pass, lambda, Parallelism.sequential())
                .at(point)
                .apply(product, back);
        double[] again = new double[32];
        curvature.times(back, again);
        assertArrayEquals(product, again, 1e-6 * VECTORS.norm(product));
    }

    @Test
    void relay_restoredBeforeAndAfterTheHandover_goesOnToTheSameBits() {
        Solver solver = relay();
        solver.start(new double[6], 0);
        for (int i = 0; i < 10; i++) {
            Solver other = relay();
            other.restore(solver.parameters(), solver.memory(), solver.passes());
            assertEquals(
                    i <= 4 ? 1 + 2 * i : 2, solver.memory().size(), "L-BFGS's changes, or a radius, and the place");
            assertTrue(solver.advance());
            assertTrue(other.advance());
            assertArrayEquals(solver.parameters(), other.parameters());
            assertEquals(solver.passes(), other.passes());
        }
    }

    private static Solver relay() {
        return new SolverRelay(new Lbfgs(ROSENBROCK, NONE, 20, VECTORS, 1e-14), trustRegion(ROSENBROCK), 4);
    }
}
