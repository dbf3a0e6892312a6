package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    private static byte[] idx(int type, int[] dimensions, byte... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        buffer.put(new byte[] {0, 0, (byte) type, (byte) dimensions.length});
        for (int dimension : dimensions) {
            buffer.putInt(dimension);
        }
        return buffer.put(values).array();
    }

    private static byte[] images() {
        return idx(8, new int[] {2, 1, 2}, (byte) 0, (byte) 255, (byte) 7, (byte) 128);
    }

    @Test
    void read_images_findTheLabelsBeside() {
        files.write("train-images-idx3-ubyte.gz", TestFiles.gzip(images()));
        files.write("train-labels-idx1-ubyte.gz", TestFiles.gzip(idx(8, new int[] {2}, (byte) 9, (byte) 0)));
        TableRead read =
                TableReader.read(files.path("train-images-idx3-ubyte.gz").toString(), ReadOptions.defaults());
        assertEquals(
                "Numbers label [9.0, 0.0]\nVectors pixels [[0.0, 255.0], [7.0, 128.0]]\n",
                TestFiles.shown(read.table()));
        assertEquals(
                List.of(files.path("train-images-idx3-ubyte.gz"), files.path("train-labels-idx1-ubyte.gz")),
                read.files());
    }

    @Test
    void read_imagesAlone_haveNoLabelAndItIsSaid() {
        files.write("t10k-images.idx3-ubyte", images());
        TableRead read = TableReader.read(files.path("t10k-images.idx3-ubyte").toString(), ReadOptions.defaults());
        assertEquals("Vectors pixels [[0.0, 255.0], [7.0, 128.0]]\n", TestFiles.shown(read.table()));
        assertEquals(List.of("t10k-images.idx3-ubyte: there is no file of labels beside it"), files.notices(read));
    }

    @Test
    void read_otherTypes_areBigEndian() {
        files.write("a.idx", idx(11, new int[] {1, 2}, (byte) 1, (byte) 0, (byte) -1, (byte) -1));
        assertEquals("Vectors pixels [[256.0, -1.0]]\n", TestFiles.shown(files.read("a.idx")));
        files.write("b.idx", idx(13, new int[] {1, 1}, (byte) 0x3f, (byte) 0x80, (byte) 0, (byte) 0));
        assertEquals("Vectors pixels [[1.0]]\n", TestFiles.shown(files.read("b.idx")));
    }

    @Test
    void read_damaged_saysHow() {
        byte[] whole = images();
        String cut = ": ends before the number of values that its head announces; get it again";
        files.write("a.idx", Arrays.copyOf(whole, whole.length - 1));
        assertEquals("a.idx" + cut, files.error("a.idx"));
        files.write("a.idx", Arrays.copyOf(whole, 7));
        assertEquals("a.idx" + cut, files.error("a.idx"));
        files.write("a.idx", Arrays.copyOf(whole, whole.length + 1));
        assertEquals("a.idx: goes on after its 2 rows; get it again", files.error("a.idx"));
        files.write("a.idx", idx(8, new int[] {2_000_000_000, 1000, 1000}));
        assertEquals("a.idx" + cut, files.error("a.idx"));
        files.write("a.idx", idx(8, new int[] {1, 1 << 30, 1 << 30}));
        assertEquals("a.idx: has more than 10,000,000 numbers in a row; is it an IDX file?", files.error("a.idx"));
        files.write("a.idx", idx(7, new int[] {1}, (byte) 0));
        assertEquals("a.idx: is not an IDX file: type 7 with 1 dimensions does not exist", files.error("a.idx"));
        files.write("a.idx", new byte[] {1, 2, 3, 4});
        assertEquals("a.idx: is not an IDX file: it does not start with two zero bytes", files.error("a.idx"));
        files.write(
                "a.idx",
                idx(
                        14,
                        new int[] {1, 1},
                        (byte) 0x7f,
                        (byte) 0xf8,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        (byte) 0));
        assertEquals("a.idx: row 1: holds NaN; all values must be finite", files.error("a.idx"));
    }

    @Test
    void read_labelsOfOtherLength_areRefused() {
        files.write("x-images-idx3-ubyte", images());
        files.write("x-labels-idx1-ubyte", idx(8, new int[] {3}, (byte) 1, (byte) 2, (byte) 3));
        assertEquals(
                "x-labels-idx1-ubyte: has 3 labels, but x-images-idx3-ubyte has 2 images; the two must belong together",
                files.error("x-images-idx3-ubyte"));
        assertEquals(
                "x-labels-idx1-ubyte: has one number in a row, as a file of labels has; name the file of images",
                files.error("x-labels-idx1-ubyte"));
    }
}
