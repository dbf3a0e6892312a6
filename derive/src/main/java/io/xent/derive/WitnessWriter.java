package io.xent.derive;

import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
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
        for (Symbol symbol : symbols.chosen()) {
            addSymbol(symbol, assignment, settings, budget);
        }
        names.probabilitiesIfUsed()
                .filter(p -> symbols.chosen().stream().anyMatch(s -> s.role == Symbol.Role.LOGITS))
                .ifPresent(p -> addDefined(p, assignment, settings, budget));
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

    private void addSymbol(Symbol symbol, Assignment assignment, List<Witness.Setting> settings, Budget budget) {
        List<Witness.Value> values = new ArrayList<>();
        for (List<Integer> at : Trials.positions(symbol.dimensions, assignment)) {
            Assignment.Chosen chosen = assignment.value(symbol, at);
            Fraction fraction = Fraction.of(Polynomial.of(chosen.factor()));
            if (chosen.logarithmOf() > 0) {
                fraction = fraction.times(
                        Fraction.of(Primes.logarithm(Rational.of(chosen.logarithmOf()), budget)), budget);
                String multiple = chosen.factor().isOne() ? "" : chosen.factor() + " ";
                String text = chosen.logarithmOf() == 1 ? "0" : multiple + "ln " + chosen.logarithmOf();
                values.add(new Witness.Value(text, approximate(fraction)));
            } else {
                values.add(value(fraction));
            }
        }
        settings.add(new Witness.Setting(symbol.name, values, !symbol.dimensions.isEmpty()));
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
            settings.add(new Witness.Setting(symbol.name, values, !symbol.dimensions.isEmpty()));
        } catch (Beyond | Arithmetic.Undefined e) {
            return; // The witness is complete without them.
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
