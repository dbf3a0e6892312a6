package io.xent.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows of numbers with six decimals and a whole number after them, as CSV, as they come: nothing is kept but a
 * buffer, so there may be any number of rows. Zeros at the end of a decimal fraction are left out.
 */
public final class DecimalCsv implements AutoCloseable {

    private static final double UNITS = 1e6;
    private static final int DECIMALS = 6;

    /** Beyond this a double has no sixth decimal. */
    private static final double LARGEST = 1e9;

    private static final int LONGEST_CELL = 24;

    private final OutputStream out;
    private final byte[] digits = new byte[LONGEST_CELL];
    private final byte[] buffer = new byte[1 << 16];
    private int used;

    /** Writes the line of names. The stream is left open at the end. */
    public DecimalCsv(OutputStream out, List<String> names) throws IOException {
        this.out = out;
        out.write((String.join(",", names) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes one row.
     *
     * @throws IllegalArgumentException where a number is not finite or beyond 1e9
     */
    public void row(double[] numbers, long last) throws IOException {
        for (double number : numbers) {
            reserve();
            decimal(number);
            buffer[used++] = ',';
        }
        reserve();
        whole(last);
        buffer[used++] = '\n';
    }

    private void reserve() throws IOException {
        if (used > buffer.length - LONGEST_CELL) {
            flush();
        }
    }

    private void decimal(double number) {
        if (!(Math.abs(number) <= LARGEST)) {
            throw new IllegalArgumentException(number + " has no six decimals: |x| ≤ " + LARGEST);
        }
        long millionths = Math.round(number * UNITS);
        int decimals = DECIMALS;
        while (decimals > 0 && millionths % 10 == 0) {
            millionths /= 10;
            decimals--;
        }
        if (decimals == 0) {
            whole(millionths);
            return;
        }
        int end = digitsOf(Math.abs(millionths), decimals + 1);
        if (millionths < 0) {
            buffer[used++] = '-';
        }
        copy(end, decimals);
        buffer[used++] = '.';
        copy(decimals, 0);
    }

    private void whole(long number) {
        int end = digitsOf(Math.abs(number), 1);
        if (number < 0) {
            buffer[used++] = '-';
        }
        copy(end, 0);
    }

    /** Puts the digits into {@link #digits}, the last one first; returns how many. */
    private int digitsOf(long number, int least) {
        int count = 0;
        for (long rest = number; rest > 0 || count < least; rest /= 10) {
            digits[count++] = (byte) ('0' + rest % 10);
        }
        return count;
    }

    private void copy(int from, int to) {
        for (int i = from - 1; i >= to; i--) {
            buffer[used++] = digits[i];
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
