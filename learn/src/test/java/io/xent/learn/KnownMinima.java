package io.xent.learn;

import java.util.Arrays;

/** Functions whose minimum is known. */
final class KnownMinima {

    /** Σ c_i/2 (x_i − i)², of 40 parameters, condition 1e5. */
    static final Objective QUADRATIC = new Objective() {
        @Override
        public int dimension() {
            return 40;
        }

        private double curvature(int i) {
            return Math.pow(10, 5.0 * i / 39);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                value += curvature(i) / 2 * (x[i] - i) * (x[i] - i);
                gradient[i] = curvature(i) * (x[i] - i);
            }
            return value;
        }

        @Override
        public Curvature curvature(double[] x) {
            return (d, product) -> {
                for (int i = 0; i < d.length; i++) {
                    product[i] = curvature(i) * d[i];
                }
            };
        }
    };

    private KnownMinima() {}

    /** Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)²: curved the wrong way in places. */
    static Objective rosenbrock(int dimension) {
        return new Objective() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                Arrays.fill(gradient, 0);
                double value = 0;
                for (int i = 0; i + 1 < x.length; i++) {
                    double a = x[i + 1] - x[i] * x[i];
                    double b = 1 - x[i];
                    value += 100 * a * a + b * b;
                    gradient[i] -= 400 * a * x[i] + 2 * b;
                    gradient[i + 1] += 200 * a;
                }
                return value;
            }

            @Override
            public Curvature curvature(double[] x) {
                return (d, product) -> {
                    Arrays.fill(product, 0);
                    for (int i = 0; i + 1 < x.length; i++) {
                        double bend = 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
                        product[i] += bend * d[i] - 400 * x[i] * d[i + 1];
                        product[i + 1] += 200 * d[i + 1] - 400 * x[i] * d[i];
                    }
                };
            }
        };
    }
}
