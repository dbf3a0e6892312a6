package io.xent.benchmarks;

/** libtorch through JavaCPP: {@code cross_entropy_loss} and {@code backward}, as a user of autograd has them. */
public final class TorchPeer implements Peer {

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public Contender contender(Problem problem, Threads threads) {
        return new TorchContender(name(), problem, threads.count(), true);
    }

    /** Its log_softmax alone, forward, into memory that is there already: what no training can do without. */
    public static final class LogSoftmax implements Peer {
        @Override
        public String name() {
            return "libtorch-log-softmax";
        }

        @Override
        public Contender contender(Problem problem, Threads threads) {
            return new TorchContender(name(), problem, threads.count(), false);
        }
    }
}
