package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tribuo's linear model by AdaGrad. It knows no penalty, and trains for as many epochs as it is told. */
final class TribuoFit {

    private TribuoFit() {}

    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.OFF);
        PreparedData data = PreparedData.read(Path.of(arguments[0]));
        LabelFactory factory = new LabelFactory();
        var rows = new MutableDataset<Label>(new SimpleDataSourceProvenance("rows", factory), factory);
        for (int i = 0; i < data.rows(); i++) {
            rows.add(example(data, i));
        }
        int epochs = Integer.parseInt(arguments[2]);
        Course.version("Tribuo 4.3.2, Java " + System.getProperty("java.version"));
        Course course = new Course(Path.of(arguments[1]), Double.parseDouble(arguments[3]));
        LinearSGDModel model = new LinearSGDTrainer(
                        new LogMulticlass(), new AdaGrad(0.1, 0.1), epochs, -1, 1, Trainer.DEFAULT_SEED)
                .train(rows);
        course.end(epochs, Course.End.STOPPED, () -> parameters(data, model));
    }

    private static String name(int feature) {
        return String.format("%07d", feature);
    }

    private static ArrayExample<Label> example(PreparedData data, int row) {
        int from = data.sparse() ? data.starts()[row] : 0;
        int length = data.sparse() ? data.starts()[row + 1] - from : data.features();
        String[] names = new String[length];
        double[] values = new double[length];
        for (int at = 0; at < length; at++) {
            names[at] = name(data.sparse() ? data.indices()[from + at] : at);
            values[at] = data.sparse() ? data.values()[from + at] : data.x()[row * data.features() + at];
        }
        return new ArrayExample<>(new Label("" + data.y()[row]), names, values);
    }

    private static double[] parameters(PreparedData data, LinearSGDModel model) {
        DenseMatrix weights = model.getWeightsCopy();
        int classes = data.classes();
        int features = data.features();
        double[] parameters = new double[classes * (features + 1)];
        for (int k = 0; k < classes; k++) {
            int row = model.getOutputIDInfo().getID(new Label("" + k));
            for (int j = 0; j < features; j++) {
                int column = model.getFeatureIDMap().getID(name(j));
                parameters[k * features + j] = column < 0 ? 0 : weights.get(row, column);
            }
            parameters[classes * features + k] = weights.get(row, weights.getDimension2Size() - 1);
        }
        return parameters;
    }
}
