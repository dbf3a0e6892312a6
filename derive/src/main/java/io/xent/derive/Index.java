package io.xent.derive;

import java.util.List;

/**
 * An index: a letter ({@code i}, {@code k'}, {@code t}), a whole number ({@code 2}), or a letter with indices of its own, as the label
 * {@code t_n} of row n in {@code p_{n,t_n}}. The limits of sums ({@code K}, {@code N}, {@code 1}) are indices too.
 *
 * @param text the letter or the digits
 * @param indices the indices of this index, mostly none
 * @param span its place
 */
public record Index(String text, List<Index> indices, Span span) {

    /** Copies the list. */
    public Index {
        indices = List.copyOf(indices);
    }

    /** An index of our own making. */
    public static Index of(String text) {
        return new Index(text, List.of(), Span.NONE);
    }

    /** Whether it is a whole number. */
    public boolean isNumber() {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return indices.isEmpty() ? text : text + "_" + (indices.size() == 1 ? indices.get(0) : indices);
    }
}
