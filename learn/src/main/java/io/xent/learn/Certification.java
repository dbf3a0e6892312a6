package io.xent.learn;

import io.xent.core.Parallelism;

/** Certifies points of one problem, by what suits its objective. */
final class Certification {

    private final Certifier softmax;

    /** Of these two, at most one is there. */
    private final HingeCertifier hinge;

    private final ProximalCertifier proximal;

    /**
     * @param pass in 64-bit arithmetic
     * @param objective over it, proximal where settings have a proximity
     */
    Certification(
            TrainingProblem problem,
            DataPass pass,
            SoftmaxRegression settings,
            Objective objective,
            FeatureMoments moments,
            Parallelism parallelism) {
        softmax = new Certifier(problem, pass, settings.penalty(), moments, parallelism);
        hinge = settings.loss() == TrainingLoss.HINGE
                ? new HingeCertifier(problem, pass, settings.penalty().l2(), moments, parallelism)
                : null;
        proximal = settings.proximity()
                .map(proximity -> new ProximalCertifier(
                        (ProximalObjective) objective, pass, proximity.strength(), moments, parallelism))
                .orElse(null);
    }

    /**
     * @param rounded whether the parameters are to be 32-bit numbers
     * @param asItIs whether the bias is to stay what it is, even if there is a better one
     */
    Certifier.Certified of(double[] parameters, boolean rounded, boolean asItIs) {
        if (hinge != null) {
            return hinge.certify(parameters, rounded);
        }
        return proximal != null ? proximal.certify(parameters, rounded) : softmax.certify(parameters, rounded, asItIs);
    }
}
