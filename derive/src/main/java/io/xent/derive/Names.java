package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names of a derivation mean: what the author defines, and for the others what is customary. Names are resolved when first asked for. */
final class Names {
    private final Derivation derivation;
    private final Budget budget;
    private final Usage usage;
    private final Roles roles;
    private final UsualMeanings usual;
    private final DefinedMeanings definedMeanings;
    private final IndexDimensions indexDimensions;
    private final Map<String, Derivation.Definition> defined = new LinkedHashMap<>();
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private final List<Report.Reading> readings = new ArrayList<>();

    Names(Derivation derivation, Budget budget) {
        this.derivation = derivation;
        this.budget = budget;
        this.usage = new Usage(derivation, budget);
        for (Derivation.Definition definition : derivation.definitions()) {
            if (defined.put(definition.name().name(), asColumn(definition)) != null) {
                throw new Unreadable(
                        definition.name().name() + " is defined twice",
                        definition.name().span());
            }
        }
        this.roles = new Roles(usage, defined);
        this.usual = new UsualMeanings(this, roles, usage, budget);
        this.definedMeanings = new DefinedMeanings(this, roles, budget);
        this.indexDimensions = new IndexDimensions(this, roles);
        defineFromChains();
        findLabels();
    }

    /** {@code y = (1, 1, 0)ᵀ} is what {@code y = (1, 1, 0)} is: vectors are columns, whether their author says so or not. */
    private static Derivation.Definition asColumn(Derivation.Definition definition) {
        return definition.meaning() instanceof Expression.Transpose transpose
                        && transpose.of() instanceof Expression.Tuple tuple
                ? new Derivation.Definition(definition.name(), tuple, definition.line())
                : definition;
    }

    /** {@code D = Σ_k e^{z_k}} in the text defines D, if nothing else does. */
    private void defineFromChains() {
        for (Derivation.Chain chain : derivation.chains()) {
            if (chain.left() instanceof Expression.Name name
                    && !chain.lines().isEmpty()
                    && !defined.containsKey(name.name())
                    && !usual.has(name.name())) {
                Expression meaning = chain.lines().get(0).expression();
                defined.put(name.name(), new Derivation.Definition(name, meaning, chain.line()));
            }
        }
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

    IndexDimensions indexDimensions() {
        return indexDimensions;
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
        return isDefined(name) || symbols.containsKey(name);
    }

    /** Whether the author defines it. */
    boolean isDefined(String name) {
        return defined.containsKey(name);
    }

    List<Report.Reading> readings() {
        return readings;
    }

    /** Notes what a name without a definition is taken to mean. */
    void read(String name, String meaning) {
        readings.add(new Report.Reading(name, meaning, false));
    }

    /** Settles what a name means before what its meaning depends on is looked up. */
    void settle(String name, Symbol symbol) {
        symbols.put(name, symbol);
    }

    /** The remarks on definitions that have come up since this was last asked. */
    List<Report.Lint> takeLints() {
        return definedMeanings.takeLints();
    }

    Optional<Symbol> target() {
        return usual.target();
    }

    /** The names of what there is one of for each class, that could be mistaken for each other. */
    List<String> classNames() {
        List<String> found = usage.all().stream()
                .filter(name -> roles.isLogits(name)
                        || roles.isProbabilities(name)
                        || roles.isTarget(name)
                        || isDefinedByClass(name))
                .toList();
        found.forEach(this::symbol);
        return found;
    }

    /** Such as {@code S_i = e^{z_i} / Σ_k e^{z_k}}, written out. */
    private boolean isDefinedByClass(String name) {
        Symbol known = symbols.get(name);
        return known != null && known.isDefined() && known.dimensions.equals(List.of(Dimension.CLASS));
    }

    boolean isProbabilities(String name) {
        return roles.isProbabilities(name);
    }

    /** Σ_k y_k, of the row that these indices belong to. */
    Expression totalTarget(List<Index> indices) {
        Index over = Index.of(indices.stream().anyMatch(index -> index.text().equals("k")) ? "j" : "k");
        List<Index> of = new ArrayList<>(indices);
        of.set(of.size() - 1, over);
        Expression component = new Expression.Name(usual.targetName(), of, Span.NONE);
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

    Collection<Symbol> resolved() {
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

    private static Expression.Name made(String name) {
        return new Expression.Name(name, List.of(), Span.NONE);
    }

    /** The numbers that the author gives for the target, if he does. */
    Optional<List<Rational>> targetValues() {
        return defined.entrySet().stream()
                .filter(entry -> roles.isTarget(entry.getKey()))
                .map(entry -> entry.getValue().meaning())
                .filter(Expression.Tuple.class::isInstance)
                .map(tuple -> new Constants(budget).of((Expression.Tuple) tuple))
                .findFirst();
    }

    Symbol symbol(String name) {
        return symbol(made(name));
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
        Symbol symbol = usual.of(name);
        symbols.put(name.name(), symbol);
        return symbol;
    }

    private Symbol define(Derivation.Definition definition, Span span) {
        Symbol symbol = definedMeanings.of(definition, span);
        symbols.put(symbol.name, symbol);
        readings.add(new Report.Reading(symbol.name, "as defined in line " + definition.line(), true));
        if (roles.isLogits(symbol.name)) {
            Bias.takeOut(symbol, budget);
        }
        return symbol;
    }
}
