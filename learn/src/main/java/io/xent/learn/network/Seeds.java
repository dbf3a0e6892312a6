package io.xent.learn.network;

import io.xent.learn.SplitMix64;

/** Seeds for many independent streams from the one that the user gives. */
final class Seeds {

    private Seeds() {}

    /** A seed of its own for every path of numbers. */
    static long derived(long seed, long... path) {
        long derived = seed;
        for (long step : path) {
            derived = new SplitMix64(derived ^ (step + 1) * 0xD1342543DE82EF95L).next();
        }
        return derived;
    }
}
