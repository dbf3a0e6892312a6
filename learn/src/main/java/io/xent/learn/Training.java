package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of {@link SoftmaxRegression}: drives a solver until its result can be certified, or nothing more helps. */
final class Training {

    private static final double TIGHTENING = 0.4;
    private static final double MOST_TIGHTENING = 1e-3;
    private static final double MOST_TIGHTENING_WITH_KINKS = 1e-9;
    private static final double MOST_AT_ONCE = 0.01;
    private static final long SMALL = 1 << 22;
    private static final long SMALL_PRODUCT = 1L << 30;
    private static final double BELOW_ALL = 64;
    private static final double SINGLE_NOISE = 1e-7;
    private static final double DOUBLE_NOISE = 1e-13;

    private final SoftmaxRegression settings;
    private final Dataset data;
    private final TrainingMonitor monitor;
    private final Parallelism parallelism;
    private final Vectors vectors;
    private final Penalty penalty;
    private final AbsolutePenalty absolute;
    private final TrainingProblem problem;
    private final FeatureMoments moments;
    private final DataPass pass;
    private final DataPass exactPass;
    private final Certification certification;
    private final Proximity proximity;
    private final double[] origin;

    /** Of the next two, null where the penalty asks for the other. */
    private final SolverChoice choice;

    private final LassoChoice lasso;

    /** Null where nothing but the optimum ends the fit. */
    private final ValidationWatch validation;

    private final double firstNorm;
    private final double firstTarget;
    private final boolean exactAtFirst;
    private final List<Progress> history = new ArrayList<>();

    private Solver solver;
    private boolean exact;
    private boolean stalled;
    private boolean stopped;
    private boolean outOfPatience;
    private double gradientTarget;
    private int iteration;
    private long fingerprint;

    Training(SoftmaxRegression settings, Dataset data, TrainingMonitor monitor) {
        this.settings = settings;
        this.data = data;
        this.monitor = monitor;
        parallelism = settings.parallelism();
        vectors = new Vectors(parallelism);
        penalty = settings.penalty();
        proximity = settings.proximity().orElse(null);
        problem = proximity == null
                ? TrainingProblem.of(data, settings.labelSmoothing())
                : TrainingProblem.ofAllClasses(data);
        origin = origin();
        absolute = new AbsolutePenalty(penalty.l1(), problem.weightCount());
        moments = FeatureMoments.of(problem.features(), problem.weights(), parallelism);
        Precision precision = problem.features().precision();
        pass = problem.pass(precision, parallelism);
        exactPass = pass.in64Bits();
        certification = new Certification(problem, exactPass, settings, objective(exactPass), moments, parallelism);
        lasso = penalty.l1() > 0 ? LassoChoice.of(problem, moments, penalty, parallelism) : null;
        choice = lasso == null ? choice() : null;
        double[] gradient = new double[origin.length];
        double firstValue = objective(exactPass).valueAndGradient(origin, gradient);
        absolute.shortestSubgradient(origin, gradient, gradient);
        firstNorm = Math.max(vectors.norm(gradient), proximity == null ? 0 : proximity.strength());
        exactAtFirst = precision == Precision.DOUBLE || isSmall();
        exact = exactAtFirst;
        validation = settings.earlyStopping()
                .map(stopping -> new ValidationWatch(stopping, problem, byHinge(), parallelism))
                .orElse(null);
        solver = newSolver();
        firstTarget = gradientTarget(firstValue);
        gradientTarget = firstTarget;
    }

    /** Whether 64-bit products take no time to speak of. */
    private boolean isSmall() {
        long values = (long) data.rows() * data.features().columns();
        return values <= SMALL && values * problem.classes() <= SMALL_PRODUCT;
    }

    /** A model that knows only how frequent the classes are; by a hinge loss, whose scores have no such meaning, one that knows nothing. */
    private double[] origin() {
        if (proximity != null) {
            return parameters(proximity.centre());
        }
        return byHinge() ? new double[problem.weightCount() + problem.classes()] : problem.nullModel();
    }

    private boolean byHinge() {
        return settings.loss() == TrainingLoss.HINGE;
    }

    private SolverChoice choice() {
        return byHinge()
                ? SolverChoice.withoutHessian(wantedSolver(), problem, moments, pass, convexity(), parallelism)
                : SolverChoice.of(wantedSolver(), problem, moments, pass, exactPass, convexity(), parallelism);
    }

    /** The factored Hessian knows nothing of what holds biases near those of a model. */
    private SolverKind wantedSolver() {
        return proximity != null && settings.solver() == SolverKind.AUTO ? SolverKind.LBFGS : settings.solver();
    }

    private Objective objective(DataPass over) {
        if (byHinge()) {
            return new HingeObjective(over, problem, penalty.l2());
        }
        Objective objective = new SoftmaxObjective(over, problem, penalty.l2());
        return proximity == null ? objective : new ProximalObjective(objective, origin, proximity.strength());
    }

    private Solver newSolver() {
        DataPass over = exact ? exactPass : pass;
        double noise = exact ? DOUBLE_NOISE : SINGLE_NOISE;
        return lasso == null
                ? choice.solver(objective(over), noise, vectors, exact && !exactAtFirst)
                : lasso.solver(over, noise, vectors);
    }

    /** The norm that is likely to meet both parts of the promise. */
    private double gradientTarget(double value) {
        double byNorm = settings.tolerance() * Math.max(1, firstNorm);
        double byGap =
                lasso == null && penalised() ? Math.sqrt(2 * convexity() * gapLimit(value)) : Double.POSITIVE_INFINITY;
        return 0.9 * Math.min(byNorm, byGap);
    }

    /** Whether something holds the weights, so that there is a minimum and a bound. */
    private boolean penalised() {
        return penalty.lambda() > 0 || proximity != null;
    }

    /** What the objective's curvature is at least, in the weights. */
    private double convexity() {
        return proximity == null ? penalty.l2() : proximity.strength();
    }

    private double gapLimit(double value) {
        return settings.tolerance() * Math.max(1, value);
    }

    Fit fromOrigin() {
        return from(origin);
    }

    Fit from(LinearClassifier classifier) {
        return from(parameters(classifier));
    }

    private double[] parameters(LinearClassifier classifier) {
        if (classifier.features() != data.features().columns() || classifier.classes() != data.classes()) {
            throw new InvalidInputException("the model to start from has " + classifier.classes() + " classes and "
                    + classifier.features() + " features, the data " + data.classes() + " and "
                    + data.features().columns() + ": start from a model of the same columns and labels");
        }
        return problem.parameters(classifier);
    }

    private Fit from(double[] parameters) {
        solver.start(parameters, 1);
        report();
        see();
        return run();
    }

    Fit resume(SolverState state) {
        if (state.fingerprint() != fingerprint() || !state.solver().equals(solver.name())) {
            throw new InvalidInputException("the saved training belongs to other data or settings:"
                    + " resume with those it was started with, or start anew");
        }
        iteration = (int) state.numbers()[0];
        gradientTarget = state.numbers()[1];
        exact = state.numbers()[2] == 1;
        solver = newSolver();
        solver.restore(state.parameters(), state.memory(), (int) state.numbers()[3]);
        history.addAll(state.history());
        return run();
    }

    /** Copied, because the solver goes on. */
    private SolverState copiedState() {
        List<float[]> memory = new ArrayList<>();
        for (float[] array : solver.memory()) {
            memory.add(array.clone());
        }
        return state(solver.parameters().clone(), memory);
    }

    private SolverState state(double[] parameters, List<float[]> memory) {
        double[] numbers = {iteration, gradientTarget, exact ? 1 : 0, solver.passes()};
        return new SolverState(solver.name(), fingerprint(), numbers, parameters, memory, history);
    }

    private long fingerprint() {
        if (fingerprint == 0) {
            fingerprint = Fingerprint.of(data, settings);
        }
        return fingerprint;
    }

    private Fit run() {
        while (true) {
            iterate();
            Certifier.Certified certified = certify();
            if (outOfPatience
                    || converged(certified)
                    || stopped
                    || iteration >= settings.maxIterations()
                    || exhausted()) {
                return validation != null && validation.stop().iteration() < iteration
                        ? fit(certifyBest(), Optional.of(validation.stop()))
                        : fit(certified, Optional.empty());
            }
            if (stalled || certified.certificate().gradientNorm() > 2 * gradientTarget) {
                goOnIn64Bits();
            }
            tighten(certified);
        }
    }

    private Certifier.Certified certify() {
        return certification.of(solver.parameters(), rounds(), false);
    }

    /** Of the parameters that were best on rows not trained on, as they are. */
    private Certifier.Certified certifyBest() {
        return certification.of(validation.best(), rounds(), true);
    }

    /** The gap of absolute values goes with the gradient's norm itself, by a factor that shows only at the end. */
    private void tighten(Certifier.Certified c) {
        double missing = gapLimit(c.objective()) / c.certificate().gap().orElse(0);
        gradientTarget *= lasso == null ? TIGHTENING : Math.min(TIGHTENING, Math.max(MOST_AT_ONCE, missing / 2));
    }

    /** Whether rounding, of the steps or of the parameters that are written, is all that is left. */
    private boolean exhausted() {
        double most = lasso == null ? MOST_TIGHTENING : MOST_TIGHTENING_WITH_KINKS;
        return exact && (stalled || gradientTarget < most * firstTarget);
    }

    private void goOnIn64Bits() {
        if (!exact) {
            exact = true;
            stalled = false;
            double[] at = solver.parameters();
            int passes = solver.passes();
            solver = newSolver();
            solver.start(at, passes);
        }
    }

    /** Whether the parameters are written as 32-bit numbers. */
    private boolean rounds() {
        return problem.features().precision() == Precision.SINGLE;
    }

    private void iterate() {
        while (!atTarget() && iteration < settings.maxIterations()) {
            if (!solver.advance()) {
                stalled = true;
                return;
            }
            iteration++;
            report();
            monitor.checkpoint(this::copiedState);
            outOfPatience = see();
            if (outOfPatience) {
                return;
            }
            if (monitor.stopRequested()) {
                stopped = true;
                return;
            }
        }
    }

    /** Whether patience is at its end. */
    private boolean see() {
        return validation != null && validation.see(iteration, solver.parameters());
    }

    private boolean atTarget() {
        return vectors.norm(solver.gradient()) <= gradientTarget
                && (penalised() || isFlat(solver.gradient(), solver.value()));
    }

    /**
     * Whether no step in the features' own units could still gain much. It stands in for the gap where there is no
     * penalty, so that a column in millions does not hide one in thousandths.
     */
    private boolean isFlat(double[] gradient, double value) {
        double gain = lasso == null ? choice.expectedGain(gradient, vectors) : lasso.expectedGain(gradient);
        return gain <= gapLimit(value);
    }

    private void report() {
        Progress progress = new Progress(
                iteration, solver.passes(), solver.value(), vectors.norm(solver.gradient()), gradientTarget);
        history.add(progress);
        monitor.progress(progress);
    }

    private boolean converged(Certifier.Certified c) {
        boolean flat = c.certificate().gradientNorm() <= settings.tolerance() * Math.max(1, firstNorm);
        double limit = gapLimit(c.objective());
        boolean close = c.certificate().gap().isPresent()
                ? c.certificate().gap().getAsDouble() <= limit
                : isFlat(c.gradient(), c.objective());
        return flat && close && !separates(c.parameters());
    }

    /** Then cross-entropy has no minimum, where there is neither a penalty nor a smoothed target, which no row can have too much of. */
    private boolean separates(double[] parameters) {
        return !penalised()
                && !byHinge()
                && problem.labelSmoothing() == 0
                && problem.targets() == null
                && MarginSurvey.of(problem, exactPass.linear(), parameters).separates();
    }

    private Fit fit(Certifier.Certified c, Optional<EarlyStopping.Stop> early) {
        boolean converged = early.isEmpty() && converged(c);
        LinearClassifier classifier = problem.classifier(c.parameters(), data.classes(), absentBias(c.parameters()));
        return new Fit(
                classifier,
                c.objective(),
                c.certificate(),
                converged,
                converged || early.isPresent() ? "" : advice(c),
                lasso == null ? choice.description() : lasso.description(),
                iteration,
                history,
                state(solver.parameters(), solver.memory()),
                early);
    }

    /** So low that a class without any weight takes no probability that could be told from none. */
    private double absentBias(double[] parameters) {
        if (problem.classes() == data.classes()) {
            return 0;
        }
        return (float) (MarginSurvey.of(problem, exactPass, parameters).lowestTop() - BELOW_ALL);
    }

    private String advice(Certifier.Certified c) {
        if (separates(c.parameters())) {
            return Advice.SEPARATED;
        } else if (stopped) {
            return Advice.stopped(iteration);
        } else if (iteration >= settings.maxIterations()) {
            return Advice.limit(iteration, proximity != null, penalised());
        }
        return rounds() ? Advice.singlePrecision(proximity != null) : Advice.ROUNDING;
    }
}
