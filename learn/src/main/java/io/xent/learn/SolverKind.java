package io.xent.learn;

/** How an optimum is looked for. All solvers minimise the same objective, to the same certificate. */
public enum SolverKind {
    /** Whichever of the others has been measured to be fastest for data of this shape; docs/design-decisions.md. */
    AUTO("auto"),
    /** Newton's method with the whole Hessian and its Cholesky factor: for few parameters. */
    NEWTON_CHOLESKY("newton-cholesky"),
    /** Newton's method by products with the Hessian, conjugate gradients within a trust region: for any number. */
    TRUST_REGION("trust-region"),
    /** Limited-memory BFGS with a preconditioner: for any number. */
    LBFGS("lbfgs");

    private final String label;

    SolverKind(String label) {
        this.label = label;
    }

    /** What it is called on the command line. */
    @Override
    public String toString() {
        return label;
    }
}
