package io.xent.app;

import java.util.ArrayList;
import java.util.List;

/** Maps values to a stretch of a drawing, and says where round values lie. */
final class Axis {

    private final double low;
    private final double high;
    private final double from;
    private final double to;
    private final boolean logarithmic;

    private Axis(double low, double high, double from, double to, boolean logarithmic) {
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
        this.logarithmic = logarithmic;
    }

    /** From {@code low} at coordinate {@code from} to {@code high} at {@code to}; an empty range is widened. */
    static Axis linear(double low, double high, double from, double to) {
        double margin = high > low ? 0 : Math.max(Math.abs(low) * 0.1, 1e-12);
        return new Axis(low - margin, high + margin, from, to, false);
    }

    /** As {@link #linear}, in powers of ten, to whole powers on both sides; values are positive. */
    static Axis logarithmic(double low, double high, double from, double to) {
        double floor = Math.floor(Math.log10(low) + 1e-9);
        double ceiling = Math.ceil(Math.log10(high) - 1e-9);
        return new Axis(floor, Math.max(ceiling, floor + 1), from, to, true);
    }

    double at(double value) {
        double x = logarithmic ? Math.log10(value) : value;
        return from + (x - low) / (high - low) * (to - from);
    }

    /** Round values inside the range, about {@code wanted} of them. */
    List<Double> ticks(int wanted) {
        return logarithmic ? powers(wanted) : multiples(wanted);
    }

    private List<Double> powers(int wanted) {
        int stride = Math.max(1, (int) Math.ceil((high - low) / wanted));
        List<Double> ticks = new ArrayList<>();
        for (int p = (int) low; p <= high; p += stride) {
            ticks.add(Math.pow(10, p));
        }
        return ticks;
    }

    private List<Double> multiples(int wanted) {
        double rough = (high - low) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick's value as text. */
    String label(double tick) {
        if (logarithmic) {
            return "10" + superscript((int) Math.round(Math.log10(tick)));
        }
        return tick == 0
                ? "0"
                : new java.math.BigDecimal(tick)
                        .round(new java.math.MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static String superscript(int power) {
        StringBuilder text = new StringBuilder(power < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(power)).toCharArray()) {
            text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
        }
        return text.toString();
    }
}
