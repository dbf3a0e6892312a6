package io.xent.derive;

import java.math.BigInteger;

/** Logarithms of fractions as sums of logarithms of primes. */
final class Primes {
    private static final BigInteger LARGEST = BigInteger.valueOf(1_000_000_000_000L);

    private Primes() {}

    static Polynomial logarithm(Rational positive, Budget budget) {
        return logarithm(positive.numerator(), budget).minus(logarithm(positive.denominator(), budget), budget);
    }

    private static Polynomial logarithm(BigInteger number, Budget budget) {
        if (number.compareTo(LARGEST) > 0) {
            throw new Beyond("the logarithm of a large number");
        }
        Polynomial sum = Polynomial.ZERO;
        long rest = number.longValue();
        for (long prime = 2; prime * prime <= rest; prime++) {
            while (rest % prime == 0) {
                sum = sum.plus(ofPrime(prime), budget);
                rest /= prime;
            }
        }
        return rest > 1 ? sum.plus(ofPrime(rest), budget) : sum;
    }

    private static Polynomial ofPrime(long prime) {
        return Polynomial.of(new Generator.Logarithm(new Generator.Prime(BigInteger.valueOf(prime))));
    }
}
