package io.xent.app;

import io.xent.derive.Grid;
import io.xent.derive.Numeral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A grid of numbers as text, each column aligned at its decimal points. */
final class GridText {

    private GridText() {}

    static String aligned(Grid grid) {
        List<String> names = new ArrayList<>(grid.rows());
        if (grid.hasTotals()) {
            names.add("Σ");
        }
        int width = Math.max(width(names), grid.corner().length());
        StringBuilder[] lines = new StringBuilder[names.size() + 1];
        lines[0] = new StringBuilder(padded(grid.corner(), width));
        for (int i = 0; i < names.size(); i++) {
            lines[i + 1] = new StringBuilder(padded(names.get(i), width));
        }
        for (Grid.Column column : grid.columns()) {
            append(lines, column, grid.hasTotals());
        }
        StringBuilder text = new StringBuilder(grid.caption()).append(":\n");
        Arrays.stream(lines)
                .forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder[] lines, Grid.Column column, boolean totals) {
        List<String> cells = cells(column, totals);
        int whole = cells.stream().mapToInt(GridText::wholePart).max().orElse(0);
        List<String> aligned = cells.stream()
                .map(cell -> " ".repeat(whole - wholePart(cell)) + cell)
                .toList();
        int width = Math.max(column.heading().length(), width(aligned));
        lines[0].append("  ")
                .append(" ".repeat(width - column.heading().length()))
                .append(column.heading());
        int block = width - width(aligned);
        for (int i = 0; i < aligned.size(); i++) {
            lines[i + 1].append("  ").append(padded(" ".repeat(block) + aligned.get(i), width));
        }
    }

    /** The numbers of a column from the top and, where the grid has a row of totals, its total or nothing. */
    static List<String> cells(Grid.Column column, boolean totals) {
        List<String> cells = new ArrayList<>();
        Arrays.stream(column.values())
                .mapToObj(value -> column.isError() ? Numeral.brief(value) : Numeral.of(value))
                .forEach(cells::add);
        if (totals) {
            cells.add(column.total().isPresent() ? Numeral.of(column.total().getAsDouble()) : "");
        }
        return cells;
    }

    /** The name of each row followed by its numbers, the totals last where there are any. */
    static List<List<String>> rows(Grid grid) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < grid.rows().size() + (grid.hasTotals() ? 1 : 0); i++) {
            rows.add(
                    new ArrayList<>(List.of(i < grid.rows().size() ? grid.rows().get(i) : "Σ")));
        }
        for (Grid.Column column : grid.columns()) {
            List<String> cells = cells(column, grid.hasTotals());
            for (int i = 0; i < cells.size(); i++) {
                rows.get(i).add(cells.get(i));
            }
        }
        return rows;
    }

    private static int wholePart(String cell) {
        int point = cell.indexOf('.');
        int power = cell.indexOf('e');
        return point >= 0 ? point : power >= 0 ? power : cell.length();
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
