package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of an IDX file: two zero bytes, a type, a number of dimensions, each dimension as 32 bits, then the
 * values, the last dimension running fastest, all big-endian.
 */
final class IdxFile {

    /** Takes value by value. */
    interface Values {
        void take(int row, int column, double value);
    }

    private final Path file;
    private final DataInputStream in;
    private final int type;
    private final int rows;
    private final int columns;
    private final int dimensions;
    private final List<Integer> sides = new ArrayList<>();

    /** Reads the head of a file. */
    IdxFile(Path file, DataInputStream in) throws IOException {
        this.file = file;
        this.in = in;
        if (in.readUnsignedShort() != 0) {
            throw new InvalidInputException(file + ": is not an IDX file: it does not start with two zero bytes");
        }
        type = in.readUnsignedByte();
        dimensions = in.readUnsignedByte();
        if (type != 8 && type != 9 && (type < 11 || type > 14) || dimensions < 1 || dimensions > 8) {
            throw new InvalidInputException(
                    file + ": is not an IDX file: type " + type + " with " + dimensions + " dimensions does not exist");
        }
        rows = dimension();
        long width = 1;
        for (int d = 1; d < dimensions; d++) {
            int side = dimension();
            sides.add(side);
            width *= side;
            if (width > 10_000_000) {
                throw new InvalidInputException(
                        file + ": has more than 10,000,000 numbers in a row; is it an IDX file?");
            }
        }
        columns = (int) width;
    }

    private int dimension() throws IOException {
        int size = in.readInt();
        if (size < 0) {
            throw new InvalidInputException(
                    file + ": has a dimension of " + Integer.toUnsignedString(size) + "; is it an IDX file?");
        }
        return size;
    }

    int rows() {
        return rows;
    }

    /** How many numbers a row has, 1 where there is one dimension. */
    int columns() {
        return columns;
    }

    int dimensions() {
        return dimensions;
    }

    /** The dimensions of a row, such as height and width; none where it is one number. */
    List<Integer> sides() {
        return List.copyOf(sides);
    }

    /** Whether 32-bit numbers hold the values. */
    boolean fitsSingle() {
        return type != 12 && type != 14;
    }

    void values(Values target) throws IOException {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = value();
                if (!Double.isFinite(value)) {
                    throw new InvalidInputException(
                            file + ": row " + (row + 1L) + ": holds " + value + "; all values must be finite");
                }
                target.take(row, column, value);
            }
        }
        if (in.read() >= 0) {
            throw new InvalidInputException(file + ": goes on after its " + rows + " rows; get it again");
        }
    }

    private double value() throws IOException {
        return switch (type) {
            case 8 -> in.readUnsignedByte();
            case 9 -> in.readByte();
            case 11 -> in.readShort();
            case 12 -> in.readInt();
            case 13 -> in.readFloat();
            default -> in.readDouble();
        };
    }
}
