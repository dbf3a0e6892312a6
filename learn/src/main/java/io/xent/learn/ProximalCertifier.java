package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.OptionalDouble;

/**
 * The certificate of an objective that is ρ-strongly convex in all parameters, the bias too:
 * {@code f − min f ≤ ‖∇f‖² / (2ρ)}, with what rounding may have done to both sides.
 */
final class ProximalCertifier {

    private static final double ULP = 0x1p-53;

    private final ProximalObjective objective;
    private final DataPass pass;
    private final double strength;
    private final double lengthOfRows;
    private final Vectors vectors;

    /** @param pass in 64-bit arithmetic, as {@code objective} */
    ProximalCertifier(
            ProximalObjective objective,
            DataPass pass,
            double strength,
            FeatureMoments moments,
            Parallelism parallelism) {
        this.objective = objective;
        this.pass = pass;
        this.strength = strength;
        lengthOfRows = Math.sqrt(1 + moments.meanSquaredLength());
        vectors = new Vectors(parallelism);
    }

    Certifier.Certified certify(double[] point, boolean rounded) {
        double[] parameters = point.clone();
        for (int i = 0; rounded && i < parameters.length; i++) {
            parameters[i] = (float) parameters[i];
        }
        double[] gradient = new double[parameters.length];
        double value = objective.valueAndGradient(parameters, gradient);
        double norm = vectors.norm(gradient);
        double u = (pass.longestBiasSum() + pass.features()) * ULP;
        double above = norm + 4 * u * lengthOfRows;
        double gap = above * above / (2 * strength) + 2 * u * value;
        return new Certifier.Certified(parameters, value, gradient, new Certificate(norm, OptionalDouble.of(gap)));
    }
}
