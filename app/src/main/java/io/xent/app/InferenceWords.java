package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;

import io.xent.learn.Fit;
import io.xent.learn.inference.Alias;
import io.xent.learn.inference.ColumnTest;
import io.xent.learn.inference.Inference;
import io.xent.learn.inference.Separation;
import io.xent.learn.metrics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words in which text and report say what an inference found. */
final class InferenceWords {

    static final double LEVEL = 0.95;

    private static final double SMALLEST = 1e-16;

    private final Inference inference;
    private final InferenceDistance distance;
    private final List<String> features;
    private final List<String> classes;

    InferenceWords(Inference inference, Outcome outcome) {
        this.inference = inference;
        distance = InferenceDistance.of(inference, (Fit) outcome.fit());
        features = outcome.pipeline().encoding().featureNames();
        classes = outcome.pipeline().labels().names();
    }

    /** What kind of estimates these are. */
    String kind() {
        String against = ", against class " + className(inference.reference()) + "; 95 % intervals";
        return inference.penalty().lambda() == 0
                ? "maximum likelihood, no penalty" + against
                : "penalised coefficients (λ = " + number(inference.penalty().lambda()) + ")" + against;
    }

    /** What a penalty takes from the figures; empty without one. */
    String caution() {
        return inference.penalty().lambda() == 0
                ? ""
                : "the penalty shrinks coefficients and their errors, and columns are not tested: for classical tests add"
                        + " --l2 0";
    }

    /** How much of the uncertainty about the label the columns take away. */
    String explained() {
        double before = -inference.nullLogLikelihood() / inference.totalWeight();
        double after = -inference.logLikelihood() / inference.totalWeight();
        return "explains " + number(before - after) + " of " + number(before) + " nats per row (McFadden's pseudo-R² "
                + number(inference.pseudoRSquared()) + ")";
    }

    String criteria() {
        String free = inference.penalty().lambda() == 0
                ? count((long) inference.degreesOfFreedom(), "coefficient")
                : number(inference.degreesOfFreedom()) + " effective coefficients";
        return "log-likelihood " + signed(inference.logLikelihood()) + " with " + free + "; AIC "
                + number(inference.aic()) + ", BIC " + number(inference.bic());
    }

    /** How near the model in the file is. */
    String distance() {
        return distance.sentence();
    }

    /** What could not be estimated and why, one sentence each. */
    List<String> problems() {
        List<String> sentences = new ArrayList<>();
        if (!inference.isDecided()) {
            sentences.add("it could not be proved that these estimates exist, nor that they do not: trust none of them;"
                    + " use a penalty (--l2 1e-3), or drop columns");
        }
        inference.separation().ifPresent(separation -> separation(separation, sentences));
        for (Alias alias : inference.aliases()) {
            if (!alias.isBase()) {
                sentences.add(feature(alias.feature()) + " says nothing new beside " + sources(alias)
                        + ": its coefficients are left out");
            }
        }
        return sentences;
    }

    private void separation(Separation separation, List<String> sentences) {
        for (Separation.Pair pair : separation.pairs()) {
            sentences.add("separated: " + Separations.sentence(pair, inference.layout(), classes));
        }
        sentences.add("so some coefficients grow for ever (±∞ below) and have no errors: use a penalty (--l2 1e-3), or"
                + " drop columns");
    }

    private String sources(Alias alias) {
        return joined(
                alias.of().stream().map(j -> j < 0 ? "a constant" : feature(j)).toList());
    }

    /** The levels that the other levels of their columns are compared with; empty where there are none. */
    String bases() {
        List<String> bases = inference.aliases().stream()
                .filter(Alias::isBase)
                .map(alias -> feature(alias.feature()))
                .toList();
        return bases.isEmpty() ? "" : "levels are compared with " + joined(bases);
    }

    static String joined(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    String feature(int index) {
        return index < 0 ? "(intercept)" : features.get(index);
    }

    String className(int index) {
        return classes.get(index);
    }

    String column(ColumnTest test) {
        return inference.layout().columns().get(test.column()).name();
    }

    static String signed(double value) {
        return Double.isNaN(value) ? "" : number(value).replaceFirst("^-", "−");
    }

    static String p(double value) {
        if (Double.isNaN(value)) {
            return "";
        } else if (value < SMALLEST) {
            return "< 1e-16";
        }
        return value >= 0.001
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-");
    }

    static String interval(Interval interval) {
        return Double.isNaN(interval.low()) ? "" : signed(interval.low()) + " to " + signed(interval.high());
    }
}
