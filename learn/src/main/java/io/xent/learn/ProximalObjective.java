package io.xent.learn;

/** An objective and {@code (ρ/2) ‖θ − θ₀‖²} over all parameters θ. */
final class ProximalObjective implements Objective {

    private final Objective objective;
    private final double[] centre;
    private final double strength;

    ProximalObjective(Objective objective, double[] centre, double strength) {
        this.objective = objective;
        this.centre = centre;
        this.strength = strength;
    }

    @Override
    public int dimension() {
        return objective.dimension();
    }

    @Override
    public double valueAndGradient(double[] parameters, double[] gradient) {
        double value = objective.valueAndGradient(parameters, gradient);
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            double away = parameters[i] - centre[i];
            squares += away * away;
            gradient[i] += strength * away;
        }
        return value + strength / 2 * squares;
    }

    @Override
    public Curvature curvature(double[] parameters) {
        Curvature curvature = objective.curvature(parameters);
        return (direction, product) -> {
            curvature.times(direction, product);
            for (int i = 0; i < product.length; i++) {
                product[i] += strength * direction[i];
            }
        };
    }
}
