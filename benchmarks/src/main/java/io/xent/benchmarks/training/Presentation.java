package io.xent.benchmarks.training;

import java.util.Arrays;

/** How a contender appears in table and plot. */
enum Presentation {
    XENT("xent", "Xent, whole command", "#0072b2", "", "its own objective, from the model's parameters in 64 bits"),
    XENT_FIT("xent-fit", "Xent, fit", "#0072b2", "", ""),
    SCIKIT_LEARN("scikit-learn", "scikit-learn", "#d55e00", "", "lbfgs, tol 1e-6"),
    LIBLINEAR(
            "liblinear",
            "liblinear",
            "#888888",
            "",
            "another model: a logistic regression per class, bias penalised, read by softmax here; one thread;"
                    + " times include reading text"),
    LIBTORCH("libtorch", "libtorch L-BFGS", "#e69f00", "", "single precision; iterations are evaluations"),
    MALLET("mallet", "Mallet", "#009e73", "", "penalises the bias too"),
    SMILE("smile", "Smile", "#cc79a7", "", "holds one class at 0 and penalises the others"),
    SPARK("spark", "Spark ML", "#56b4e9", "", "local, two tasks; the process includes the start of Spark"),
    TRIBUO("tribuo", "Tribuo", "#7a5195", "", "AdaGrad, without a penalty; the best of 1, 4, 16 and 64 epochs"),
    GLMNET("glmnet", "glmnet", "#000000", "5 3", "a path of eight penalties that ends at ours"),
    NNET("nnet", "nnet", "#8c564b", "5 3", "holds one class at 0 and penalises the bias too");

    final String peer;
    final String title;
    final String colour;
    final String dashes;
    final String note;

    Presentation(String peer, String title, String colour, String dashes, String note) {
        this.peer = peer;
        this.title = title;
        this.colour = colour;
        this.dashes = dashes;
        this.note = note;
    }

    static Presentation of(String peer) {
        return Arrays.stream(values())
                .filter(p -> p.peer.equals(peer))
                .findFirst()
                .orElseThrow();
    }
}
