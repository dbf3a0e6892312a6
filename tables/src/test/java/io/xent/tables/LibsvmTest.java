package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LibsvmTest {

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    @Test
    void read_indicesFromOne_areTheFirstColumnsOn() {
        assertEquals(
                "Numbers label [1.0, -1.0, 2.5]\nVectors features [[0.5, 0.0, -2.0], [0.0, 0.0, 0.0], [0.0, 1000.0, 0.0]]\n",
                TestFiles.shown(files.readOf(
                        "a.svm", "+1 1:0.5 3:-2 # a comment: 9:9\n-1\n\n# only a comment\n2.5\t2:1e3  \r\n")));
    }

    @Test
    void read_indexZero_countsFromZero() {
        assertEquals(
                "Numbers label [0.0, 1.0]\nVectors features [[1.0, 0.0], [0.0, 2.0]]\n",
                TestFiles.shown(files.readOf("a.libsvm", "0 0:1\n1 1:2\n")));
    }

    @Test
    void read_textFile_isToldByItsContent() {
        assertEquals(
                "Numbers label [0.0, 1.0]\nVectors features [[1.0], [0.0]]\n",
                TestFiles.shown(files.readOf("a.txt", "0 1:1\n1 1:0\n")));
    }

    @Test
    void read_queryIds_areLeftOutAndSaid() {
        files.write("a.svm", "1 qid:3 1:1\n2 qid:4 1:2\n");
        TableRead read = TableReader.read(files.path("a.svm").toString(), ReadOptions.defaults());
        assertEquals("Numbers label [1.0, 2.0]\nVectors features [[1.0], [2.0]]\n", TestFiles.shown(read.table()));
        assertEquals(List.of("a.svm: 2 query ids (qid:) were left out; rows are read one by one"), files.notices(read));
    }

    @Test
    void read_packed_isUnpacked() throws Exception {
        byte[] content = "1 1:1\n2 1:2\n".getBytes(StandardCharsets.US_ASCII);
        String expected = "Numbers label [1.0, 2.0]\nVectors features [[1.0], [2.0]]\n";
        files.write("a.svm.gz", TestFiles.gzip(content));
        assertEquals(expected, TestFiles.shown(files.read("a.svm.gz")));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options(0))) {
            out.write(content);
        }
        files.write("a.svm.xz", packed.toByteArray());
        assertEquals(expected, TestFiles.shown(files.read("a.svm.xz")));
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 8);
        files.write("b.svm.xz", cut);
        assertEquals("b.svm.xz: is damaged or cut short (EOFException); get it again", files.error("b.svm.xz"));
    }

    @Test
    void read_faults_nameTheLine() {
        assertEquals(
                "a.svm: line 2: '3' is not index:value; write each feature as 3:0.5",
                files.errorOf("a.svm", "1 1:1\n2 3\n"));
        assertEquals(
                "a.svm: line 1: index 2 follows 2; sort the indices and give each once",
                files.errorOf("a.svm", "1 2:1 2:2\n"));
        assertEquals(
                "a.svm: line 1: the value 'nan' is not a finite number; correct it or leave the pair out",
                files.errorOf("a.svm", "1 2:nan\n"));
        assertEquals(
                "a.svm: line 1: '-2' is not an index; indices are whole numbers from 0 or 1 to 100000000",
                files.errorOf("a.svm", "1 -2:1\n"));
        assertEquals(
                "a.svm: line 1: '4294967297' is not an index; indices are whole numbers from 0 or 1 to 100000000",
                files.errorOf("a.svm", "1 4294967297:1\n"));
        assertEquals(
                "a.svm: line 1: the row has several labels, '1,2'; give each row one label",
                files.errorOf("a.svm", "1,2 1:1\n"));
        assertEquals(
                "a.svm: line 1: the label 'cat' is not a number; number the classes",
                files.errorOf("a.svm", "cat 1:1\n"));
        assertEquals("a.svm: holds no rows; add data", files.errorOf("a.svm", "# nothing\n"));
    }
}
