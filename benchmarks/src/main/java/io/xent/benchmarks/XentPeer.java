package io.xent.benchmarks;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Target;

/** Ours: loss and gradient in place. */
public final class XentPeer implements Peer {

    @Override
    public String name() {
        return "xent";
    }

    @Override
    public Contender contender(Problem problem, Threads threads) {
        float[] values = problem.logits.clone();
        Matrix logits = problem.matrix(values);
        Target target = problem.target();
        CrossEntropy loss = new CrossEntropy().withParallelism(threads.parallelism());
        return new Contender() {
            @Override
            public String name() {
                return XentPeer.this.name();
            }

            @Override
            public void reset() {
                System.arraycopy(problem.logits, 0, values, 0, values.length);
            }

            @Override
            public double run() {
                return loss.lossAndGradient(logits, target, logits);
            }

            @Override
            public float[] gradient() {
                return problem.packed(values);
            }
        };
    }
}
