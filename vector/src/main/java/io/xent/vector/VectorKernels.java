package io.xent.vector;

import io.xent.core.Convolution;
import io.xent.core.CrossEntropy;
import io.xent.core.DoubleMatrix;
import io.xent.core.FloatMatrix;
import io.xent.core.ImageFilters;
import io.xent.core.ImageSquares;
import io.xent.core.JacobianProduct;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.Pooling;

/** The kernels on vectors. What they have no loop for goes to the scalar ones: see docs/numerics.md. */
public final class VectorKernels implements Kernels {

    /** Temperatures outside {@code 1/MOST_TEMPERATURE … MOST_TEMPERATURE} do not leave single precision any room. */
    private static final double MOST_TEMPERATURE = 0x1p8;

    private static final DoubleSoftmax.Result[] DOUBLE_RESULTS = DoubleSoftmax.Result.values();

    /**
     * @throws LinkageError without {@code --add-modules jdk.incubator.vector}
     * @throws UnsupportedOperationException on x86 without AVX2
     * @throws IllegalStateException if {@code xent.vector.bits} or {@code xent.vector.start} is none of their values
     */
    public VectorKernels() {
        Width.requireVectors();
        WarmUp.state();
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "vector: " + Width.BITS + " bits, " + Width.FLOATS + " floats at once; " + WarmUp.state();
    }

    @Override
    public void probabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        if (!softmax(FloatSoftmax.Result.PROBABILITIES, logits, from, to, temperature, out)) {
            Kernels.scalar().probabilities(logits, from, to, temperature, out);
        }
    }

    @Override
    public void logProbabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        if (!softmax(FloatSoftmax.Result.LOG_PROBABILITIES, logits, from, to, temperature, out)) {
            Kernels.scalar().logProbabilities(logits, from, to, temperature, out);
        }
    }

    @Override
    public void logSumExp(Matrix logits, int from, int to, double temperature, Matrix out) {
        if (!softmax(FloatSoftmax.Result.LOG_SUM_EXP, logits, from, to, temperature, out)) {
            Kernels.scalar().logSumExp(logits, from, to, temperature, out);
        }
    }

    private static boolean softmax(
            FloatSoftmax.Result result, Matrix logits, int from, int to, double temperature, Matrix out) {
        if (!fits(temperature) || logits.columns() == 0) {
            return false;
        }
        long values = (long) (to - from) * logits.columns();
        if (logits instanceof FloatMatrix && out instanceof FloatMatrix) {
            FloatWork.ofThread(values).softmax.run(result, logits, from, to, temperature, out);
            return true;
        }
        if (logits instanceof DoubleMatrix && out instanceof DoubleMatrix) {
            DoubleWork.ofThread(values)
                    .softmax
                    .run(DOUBLE_RESULTS[result.ordinal()], logits, from, to, temperature, out);
            return true;
        }
        return false;
    }

    @Override
    public void jacobianTimes(
            JacobianProduct product, Matrix logits, int from, int to, double temperature, Matrix vectors, Matrix out) {
        if (fits(temperature) && logits.columns() > 1) {
            RowProducts.ofThread().jacobianTimes(product, logits, from, to, temperature, vectors, out);
        } else {
            Kernels.scalar().jacobianTimes(product, logits, from, to, temperature, vectors, out);
        }
    }

    @Override
    public void crossEntropy(CrossEntropy loss, LossBlock block) {
        Matrix logits = block.logits();
        Matrix gradient = block.gradient();
        if (!fits(loss.temperature()) || logits.columns() < 2) {
            Kernels.scalar().crossEntropy(loss, block);
        } else if (loss.softCap() != Double.POSITIVE_INFINITY) {
            cappedCrossEntropy(loss, block);
        } else if (!isPlain(loss, block)) {
            spreadCrossEntropy(loss, block);
        } else if (logits instanceof FloatMatrix && (gradient == null || gradient instanceof FloatMatrix)) {
            FloatWork.ofThread(values(block)).crossEntropy.run(loss, block);
        } else if (logits instanceof DoubleMatrix && (gradient == null || gradient instanceof DoubleMatrix)) {
            DoubleWork.ofThread(values(block)).crossEntropy.run(loss, block);
        } else {
            GeneralCrossEntropy.ofThread().run(loss, block);
        }
    }

    /** Whether all of the target is one class per row. */
    private static boolean isPlain(CrossEntropy loss, LossBlock block) {
        return block.target().isClassIndices() && loss.labelSmoothing() == 0;
    }

    private static void cappedCrossEntropy(CrossEntropy loss, LossBlock block) {
        Matrix logits = block.logits();
        Matrix gradient = block.gradient();
        if (logits instanceof FloatMatrix && (gradient == null || gradient instanceof FloatMatrix)) {
            FloatWork.ofThread(values(block)).softCap.run(loss, block);
        } else if (logits instanceof DoubleMatrix && (gradient == null || gradient instanceof DoubleMatrix)) {
            DoubleWork.ofThread(values(block)).softCap.run(loss, block);
        } else {
            GeneralCrossEntropy.ofThread().run(loss, block);
        }
    }

    private static void spreadCrossEntropy(CrossEntropy loss, LossBlock block) {
        Matrix logits = block.logits();
        Matrix gradient = block.gradient();
        if (logits instanceof FloatMatrix && (gradient == null || gradient instanceof FloatMatrix)) {
            FloatWork.ofThread(values(block)).spreadCrossEntropy.run(loss, block);
        } else if (logits instanceof DoubleMatrix && (gradient == null || gradient instanceof DoubleMatrix)) {
            DoubleWork.ofThread(values(block)).spreadCrossEntropy.run(loss, block);
        } else {
            GeneralCrossEntropy.ofThread().run(loss, block);
        }
    }

    private static long values(LossBlock block) {
        return (long) (block.to() - block.from()) * block.logits().columns();
    }

    private static boolean fits(double temperature) {
        return temperature <= MOST_TEMPERATURE && 1 / temperature <= MOST_TEMPERATURE;
    }

    @Override
    public void crossEntropyHessianTimes(CrossEntropy loss, LossBlock block, Matrix vector, Matrix out) {
        if (fits(loss.temperature()) && block.logits().columns() > 1 && RowProducts.handles(loss, block.target())) {
            RowProducts.ofThread().hessianTimes(loss, block, vector, out);
        } else {
            Kernels.scalar().crossEntropyHessianTimes(loss, block, vector, out);
        }
    }

    @Override
    public MatrixProduct matrixProduct() {
        return VectorProduct.INSTANCE;
    }

    @Override
    public Convolution convolution(ImageFilters filters) {
        return new VectorConvolution(filters);
    }

    @Override
    public Pooling pooling(ImageSquares squares) {
        return new VectorPooling(squares);
    }
}
