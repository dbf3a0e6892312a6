package io.xent.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A table of cells as people write them: odd names, quotes, several scripts, missing cells, levels seen once. */
record RandomTable(List<String> names, List<String> kinds, List<String[]> rows) {

    private static final List<String> ODD =
            List.of("", " ", "a", "É", "日本", "𝒳", "\"", ",", "'", ";", "\n", "[*]?", "%s", "\\", "--", "null");
    private static final List<String> MISSING = List.of("", "NA", "?", "NULL", "null", "N/A");

    static RandomTable of(long seed, int rows) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        int width = 1 + random.nextInt(8);
        for (int c = 0; c < width; c++) {
            names.add((odd(random) + c + odd(random)).strip());
            kinds.add(List.of("number", "text", "boolean", "time").get(random.nextInt(4)));
        }
        List<String[]> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String[] line = new String[width];
            for (int c = 0; c < width; c++) {
                line[c] = random.nextInt(8) == 0 ? null : cell(kinds.get(c), random);
            }
            cells.add(line);
        }
        return new RandomTable(names, kinds, cells);
    }

    private static String odd(Random random) {
        return ODD.get(random.nextInt(ODD.size()));
    }

    private static String cell(String kind, Random random) {
        return switch (kind) {
            case "number" ->
                switch (random.nextInt(3)) {
                    case 0 -> String.valueOf(random.nextInt(2000) - 1000);
                    case 1 -> String.valueOf(random.nextGaussian());
                    default -> random.nextInt(1000) + "e" + (random.nextInt(5) - 2);
                };
            case "boolean" -> random.nextBoolean() ? "true" : "FALSE";
            case "time" ->
                "20" + (10 + random.nextInt(20)) + "-0" + (1 + random.nextInt(9)) + "-" + (10 + random.nextInt(19))
                        + "T0" + random.nextInt(10) + ":30:00";
            default -> "t" + odd(random) + (random.nextInt(8) == 0 ? random.nextInt(100) : "") + "t";
        };
    }

    /** As CSV; which word stands for a missing cell, and whether a cell is quoted without need, is left to chance. */
    String csv(long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder();
        append(csv, names, random);
        for (String[] row : rows) {
            List<String> cells = new ArrayList<>();
            for (String cell : row) {
                // A row of one empty cell would be an empty line, which means the same
                cells.add(cell == null ? MISSING.get(random.nextInt(MISSING.size())) : cell);
            }
            append(csv, cells, random);
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, List<String> cells, Random random) {
        for (int c = 0; c < cells.size(); c++) {
            String cell = cells.get(c);
            boolean needed = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
            csv.append(c == 0 ? "" : ",");
            csv.append(needed || random.nextInt(4) == 0 ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
        }
        csv.append("\n");
    }
}
