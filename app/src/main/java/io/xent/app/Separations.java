package io.xent.app;

import io.xent.learn.Fit;
import io.xent.learn.inference.FeatureLayout;
import io.xent.learn.inference.Separation;
import java.util.ArrayList;
import java.util.List;

/** Classes that are told apart without error, in plain sentences, and what that makes of a training. */
final class Separations {

    private static final int NAMED = 3;

    private Separations() {}

    /** Such as "length and width tell some rows of A and B apart without error". */
    static String sentence(Separation.Pair pair, FeatureLayout layout, List<String> classes) {
        List<String> columns =
                pair.columns().stream().map(c -> layout.columns().get(c).name()).toList();
        return InferenceWords.joined(columns) + " " + (columns.size() == 1 ? "tells " : "tell ")
                + (pair.isComplete() ? "" : "some rows of ") + classes.get(pair.first()) + " and "
                + classes.get(pair.second()) + " apart without error";
    }

    /** A fit without a penalty that ended where there is no optimum, however flat the objective is there. */
    static Fit withoutOptimum(Fit fit, Separation separation, FeatureLayout layout, List<String> classes) {
        List<String> sentences = new ArrayList<>();
        separation.pairs().stream().limit(NAMED).forEach(pair -> sentences.add(sentence(pair, layout, classes)));
        int more = separation.pairs().size() - sentences.size();
        String advice = "separated: " + String.join("; ", sentences)
                + (more > 0 ? "; and " + Figures.count(more, "more pair") + " of classes are" : "")
                + ": no optimum exists, some weights grow for ever; use a penalty (--l2 1e-3), or drop columns";
        return new Fit(
                fit.classifier(),
                fit.objective(),
                fit.certificate(),
                false,
                advice,
                fit.solver(),
                fit.iterations(),
                fit.history(),
                fit.state(),
                fit.early());
    }
}
