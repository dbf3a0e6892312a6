package io.xent.derive;

import static io.xent.derive.Term.minus;
import static io.xent.derive.Term.plus;
import static io.xent.derive.Term.times;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What the names of a derivation mean: what the author defines, and for the others what is customary. Names are resolved when first asked for. */
final class Names {
    private final Derivation derivation;
    private final Budget budget;
    private final Usage usage;
    private final Roles roles;
    private final Map<String, Derivation.Definition> defined = new LinkedHashMap<>();
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();
    private final Set<String> inProgress = new HashSet<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private final List<Report.Reading> readings = new ArrayList<>();
    private final List<Report.Lint> lints = new ArrayList<>();
    private Symbol logits;
    private Symbol probabilities;
    private Symbol target;

    Names(Derivation derivation, Budget budget) {
        this.derivation = derivation;
        this.budget = budget;
        this.usage = new Usage(derivation, budget);
        for (Derivation.Definition definition : derivation.definitions()) {
            if (defined.put(definition.name().name(), definition) != null) {
                throw new Unreadable(
                        definition.name().name() + " is defined twice",
                        definition.name().span());
            }
        }
        this.roles = new Roles(usage, defined);
        defineFromChains();
        findLabels();
    }

    /** {@code D = Σ_k e^{z_k}} in the text defines D, if nothing else does. */
    private void defineFromChains() {
        for (Derivation.Chain chain : derivation.chains()) {
            if (chain.left() instanceof Expression.Name name
                    && !chain.lines().isEmpty()
                    && !defined.containsKey(name.name())
                    && !hasUsualMeaning(name.name())) {
                Expression meaning = chain.lines().get(0).expression();
                defined.put(name.name(), new Derivation.Definition(name, meaning, chain.line()));
            }
        }
    }

    private boolean hasUsualMeaning(String name) {
        return roles.dimensions(name).isPresent()
                || roles.isLoss(name)
                || roles.size(name).isPresent()
                || isJacobian(name)
                || isGradient(name);
    }

    private boolean isJacobian(String name) {
        return name.equals("J");
    }

    private boolean isGradient(String name) {
        return name.equals("g");
    }

    /** t is the true class; so is a target used as an index, and a letter that the definition of a number leaves open. */
    private void findLabels() {
        labels.add("t");
        if (usage.isIndex("y")) {
            labels.add("y");
        }
        for (Derivation.Definition definition : defined.values()) {
            if (definition.name().indices().isEmpty()
                    && roles.dimensions(definition.name().name()).isEmpty()) {
                OpenIndices.of(definition.meaning()).stream()
                        .filter(index -> !index.isNumber())
                        .forEach(index -> labels.add(index.text()));
            }
        }
    }

    /** What a letter counts. */
    Dimension letter(String letter) {
        return roles.letter(letter);
    }

    boolean isLabel(String letter) {
        return labels.contains(letter);
    }

    /** Whether the author says that the target is 1 at one class and 0 elsewhere. */
    boolean isOneHotStated() {
        return derivation.assumptions().contains(Assumption.Target.ONE_HOT) || picksTrueClass();
    }

    /** Whether the author's definition of the loss picks the true class's probability, which makes the target one-hot. */
    boolean picksTrueClass() {
        return defined.values().stream()
                .filter(d -> d.name().indices().isEmpty())
                .flatMap(d -> OpenIndices.of(d.meaning()).stream())
                .anyMatch(index -> isLabel(index.text()));
    }

    boolean isKnown(String name) {
        return defined.containsKey(name) || symbols.containsKey(name);
    }

    List<Report.Reading> readings() {
        return readings;
    }

    /** The remarks on definitions that have come up since this was last asked. */
    List<Report.Lint> takeLints() {
        List<Report.Lint> taken = List.copyOf(lints);
        lints.clear();
        return taken;
    }

    Optional<Symbol> target() {
        return Optional.ofNullable(target);
    }

    /** The names of what there is one of for each class, that could be mistaken for each other. */
    List<String> classNames() {
        List<String> found = usage.all().stream()
                .filter(name -> roles.isLogits(name) || roles.isProbabilities(name) || roles.isTarget(name))
                .toList();
        found.forEach(name -> symbol(made(name)));
        return found;
    }

    boolean isProbabilities(String name) {
        return roles.isProbabilities(name);
    }

    /** Σ_k y_k, of the row that these indices belong to. */
    Expression totalTarget(List<Index> indices) {
        Index over = Index.of(indices.stream().anyMatch(index -> index.text().equals("k")) ? "j" : "k");
        List<Index> of = new ArrayList<>(indices);
        of.set(of.size() - 1, over);
        Expression component = new Expression.Name(targetName(), of, Span.NONE);
        return new Expression.Sum(over, Expression.Range.ALL, component, Span.NONE);
    }

    /** The temperature and the number of rows, where these occur: factors that are forgotten. */
    List<Expression.Name> scalars() {
        List<Expression.Name> scalars = new ArrayList<>();
        temperature().ifPresent(name -> scalars.add(made(name)));
        if (roles.hasRows) {
            scalars.add(made("N"));
        }
        return scalars;
    }

    /** The letters for the true class that the author uses. */
    Set<String> labelsInUse() {
        Set<String> used = new LinkedHashSet<>(labels);
        used.removeIf(letter -> !usage.isIndex(letter));
        return used;
    }

    /** Whether a name as written is a vector or a matrix. */
    boolean isArray(Expression.Name name) {
        Symbol known = symbols.get(name.name());
        return known != null && known.role != Symbol.Role.SIZE && name.indices().size() < known.dimensions.size();
    }

    java.util.Collection<Symbol> resolved() {
        return symbols.values();
    }

    Optional<Symbol> probabilitiesIfUsed() {
        return symbols.values().stream()
                .filter(symbol -> symbol.role == Symbol.Role.PROBABILITIES)
                .findFirst();
    }

    Optional<String> temperature() {
        return symbols.values().stream()
                .filter(symbol -> symbol.role == Symbol.Role.TEMPERATURE)
                .map(symbol -> symbol.name)
                .findFirst();
    }

    Symbol logits() {
        if (logits == null) {
            logits = symbol(made(roles.logits));
        }
        return logits;
    }

    private static Expression.Name made(String name) {
        return new Expression.Name(name, List.of(), Span.NONE);
    }

    /** The numbers that the author gives for the target, if he does. */
    Optional<List<Rational>> targetValues() {
        return Optional.ofNullable(defined.get("y"))
                .map(Derivation.Definition::meaning)
                .filter(Expression.Tuple.class::isInstance)
                .map(tuple -> new Constants(budget).of((Expression.Tuple) tuple));
    }

    Symbol symbol(Expression.Name name) {
        Symbol known = symbols.get(name.name());
        if (known != null) {
            return known;
        }
        Derivation.Definition definition = defined.get(name.name());
        if (definition != null && !(roles.isTarget(name.name()) && definition.meaning() instanceof Expression.Tuple)) {
            return define(definition, name.span());
        }
        Symbol symbol = usual(name);
        symbols.put(name.name(), symbol);
        return symbol;
    }

    private Symbol define(Derivation.Definition definition, Span span) {
        String name = definition.name().name();
        if (!inProgress.add(name)) {
            throw new Unreadable(name + " is defined by itself", span);
        }
        Lowering lowering = new Lowering(this, Set.of(), budget, new ArrayList<>());
        List<Index> indices = definition.name().indices();
        List<Dimension> dimensions = new ArrayList<>();
        for (Index index : indices) {
            dimensions.add(roles.letter(index.text()));
        }
        Symbol.Definition body = slots -> {
            Scope scope = Scope.EMPTY;
            for (int i = 0; i < indices.size(); i++) {
                scope = scope.with(indices.get(i).text(), slots.get(i));
            }
            Tensor tensor = lowering.lower(definition.meaning(), scope);
            List<Slot> rest = slots.subList(indices.size(), slots.size());
            return rest.isEmpty()
                    ? tensor.term()
                    : rest.size() == 1 ? tensor.at(rest.get(0)) : tensor.at(rest.get(0), rest.get(1));
        };
        Tensor shape = shapeOf(definition, dimensions, new Lowering(this, Set.of(), budget, lints));
        if (shape.rows() != null) {
            dimensions.add(shape.rows());
        }
        if (shape.columns() != null) {
            dimensions.add(shape.columns());
        }
        Symbol symbol = new Symbol(name, role(name), dimensions);
        symbol.define(body);
        inProgress.remove(name);
        symbols.put(name, symbol);
        readings.add(new Report.Reading(name, "as defined in line " + definition.line(), true));
        if (roles.isLogits(name)) {
            Bias.takeOut(symbol, budget);
        }
        return symbol;
    }

    private static Tensor shapeOf(Derivation.Definition definition, List<Dimension> dimensions, Lowering lowering) {
        Scope scope = Scope.EMPTY;
        for (int i = 0; i < dimensions.size(); i++) {
            String letter = definition.name().indices().get(i).text();
            scope = scope.with(letter, new Slot.Free(letter, dimensions.get(i)));
        }
        return lowering.lower(definition.meaning(), scope);
    }

    private Symbol.Role role(String name) {
        if (roles.isLogits(name)) {
            return Symbol.Role.LOGITS;
        } else if (roles.isProbabilities(name)) {
            return Symbol.Role.PROBABILITIES;
        } else if (roles.isTarget(name)) {
            return Symbol.Role.TARGET;
        } else if (roles.isTemperature(name)) {
            return Symbol.Role.TEMPERATURE;
        }
        return Symbol.Role.OTHER;
    }

    /** What a name means that the author does not define. */
    private Symbol usual(Expression.Name written) {
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
            readings.add(new Report.Reading(
                    name, "the number of " + counted.word + (counted == Dimension.CLASS ? "es" : "s"), false));
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
        if (logits != null) {
            return logits;
        }
        Symbol symbol = new Symbol(name, Symbol.Role.LOGITS, perClass());
        logits = symbol;
        symbols.put(name, symbol);
        if (!roles.hasWeights) {
            readings.add(new Report.Reading(name, "the logits", false));
            return symbol;
        }
        Symbol weights = symbol(made(roles.weights()));
        Symbol features = symbol(made(roles.features()));
        Symbol bias = symbol(made("b"));
        symbol.define(slots -> {
            Slot last = slots.get(slots.size() - 1);
            Slot.Bound feature = budget.variable(Dimension.FEATURE);
            List<Slot> of = roles.hasRows ? List.of(slots.get(0), feature) : List.of(feature);
            Term product = times(new Term.Component(weights, List.of(last, feature)), new Term.Component(features, of));
            return plus(Term.sum(feature, product), new Term.Component(bias, List.of(last)));
        });
        Bias.takeOut(symbol, budget);
        readings.add(
                new Report.Reading(name, "the logits " + roles.weights() + " " + roles.features() + " + b", false));
        return symbol;
    }

    private Symbol probabilities(String name) {
        if (probabilities != null) {
            return probabilities;
        }
        Optional<String> stated =
                roles.probabilities.stream().filter(defined::containsKey).findFirst();
        if (stated.isPresent()) {
            probabilities = symbol(made(stated.get()));
            if (!name.equals(stated.get())) {
                readings.add(new Report.Reading(name, "the same as " + stated.get(), false));
            }
            return probabilities;
        }
        Symbol of = logits();
        Optional<Symbol> temperature = roles.unexplainedTemperature().map(t -> symbol(made(t)));
        Symbol symbol = new Symbol(name, Symbol.Role.PROBABILITIES, perClass());
        symbol.define(slots -> {
            Slot.Bound over = budget.variable(Dimension.CLASS);
            List<Slot> others = new ArrayList<>(slots);
            others.set(slots.size() - 1, over);
            Term sum = Term.sum(over, new Term.Exp(scaled(new Term.Component(of, others), temperature)));
            return times(new Term.Exp(scaled(new Term.Component(of, slots), temperature)), Term.inverse(sum));
        });
        String argument = of.name + temperature.map(t -> "/" + t.name).orElse("");
        readings.add(new Report.Reading(name, "softmax(" + argument + ")", false));
        probabilities = symbol;
        return symbol;
    }

    private static Term scaled(Term logit, Optional<Symbol> temperature) {
        return temperature
                .map(t -> times(logit, Term.inverse(new Term.Component(t, List.of()))))
                .orElse(logit);
    }

    private Symbol target(String name) {
        if (target == null) {
            target = new Symbol(name, Symbol.Role.TARGET, perClass());
            readings.add(new Report.Reading(name, "the target", false));
        }
        return target;
    }

    private Symbol loss(String name) {
        Symbol symbol = new Symbol(name, Symbol.Role.LOSS, List.of());
        Symbol p = probabilities(roles.probabilities.stream().findFirst().orElse("p"));
        Symbol y = symbol(made(targetName()));
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
        readings.add(new Report.Reading(
                name,
                roles.hasRows ? "−(1/N) Σ_n Σ_k " + y.name + "_{n,k} log " + p.name + "_{n,k}" : "−Σ_k " + terms,
                false));
        return symbol;
    }

    private String targetName() {
        return usage.has("y") || !roles.isTarget("t") ? (usage.has("Y") && !usage.has("y") ? "Y" : "y") : "t";
    }

    private static Term crossEntropy(Symbol y, Symbol p, List<Slot> slots) {
        return times(new Term.Component(y, slots), new Term.Log(new Term.Component(p, slots)));
    }

    private Symbol parameter(String name) {
        String meaning =
                roles.isWeights(name) ? "the weights, a K×D matrix" : roles.isBias(name) ? "the bias" : "the features";
        readings.add(new Report.Reading(name, meaning, false));
        return new Symbol(name, Symbol.Role.OTHER, roles.dimensions(name).orElseThrow());
    }

    private Symbol jacobian(String name) {
        Symbol p = probabilities(roles.probabilities.stream().findFirst().orElse("p"));
        Symbol z = logits();
        Symbol symbol = new Symbol(name, Symbol.Role.OTHER, List.of(Dimension.CLASS, Dimension.CLASS));
        symbol.define(slots -> new Differentiation(new Term.Component(z, List.of(slots.get(1))), budget)
                .of(new Term.Component(p, List.of(slots.get(0)))));
        readings.add(new Report.Reading(name, "the Jacobian ∂" + p.name + "_i/∂" + z.name + "_j", false));
        return symbol;
    }

    private Symbol gradient(String name) {
        String lossName = usage.all().stream()
                .filter(n -> roles.isLoss(n) || n.equals("L"))
                .findFirst()
                .orElse("L");
        Symbol loss = lossName.equals("L") && !usage.has("L") ? loss("L") : symbol(made(lossName));
        Symbol p = probabilities(roles.probabilities.stream().findFirst().orElse("p"));
        Symbol symbol = new Symbol(name, Symbol.Role.OTHER, List.of(Dimension.CLASS));
        symbol.define(slots ->
                new Differentiation(new Term.Component(p, slots), budget).of(new Term.Component(loss, List.of())));
        readings.add(new Report.Reading(name, "the gradient ∂" + loss.name + "/∂" + p.name, false));
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
        readings.add(new Report.Reading(written.name(), meaning, false));
        return new Symbol(written.name(), isTemperature ? Symbol.Role.TEMPERATURE : Symbol.Role.OTHER, dimensions);
    }

    /** What a sum runs over: what its upper limit counts, else what its index counts in its body, else what the letter counts elsewhere. */
    Dimension dimensionOf(Expression.Sum sum, Scope scope) {
        Optional<Dimension> limit = sum.range().to().flatMap(to -> roles.limit(to.text()));
        return limit.or(() -> inside(sum.body(), sum.index().text()))
                .orElseGet(() -> roles.letter(sum.index().text()));
    }

    private Optional<Dimension> inside(Expression expression, String letter) {
        Expression.Name name = expression instanceof Expression.Name n
                ? n
                : expression instanceof Expression.Derivative d ? d.variable() : null;
        if (name != null
                && name.indices().stream().anyMatch(index -> index.text().equals(letter))) {
            List<Dimension> dimensions = symbol(name).dimensions;
            for (int i = 0; i < Math.min(name.indices().size(), dimensions.size()); i++) {
                if (name.indices().get(i).text().equals(letter)) {
                    return Optional.of(dimensions.get(i));
                }
            }
        }
        return expression.children().stream()
                .map(child -> inside(child, letter))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What two compared indices count. */
    Dimension dimensionOf(Index left, Index right, Scope scope) {
        for (Index index : List.of(left, right)) {
            Slot slot = scope.get(index.text());
            if (slot != null) {
                return slot.dimension();
            }
        }
        return roles.letter(left.isNumber() ? right.text() : left.text());
    }

    /** The numbers that a sum's limits leave out: below the lower limit. */
    List<Integer> leftOut(Expression.Range range) {
        if (range.from().isEmpty()) {
            return List.of();
        }
        Index from = range.from().get();
        if (!from.isNumber()) {
            throw new Unreadable("a sum starts from a number here, mostly 1", from.span());
        }
        int first = Lowering.number(from);
        if (first > 9) {
            throw new Unreadable("a sum that starts from " + first + " is not understood", from.span());
        }
        return IntStream.range(1, first).boxed().toList();
    }
}
