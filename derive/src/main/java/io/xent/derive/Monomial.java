package io.xent.derive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A product of generators to whole powers, negative ones too. */
final class Monomial {
    static final Monomial ONE = new Monomial(Map.of());

    private static final int LARGEST_POWER = 100_000;

    private final Map<Generator, Integer> powers;
    private final int hash;

    private Monomial(Map<Generator, Integer> powers) {
        this.powers = powers;
        this.hash = powers.hashCode();
    }

    static Monomial of(Generator generator, int power) {
        return power == 0 ? ONE : new Monomial(Map.of(generator, power));
    }

    Map<Generator, Integer> powers() {
        return powers;
    }

    int power(Generator generator) {
        return powers.getOrDefault(generator, 0);
    }

    Monomial times(Monomial other) {
        if (powers.isEmpty()) {
            return other;
        }
        if (other.powers.isEmpty()) {
            return this;
        }
        Map<Generator, Integer> product = new HashMap<>(powers);
        other.powers.forEach((generator, power) -> {
            int sum = bounded((long) product.getOrDefault(generator, 0) + power);
            if (sum == 0) {
                product.remove(generator);
            } else {
                product.put(generator, sum);
            }
        });
        return new Monomial(Collections.unmodifiableMap(product));
    }

    Monomial power(int exponent) {
        if (exponent == 0) {
            return ONE;
        }
        Map<Generator, Integer> result = new HashMap<>();
        powers.forEach((generator, power) -> result.put(generator, bounded((long) power * exponent)));
        return new Monomial(Collections.unmodifiableMap(result));
    }

    private static int bounded(long power) {
        if (Math.abs(power) > LARGEST_POWER) {
            throw new Beyond("a power beyond " + LARGEST_POWER);
        }
        return (int) power;
    }

    boolean mentions(Slot slot) {
        return powers.keySet().stream().anyMatch(generator -> generator.mentions(slot));
    }

    /** A text that is the same for equal monomials, to order them by. */
    String key() {
        List<String> parts = new ArrayList<>();
        powers.forEach((generator, power) -> parts.add(generator + "^" + power));
        Collections.sort(parts);
        return String.join("*", parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Monomial monomial && hash == monomial.hash && powers.equals(monomial.powers);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return key();
    }
}
