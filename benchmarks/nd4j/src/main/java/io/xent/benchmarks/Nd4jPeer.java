package io.xent.benchmarks;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** ND4J's multi-class cross-entropy over a softmax, with dense one-hot targets, as its output layers call it. */
public final class Nd4jPeer implements Peer {

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Contender contender(Problem problem, Threads threads) {
        Nd4j.getEnvironment().setMaxMasterThreads(threads.count());
        INDArray logits = Nd4j.create(problem.packedLogits(), new long[] {problem.rows, problem.classes}, 'c');
        INDArray labels = Nd4j.zeros(problem.rows, problem.classes);
        for (int i = 0; i < problem.rows; i++) {
            labels.putScalar(i, problem.labels[i], 1);
        }
        LossMCXENT loss = new LossMCXENT();
        IActivation softmax = new ActivationSoftmax();
        return new Contender() {
            private INDArray work = logits.dup();
            private INDArray gradient;

            @Override
            public String name() {
                return Nd4jPeer.this.name();
            }

            @Override
            public void reset() {
                work.assign(logits);
            }

            @Override
            public double run() {
                var both = loss.computeGradientAndScore(labels, work, softmax, null, true);
                gradient = both.getSecond();
                return both.getFirst();
            }

            @Override
            public boolean keepsThreads() {
                return true;
            }

            /** Theirs is that of the sum of the losses. */
            @Override
            public float[] gradient() {
                return gradient.div(problem.rows).dup('c').data().asFloat();
            }
        };
    }
}
