package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Jazzer calls: any bytes as a file, and as a file whose checksum is right, are read or refused. Run it with
 * {@code java -cp … com.code_intelligence.jazzer.Jazzer --target_class=io.xent.onnx.ModelReaderFuzzer corpus}.
 */
public final class ModelReaderFuzzer {

    private static final Path FILE = Path.of("fuzzed.onnx");

    private ModelReaderFuzzer() {}

    /** Fills a directory with models to start from. */
    public static void main(String[] directory) throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            byte[] model = OnnxModelWriter.toBytes(new RandomPipelines(seed).pipeline());
            if (model.length < 10_000) {
                Files.write(Path.of(directory[0]).resolve("seed" + seed), model);
            }
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        read(bytes);
        try {
            ModelProto.Builder model = ModelProto.parseFrom(bytes).toBuilder().setProducerName(ModelFile.PRODUCER);
            read(ModelFile.seal(model.build()));
        } catch (InvalidProtocolBufferException e) {
            // only what can be parsed can be given a checksum
        }
    }

    private static void read(byte[] bytes) {
        try {
            Pipeline pipeline = OnnxModelReader.read(ModelFile.of(FILE, bytes));
            if (pipeline.classifier().features() > 0) {
                OnnxModelWriter.toBytes(pipeline);
            }
        } catch (InvalidInputException e) {
            if (e.getMessage().lines().count() != 1) {
                throw e;
            }
        }
    }
}
