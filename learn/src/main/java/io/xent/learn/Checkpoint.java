package io.xent.learn;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A {@link SolverState} in a file, so that a training can go on in another process. The file appears whole or not at
 * all, and is checked when it is read. Its layout is in docs/file-formats.md.
 */
public final class Checkpoint {

    private static final long MAGIC = 0x58454e542d534f4cL;
    private static final int VERSION = 1;
    private static final int PROGRESS_BYTES = 2 * Integer.BYTES + 3 * Double.BYTES;

    private Checkpoint() {}

    /**
     * Writes a state, in place of what the file held before.
     *
     * @throws InvalidInputException where the file cannot be written; what it held before is then still there
     */
    public static void write(Path file, SolverState state) {
        OutputFile.write(file, place -> {
            try (FileOutputStream out = new FileOutputStream(place.toFile())) {
                write(out, state);
                out.getFD().sync();
            }
        });
    }

    private static void write(OutputStream to, SolverState state) throws IOException {
        CRC32 sum = new CRC32();
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(to, sum), 1 << 16));
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        byte[] solver = state.solver().getBytes(StandardCharsets.UTF_8);
        out.writeInt(solver.length);
        out.write(solver);
        out.writeLong(state.fingerprint());
        writeVector(out, state.numbers());
        writeVector(out, state.parameters());
        out.writeInt(state.memory().size());
        for (float[] vector : state.memory()) {
            out.writeInt(vector.length);
            for (float value : vector) {
                out.writeFloat(value);
            }
        }
        out.writeInt(state.history().size());
        for (Progress progress : state.history()) {
            out.writeInt(progress.iteration());
            out.writeInt(progress.passes());
            out.writeDouble(progress.objective());
            out.writeDouble(progress.gradientNorm());
            out.writeDouble(progress.gradientTarget());
        }
        out.flush();
        out.writeLong(sum.getValue());
        out.flush();
    }

    private static void writeVector(DataOutputStream out, double[] vector) throws IOException {
        out.writeInt(vector.length);
        for (double value : vector) {
            out.writeDouble(value);
        }
    }

    /**
     * Reads a state.
     *
     * @throws InvalidInputException where the file is missing, cut short, damaged, or something else
     */
    public static SolverState read(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return new Reader(bytes, Files.size(file)).read();
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file + ": no such file to resume from: start the training anew", e);
        } catch (EOFException e) {
            throw damaged(file, "it ends too early", e);
        } catch (UnfitException e) {
            throw damaged(file, e.getMessage(), e);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": the saved training cannot be read: " + e.getMessage(), e);
        }
    }

    private static InvalidInputException damaged(Path file, String what, Exception cause) {
        return new InvalidInputException(
                file + ": this is no saved training that can be resumed (" + what
                        + "): name the right file, or start the training anew",
                cause);
    }

    private static final class UnfitException extends IOException {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    /** Reads what {@link #write} wrote, and never makes room for more than the file can hold. */
    private static final class Reader {
        private final CRC32 sum = new CRC32();
        private final DataInputStream in;
        private long left;

        Reader(InputStream bytes, long size) {
            in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(bytes, 1 << 16), sum));
            left = size;
        }

        SolverState read() throws IOException {
            take(Long.BYTES + Integer.BYTES);
            if (in.readLong() != MAGIC) {
                throw new UnfitException("it was written by another program");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new UnfitException("it has version " + version + ", not " + VERSION);
            }
            byte[] solver = new byte[count(1)];
            in.readFully(solver);
            take(Long.BYTES);
            long fingerprint = in.readLong();
            double[] numbers = vector();
            double[] parameters = vector();
            List<float[]> memory = new ArrayList<>();
            for (int remaining = count(Integer.BYTES, 0); remaining > 0; remaining--) {
                memory.add(floats());
            }
            List<Progress> history = new ArrayList<>();
            for (int remaining = count(PROGRESS_BYTES); remaining > 0; remaining--) {
                history.add(
                        new Progress(in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), in.readDouble()));
            }
            long computed = sum.getValue();
            take(Long.BYTES);
            if (in.readLong() != computed || left != 0) {
                throw new UnfitException("its check sum is wrong");
            }
            return new SolverState(
                    new String(solver, StandardCharsets.UTF_8), fingerprint, numbers, parameters, memory, history);
        }

        private double[] vector() throws IOException {
            double[] vector = new double[count(Double.BYTES)];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = in.readDouble();
            }
            return vector;
        }

        private float[] floats() throws IOException {
            float[] vector = new float[count(Float.BYTES)];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = in.readFloat();
            }
            return vector;
        }

        /** Reads how many items follow, each of so many bytes. */
        private int count(int bytesEach) throws IOException {
            return count(bytesEach, bytesEach);
        }

        private int count(int leastBytesEach, int bytesTaken) throws IOException {
            take(Integer.BYTES);
            int count = in.readInt();
            if (count < 0 || (long) count * leastBytesEach > left) {
                throw new EOFException();
            }
            take((long) count * bytesTaken);
            return count;
        }

        private void take(long bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new EOFException();
            }
        }
    }
}
