package io.xent.learn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class ActivationsTest {

    private static float[] range(double from, double to, int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) (from + (to - from) * i / (count - 1));
        }
        return x;
    }

    private static double ulps(double exact, float computed) {
        return Math.abs(computed - exact) / Math.ulp((float) exact);
    }

    @Test
    void tanh_everywhere_isWithinSevenUlp() {
        for (double scale : new double[] {1e-30, 1e-3, 0.1, 1, 12, 1e30}) {
            float[] x = range(-scale, scale * 1.01, 100_001);
            float[] y = x.clone();
            Activations.tanh(y, 0, y.length);
            for (int i = 0; i < x.length; i++) {
                assertTrue(ulps(Math.tanh(x[i]), y[i]) <= 7, "tanh " + x[i] + " is " + y[i]);
            }
        }
    }

    @Test
    void erf_everywhere_isWithinEightUlp() {
        for (double scale : new double[] {1e-30, 1e-3, 0.1, 1, 6, 1e30}) {
            for (float x : range(-scale, scale * 1.01, 20_001)) {
                assertTrue(ulps(Erf.erf(x), Activations.erf(x)) <= 8, "erf " + x + " is " + Activations.erf(x));
            }
        }
    }

    @Test
    void gelu_everywhere_keepsItsErrorBound() {
        float[] x = range(-15, 15, 60_001);
        float[] y = x.clone();
        float[] slopes = new float[x.length];
        Activations.geluSlopes(x, 0, x.length, slopes);
        Activations.gelu(y, 0, y.length);
        for (int i = 0; i < x.length; i++) {
            double normal = 0.5 * Erf.erfc(-x[i] / Math.sqrt(2));
            double density = Math.exp(-0.5 * x[i] * x[i]) / Math.sqrt(2 * Math.PI);
            assertEquals(x[i] * normal, y[i], 1e-6 * Math.max(1, Math.abs(x[i])), "x = " + x[i]);
            assertEquals(normal + x[i] * density, slopes[i], 1e-6, "x = " + x[i]);
        }
    }

    @Test
    void activations_notANumber_staysNotANumber() {
        float[] x = {Float.NaN};
        Activations.relu(x, 0, 1);
        assertTrue(Float.isNaN(x[0]));
        Activations.tanh(x, 0, 1);
        assertTrue(Float.isNaN(x[0]));
        Activations.gelu(x, 0, 1);
        assertTrue(Float.isNaN(x[0]));
    }
}
