package io.xent.app;

import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Reads a derivation of softmax or cross-entropy, line by line, and says which line is the first wrong one.",
        footer = {
            "",
            "A derivation is what people write: LaTeX (align, cases, \\frac, \\sum) or plain text such as",
            "  assume sum(y) = 1",
            "  dL/dz_i = -sum_k y_k/p_k * dp_k/dz_i",
            "          = p_i - y_i",
            "Words go after % or inside \\text{}.",
            "Exit status: 0 every line is proved; 1 a line is refuted; 2 not understood; 3 a line was tested only.",
            "",
            "Examples:",
            "  xent check derivation.tex",
            "  xent check - --format json < derivation.txt"
        })
final class CheckCommand implements Callable<Integer> {

    /** More than any derivation has, and little enough to look at. */
    private static final int MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The derivation; - reads standard input.")
    private String file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, html or markdown. Default: ${DEFAULT-VALUE}.")
    private CheckFormat format;

    private final Streams streams;

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        String name = file.equals("-") ? "standard input" : file;
        Checked checked = Checked.of(name, text(name));
        boolean isError = checked.error().isPresent() && format == CheckFormat.TEXT;
        (isError ? streams.err() : streams.out()).print(format.render(checked, Ink.of(streams)));
        return checked.verdict().status();
    }

    private String text(String name) {
        byte[] content = content(name);
        if (content.length > MAX_BYTES) {
            throw new InvalidInputException(name + ": longer than 1 MB; give one derivation");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(name + ": not text in UTF-8", e);
        }
    }

    private byte[] content(String name) {
        try (InputStream in = file.equals("-") ? streams.in() : Files.newInputStream(Path.of(file))) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(name + ": no such file", e);
        } catch (IOException e) {
            throw new InvalidInputException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
