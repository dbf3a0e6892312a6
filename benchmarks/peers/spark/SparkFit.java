package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark ML's logistic regression by L-BFGS, in this process, over rows that are in memory already. */
final class SparkFit {

    private static final int MOST_ITERATIONS = 100_000;

    private SparkFit() {}

    public static void main(String[] arguments) throws IOException {
        PreparedData data = PreparedData.read(Path.of(arguments[0]));
        int processors = Runtime.getRuntime().availableProcessors();
        SparkSession spark = SparkSession.builder()
                .master("local[" + processors + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.maxResultSize", "4g")
                .getOrCreate();
        Dataset<Row> rows = rows(data, spark).repartition(processors).cache();
        rows.count();
        boolean full = arguments[2].equals("full");
        int iterations = full ? MOST_ITERATIONS : Integer.parseInt(arguments[2]);
        LogisticRegression regression = new LogisticRegression()
                .setFamily("multinomial")
                .setRegParam(1.0 / data.rows())
                .setElasticNetParam(0)
                .setStandardization(false)
                .setTol(1e-6)
                .setMaxIter(iterations);
        Course.version("Spark " + spark.version() + ", Java " + System.getProperty("java.version"));
        Course course = new Course(Path.of(arguments[1]), Double.parseDouble(arguments[3]));
        LogisticRegressionModel model = regression.fit(rows);
        int taken = model.summary().totalIterations();
        Course.End end = taken < iterations ? Course.End.CONVERGED : Course.End.STOPPED;
        course.end(taken, end, () -> parameters(data, model));
        spark.stop();
    }

    private static Dataset<Row> rows(PreparedData data, SparkSession spark) {
        StructType columns = new StructType(new StructField[] {
            new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
            new StructField("features", SQLDataTypes.VectorType(), false, Metadata.empty())
        });
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < data.rows(); i++) {
            var features = data.sparse()
                    ? Vectors.sparse(
                            data.features(),
                            Arrays.copyOfRange(data.indices(), data.starts()[i], data.starts()[i + 1]),
                            Arrays.copyOfRange(data.values(), data.starts()[i], data.starts()[i + 1]))
                    : Vectors.dense(data.row(i));
            rows.add(RowFactory.create((double) data.y()[i], features));
        }
        return spark.createDataFrame(rows, columns);
    }

    private static double[] parameters(PreparedData data, LogisticRegressionModel model) {
        int classes = data.classes();
        int features = data.features();
        double[] parameters = new double[classes * (features + 1)];
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < features; j++) {
                parameters[k * features + j] = model.coefficientMatrix().apply(k, j);
            }
            parameters[classes * features + k] = model.interceptVector().apply(k);
        }
        return parameters;
    }
}
