package io.xent.app;

import io.xent.learn.InvalidInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How more rows are trained on than fit in memory. */
final class MemoryOptions {

    /** The JVM takes about as much before it holds any data. */
    private static final long LEAST_BYTES = 128L << 20;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(k|m|g|t)(i?b)?");

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Bytes.class,
            description =
                    "Train on more rows than fit in memory, such as in 2g: they are encoded into a file beside the"
                            + " model and read from there. The result is the same to the last bit.")
    Long bytes;

    /** Reads 500m or 2g. */
    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new InvalidInputException("--memory is '" + text + "': write a size such as 500m or 2g");
            }
            int shift = 10 * ("kmgt".indexOf(matcher.group(2)) + 1);
            return Long.parseLong(matcher.group(1)) << shift;
        }
    }

    boolean isGiven() {
        return bytes != null;
    }

    /** What DuckDB may use while it reads; the launcher gives three quarters to the heap. */
    long ofReader() {
        return bytes / 4;
    }

    /** Refuses what needs all rows in memory. */
    void check(TrainOptions options) {
        if (!isGiven()) {
            return;
        }
        if (bytes < LEAST_BYTES) {
            throw new InvalidInputException(
                    "--memory is " + (bytes >> 20) + " MB: give at least " + (LEAST_BYTES >> 20) + "m");
        }
        refuse(
                options.penalty.folds != null,
                "--cv",
                "choose the penalty on a part of the rows, and give it with --l2");
        refuse(options.penalty.path != null, "--path", "follow the path on a part of the rows");
        refuse(options.calibration.asked(), "--calibrate", "calibrate the model afterwards, with xent calibrate");
        refuse(options.start.model != null, "--from", "start from nothing");
        refuse(options.inference, "--inference", "ask for it on a part of the rows");
    }

    private static void refuse(boolean given, String option, String remedy) {
        if (given) {
            throw new InvalidInputException(
                    option + " needs all rows in memory, and --memory keeps them out of it: " + remedy);
        }
    }
}
