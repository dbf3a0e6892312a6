package io.xent.app;

import io.xent.learn.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Numbers as words of the command line: blanks or commas between them, negative and infinite ones included. */
final class NumberWords {

    private NumberWords() {}

    /**
     * The numbers in the words, in order.
     *
     * @param noun what one of them is, for messages
     * @param command whose words they are: one that begins with a dash and is no number is an option that it lacks
     */
    static double[] parse(List<String> words, String noun, CommandLine command) {
        List<Double> numbers = new ArrayList<>();
        for (String word : words) {
            for (String part : word.strip().split("[,\\s]+")) {
                Double number = number(part);
                if (number == null && word.matches("-+[A-Za-z].*")) {
                    throw new UnmatchedArgumentException(command, List.of(word));
                } else if (number == null) {
                    throw new InvalidInputException("'" + part + "' is not a number: each " + noun
                            + " is a number such as 3, -1.5 or 1e300, or inf or -inf");
                }
                numbers.add(number);
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The number that a word is, or null. */
    static Double number(String word) {
        String plain = word.replace('−', '-');
        if (plain.matches("(?i)[+-]?(inf|infinity|∞)")) {
            return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return plain.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?") ? Double.valueOf(plain) : null;
    }
}
