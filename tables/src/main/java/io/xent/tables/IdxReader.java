package io.xent.tables;

import io.xent.learn.BlockFileWriter;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an IDX file of images into a vector column {@code pixels}, and the file of labels beside it, whose name has
 * {@code labels-idx1} for {@code images-idx3}, into a column {@code label}.
 */
final class IdxReader {

    private IdxReader() {}

    static TableRead read(List<Path> files) {
        return read(files, IdxReader::pixels);
    }

    /** The same with the pixels in a file. */
    static TableRead store(List<Path> files, Scratch scratch) {
        return read(files, images -> storedPixels(images, scratch));
    }

    private static TableRead read(List<Path> files, Function<Path, Features> read) {
        if (files.size() > 1) {
            throw new InvalidInputException(
                    files.get(1) + ": IDX files are read one at a time; name the images, the labels are found beside");
        }
        Path images = files.get(0);
        List<Path> all = new ArrayList<>(files);
        List<Column> columns = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        Features pixels = read.apply(images);
        Optional<Path> labels = labelsBeside(images);
        if (labels.isPresent()) {
            all.add(labels.get());
            columns.add(new Column.Numbers("label", labels(labels.get(), images, pixels.rows())));
        } else {
            notices.add(images + ": there is no file of labels beside it");
        }
        columns.add(new Column.Vectors("pixels", pixels, open(images, IdxFile::sides)));
        return new TableRead(new Table(images.toString(), pixels.rows(), columns), all, notices);
    }

    private interface Body<T> {
        T read(IdxFile file) throws IOException;
    }

    private static <T> T open(Path path, Body<T> body) {
        try (DataInputStream in = new DataInputStream(Unpacked.open(path))) {
            return body.read(new IdxFile(path, in));
        } catch (EOFException e) {
            throw new InvalidInputException(
                    path + ": ends before the number of values that its head announces; get it again", e);
        } catch (IOException e) {
            throw Unpacked.broken(path, e);
        }
    }

    private static Features pixels(Path path) {
        return open(path, file -> {
            checkImages(path, file);
            DenseFeatures.Builder pixels = new DenseFeatures.Builder(file.rows(), file.columns(), precision(file));
            file.values(pixels::set);
            return pixels.build();
        });
    }

    private static Features storedPixels(Path path, Scratch scratch) {
        return open(path, file -> {
            checkImages(path, file);
            try (BlockFileWriter pixels = new BlockFileWriter(
                    scratch.file(Scratch.VECTORS), file.columns(), false, precision(file), new byte[32])) {
                int last = file.columns() - 1;
                file.values((row, column, value) -> {
                    pixels.add(column, value);
                    if (column == last) {
                        pixels.endRow();
                    }
                });
                return pixels.finish(new int[file.rows()], null, 1).features();
            }
        });
    }

    private static Precision precision(IdxFile file) {
        return file.fitsSingle() ? Precision.SINGLE : Precision.DOUBLE;
    }

    private static void checkImages(Path path, IdxFile file) throws IOException {
        if (file.dimensions() < 2) {
            throw new InvalidInputException(
                    path + ": has one number in a row, as a file of labels has; name the file of images");
        } else if (file.rows() == 0 || file.columns() == 0) {
            throw new InvalidInputException(path + ": holds no rows; give a file with data");
        }
        checkSize(path, file);
    }

    /** A damaged head must not make us ask for memory that the file cannot fill: packing shrinks 1,032 times at most. */
    private static void checkSize(Path path, IdxFile file) throws IOException {
        if ((double) file.rows() * file.columns() > 1100.0 * Files.size(path)) {
            throw new EOFException();
        }
    }

    private static double[] labels(Path path, Path images, int rows) {
        return open(path, file -> {
            if (file.columns() != 1 || file.rows() != rows) {
                throw new InvalidInputException(path + ": has " + file.rows() + " labels, but " + images + " has "
                        + rows + " images; the two must belong together");
            }
            double[] labels = new double[rows];
            file.values((row, column, value) -> labels[row] = value);
            return labels;
        });
    }

    private static Optional<Path> labelsBeside(Path images) {
        String name = images.getFileName().toString();
        String bare = name.replaceFirst("\\.gz$", "");
        String labels = bare.replaceFirst("images([-.])idx\\d", "labels$1idx1");
        return labels.equals(bare)
                ? Optional.empty()
                : List.of(labels, labels + ".gz").stream()
                        .map(images::resolveSibling)
                        .filter(Files::isRegularFile)
                        .findFirst();
    }
}
