package io.xent.benchmarks.training;

import cc.mallet.classify.MaxEnt;
import cc.mallet.classify.MaxEntTrainer;
import cc.mallet.pipe.Noop;
import cc.mallet.types.Alphabet;
import cc.mallet.types.FeatureVector;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import cc.mallet.types.LabelAlphabet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Mallet's MaxEnt by L-BFGS with a Gaussian prior of variance 1, which is C = 1 but for the bias, which it penalises too. */
final class MalletFit {

    private MalletFit() {}

    public static void main(String[] arguments) throws IOException {
        PreparedData data = PreparedData.read(Path.of(arguments[0]));
        InstanceList rows = rows(data);
        boolean full = arguments[2].equals("full");
        int iterations = full ? Integer.MAX_VALUE : Integer.parseInt(arguments[2]);
        Course.version("Mallet 2.1.1, Java " + System.getProperty("java.version"));
        PrintStream log = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Course course = new Course(Path.of(arguments[1]), Double.parseDouble(arguments[3]));
        MaxEnt model = new MaxEntTrainer(1.0).train(rows, iterations);
        Course.End end = full ? Course.End.CONVERGED : Course.End.STOPPED;
        course.end(full ? -1 : iterations, end, () -> parameters(data, model.getParameters()));
        System.setErr(log);
    }

    private static InstanceList rows(PreparedData data) {
        Alphabet features = new Alphabet(
                IntStream.range(0, data.features()).mapToObj(j -> "f" + j).toArray());
        LabelAlphabet labels = new LabelAlphabet();
        IntStream.range(0, data.classes()).forEach(k -> labels.lookupIndex("c" + k));
        InstanceList rows = new InstanceList(new Noop(features, labels));
        int[] all = IntStream.range(0, data.features()).toArray();
        for (int i = 0; i < data.rows(); i++) {
            FeatureVector row = data.sparse()
                    ? new FeatureVector(
                            features,
                            Arrays.copyOfRange(data.indices(), data.starts()[i], data.starts()[i + 1]),
                            Arrays.copyOfRange(data.values(), data.starts()[i], data.starts()[i + 1]))
                    : new FeatureVector(features, all.clone(), data.row(i));
            rows.add(new Instance(row, labels.lookupLabel("c" + data.y()[i]), null, null));
        }
        return rows;
    }

    /** Its own order: the weights of a class, then its bias, then the next class. */
    private static double[] parameters(PreparedData data, double[] own) {
        int features = data.features();
        double[] parameters = new double[own.length];
        for (int k = 0; k < data.classes(); k++) {
            System.arraycopy(own, k * (features + 1), parameters, k * features, features);
            parameters[data.classes() * features + k] = own[k * (features + 1) + features];
        }
        return parameters;
    }
}
