package io.xent.vector;

/**
 * One loop over vectors, or its plain twin that gives the same bits.
 *
 * <p>The just-in-time compiler keeps vectors in registers only while it inlines all that is done with them; else each is an
 * object, which is a hundred times slower. HotSpot inlines less where a compilation has {@code NodeCountInliningCutoff} =
 * 18,000 nodes, of which an operation on vectors takes 400 and a constant 130: some 40 operations. It also inlines no
 * method of more than 325 bytes of bytecode, nor one that it compiled by itself to much code; and {@link Rehearsal} says
 * what else may go wrong.
 *
 * <p>So each loop has few exponentials and is a method of its own; those that are long are written out, which also keeps them
 * from being inlined in pairs; and all are called from {@link #run} with their arguments in fields: one place that sees many
 * receivers is hardly ever inlined. {@code -XX:+LogCompilation} tells the nodes.
 */
abstract class FloatStage {

    /** The largest of {@code source}. */
    static final int MAX = 0;
    /** Exponentials of {@code source} into {@code target}, added to the lanes; count is whole vectors. */
    static final int EXPONENTIALS = 1;
    /** {@code source} times {@code factor}. */
    static final int SCALE = 2;
    /** {@code (source − centre) · inverse − factor}. */
    static final int SHIFT = 3;
    /** Exponentials of {@code source} into {@code exponentials}, each with its own reference; count is whole vectors. */
    static final int CHUNK_EXPONENTIALS = 4;
    /** The sum of each row of {@code exponentials}. */
    static final int CHUNK_SUMS = 5;
    /** Each row of {@code exponentials} times its factor into {@code target}. */
    static final int CHUNK_SCALE = 6;

    /**
     * As {@link #EXPONENTIALS}, with centre 0 and up to the first group of values with one that is far from the reference or
     * not a number; count is whole groups, and {@code done} of the values are.
     */
    static final int ONE_PASS = 7;

    /** Adds {@code source} to the lanes; count is whole vectors. */
    static final int SUM = 8;

    /** Exponentials of {@code source} into {@code exponentials}, all with one reference at 0; count is whole vectors. */
    static final int CHUNK_FLAT = 9;

    /**
     * Exponentials of the rows that are {@code plain}, from {@code starts} to {@code ends}, and their sums, up to the first
     * group of values with one far from the reference or not a number: such a row is no longer {@code plain}.
     */
    static final int ROWS = 10;

    /** The same for what is left of these rows. */
    static final int ROW_ENDS = 11;

    /** Rows at {@code ends}, where they are {@code plain}, times their factors. */
    static final int ROW_SCALE = 12;

    /** The rows that are {@code plain}: whether all of their values are near the reference, and {@link FloatSpread#terms}. */
    static final int ROW_TERMS = 13;

    /** {@link #ROW_SCALE}, with {@link FloatSpread#shifts} of what each class is given. */
    static final int ROW_MIX = 14;

    /** {@link FloatSpread#products} of a chunk. */
    static final int CHUNK_TERMS = 15;

    /** {@link #CHUNK_SCALE}, with {@link FloatSpread#shifts} of what each class is given. */
    static final int CHUNK_MIX = 16;

    /** The sum of {@code source} in double precision. */
    static final int WIDE_SUM = 17;

    /** {@code source} and the exponents of {@link FloatSoftCap}. */
    static final int CAP_EXPONENTS = 18;

    /** Capped logits and their slopes, for {@code count} values or a vector more. */
    static final int CAP = 19;

    /** What has become of capped logits times their slopes into {@code target}. */
    static final int CAP_SLOPES = 20;

    static final int COUNT = 21;

    /** Null as long as the plain loops are what runs. */
    private static volatile FloatStage[] current;

    abstract void run(FloatWork work);

    static void run(FloatStage stage, FloatWork work) {
        stage.run(work);
    }

    static FloatStage[] current() {
        FloatStage[] chosen = current;
        return chosen == null ? FloatPlainStages.ALL : chosen;
    }

    /** From now on, this one runs in every thread. */
    static synchronized void adopt(int index, FloatStage stage) {
        FloatStage[] changed = current().clone();
        changed[index] = stage;
        current = changed;
    }

    /** From now on, these run in every thread. */
    static void setCurrent(FloatStage[] stages) {
        current = stages;
    }
}
