package io.xent.learn.network;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.learn.Certificate;
import io.xent.learn.Dataset;
import io.xent.learn.Fingerprint;
import io.xent.learn.InvalidInputException;
import io.xent.learn.SolverState;
import io.xent.learn.SplitMix64;
import io.xent.learn.StratifiedSplit;
import java.util.Locale;
import java.util.OptionalDouble;

/** One run of {@link NetworkTraining}: epochs of steps, and the best epoch. */
final class NetworkRun {

    /** What seeds are for. */
    private static final long ORDER = 1;

    private static final long DROPOUT = 2;

    private final NetworkTraining settings;
    private final NetworkMonitor monitor;
    private final Parallelism parallelism;
    private final Dataset training;
    private final Dataset validation;
    private final Architecture architecture;
    private final Plan plan;
    private final long fingerprint;
    private final CrossEntropy crossEntropy;
    private final Rows rows;
    private final float[] gradient;

    private Stand stand;
    private Pass pass;

    NetworkRun(NetworkTraining settings, Dataset data, NetworkMonitor monitor) {
        this.settings = settings;
        this.monitor = monitor;
        parallelism = settings.parallelism();
        Rows.requireTwoClasses(data);
        if (settings.patience().isPresent()) {
            StratifiedSplit split =
                    StratifiedSplit.of(data.labels(), data.classes(), settings.validation(), settings.seed());
            training = data.select(split.training());
            validation = data.select(split.heldOut());
            Rows.requireTwoClasses(training);
            requireWeight(validation);
        } else {
            training = data;
            validation = null;
        }
        architecture = settings.architecture(data.features().columns(), data.classes());
        plan = settings.plan(training.rows());
        fingerprint = Fingerprint.of(data, plan.bits())
                ^ Seeds.derived(architecture.toString().hashCode(), Double.doubleToLongBits(settings.validation()));
        crossEntropy = new CrossEntropy().withReduction(Reduction.SUM).withParallelism(parallelism);
        rows = new Rows(training, plan.batch(), parallelism);
        gradient = new float[architecture.parameters()];
    }

    private static void requireWeight(Dataset validation) {
        if (!(validation.totalWeight() > 0)) {
            throw new InvalidInputException("none of the " + validation.rows()
                    + " rows kept for validation has any weight: keep more of them, or train without patience");
        }
    }

    NetworkFit fromSeed() {
        return run(Stand.atStart(Initialisation.of(architecture, plan), updater()));
    }

    NetworkFit from(Network start) {
        return run(Stand.atStart(Initialisation.of(architecture, start), updater()));
    }

    NetworkFit resume(SolverState state) {
        if (state.fingerprint() != fingerprint) {
            throw otherTraining();
        }
        return run(Stand.of(state, updater()));
    }

    static InvalidInputException otherTraining() {
        return new InvalidInputException("the saved training belongs to other data or settings:"
                + " resume with those it was started with, or start anew");
    }

    private Updater updater() {
        Spans spans = new Spans(architecture, parallelism);
        return switch (plan.optimizer()) {
            case ADAMW -> new AdamW(spans, plan.weightDecay(), architecture.parameters());
            case SGD -> new Momentum(spans, plan.weightDecay(), architecture.parameters());
            case LBFGS -> throw new IllegalStateException("takes no steps on batches");
        };
    }

    private NetworkFit run(Stand from) {
        stand = from;
        pass = Pass.toLearn(architecture, stand.parameters(), gradient, plan.batch(), parallelism);
        while (stand.epochs() < plan.epochs() && stand.sinceBest() < plan.patience()) {
            SolverState before = state();
            OptionalDouble loss = epoch(stand.epochs() + 1);
            if (loss.isEmpty()) {
                stand = Stand.of(before, updater());
                return fit(before, false);
            }
            finish(loss.getAsDouble());
        }
        return fit(state(), true);
    }

    /** The mean loss over one time through the rows; empty where it was stopped on the way. */
    private OptionalDouble epoch(int number) {
        int[] order = new int[training.rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        new SplitMix64(Seeds.derived(plan.seed(), ORDER, number)).shuffle(order);
        double loss = 0;
        for (int batch = 0; batch < plan.stepsPerEpoch(); batch++) {
            if (monitor.stopRequested()) {
                return OptionalDouble.empty();
            }
            int from = batch * plan.batch();
            int count = Math.min(plan.batch(), order.length - from);
            loss += step(order, from, count, (long) (number - 1) * plan.stepsPerEpoch() + batch) * count;
            monitor.batch(number, batch + 1, plan.stepsPerEpoch());
        }
        return OptionalDouble.of(requireFinite(loss / order.length, number));
    }

    /** Takes one step and returns the loss before it. */
    private double step(int[] order, int from, int count, long step) {
        rows.take(order, from, count);
        pass.seed(Seeds.derived(plan.seed(), DROPOUT, step));
        float[] values = pass.forward(rows.features(), count);
        Matrix logits = Matrix.of(values, count, architecture.classes());
        double loss = crossEntropy.lossAndGradient(logits, rows.target(count, count), logits);
        pass.backward(values, count);
        clip();
        stand.updater().step(stand.parameters(), gradient, plan.rate(step), step + 1);
        return loss;
    }

    /** The norm is summed in order, in 64 bits. */
    private void clip() {
        if (plan.clip() == Double.POSITIVE_INFINITY) {
            return;
        }
        double sum = 0;
        for (float g : gradient) {
            sum += (double) g * g;
        }
        double norm = Math.sqrt(sum);
        if (norm > plan.clip()) {
            float factor = (float) (plan.clip() / norm);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
    }

    private double requireFinite(double loss, int epoch) {
        if (Double.isFinite(loss)) {
            return loss;
        }
        throw new InvalidInputException(String.format(
                Locale.ROOT,
                "the loss is %s in epoch %d, as steps are too long or features too large: lower the learning rate (it is"
                        + " %s), warm up, or scale the features",
                loss,
                epoch,
                plan.learningRate()));
    }

    private void finish(double trainingLoss) {
        Measurement measured = validation == null
                ? new Measurement(Double.NaN, Double.NaN)
                : Measurement.of(architecture, stand.parameters(), validation, parallelism);
        int number = stand.epochs() + 1;
        double rate = plan.rate((long) number * plan.stepsPerEpoch() - 1);
        Epoch epoch = new Epoch(number, rate, trainingLoss, measured.loss(), measured.accuracy());
        stand.add(epoch);
        monitor.epoch(epoch);
        monitor.checkpoint(this::state);
    }

    private SolverState state() {
        return stand.state(fingerprint);
    }

    private NetworkFit fit(SolverState state, boolean complete) {
        double[] gradientOfAll = new double[architecture.parameters()];
        double loss =
                new NetworkObjective(architecture, training, parallelism).valueAndGradient(stand.best(), gradientOfAll);
        double norm = NetworkObjective.norm(gradientOfAll);
        requireFinite(loss + norm, stand.epochs());
        return new NetworkFit(
                Network.of(architecture, stand.best()),
                loss,
                new Certificate(norm, OptionalDouble.empty()),
                complete,
                complete ? "" : "stopped on request after epoch " + stand.epochs() + ": resume to go on",
                description(),
                stand.bestEpoch(),
                training.rows(),
                validation == null ? 0 : validation.rows(),
                stand.history(),
                state);
    }

    private String description() {
        long warmUp = plan.warmUpSteps() / plan.stepsPerEpoch();
        return plan.optimizer().title() + ", " + plan.batch() + " rows a step, learning rate " + plan.learningRate()
                + " (" + plan.schedule().name().toLowerCase(Locale.ROOT) + ")"
                + (warmUp == 0 ? "" : " after a warm-up of " + warmUp + (warmUp == 1 ? " epoch" : " epochs")) + ", "
                + (plan.weightDecay() == 0 ? "no weight decay" : "weight decay " + plan.weightDecay())
                + (plan.clip() == Double.POSITIVE_INFINITY ? "" : ", gradients clipped at norm " + plan.clip());
    }
}
