package io.xent.benchmarks;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Epoch;
import io.xent.learn.network.Network;
import io.xent.learn.network.NetworkFit;
import io.xent.learn.network.NetworkMonitor;
import io.xent.learn.network.Optimizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Epochs of one training of ours and one of libtorch's in turn, from the same parameters, on the same rows. */
final class NetworkComparison {

    /** The largest part of the largest gradient that two may differ by. */
    private static final double TOLERANCE = 1e-4;

    /** A step of ours with momentum from rest is the gradient and 0.9 times it again. */
    private static final double FIRST_STEP = 1.9;

    private final NetworkProblem problem;
    private final Threads threads;
    private final int rounds;

    private NetworkComparison(NetworkProblem problem, Threads threads, int rounds) {
        this.problem = problem;
        this.threads = threads;
        this.rounds = rounds;
    }

    /** Arguments: threads, network, rows, rounds. */
    public static void main(String[] arguments) throws IOException {
        try (Threads threads = Threads.of(Integer.parseInt(arguments[0]))) {
            NetworkProblem problem = new NetworkProblem(arguments[1], Integer.parseInt(arguments[2]));
            new NetworkComparison(problem, threads, Integer.parseInt(arguments[3])).run();
        }
        System.exit(0); // libtorch keeps threads
    }

    private void run() {
        Network start = start();
        NetworkTorch other = new NetworkTorch(problem, start, threads.count());
        requireSameStep(start, other);
        double[][] seconds = new double[2][rounds + 1];
        double[] losses = new double[2];
        Dataset data = problem.data(problem.rows);
        Busy busy = new Busy();
        problem.training(threads.parallelism())
                .epochs(rounds + 1)
                .build()
                .fit(data, new InTurn(other, seconds, losses), start);
        if (!(Math.abs(losses[1] - losses[0]) <= 0.1 * losses[0])) {
            throw new IllegalStateException("the same training came to the losses " + Arrays.toString(losses));
        }
        print(seconds, busy.shareOfOthers());
    }

    /** Weights of about the size that training begins with; biases that are not 0, so that their order is seen. */
    private Network start() {
        Architecture architecture = problem.architecture();
        SplittableRandom random = new SplittableRandom(5);
        float[] parameters = new float[architecture.parameters()];
        for (int l = 0; l < architecture.layers().size(); l++) {
            int from = architecture.offset(l);
            double scale =
                    Math.sqrt(6.0 / Math.max(1, architecture.layers().get(l).fanIn()));
            for (int i = from; i < from + architecture.layers().get(l).parameters(); i++) {
                parameters[i] = (float) (scale * (2 * random.nextDouble() - 1));
            }
        }
        return Network.of(architecture, parameters);
    }

    /** One batch: the same loss, and the same gradient, which a step of length 1 leaves in our parameters. */
    private void requireSameStep(Network start, NetworkTorch other) {
        List<Epoch> seen = new ArrayList<>();
        NetworkMonitor monitor = new NetworkMonitor() {
            @Override
            public void epoch(Epoch epoch) {
                seen.add(epoch);
            }
        };
        NetworkFit step = problem.training(Parallelism.sequential())
                .optimizer(Optimizer.SGD)
                .learningRate(1)
                .weightDecay(0)
                .epochs(1)
                .build()
                .fit(problem.data(NetworkProblem.BATCH), monitor, start);
        double theirs = other.lossAndGradient(NetworkProblem.BATCH);
        double ours = seen.get(0).trainingLoss();
        if (!(Math.abs(ours - theirs) <= TOLERANCE * ours)) {
            throw new IllegalStateException("losses " + ours + " and " + theirs);
        }
        for (int l = 0; l < start.architecture().layers().size(); l++) {
            if (start.architecture().layers().get(l).weights() > 0) {
                requireSame(l, start.weights(l), step.classifier().weights(l), other.gradient(l));
            }
        }
    }

    private static void requireSame(int layer, float[] before, float[] after, float[] theirs) {
        double largest = 0;
        double apart = 0;
        for (int i = 0; i < theirs.length; i++) {
            double ours = ((double) before[i] - after[i]) / FIRST_STEP;
            largest = Math.max(largest, Math.abs(theirs[i]));
            apart = Math.max(apart, Math.abs(ours - theirs[i]));
        }
        if (!(apart <= TOLERANCE * largest)) {
            throw new IllegalStateException(
                    "gradients of layer " + layer + " are " + apart + " apart, of at most " + largest);
        }
    }

    /** Lets libtorch have its epoch whenever ours has ended. */
    private final class InTurn implements NetworkMonitor {
        private final NetworkTorch other;
        private final double[][] seconds;
        private final double[] losses;
        private long start = System.nanoTime();

        InTurn(NetworkTorch other, double[][] seconds, double[] losses) {
            this.other = other;
            this.seconds = seconds;
            this.losses = losses;
        }

        @Override
        public void epoch(Epoch epoch) {
            int round = epoch.number() - 1;
            seconds[0][round] = (System.nanoTime() - start) / 1e9;
            losses[0] = epoch.trainingLoss();
            Busy.awaitIdleHelpers();
            long before = System.nanoTime();
            losses[1] = other.epoch();
            seconds[1][round] = (System.nanoTime() - before) / 1e9;
            Busy.awaitIdleHelpers();
            start = System.nanoTime();
        }
    }

    private void print(double[][] seconds, double busy) {
        for (int c = 0; c < seconds.length; c++) {
            double[] own = Arrays.copyOfRange(seconds[c], 1, rounds + 1);
            double[] ratios = new double[rounds];
            Arrays.setAll(ratios, round -> own[round] / seconds[1][round + 1]);
            double median = median(own);
            System.out.println(new NetworkFigure(
                            Runtime.version().feature(),
                            threads.count(),
                            problem.name,
                            c == 0 ? "xent" : "libtorch",
                            rounds,
                            median,
                            Arrays.stream(own).min().orElseThrow(),
                            Arrays.stream(own).max().orElseThrow(),
                            seconds[c][0],
                            median(ratios),
                            problem.operations() / median / 1e9,
                            busy)
                    .csv());
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
