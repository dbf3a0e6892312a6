package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whatever bytes a model file holds, with and without a checksum that is right, reading it ends in a pipeline or in an
 * {@link InvalidInputException} of one line. Jazzer calls this with bytes of its own making: see {@code onnx/fuzz}.
 */
public final class ModelFuzz {

    private static final Path FILE = Path.of("fuzzed.onnx");

    private ModelFuzz() {}

    /** Fills a directory with models to start from. */
    public static void main(String[] directory) throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            byte[] model = OnnxModelWriter.toBytes(new RandomPipelines(seed).pipeline());
            if (model.length < 10_000) {
                Files.write(Path.of(directory[0]).resolve("seed" + seed), model);
            }
        }
    }

    /** What Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        check(bytes);
        try {
            ModelProto.Builder model = ModelProto.parseFrom(bytes).toBuilder().setProducerName(ModelFile.PRODUCER);
            check(ModelFile.seal(model.build()));
        } catch (InvalidProtocolBufferException e) {
            // only what can be parsed can be given a checksum
        }
    }

    private static void check(byte[] bytes) {
        try {
            OnnxModelReader.read(ModelFile.of(FILE, bytes));
        } catch (InvalidInputException e) {
            if (e.getMessage().lines().count() != 1) {
                throw e;
            }
        }
    }
}
