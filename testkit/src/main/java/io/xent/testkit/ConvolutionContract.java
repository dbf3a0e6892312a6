package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Convolution;
import io.xent.core.ImageFilters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What convolutions promise: extend it for a provider. */
public abstract class ConvolutionContract {

    private static final long SEED = 20261125;
    private static final int IMAGES = 4;

    /** Images that are left as they are: before and after those that are asked for. */
    private static final int FIRST = 1;

    private static final int LAST = 3;

    /** Where the parameters begin. */
    private static final int AT = 5;

    private static final ImageFilters[] SHAPES = {
        new ImageFilters(1, 1, 1, 1, 1),
        new ImageFilters(1, 1, 2, 3, 3),
        new ImageFilters(2, 3, 1, 2, 5),
        new ImageFilters(3, 4, 4, 8, 1),
        new ImageFilters(5, 4, 3, 7, 3),
        new ImageFilters(4, 3, 8, 16, 3),
        new ImageFilters(13, 1, 2, 17, 3),
        new ImageFilters(7, 7, 5, 31, 5),
        new ImageFilters(6, 6, 16, 33, 3),
        new ImageFilters(6, 5, 32, 32, 3),
        new ImageFilters(9, 8, 1, 16, 7),
        new ImageFilters(5, 5, 33, 64, 3)
    };

    /** The convolution to hold to it. */
    protected abstract Convolution convolution(ImageFilters filters);

    /** Made-up images, parameters and gradients, and the sums of the formula in double precision. */
    private static final class Case {
        final ImageFilters filters;
        final float[] in;
        final float[] outGradient;
        final float[] parameters;

        Case(ImageFilters filters, SplittableRandom random) {
            this.filters = filters;
            in = random(random, IMAGES * filters.inputs());
            outGradient = random(random, IMAGES * filters.outputs());
            parameters = random(random, AT + filters.parameters());
        }

        private static float[] random(SplittableRandom random, int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (2 * random.nextDouble() - 1);
            }
            return values;
        }

        /** Told each product of the formula. */
        private interface Term {
            void of(int out, int weight, int in);
        }

        void forEachTerm(int image, Term term) {
            int reach = filters.size() / 2;
            for (int p = 0; p < filters.pixels(); p++) {
                for (int t = 0; t < filters.fanIn(); t++) {
                    int place = t / filters.channels();
                    int y = p / filters.width() + place / filters.size() - reach;
                    int x = p % filters.width() + place % filters.size() - reach;
                    if (y < 0 || y >= filters.height() || x < 0 || x >= filters.width()) {
                        continue;
                    }
                    int source = ((image * filters.height() + y) * filters.width() + x) * filters.channels();
                    for (int f = 0; f < filters.filters(); f++) {
                        term.of(
                                (image * filters.pixels() + p) * filters.filters() + f,
                                AT + f * filters.fanIn() + t,
                                source + t % filters.channels());
                    }
                }
            }
        }

        int bias(int filter) {
            return AT + filters.filters() * filters.fanIn() + filter;
        }
    }

    /** A sum in double precision and the sum of the magnitudes of its terms. */
    private static final class Sums {
        private final double[] values;
        private final double[] magnitudes;
        private final int[] terms;

        Sums(int count) {
            values = new double[count];
            magnitudes = new double[count];
            terms = new int[count];
        }

        void add(int at, double value) {
            values[at] += value;
            magnitudes[at] += Math.abs(value);
            terms[at]++;
        }

        void requireNear(float[] actual, int from, int to, ImageFilters filters) {
            for (int i = from; i < to; i++) {
                double bound = (terms[i] + 1) * 0x1p-24 * 1.001 * magnitudes[i];
                int at = i;
                assertTrue(
                        Math.abs(values[i] - actual[i]) <= bound,
                        () -> at + ": " + actual[at] + " instead of " + values[at] + ", " + filters + ", seed " + SEED);
            }
        }
    }

    private interface Check {
        void of(Case each, Convolution convolution);
    }

    private void forEachCase(Check check) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (ImageFilters filters : SHAPES) {
            Case each = new Case(filters, random);
            Convolution convolution = convolution(filters);
            convolution.use(new float[each.parameters.length], AT);
            convolution.use(each.parameters, AT);
            check.of(each, convolution);
        }
    }

    private static float[] untouched(int length) {
        float[] values = new float[length];
        Arrays.fill(values, 77);
        return values;
    }

    private static void requireUntouched(float[] values, int from, int to) {
        for (int i = 0; i < values.length; i++) {
            if (i < from || i >= to) {
                assertEquals(77, values[i], "wrote beside the images it was asked for");
            }
        }
    }

    @Test
    void forward_someImages_sumsOfTheFormula() {
        forEachCase((each, convolution) -> {
            float[] out = untouched(each.outGradient.length);
            convolution.forward(each.in, out, FIRST, LAST);
            Sums sums = new Sums(out.length);
            int from = FIRST * each.filters.outputs();
            int to = LAST * each.filters.outputs();
            for (int i = from; i < to; i++) {
                sums.add(i, each.parameters[each.bias(i % each.filters.filters())]);
            }
            for (int image = FIRST; image < LAST; image++) {
                each.forEachTerm(image, (o, w, i) -> sums.add(o, (double) each.parameters[w] * each.in[i]));
            }
            sums.requireNear(out, from, to, each.filters);
            requireUntouched(out, from, to);
        });
    }

    @Test
    void inputGradient_someImages_sumsOfTheFormula() {
        forEachCase((each, convolution) -> {
            float[] gradient = untouched(each.in.length);
            convolution.inputGradient(each.outGradient, gradient, FIRST, LAST);
            Sums sums = new Sums(gradient.length);
            for (int image = FIRST; image < LAST; image++) {
                each.forEachTerm(image, (o, w, i) -> sums.add(i, (double) each.parameters[w] * each.outGradient[o]));
            }
            int from = FIRST * each.filters.inputs();
            int to = LAST * each.filters.inputs();
            sums.requireNear(gradient, from, to, each.filters);
            requireUntouched(gradient, from, to);
        });
    }

    @Test
    void addParameterGradient_someImages_addsSumsOfTheFormula() {
        forEachCase((each, convolution) -> {
            float[] gradient = each.parameters.clone();
            convolution.addParameterGradient(each.in, each.outGradient, FIRST, LAST, gradient, AT);
            Sums sums = new Sums(gradient.length);
            for (int i = AT; i < gradient.length; i++) {
                sums.add(i, each.parameters[i]);
            }
            for (int image = FIRST; image < LAST; image++) {
                each.forEachTerm(image, (o, w, i) -> sums.add(w, (double) each.in[i] * each.outGradient[o]));
            }
            for (int o = FIRST * each.filters.outputs(); o < LAST * each.filters.outputs(); o++) {
                sums.add(each.bias(o % each.filters.filters()), each.outGradient[o]);
            }
            sums.requireNear(gradient, AT, gradient.length, each.filters);
            assertArrayEquals(Arrays.copyOf(each.parameters, AT), Arrays.copyOf(gradient, AT));
        });
    }

    @Test
    void forwardAndInputGradient_imageByImage_sameBitsAsTogether() {
        forEachCase((each, convolution) -> {
            float[] together = new float[each.outGradient.length];
            float[] single = new float[together.length];
            float[] gradient = new float[each.in.length];
            float[] singleGradient = new float[gradient.length];
            convolution.forward(each.in, together, 0, IMAGES);
            convolution.inputGradient(each.outGradient, gradient, 0, IMAGES);
            for (int image = IMAGES - 1; image >= 0; image--) {
                convolution.forward(each.in, single, image, image + 1);
                convolution.inputGradient(each.outGradient, singleGradient, image, image + 1);
            }
            assertArrayEquals(together, single, each.filters.toString());
            assertArrayEquals(gradient, singleGradient, each.filters.toString());
        });
    }

    @Test
    void filters_withoutAMiddleOrAnImage_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ImageFilters(3, 3, 1, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new ImageFilters(0, 3, 1, 1, 1));
        assertThrows(ArithmeticException.class, () -> new ImageFilters(1 << 16, 1 << 16, 1, 1, 1));
    }
}
