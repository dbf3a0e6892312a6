package io.xent.app;

import io.xent.derive.Curve;
import io.xent.derive.Numeral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A curve as lines of text, one bar for each place. */
final class Bars {

    private static final int WIDTH = 50;

    private Bars() {}

    static List<String> of(Curve curve) {
        double most = Arrays.stream(curve.y()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(padded(curve.horizontal(), 6) + curve.vertical());
        for (int i = 0; i < curve.x().length; i++) {
            int length = most == 0 ? 0 : (int) Math.rint(WIDTH * curve.y()[i] / most);
            lines.add((padded(Numeral.of(curve.x()[i]), 6) + padded(Numeral.of(curve.y()[i]), 16) + "█".repeat(length))
                    .stripTrailing());
        }
        return lines;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
