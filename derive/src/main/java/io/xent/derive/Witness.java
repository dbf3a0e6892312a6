package io.xent.derive;

import java.util.List;

/**
 * Numbers for which two expressions differ.
 *
 * @param classes K
 * @param settings the numbers chosen, in the order to print them, each a name with its value: {@code p = (1/6, 1/3, 1/2)}, {@code y = (0, 1, 0)},
 *     {@code i = 1}, {@code t = 2}, {@code T = 2}
 * @param expected the value of what should be: the left side of the chain, or the line before
 * @param actual the value of what is written
 */
public record Witness(int classes, List<Setting> settings, Value expected, Value actual) {

    /** Copies the list. */
    public Witness {
        settings = List.copyOf(settings);
    }

    /**
     * A name and the numbers that stand for it.
     *
     * @param name as the author writes it
     * @param values its components, or the one number
     * @param isVector whether to print it as a vector
     */
    public record Setting(String name, List<Value> values, boolean isVector) {
        /** Copies the list. */
        public Setting {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            if (!isVector) {
                return name + " = " + values.get(0);
            }
            return name + " = ("
                    + String.join(", ", values.stream().map(Value::text).toList()) + ")";
        }
    }

    /**
     * A number.
     *
     * @param text exactly, {@code -1/3} or {@code ln 2 - 1/3}, or with a bound where no exact form is known
     * @param approximation the nearest {@code double}
     */
    public record Value(String text, double approximation) {
        @Override
        public String toString() {
            return text;
        }
    }
}
