package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Many files or a long query on the command line must not end the JVM as ONNX Runtime starts. */
class CommandLineLengthTest {

    /** What the other JVM runs. */
    static final class Start {
        private Start() {}

        public static void main(String[] arguments) {
            System.out.print("started " + Sessions.environment().getClass().getSimpleName());
        }
    }

    @Test
    void environment_longCommandLine_starts() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder =
                new ProcessBuilder(java.toString(), "-Xmx256m", Start.class.getName(), "x".repeat(60_000));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("started OrtEnvironment, exit 0", output + ", exit " + process.waitFor());
    }
}
