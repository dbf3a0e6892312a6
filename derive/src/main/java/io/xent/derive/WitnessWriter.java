package io.xent.derive;

import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes the numbers of a trial for a reader. */
final class WitnessWriter {
    private final Names names;
    private final Symbols symbols;
    private final Set<Slot> points;

    WitnessWriter(Names names, Symbols symbols, Set<Slot> points) {
        this.names = names;
        this.symbols = symbols;
        this.points = points;
    }

    Witness witness(Assignment assignment, Witness.Value expected, Witness.Value actual, Budget budget) {
        List<Witness.Setting> settings = new ArrayList<>();
        List<Symbol> ordered = new ArrayList<>(symbols.chosen());
        ordered.sort(Comparator.comparing(symbol -> symbol.role));
        for (Symbol symbol : ordered) {
            addSymbol(symbol, assignment, settings, budget);
            if (symbol.role == Symbol.Role.LOGITS) {
                names.probabilitiesIfUsed().ifPresent(p -> addDefined(p, assignment, settings, budget));
            }
        }
        for (Slot point : points) {
            if (point instanceof Slot.Free) {
                assignment.placed(point).ifPresent(at -> settings.add(number(point.toString(), at)));
            }
        }
        boolean hasLabel = points.stream().anyMatch(Slot.Label.class::isInstance);
        if (hasLabel) {
            assignment.placed(new Slot.Label(Optional.empty())).ifPresent(at -> settings.add(number("t", at)));
        }
        return new Witness(assignment.size(Dimension.CLASS), settings, expected, actual);
    }

    private static Witness.Setting number(String name, int value) {
        return new Witness.Setting(name, List.of(new Witness.Value(Integer.toString(value), value)), false);
    }

    private static void addSymbol(Symbol symbol, Assignment assignment, List<Witness.Setting> settings, Budget budget) {
        List<Witness.Value> values = Trials.positions(symbol.dimensions, assignment).stream()
                .map(at -> value(assignment.value(symbol, at), budget))
                .toList();
        add(symbol, values, assignment, settings);
    }

    private static Witness.Value value(Assignment.Chosen chosen, Budget budget) {
        Fraction factor = Fraction.of(Polynomial.of(chosen.factor()));
        if (chosen.logarithmOf() == 0) {
            return value(factor);
        }
        Polynomial logarithm = Primes.logarithm(Rational.of(chosen.logarithmOf()), budget);
        String multiple = chosen.factor().isOne() ? "" : chosen.factor() + " ";
        String text = chosen.logarithmOf() == 1 ? "0" : multiple + "ln " + chosen.logarithmOf();
        return new Witness.Value(text, approximate(factor.times(Fraction.of(logarithm), budget)));
    }

    private static void addDefined(
            Symbol symbol, Assignment assignment, List<Witness.Setting> settings, Budget budget) {
        try {
            Evaluator<Fraction> evaluator = new Evaluator<>(new ExactArithmetic(budget), assignment, budget);
            List<Witness.Value> values = new ArrayList<>();
            for (List<Integer> at : Trials.positions(symbol.dimensions, assignment)) {
                List<Slot> slots = new ArrayList<>();
                for (int s = 0; s < at.size(); s++) {
                    slots.add(new Slot.Fixed(at.get(s), symbol.dimensions.get(s)));
                }
                values.add(value(evaluator.of(new Term.Component(symbol, slots))));
            }
            add(symbol, values, assignment, settings);
        } catch (Beyond | Arithmetic.Undefined e) {
            return; // The witness is complete without them.
        }
    }

    /** A matrix is written row by row. */
    private static void add(
            Symbol symbol, List<Witness.Value> values, Assignment assignment, List<Witness.Setting> settings) {
        if (symbol.dimensions.size() < 2) {
            settings.add(new Witness.Setting(symbol.name, values, !symbol.dimensions.isEmpty()));
            return;
        }
        int width = assignment.size(symbol.dimensions.get(1));
        for (int row = 0; row * width < values.size(); row++) {
            String name = symbol.name + "_" + (row + 1);
            settings.add(new Witness.Setting(name, values.subList(row * width, (row + 1) * width), true));
        }
    }

    static Witness.Value value(Fraction fraction) {
        String numerator = text(fraction.numerator());
        String text = fraction.denominator().equals(Polynomial.ONE)
                ? numerator
                : "(" + numerator + ")/(" + text(fraction.denominator()) + ")";
        return new Witness.Value(text, approximate(fraction));
    }

    static Witness.Value value(Enclosure enclosure) {
        String text = enclosure
                .low()
                .round(new MathContext(20, RoundingMode.HALF_EVEN))
                .toString();
        return new Witness.Value(text, enclosure.low().doubleValue());
    }

    private static double approximate(Fraction fraction) {
        return approximate(fraction.numerator()) / approximate(fraction.denominator());
    }

    private static double approximate(Polynomial polynomial) {
        double sum = 0;
        for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
            double product = term.getValue().toDouble();
            for (Map.Entry<Generator, Integer> power : term.getKey().powers().entrySet()) {
                Generator.Prime prime = (Generator.Prime) ((Generator.Logarithm) power.getKey()).of();
                product *= Math.pow(Math.log(prime.value().doubleValue()), power.getValue());
            }
            sum += product;
        }
        return sum;
    }

    /** Terms in a fixed order, {@code 1/2 ln 3 - 1/6}. */
    private static String text(Polynomial polynomial) {
        Map<String, Rational> sorted = new TreeMap<>(java.util.Comparator.<String>reverseOrder());
        polynomial.terms().forEach((monomial, coefficient) -> sorted.put(text(monomial), coefficient));
        StringBuilder text = new StringBuilder();
        sorted.forEach((monomial, coefficient) -> {
            Rational size = coefficient.signum() < 0 ? coefficient.negated() : coefficient;
            String sign = coefficient.signum() < 0 ? (text.isEmpty() ? "-" : " - ") : (text.isEmpty() ? "" : " + ");
            String number = size.isOne() && !monomial.isEmpty() ? "" : size.toString();
            text.append(sign)
                    .append(number)
                    .append(number.isEmpty() || monomial.isEmpty() ? "" : " ")
                    .append(monomial);
        });
        return text.isEmpty() ? "0" : text.toString();
    }

    private static String text(Monomial monomial) {
        List<String> parts = new ArrayList<>();
        monomial.powers().forEach((generator, power) -> {
            String name = "ln " + ((Generator.Logarithm) generator).of();
            parts.add(power == 1 ? name : "(" + name + ")^" + power);
        });
        parts.sort(null);
        return String.join(" ", parts);
    }
}
