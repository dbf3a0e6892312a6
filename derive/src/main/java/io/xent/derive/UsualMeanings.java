package io.xent.derive;

import static io.xent.derive.Term.minus;
import static io.xent.derive.Term.plus;
import static io.xent.derive.Term.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What names mean that the author does not define: z the logits, p their softmax, L the cross-entropy, W, x, b, J, g, and any numbers for the rest. */
final class UsualMeanings {
    private final Names names;
    private final Roles roles;
    private final Usage usage;
    private final Budget budget;
    private Symbol probabilities;
    private Symbol target;

    UsualMeanings(Names names, Roles roles, Usage usage, Budget budget) {
        this.names = names;
        this.roles = roles;
        this.usage = usage;
        this.budget = budget;
    }

    /** Whether a name has a usual meaning here, so that the text cannot be defining it in passing. */
    boolean has(String name) {
        return roles.dimensions(name).isPresent()
                || roles.isLoss(name)
                || roles.size(name).isPresent()
                || isJacobian(name)
                || isGradient(name);
    }

    private static boolean isJacobian(String name) {
        return name.equals("J");
    }

    private static boolean isGradient(String name) {
        return name.equals("g");
    }

    /** What a name means that the author does not define. */
    Symbol of(Expression.Name written) {
        String name = written.name();
        if (roles.isLogits(name)) {
            return usualLogits(name);
        } else if (roles.isProbabilities(name)) {
            return probabilities(name);
        } else if (roles.isTarget(name)) {
            return target(name);
        } else if (roles.isLoss(name)) {
            return loss(name);
        } else if (roles.size(name).isPresent()) {
            Dimension counted = roles.size(name).get();
            names.read(name, "the number of " + counted.word + (counted == Dimension.CLASS ? "es" : "s"));
            return Symbol.size(counted);
        } else if (roles.dimensions(name).isPresent()) {
            return parameter(name);
        } else if (isJacobian(name)) {
            return jacobian(name);
        } else if (isGradient(name)) {
            return gradient(name);
        }
        return unknown(written);
    }

    private List<Dimension> perClass() {
        return roles.hasRows ? List.of(Dimension.ROW, Dimension.CLASS) : List.of(Dimension.CLASS);
    }

    private Symbol usualLogits(String name) {
        Symbol symbol = new Symbol(name, Symbol.Role.LOGITS, perClass());
        names.settle(name, symbol);
        if (!roles.hasWeights) {
            names.read(name, "the logits");
            return symbol;
        }
        Symbol weights = names.symbol(roles.weights());
        Symbol features = names.symbol(roles.features());
        Symbol bias = names.symbol("b");
        symbol.define(slots -> {
            Slot last = slots.get(slots.size() - 1);
            Slot.Bound feature = budget.variable(Dimension.FEATURE);
            List<Slot> of = roles.hasRows ? List.of(slots.get(0), feature) : List.of(feature);
            Term product = times(new Term.Component(weights, List.of(last, feature)), new Term.Component(features, of));
            return plus(Term.sum(feature, product), new Term.Component(bias, List.of(last)));
        });
        Bias.takeOut(symbol, budget);
        names.read(name, "the logits " + roles.weights() + " " + roles.features() + " + b");
        return symbol;
    }

    private Symbol probabilities(String name) {
        if (probabilities != null) {
            return probabilities;
        }
        Optional<String> stated =
                roles.probabilities.stream().filter(names::isDefined).findFirst();
        if (stated.isPresent()) {
            probabilities = names.symbol(stated.get());
            if (!name.equals(stated.get())) {
                names.read(name, "the same as " + stated.get());
            }
            return probabilities;
        }
        Symbol of = names.symbol(roles.logits);
        Optional<Symbol> temperature = roles.unexplainedTemperature().map(t -> names.symbol(t));
        Symbol symbol = new Symbol(name, Symbol.Role.PROBABILITIES, perClass());
        symbol.define(slots -> {
            Slot.Bound over = budget.variable(Dimension.CLASS);
            List<Slot> others = new ArrayList<>(slots);
            others.set(slots.size() - 1, over);
            Term sum = Term.sum(over, new Term.Exp(scaled(new Term.Component(of, others), temperature)));
            return times(new Term.Exp(scaled(new Term.Component(of, slots), temperature)), Term.inverse(sum));
        });
        String argument = of.name + temperature.map(t -> "/" + t.name).orElse("");
        names.read(name, "softmax(" + argument + ")");
        probabilities = symbol;
        return symbol;
    }

    private static Term scaled(Term logit, Optional<Symbol> temperature) {
        return temperature
                .map(t -> times(logit, Term.inverse(new Term.Component(t, List.of()))))
                .orElse(logit);
    }

    private Symbol loss(String name) {
        Symbol symbol = new Symbol(name, Symbol.Role.LOSS, List.of());
        Symbol p = probabilities(roles.probabilities.stream().findFirst().orElse("p"));
        Symbol y = names.symbol(targetName());
        symbol.define(slots -> {
            Slot.Bound over = budget.variable(Dimension.CLASS);
            if (!roles.hasRows) {
                return minus(Term.sum(over, crossEntropy(y, p, List.of(over))));
            }
            Slot.Bound row = budget.variable(Dimension.ROW);
            Term sum = Term.sum(row, Term.sum(over, crossEntropy(y, p, List.of(row, over))));
            Term count = new Term.Component(Symbol.size(Dimension.ROW), List.of());
            return minus(times(Term.inverse(count), sum));
        });
        String terms = y.name + "_k log " + p.name + "_k";
        names.read(
                name, roles.hasRows ? "−(1/N) Σ_n Σ_k " + y.name + "_{n,k} log " + p.name + "_{n,k}" : "−Σ_k " + terms);
        return symbol;
    }

    /** The name of the target in this derivation. */
    String targetName() {
        return usage.has("y") || !roles.isTarget("t") ? (usage.has("Y") && !usage.has("y") ? "Y" : "y") : "t";
    }

    private static Term crossEntropy(Symbol y, Symbol p, List<Slot> slots) {
        return times(new Term.Component(y, slots), new Term.Log(new Term.Component(p, slots)));
    }

    private Symbol parameter(String name) {
        String meaning =
                roles.isWeights(name) ? "the weights, a K×D matrix" : roles.isBias(name) ? "the bias" : "the features";
        names.read(name, meaning);
        return new Symbol(name, Symbol.Role.OTHER, roles.dimensions(name).orElseThrow());
    }

    private Symbol jacobian(String name) {
        Symbol p = probabilities(roles.probabilities.stream().findFirst().orElse("p"));
        Symbol z = names.symbol(roles.logits);
        Symbol symbol = new Symbol(name, Symbol.Role.OTHER, List.of(Dimension.CLASS, Dimension.CLASS));
        symbol.define(slots -> new Differentiation(new Term.Component(z, List.of(slots.get(1))), budget)
                .of(new Term.Component(p, List.of(slots.get(0)))));
        names.read(name, "the Jacobian ∂" + p.name + "_i/∂" + z.name + "_j");
        return symbol;
    }

    private Symbol gradient(String name) {
        String lossName = usage.all().stream()
                .filter(n -> roles.isLoss(n) || n.equals("L"))
                .findFirst()
                .orElse("L");
        Symbol loss = lossName.equals("L") && !usage.has("L") ? loss("L") : names.symbol(lossName);
        Symbol p = probabilities(roles.probabilities.stream().findFirst().orElse("p"));
        Symbol symbol = new Symbol(name, Symbol.Role.OTHER, List.of(Dimension.CLASS));
        symbol.define(slots ->
                new Differentiation(new Term.Component(p, slots), budget).of(new Term.Component(loss, List.of())));
        names.read(name, "the gradient ∂" + loss.name + "/∂" + p.name);
        return symbol;
    }

    /** A name without any usual meaning stands for any numbers, as many as its indices ask for. */
    private Symbol unknown(Expression.Name written) {
        List<Dimension> dimensions = new ArrayList<>();
        usage.of(written.name()).indices.stream()
                .max(java.util.Comparator.comparingInt(List::size))
                .ifPresent(indices -> indices.forEach(index -> dimensions.add(roles.letter(index.text()))));
        boolean isTemperature = roles.isTemperature(written.name()) && dimensions.isEmpty();
        String meaning = isTemperature ? "the temperature" : dimensions.isEmpty() ? "any number" : "any numbers";
        names.read(written.name(), meaning);
        return new Symbol(written.name(), isTemperature ? Symbol.Role.TEMPERATURE : Symbol.Role.OTHER, dimensions);
    }

    Optional<Symbol> target() {
        return Optional.ofNullable(target);
    }

    private Symbol target(String name) {
        if (target == null) {
            target = new Symbol(name, Symbol.Role.TARGET, perClass());
            names.read(name, "the target");
        }
        return target;
    }
}
