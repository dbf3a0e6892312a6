package io.xent.benchmarks.training;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** libtorch's L-BFGS over its cross-entropy, in single precision. Iterations are evaluations, those of line searches included. */
final class LibtorchFit {

    private static final int MOST_ITERATIONS = 100_000;

    private LibtorchFit() {}

    public static void main(String[] arguments) throws IOException {
        PreparedData data = PreparedData.read(Path.of(arguments[0]));
        double limit = Double.parseDouble(arguments[3]);
        set_num_threads(Runtime.getRuntime().availableProcessors());
        Tensor x = rows(data);
        Tensor y = labels(data);
        Tensor weights = torch.zeros(data.features(), data.classes());
        Tensor bias = torch.zeros(data.classes());
        weights.set_requires_grad(true);
        bias.set_requires_grad(true);
        Course.version("libtorch 2.10.0, single precision, " + get_num_threads() + " threads, Java "
                + System.getProperty("java.version"));

        LBFGSOptions options = new LBFGSOptions(1);
        options.max_iter().put(MOST_ITERATIONS);
        options.max_eval().put(2L * MOST_ITERATIONS);
        options.tolerance_grad().put(1e-6);
        options.tolerance_change().put(1e-12);
        options.history_size().put(20);
        options.line_search_fn().put(new BytePointer("strong_wolfe"));
        LBFGS optimiser = new LBFGS(new TensorVector(weights, bias), options);
        Scalar penalty = new Scalar(0.5 / data.rows());
        int[] evaluations = {0};
        Course course = new Course(Path.of(arguments[1]), limit);
        LossClosure closure = new LossClosure() {
            @Override
            public Tensor call() {
                course.point(++evaluations[0], () -> parameters(data, weights, bias));
                if (course.outOfTime()) {
                    course.end(evaluations[0], Course.End.TIME_LIMIT, () -> parameters(data, weights, bias));
                    System.exit(0);
                }
                optimiser.zero_grad();
                Tensor loss = cross_entropy_loss(addmm(bias, x, weights), y)
                        .add(weights.mul(weights).sum().mul(penalty));
                loss.backward();
                return loss;
            }
        };
        try (PointerScope scope = new PointerScope()) {
            optimiser.step(closure);
        }
        course.end(evaluations[0], Course.End.STOPPED, () -> parameters(data, weights, bias));
        System.exit(0);
    }

    private static Tensor rows(PreparedData data) {
        float[] values = new float[data.x().length];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) data.x()[at];
        }
        return torch.from_blob(new FloatPointer(values), data.rows(), data.features())
                .clone();
    }

    private static Tensor labels(PreparedData data) {
        Tensor labels =
                torch.zeros(new long[] {data.rows()}, new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Long));
        long[] classes = new long[data.rows()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = data.y()[i];
        }
        new LongPointer(labels.data_ptr_long()).put(classes);
        return labels;
    }

    private static double[] parameters(PreparedData data, Tensor weights, Tensor bias) {
        int classes = data.classes();
        int features = data.features();
        float[] byFeature = new float[features * classes];
        float[] constants = new float[classes];
        new FloatPointer(weights.data_ptr_float()).get(byFeature);
        new FloatPointer(bias.data_ptr_float()).get(constants);
        double[] parameters = new double[classes * (features + 1)];
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < features; j++) {
                parameters[k * features + j] = byFeature[j * classes + k];
            }
            parameters[classes * features + k] = constants[k];
        }
        return parameters;
    }
}
