package io.xent.learn.network;

import io.xent.learn.Certificate;
import io.xent.learn.Dataset;
import io.xent.learn.Fingerprint;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Solver;
import io.xent.learn.SolverState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A training by L-BFGS: every step goes through all rows, and what is an epoch elsewhere is an iteration of the solver. It
 * ends where the gradient is {@link #FLAT} of what it was at the start, where {@link #PATIENCE} iterations together took less than
 * {@link #LITTLE} of the loss away, where rounding in 32 bits leaves no step downhill, or after as many iterations as were
 * asked for.
 */
final class FullBatchRun {

    private static final String NAME = "network L-BFGS";
    private static final int MEMORY = 20;

    /** Values are sums of numbers of 32 bits, whose roundings are of either sign. */
    private static final double NOISE = 1e-7;

    private static final double FLAT = 1e-5;
    private static final double LITTLE = 1e-5;
    private static final int PATIENCE = 10;

    private final Dataset data;
    private final NetworkMonitor monitor;
    private final Architecture architecture;
    private final Plan plan;
    private final long fingerprint;
    private final Solver solver;

    /** Of the gradient where the training began. */
    private double firstNorm;

    /** After each iteration; the first before any. */
    private final List<Double> losses = new ArrayList<>();

    FullBatchRun(NetworkTraining settings, Dataset data, NetworkMonitor monitor) {
        this.data = data;
        this.monitor = monitor;
        Rows.requireTwoClasses(data);
        architecture = settings.architecture(data.features().columns(), data.classes());
        plan = settings.plan(data.rows());
        fingerprint = Fingerprint.of(data, plan.bits())
                ^ Seeds.derived(architecture.toString().hashCode());
        NetworkObjective objective = new NetworkObjective(architecture, data, settings.parallelism());
        solver = Solver.lbfgs(objective, MEMORY, NOISE, settings.parallelism());
    }

    NetworkFit fromSeed() {
        return from(Initialisation.of(architecture, plan));
    }

    NetworkFit from(Network start) {
        return from(Initialisation.of(architecture, start));
    }

    private NetworkFit from(float[] parameters) {
        double[] point = new double[parameters.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = parameters[i];
        }
        solver.start(point, 0);
        firstNorm = NetworkObjective.norm(solver.gradient());
        losses.add(requireFinite(solver.value()));
        return run();
    }

    NetworkFit resume(SolverState state) {
        if (state.fingerprint() != fingerprint) {
            throw NetworkRun.otherTraining();
        }
        double[] numbers = state.numbers();
        firstNorm = numbers[1];
        for (int i = 2; i < numbers.length; i++) {
            losses.add(numbers[i]);
        }
        solver.restore(state.parameters(), state.memory(), (int) numbers[0]);
        return run();
    }

    private static double requireFinite(double loss) {
        if (Double.isFinite(loss)) {
            return loss;
        }
        throw new InvalidInputException(
                "the loss is " + loss + " before the first step, as features are too large: scale them");
    }

    private NetworkFit run() {
        String end = end();
        while (end.isEmpty()) {
            if (monitor.stopRequested()) {
                return fit("", false);
            }
            if (!solver.advance()) {
                end = "as rounding in 32 bits leaves no step downhill";
                break;
            }
            losses.add(solver.value());
            int iteration = losses.size() - 1;
            monitor.batch(iteration, 1, 1);
            monitor.epoch(epoch(iteration));
            monitor.checkpoint(this::state);
            end = end();
        }
        return fit(end, true);
    }

    /** Why to stop here; empty where it goes on. */
    private String end() {
        int iterations = losses.size() - 1;
        double last = losses.get(iterations);
        if (NetworkObjective.norm(solver.gradient()) <= FLAT * firstNorm) {
            return "as the gradient is a hundred-thousandth of what it was";
        } else if (iterations >= PATIENCE && losses.get(iterations - PATIENCE) - last <= LITTLE * last) {
            return "as " + PATIENCE + " iterations together brought a hundred-thousandth of the loss";
        }
        return iterations >= plan.epochs() ? "after as many iterations as were asked for" : "";
    }

    /** Its learning rate is the solver's affair. */
    private Epoch epoch(int iteration) {
        return new Epoch(iteration, Double.NaN, losses.get(iteration), Double.NaN, Double.NaN);
    }

    private SolverState state() {
        double[] numbers = new double[losses.size() + 2];
        numbers[0] = solver.passes();
        numbers[1] = firstNorm;
        for (int i = 0; i < losses.size(); i++) {
            numbers[i + 2] = losses.get(i);
        }
        List<float[]> memory = solver.memory().stream().map(float[]::clone).toList();
        return new SolverState(NAME, fingerprint, numbers, solver.parameters().clone(), memory, List.of());
    }

    private NetworkFit fit(String end, boolean complete) {
        float[] parameters = new float[architecture.parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) solver.parameters()[i];
        }
        int iterations = losses.size() - 1;
        List<Epoch> history = new ArrayList<>();
        for (int i = 1; i <= iterations; i++) {
            history.add(epoch(i));
        }
        return new NetworkFit(
                Network.of(architecture, parameters),
                solver.value(),
                new Certificate(NetworkObjective.norm(solver.gradient()), OptionalDouble.empty()),
                complete,
                complete ? "" : "stopped on request after iteration " + iterations + ": resume to go on",
                plan.optimizer().title() + ", all rows a step, " + solver.passes() + " times through the rows"
                        + (end.isEmpty() ? "" : ", stopped " + end),
                iterations,
                data.rows(),
                0,
                history,
                state());
    }
}
