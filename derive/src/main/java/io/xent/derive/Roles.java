package io.xent.derive;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which names play which part, told from what is customary and from how they are used. */
final class Roles {
    private static final List<String> LOGITS = List.of("z", "o", "x", "s", "u", "l", "logits", "Z");
    private static final List<String> PROBABILITIES = List.of("p", "ŷ", "S", "σ", "a", "q", "p̂", "π", "P");
    private static final List<String> TARGETS = List.of("y", "t", "Y");
    private static final List<String> LOSSES = List.of("L", "ℓ", "ℒ", "E", "C", "H", "J", "CE", "loss");
    private static final List<String> TEMPERATURES = List.of("T", "τ");
    private static final List<String> WEIGHTS = List.of("W", "w", "Θ", "θ");
    private static final List<String> FEATURES = List.of("x", "h", "φ", "f", "X");
    private static final Map<String, Dimension> SIZES =
            Map.of("K", Dimension.CLASS, "N", Dimension.ROW, "D", Dimension.FEATURE);
    private static final Map<String, Dimension> LIMITS = Map.of(
            "C", Dimension.CLASS, "V", Dimension.CLASS, "m", Dimension.ROW, "B", Dimension.ROW, "d", Dimension.FEATURE);

    private final Usage usage;
    private final Map<String, Derivation.Definition> defined;
    private final Map<String, Dimension> letters = new HashMap<>();
    final String logits;
    final Set<String> probabilities;
    final boolean hasRows;
    final boolean hasWeights;

    Roles(Usage usage, Map<String, Derivation.Definition> defined) {
        this.usage = usage;
        this.defined = defined;
        this.hasWeights = WEIGHTS.stream().anyMatch(usage::has) || usage.of("b").isVariable;
        this.logits = logitsName();
        this.probabilities = PROBABILITIES.stream()
                .filter(name -> isSoftmax(name) || isUnexplained(name))
                .filter(name -> !name.equals(logits))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.hasRows = usage.occurrences().stream().anyMatch(name -> isRowOfBatch(name)) || isWrittenAsMatrices();
        usage.occurrences().forEach(this::noteLetters);
    }

    private boolean isUnexplained(String name) {
        return usage.has(name) && !defined.containsKey(name);
    }

    private boolean isSoftmax(String name) {
        return defined.containsKey(name)
                && softmaxOf(defined.get(name).meaning()).isPresent();
    }

    private static Optional<Expression> softmaxOf(Expression expression) {
        if (expression instanceof Expression.Call call && call.function() == Expression.Function.SOFTMAX) {
            return Optional.of(call.argument());
        }
        return expression.children().stream()
                .map(Roles::softmaxOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The argument of a softmax that the author writes; else what is differentiated by; else the first customary name. */
    private String logitsName() {
        for (Derivation.Definition definition : defined.values()) {
            Optional<Expression> argument = softmaxOf(definition.meaning());
            Optional<String> name = argument.flatMap(this::firstLogits);
            if (name.isPresent()) {
                return name.get();
            }
        }
        for (Derivation.Definition definition : defined.values()) {
            Optional<String> name = exponentOf(definition.meaning());
            if (name.isPresent()) {
                return name.get();
            }
        }
        List<String> candidates = LOGITS.stream()
                .filter(name -> usage.has(name) && !(hasWeights && FEATURES.contains(name)))
                .toList();
        return candidates.stream()
                .filter(name -> usage.of(name).isVariable)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElse("z");
    }

    /** The first name with an index in the exponent of an e. */
    private Optional<String> exponentOf(Expression expression) {
        if (expression instanceof Expression.Call call && call.function() == Expression.Function.EXP) {
            return firstLogits(call.argument()).filter(name -> usage.of(name).mostIndices() > 0 && isUnexplained(name));
        }
        return expression.children().stream()
                .map(this::exponentOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> firstLogits(Expression expression) {
        if (expression instanceof Expression.Name name) {
            boolean isLogits = !TEMPERATURES.contains(name.name())
                    && !WEIGHTS.contains(name.name())
                    && !(hasWeights && FEATURES.contains(name.name()) && !defined.containsKey(name.name()))
                    && !name.name().equals("b")
                    && !name.name().equals("β");
            return isLogits ? Optional.of(name.name()) : Optional.empty();
        }
        return expression.children().stream()
                .map(this::firstLogits)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean isRowOfBatch(Expression.Name name) {
        return name.indices().size() == 2
                && (isLogits(name.name()) || isProbabilities(name.name()) || isTarget(name.name()));
    }

    private boolean isWrittenAsMatrices() {
        return (usage.has("N") || usage.isLimit("N")) && (usage.has("Z") || usage.has("P") || usage.has("Y"));
    }

    boolean isLogits(String name) {
        return name.equals(logits) || name.equals("Z") && isUnexplained("Z") && isWrittenAsMatrices();
    }

    boolean isProbabilities(String name) {
        return probabilities.contains(name);
    }

    boolean isTarget(String name) {
        if (name.equals("t") && usage.of("t").mostIndices() == 0) {
            return false;
        }
        return TARGETS.contains(name);
    }

    boolean isLoss(String name) {
        return LOSSES.contains(name)
                && isUnexplained(name)
                && usage.of(name).mostIndices() == 0
                && (!name.equals("J") || usage.of(name).isDifferentiated);
    }

    boolean isTemperature(String name) {
        return TEMPERATURES.contains(name);
    }

    /** The temperature that the author uses without saying where; then the softmax has it. */
    Optional<String> unexplainedTemperature() {
        return TEMPERATURES.stream()
                .filter(name -> isUnexplained(name) && usage.of(name).mostIndices() == 0)
                .findFirst();
    }

    boolean isWeights(String name) {
        return WEIGHTS.contains(name);
    }

    boolean isFeatures(String name) {
        return hasWeights && FEATURES.contains(name) && !isLogits(name);
    }

    boolean isBias(String name) {
        return hasWeights && name.equals("b");
    }

    /** The features' usual name here. */
    String features() {
        return FEATURES.stream()
                .filter(name -> isUnexplained(name) && isFeatures(name))
                .findFirst()
                .orElse("x");
    }

    /** The weights' usual name here. */
    String weights() {
        return WEIGHTS.stream().filter(usage::has).findFirst().orElse("W");
    }

    Optional<Dimension> size(String name) {
        boolean isSize = SIZES.containsKey(name) && usage.of(name).mostIndices() == 0 && !defined.containsKey(name);
        return isSize ? Optional.of(SIZES.get(name)) : Optional.empty();
    }

    /** The dimension that a sum's upper limit names. */
    Optional<Dimension> limit(String name) {
        return Optional.ofNullable(SIZES.get(name)).or(() -> Optional.ofNullable(LIMITS.get(name)));
    }

    /** The dimensions of a name with a part to play, empty for others. */
    Optional<List<Dimension>> dimensions(String name) {
        if (isLogits(name) || isProbabilities(name) || isTarget(name)) {
            return Optional.of(hasRows ? List.of(Dimension.ROW, Dimension.CLASS) : List.of(Dimension.CLASS));
        } else if (isWeights(name)) {
            return Optional.of(List.of(Dimension.CLASS, Dimension.FEATURE));
        } else if (isFeatures(name)) {
            return Optional.of(hasRows ? List.of(Dimension.ROW, Dimension.FEATURE) : List.of(Dimension.FEATURE));
        } else if (isBias(name)) {
            return Optional.of(List.of(Dimension.CLASS));
        }
        return Optional.empty();
    }

    private void noteLetters(Expression.Name name) {
        dimensions(name.name()).ifPresent(dimensions -> {
            for (int i = 0; i < Math.min(dimensions.size(), name.indices().size()); i++) {
                letters.putIfAbsent(name.indices().get(i).text(), dimensions.get(i));
            }
        });
    }

    /** What a letter counts wherever it is an index of a name with a part to play. */
    Dimension letter(String letter) {
        return letters.getOrDefault(letter, Dimension.CLASS);
    }
}
