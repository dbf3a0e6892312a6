package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Features;
import io.xent.learn.Precision;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/encoding.md. */
class EncodingGuideTest {

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("docs")) ? here : here.getParent();
    }

    @Test
    void guide_penguins_becomeFourteenFeatures() {
        String file = root().resolve("examples/penguins.csv").toString();
        // <guide>
        TableRead read = TableReader.read(file, ReadOptions.defaults());
        LabelledRows labelled = LabelledRows.learn(read.table(), "species");
        Table rows = read.table().select(labelled.rows()).without(Set.of("species"));
        FittedEncoding fitted = EncodingFitter.defaults()
                .fit(rows, labelled.classIndices(), labelled.labels().classes());
        Features features = fitted.encoding().encode(rows, Precision.SINGLE);
        // </guide>
        assertEquals(344, features.rows());
        assertEquals(14, features.columns());
    }

    @Test
    void guide_block_isTheCodeAbove() throws IOException {
        String source = Files.readString(root().resolve("tables/src/test/java/io/xent/tables/EncodingGuideTest.java"));
        String tested = source.substring(source.indexOf("// <guide>") + 10, source.indexOf("// </guide>"));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root().resolve("docs/guide/encoding.md")));
        assertTrue(block.find(), "no code in the guide");
        String written = block.group(1).replace("\"penguins.csv\"", "file");
        assertEquals(tested.replaceAll("\\s", ""), written.replaceAll("\\s", ""));
    }
}
