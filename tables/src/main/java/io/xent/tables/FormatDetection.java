package io.xent.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells the format of a file by its name, and where that says nothing, by how it starts. */
final class FormatDetection {

    private static final Pattern LIBSVM_LINE = Pattern.compile("[-+.\\deE]+( qid:\\d+)?( \\d+:[-+.\\deE]+)+\\s*(#.*)?");

    private FormatDetection() {}

    static Format of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|xz)$", "");
        if (name.contains("idx") && name.endsWith("ubyte")) {
            return Format.IDX;
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> Format.CSV;
            case "tsv", "tab" -> Format.TSV;
            case "json", "jsonl", "ndjson" -> Format.JSON;
            case "parquet", "pq" -> Format.PARQUET;
            case "svm", "libsvm", "svmlight" -> Format.LIBSVM;
            case "idx" -> Format.IDX;
            default -> byContent(file);
        };
    }

    private static Format byContent(Path file) {
        byte[] start;
        try (InputStream in = Unpacked.open(file)) {
            start = in.readNBytes(4096);
        } catch (IOException e) {
            throw Unpacked.broken(file, e);
        }
        if (start.length >= 4 && start[0] == 0 && start[1] == 0 && start[3] > 0 && start[3] < 16) {
            return Format.IDX;
        }
        String text = new String(start, StandardCharsets.UTF_8);
        String firstLine =
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (text.startsWith("PAR1")) {
            return Format.PARQUET;
        } else if (firstLine.startsWith("{") || firstLine.startsWith("[")) {
            return Format.JSON;
        }
        boolean complete = text.indexOf('\n') >= 0 || start.length < 4096;
        String line = complete ? firstLine : firstLine.substring(0, Math.max(0, firstLine.lastIndexOf(' ')));
        return LIBSVM_LINE.matcher(line).matches() ? Format.LIBSVM : Format.CSV;
    }
}
