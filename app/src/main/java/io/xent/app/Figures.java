package io.xent.app;

import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.Interval;
import java.util.Locale;

/** Numbers as people read them; the full digits are in the JSON. */
final class Figures {

    private Figures() {}

    /** Four significant digits, plain where that is short. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "none" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.1e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e")
                    .replace("e+", "e");
        }
        int decimals = size == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** A whole number with commas between thousands. */
    static String count(long value) {
        // Not by a format: the first that groups digits loads the conventions of all the world, 10 ms.
        StringBuilder text = new StringBuilder(Long.toString(value));
        int first = value < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** "1 row", "2 rows". */
    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    /** A percentage with one decimal; 100 % and 0 % only where nothing is missing or nothing is there. */
    static String percent(double fraction) {
        double value = 100 * fraction;
        String text = String.format(Locale.ROOT, "%.1f", value);
        if (fraction < 1 && text.equals("100.0")) {
            text = "> 99.9";
        } else if (fraction > 0 && text.equals("0.0")) {
            text = "< 0.1";
        }
        return text + " %";
    }

    /** Such as "92.2–99.7 %". */
    static String percent(Interval interval) {
        return String.format(Locale.ROOT, "%.1f–%.1f %%", 100 * interval.low(), 100 * interval.high());
    }

    /** What the log loss means beside the best that could be said without looking at the features. */
    static String lossInWords(Evaluation evaluation) {
        String entropy = number(evaluation.entropy());
        if (evaluation.impossibleRows() > 0) {
            return "log loss infinite: " + count(evaluation.impossibleRows(), "row")
                    + " had a class that was given probability 0";
        }
        return "log loss " + number(evaluation.logLoss()) + " nats; knowing only how frequent the classes are, "
                + entropy;
    }
}
