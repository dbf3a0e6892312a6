package io.xent.learn;

/**
 * The generator of seeded choices. Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014): the
 * 64-bit outputs are those of {@code java.util.SplittableRandom}. Written out here because how that class turns them
 * into a bounded number is not specified, and a seed is to mean the same rows on every JDK.
 */
public final class SplitMix64 {
    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    /** The next 64 bits. */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in {@code [0, bound)}, without bias: numbers of the last, incomplete run of {@code bound} are drawn again. */
    public int nextBelow(int bound) {
        long bits;
        long value;
        do {
            bits = next() >>> 1;
            value = bits % bound;
        } while (bits - value + (bound - 1) < 0);
        return (int) value;
    }

    /** Puts the numbers into an order in which each permutation is equally likely (Fisher and Yates). */
    public void shuffle(int[] numbers) {
        for (int last = numbers.length - 1; last > 0; last--) {
            int other = nextBelow(last + 1);
            int kept = numbers[last];
            numbers[last] = numbers[other];
            numbers[other] = kept;
        }
    }
}
