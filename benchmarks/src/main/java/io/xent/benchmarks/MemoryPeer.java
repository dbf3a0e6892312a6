package io.xent.benchmarks;

/** The machine's limit: reading and writing the matrix once, with one multiplication or none. */
abstract class MemoryPeer implements Peer {

    private static final int BLOCK = 1 << 15;

    /** {@code x *= c}, in place. */
    public static final class Scale extends MemoryPeer {
        @Override
        public String name() {
            return "scale-in-place";
        }

        @Override
        void run(float[] source, float[] values, int from, int to) {
            for (int i = from; i < to; i++) {
                values[i] *= 0.999f;
            }
        }
    }

    /** One array to another. */
    public static final class Copy extends MemoryPeer {
        @Override
        public String name() {
            return "array-copy";
        }

        @Override
        void run(float[] source, float[] values, int from, int to) {
            System.arraycopy(source, from, values, from, to - from);
        }
    }

    abstract void run(float[] source, float[] values, int from, int to);

    @Override
    public Contender contender(Problem problem, Threads threads) {
        float[] values = problem.logits.clone();
        int pieces = (values.length - 1) / BLOCK + 1;
        return new Contender() {
            @Override
            public String name() {
                return MemoryPeer.this.name();
            }

            @Override
            public void reset() {
                System.arraycopy(problem.logits, 0, values, 0, values.length);
            }

            @Override
            public double run() {
                threads.parallelism()
                        .forEach(
                                pieces,
                                p -> MemoryPeer.this.run(
                                        problem.logits, values, p * BLOCK, Math.min(values.length, (p + 1) * BLOCK)));
                return Double.NaN;
            }
        };
    }
}
