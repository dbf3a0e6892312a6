package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.OutputFile;
import io.xent.learn.synthetic.SyntheticRows;
import io.xent.tables.DecimalCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Makes up rows with a known shape, as CSV: columns x1, x2, …, and label, a whole number from 0.",
            "The same seed gives the same rows, and a longer file begins with a shorter one. Classes take turns."
        },
        footer = {
            "",
            "Shapes:",
            "  moons     two half circles within each other's reach; noise 0.1",
            "  blobs     normal clouds, centres some 4 apart; noise 1",
            "  spirals   arms that go once around the origin; noise 0.03",
            "",
            "Examples:",
            "  xent data moons -o moons.csv",
            "  xent data blobs --classes 10 --features 50 --rows 1000000 --seed 7 -o blobs.csv"
        })
final class DataCommand implements Callable<Integer> {

    private static final int ROWS_BETWEEN_LOOKS = 1 << 14;

    enum Shape {
        MOONS,
        BLOBS,
        SPIRALS
    }

    @Parameters(paramLabel = "SHAPE", description = "moons, blobs or spirals.")
    private Shape shape;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many rows; any number, they are written as they are made. Default: ${DEFAULT-VALUE}.")
    private long rows;

    @Option(names = "--classes", paramLabel = "K", description = "How many classes. Default: 3; moons are two.")
    private Integer classes;

    @Option(
            names = "--features",
            paramLabel = "P",
            defaultValue = "2",
            description = "How many columns of numbers; of moons and spirals, those beyond two are noise alone."
                    + " Default: ${DEFAULT-VALUE}.")
    private int features;

    @Option(
            names = "--noise",
            paramLabel = "S",
            description = "Standard deviation of the normal noise in every column. Default: by the shape.")
    private Double noise;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which rows of all that could be. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the rows go. Default: standard output.")
    private Path output;

    private final Streams streams;

    DataCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (rows < 0) {
            throw new InvalidInputException("--rows is " + rows + ": it must not be negative");
        }
        SyntheticRows made = made();
        if (output == null) {
            toStandardOutput(made);
        } else {
            OutputFile.write(output, file -> {
                try (OutputStream out = Files.newOutputStream(file)) {
                    write(made, out);
                }
            });
        }
        return ExitStatus.DONE;
    }

    private SyntheticRows made() {
        return switch (shape) {
            case MOONS -> {
                if (classes != null && classes != 2) {
                    throw new InvalidInputException(
                            "--classes is " + classes + ": moons are two; blobs and spirals can be any number");
                }
                yield SyntheticRows.moons(features, noiseOr(0.1), seed);
            }
            case BLOBS -> SyntheticRows.blobs(classesOr(3), features, noiseOr(1), seed);
            case SPIRALS -> SyntheticRows.spirals(classesOr(3), features, noiseOr(0.03), seed);
        };
    }

    private int classesOr(int usual) {
        return classes == null ? usual : classes;
    }

    private double noiseOr(double usual) {
        return noise == null ? usual : noise;
    }

    private void toStandardOutput(SyntheticRows made) {
        try {
            write(made, streams.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(SyntheticRows made, OutputStream out) throws IOException {
        double[] point = new double[made.features()];
        try (DecimalCsv csv = new DecimalCsv(out, names())) {
            for (long i = 0; i < rows; i++) {
                int classIndex = made.row(i, point);
                csv.row(point, classIndex);
                if (i % ROWS_BETWEEN_LOOKS == 0
                        && out == streams.out()
                        && streams.out().checkError()) {
                    return; // nobody reads any more, which is said at the end
                }
            }
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int j = 1; j <= features; j++) {
            names.add("x" + j);
        }
        names.add("label");
        return names;
    }
}
