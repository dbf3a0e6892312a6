package io.xent.derive;

/** Floating point, to sort out quickly what is not worth a proof. */
final class DoubleArithmetic implements Arithmetic<Double> {

    @Override
    public Double of(Rational value) {
        return value.toDouble();
    }

    @Override
    public Double plus(Double left, Double right) {
        return left + right;
    }

    @Override
    public Double times(Double left, Double right) {
        return left * right;
    }

    @Override
    public Double inverse(Double value) {
        if (value == 0) {
            throw new Undefined();
        }
        return 1 / value;
    }

    @Override
    public Double exp(Double value) {
        return Math.exp(value);
    }

    @Override
    public Double log(Double value) {
        if (value <= 0) {
            throw new Undefined();
        }
        return Math.log(value);
    }

    @Override
    public Double root(Double base, Double exponent) {
        if (base <= 0) {
            throw new Undefined();
        }
        return Math.pow(base, exponent);
    }

    @Override
    public Rational constant(Double value) {
        boolean isSmallWhole = value == Math.rint(value) && Math.abs(value) < 1e6;
        return isSmallWhole ? Rational.of(value.longValue()) : null;
    }
}
