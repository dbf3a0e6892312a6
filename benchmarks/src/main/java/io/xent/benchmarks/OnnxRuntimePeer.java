package io.xent.benchmarks;

/** ONNX Runtime's SoftmaxCrossEntropyLoss: the loss only, this build of it has no gradients. */
public final class OnnxRuntimePeer implements Peer {

    @Override
    public String name() {
        return "onnxruntime-loss-only";
    }

    @Override
    public Contender contender(Problem problem, Threads threads) {
        return new OnnxRuntimeContender(name(), problem, threads.count());
    }
}
