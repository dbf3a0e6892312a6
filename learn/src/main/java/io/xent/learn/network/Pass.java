package io.xent.learn.network;

import io.xent.core.Parallelism;
import java.util.ArrayList;
import java.util.List;

/**
 * All layers at work: rows go forwards to logits, and the gradient with respect to these goes back. A block goes through a
 * dense layer as a whole, in one product that divides itself among threads; through a run of other layers it goes in pieces of
 * some rows, each all the way while it is in a cache.
 */
final class Pass {

    /** Values of the widest layer that a piece has at most: as many as a second-level cache holds with what belongs to them. */
    private static final int PIECE_VALUES = 1 << 16;

    private final List<LayerWork> layers = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Memory memory;

    /** What goes into each layer, and last what comes out of all. The first is the caller's. */
    private final float[][] values;

    /** With respect to them; null where nobody needs it. The last is the caller's. */
    private final float[][] gradients;

    /** Layers {@code [first, last)} that rows go through together. */
    private record Run(int first, int last, boolean wholeBlocks) {}

    private Pass(Architecture architecture, Memory memory, boolean drops) {
        this.memory = memory;
        List<Layer> kept = new ArrayList<>();
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            if (drops || !(layer instanceof Layer.Dropout)) {
                layers.add(work(layer, architecture.offset(i)));
                kept.add(layer);
            }
        }
        for (int i = 0; i < layers.size(); ) {
            boolean wholeBlocks = layers.get(i).wholeBlocks();
            int last = i + 1;
            while (last < layers.size() && layers.get(last).wholeBlocks() == wholeBlocks) {
                last++;
            }
            runs.add(new Run(i, last, wholeBlocks));
            i = last;
        }
        values = new float[layers.size() + 1][];
        gradients = new float[layers.size() + 1][];
        for (int i = 0; i < layers.size(); i++) {
            boolean inPlace = layers.get(i).inPlace();
            values[i + 1] =
                    inPlace && i > 0 ? values[i] : memory.block(kept.get(i).outputs());
        }
        for (int i = layers.size() - 1; i > 0 && memory.learns(); i--) {
            gradients[i] = layers.get(i).inPlace()
                    ? gradients[i + 1]
                    : memory.block(kept.get(i).inputs());
        }
    }

    private LayerWork work(Layer layer, int offset) {
        if (layer instanceof Layer.Dense dense) {
            return new DenseWork(dense, offset, memory);
        } else if (layer instanceof Layer.Activated activated) {
            return new ActivationWork(activated, memory);
        } else if (layer instanceof Layer.Convolution convolution) {
            return new ConvolutionWork(convolution, offset, memory);
        } else if (layer instanceof Layer.Pooling pooling) {
            return new PoolingWork(pooling);
        }
        return new DropoutWork((Layer.Dropout) layer, memory);
    }

    private static Pass of(
            Architecture architecture,
            float[] parameters,
            float[] gradient,
            int rows,
            Parallelism parallelism,
            boolean drops) {
        int widest = 1;
        for (Layer layer : architecture.layers()) {
            widest = Math.max(widest, layer instanceof Layer.Dense ? 1 : layer.outputs());
        }
        int pieceRows = Math.max(1, PIECE_VALUES / widest);
        return new Pass(architecture, new Memory(parameters, gradient, rows, pieceRows, parallelism), drops);
    }

    /** A pass that only goes forwards. */
    static Pass toScore(Architecture architecture, float[] parameters, int rows, Parallelism parallelism) {
        return of(architecture, parameters, null, rows, parallelism, false);
    }

    /** A pass there and back without dropout: the gradient of the loss as it is measured. */
    static Pass toMeasure(
            Architecture architecture, float[] parameters, float[] gradient, int rows, Parallelism parallelism) {
        return of(architecture, parameters, gradient, rows, parallelism, false);
    }

    /** A pass there and back with dropout. */
    static Pass toLearn(
            Architecture architecture, float[] parameters, float[] gradient, int rows, Parallelism parallelism) {
        return of(architecture, parameters, gradient, rows, parallelism, true);
    }

    /** What dropout draws from in the next pass. */
    void seed(long seed) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof DropoutWork dropout) {
                dropout.seed(Seeds.derived(seed, i));
            }
        }
    }

    /** The logits of so many rows; of use until the next pass, and may be written over. */
    float[] forward(float[] input, int rows) {
        values[0] = input;
        layers.forEach(LayerWork::begin);
        for (Run run : runs) {
            forEachPiece(run, rows, (from, to) -> {
                for (int i = run.first(); i < run.last(); i++) {
                    layers.get(i).forward(values[i], values[i + 1], from, to);
                }
            });
        }
        return values[layers.size()];
    }

    /** Writes the gradient of all parameters, given that with respect to the logits of the last forward pass. */
    void backward(float[] logitGradient, int rows) {
        gradients[layers.size()] = logitGradient;
        for (int r = runs.size() - 1; r >= 0; r--) {
            Run run = runs.get(r);
            forEachPiece(run, rows, (from, to) -> {
                for (int i = run.last() - 1; i >= run.first(); i--) {
                    layers.get(i).backward(values[i], values[i + 1], gradients[i + 1], gradients[i], from, to);
                }
            });
        }
        layers.forEach(layer -> layer.end(rows));
    }

    /** Something done to the rows {@code [from, to)} of a block. */
    @FunctionalInterface
    private interface Piece {
        void run(int from, int to);
    }

    private void forEachPiece(Run run, int rows, Piece piece) {
        if (run.wholeBlocks()) {
            piece.run(0, rows);
            return;
        }
        memory.parallelism().forEach(memory.pieces(rows), p -> {
            int from = p * memory.pieceRows();
            piece.run(from, Math.min(rows, from + memory.pieceRows()));
        });
    }
}
