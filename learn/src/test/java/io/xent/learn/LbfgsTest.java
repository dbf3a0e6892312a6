package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    private static final Preconditioner NONE = (g, d) -> System.arraycopy(g, 0, d, 0, g.length);
    private static final Vectors VECTORS = new Vectors(Parallelism.sequential());

    private static final Objective QUADRATIC = withoutCurvature(KnownMinima.QUADRATIC);
    private static final Objective ROSENBROCK = withoutCurvature(KnownMinima.rosenbrock(10));

    private static Objective withoutCurvature(Objective function) {
        return new Objective() {
            @Override
            public int dimension() {
                return function.dimension();
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                return function.valueAndGradient(x, gradient);
            }

            @Override
            public Curvature curvature(double[] parameters) {
                throw new UnsupportedOperationException("not asked for by L-BFGS");
            }
        };
    }

    private static Lbfgs lbfgs(Objective objective) {
        return new Lbfgs(objective, NONE, 20, VECTORS, 1e-14);
    }

    private static int iterations(Solver solver, double gradientNorm) {
        for (int i = 0; i < 3000; i++) {
            if (VECTORS.norm(solver.gradient()) <= gradientNorm) {
                return i;
            }
            assertTrue(solver.advance(), () -> "stalled at gradient " + VECTORS.norm(solver.gradient()));
        }
        throw new AssertionError("gradient still " + VECTORS.norm(solver.gradient()));
    }

    @Test
    void advance_onRosenbrock_findsTheMinimum() {
        Lbfgs solver = lbfgs(ROSENBROCK);
        solver.start(new double[] {-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1}, 0);
        iterations(solver, 1e-9);
        for (double x : solver.parameters()) {
            assertEquals(1, Math.abs(x), 1e-8);
        }
    }

    @Test
    void advance_onIllConditionedQuadratic_findsTheMinimum() {
        Lbfgs solver = lbfgs(QUADRATIC);
        solver.start(new double[40], 0);
        iterations(solver, 1e-6);
        for (int i = 0; i < 40; i++) {
            assertEquals(i, solver.parameters()[i], 1e-6);
        }
    }

    @Test
    void advance_withTheInverseHessianAsPreconditioner_needsOneStep() {
        Preconditioner exact = (g, d) -> {
            for (int i = 0; i < g.length; i++) {
                d[i] = g[i] / Math.pow(10, 5.0 * i / (g.length - 1));
            }
        };
        Lbfgs solver = new Lbfgs(QUADRATIC, exact, 10, VECTORS, 1e-14);
        solver.start(new double[40], 0);
        assertTrue(iterations(solver, 1e-6) <= 2);
    }

    @Test
    void advance_whereTheFirstStepIsFarTooShort_lengthensIt() {
        Preconditioner timid = (g, d) -> {
            for (int i = 0; i < g.length; i++) {
                d[i] = 1e-12 * g[i];
            }
        };
        Lbfgs solver = new Lbfgs(QUADRATIC, timid, 20, VECTORS, 1e-14);
        solver.start(new double[40], 0);
        double before = solver.value();
        assertTrue(solver.advance());
        assertTrue(solver.value() < 0.9 * before, "from " + before + " to " + solver.value());
    }

    @Test
    void advance_atTheMinimum_saysThatThereIsNoStep() {
        Lbfgs solver = lbfgs(QUADRATIC);
        double[] minimum = new double[40];
        for (int i = 0; i < 40; i++) {
            minimum[i] = i;
        }
        solver.start(minimum, 0);
        assertFalse(solver.advance());
    }

    @Test
    void restore_afterAnyIteration_goesOnToTheSameBits() {
        Lbfgs solver = lbfgs(ROSENBROCK);
        solver.start(new double[10], 0);
        for (int i = 0; i < 30; i++) {
            Lbfgs other = lbfgs(ROSENBROCK);
            other.restore(solver.parameters(), solver.memory(), 7);
            assertTrue(solver.advance());
            assertTrue(other.advance());
            assertArrayEquals(solver.parameters(), other.parameters());
        }
    }

    @Test
    void restore_beforeAndAfterARefinement_goesOnToTheSameBits() {
        Lbfgs solver = refined();
        solver.start(new double[10], 0);
        for (int i = 0; i < 12; i++) {
            Lbfgs other = refined();
            other.restore(solver.parameters(), solver.memory(), 7);
            assertTrue(solver.advance());
            assertTrue(other.advance());
            assertArrayEquals(solver.parameters(), other.parameters());
        }
        assertEquals(1, solver.memory().size() % 2, "the point of refinement is part of the state");
    }

    /** After five changes, a preconditioner that depends on the point. */
    private static Lbfgs refined() {
        Refinement refinement = at -> (g, d) -> {
            for (int i = 0; i < g.length; i++) {
                d[i] = g[i] / (200 + 100 * Math.abs(at[i]));
            }
        };
        return new Lbfgs(ROSENBROCK, NONE, 20, VECTORS, 1e-14, refinement, 5);
    }
}
