package io.xent.derive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Numbers to try formulas with, the plainest first: three classes before two, four and five; logits that make p = (1/6, 1/3, 1/2); one-hot targets
 * before others; and of the indices, first those choices that differ from each other. The choice is the same every time.
 */
final class Trials {
    private static final List<Integer> CLASSES = List.of(3, 2, 4, 5);
    private static final int[][] WEIGHTS = {{1, 2, 3, 4, 5}, {3, 1, 2, 7, 5}};
    private static final int[] PLAIN = {2, 3, 5, 7, 4, 9, 8, 6};
    private static final int ROWS = 2;
    private static final int FEATURES = 2;
    private static final int MOST_PLACEMENTS = 64;
    private static final int MOST_CONSIDERED = 5000;

    private final Symbols symbols;
    private final Set<Slot> points;
    private final Setting setting;
    private final List<Equality.Relation> conditions;

    Trials(Symbols symbols, Collection<Slot> points, Setting setting, List<Equality.Relation> conditions) {
        this.symbols = symbols;
        this.points = new LinkedHashSet<>(points);
        this.setting = setting;
        this.conditions = conditions;
        conditions.forEach(condition -> this.points.addAll(List.of(condition.left(), condition.right())));
    }

    /** What kind of target a trial has. */
    enum TargetKind {
        ONE_HOT,
        DISTRIBUTION,
        ANY,
        GIVEN
    }

    /** One trial for each kind of target with one, two and three classes, as far as the formulas allow so few. */
    List<Assignment> small() {
        List<Assignment> trials = new ArrayList<>();
        for (int classes = leastClasses(); classes <= 3; classes++) {
            if (classes != setting.sizes().getOrDefault(Dimension.CLASS, classes)) {
                continue;
            }
            for (TargetKind kind : targetKinds()) {
                int count = classes;
                placements(classes, kind).stream()
                        .findFirst()
                        .ifPresent(placement -> trials.add(assignment(count, kind, WEIGHTS[0], placement)));
            }
        }
        return trials;
    }

    List<Assignment> all() {
        List<Assignment> trials = new ArrayList<>();
        for (int classes : classCounts()) {
            for (TargetKind kind : targetKinds()) {
                for (int[] weights : WEIGHTS) {
                    for (Map<Slot, Slot> placement : placements(classes, kind)) {
                        trials.add(assignment(classes, kind, weights, placement));
                    }
                }
            }
        }
        return trials;
    }

    private List<Integer> classCounts() {
        Integer fixed = setting.sizes().get(Dimension.CLASS);
        if (fixed != null) {
            return List.of(fixed);
        }
        int least = leastClasses();
        List<Integer> counts =
                new ArrayList<>(CLASSES.stream().filter(count -> count >= least).toList());
        return counts.isEmpty() ? List.of(least) : counts;
    }

    private int leastClasses() {
        return least(Dimension.CLASS, 1);
    }

    /** So many members that every index that is a number has one. */
    private int least(Dimension dimension, int otherwise) {
        return points.stream()
                .filter(point -> point instanceof Slot.Fixed && point.dimension() == dimension)
                .mapToInt(point -> Math.max(otherwise, ((Slot.Fixed) point).number()))
                .max()
                .orElse(otherwise);
    }

    private List<TargetKind> targetKinds() {
        if (!setting.targetValues().isEmpty()) {
            return List.of(TargetKind.GIVEN);
        }
        boolean hasTarget = symbols.chosen().stream().anyMatch(symbol -> symbol.role == Symbol.Role.TARGET);
        if (!hasTarget || setting.isOneHot()) {
            return List.of(TargetKind.ONE_HOT);
        }
        return setting.target() != null
                ? List.of(TargetKind.ONE_HOT, TargetKind.DISTRIBUTION)
                : List.of(TargetKind.ONE_HOT, TargetKind.DISTRIBUTION, TargetKind.ANY);
    }

    private Map<Dimension, Integer> sizes(int classes) {
        Map<Dimension, Integer> sizes = new EnumMap<>(Dimension.class);
        sizes.put(Dimension.CLASS, classes);
        sizes.put(Dimension.ROW, setting.sizes().getOrDefault(Dimension.ROW, least(Dimension.ROW, ROWS)));
        sizes.put(
                Dimension.FEATURE, setting.sizes().getOrDefault(Dimension.FEATURE, least(Dimension.FEATURE, FEATURES)));
        return sizes;
    }

    private List<Map<Slot, Slot>> placements(int classes, TargetKind kind) {
        Set<Slot> placed = new LinkedHashSet<>(points);
        boolean needsLabels = kind == TargetKind.ONE_HOT || points.stream().anyMatch(Slot.Label.class::isInstance);
        if (needsLabels) {
            placed.removeIf(
                    point -> point instanceof Slot.Label label && label.row().isPresent());
            placed.add(new Slot.Label(Optional.empty()));
        }
        if (Math.pow(classes, placed.size()) > MOST_CONSIDERED) {
            return List.of();
        }
        List<Map<Slot, Slot>> all = new ArrayList<>(Points.placements(placed, sizes(classes)));
        all.removeIf(placement -> !conditions.stream().allMatch(condition -> holds(condition, placement)));
        all.sort(Comparator.comparingInt(placement -> -new LinkedHashSet<>(placement.values()).size()));
        return all.subList(0, Math.min(all.size(), MOST_PLACEMENTS));
    }

    private static boolean holds(Equality.Relation condition, Map<Slot, Slot> placement) {
        Slot left = placement.getOrDefault(condition.left(), condition.left());
        Slot right = placement.getOrDefault(condition.right(), condition.right());
        return left.equals(right) == condition.same();
    }

    private Assignment assignment(int classes, TargetKind kind, int[] weights, Map<Slot, Slot> placement) {
        Map<Dimension, Integer> sizes = sizes(classes);
        Assignment assignment = new Assignment(sizes);
        placement.forEach((point, at) -> assignment.place(point, ((Slot.Fixed) at).number()));
        int label = assignment.placed(new Slot.Label(Optional.empty())).orElse(1);
        for (int row = 1; row <= sizes.get(Dimension.ROW); row++) {
            Slot ofRow = new Slot.Label(Optional.of(new Slot.Fixed(row, Dimension.ROW)));
            assignment.place(ofRow, labelOfRow(label, row, classes));
            for (Slot point : points) {
                if (point instanceof Slot.Label rowLabel
                        && rowLabel.row().isPresent()
                        && assignment.placed(rowLabel.row().get()).orElse(-1) == row) {
                    assignment.place(point, labelOfRow(label, row, classes));
                }
            }
        }
        Numbers numbers = new Numbers(kind, weights, classes, label);
        symbols.chosen().forEach(symbol -> numbers.choose(symbol, assignment));
        return assignment;
    }

    private static int labelOfRow(int first, int row, int classes) {
        return (first + row - 2) % classes + 1;
    }

    /** The numbers of one trial. */
    private final class Numbers {
        private final TargetKind kind;
        private final int[] weights;
        private final int classes;
        private final int label;
        private int next;

        Numbers(TargetKind kind, int[] weights, int classes, int label) {
            this.kind = kind;
            this.weights = weights;
            this.classes = classes;
            this.label = label;
        }

        void choose(Symbol symbol, Assignment assignment) {
            for (List<Integer> at : positions(symbol.dimensions, assignment)) {
                assignment.choose(symbol, at, number(symbol, at));
            }
        }

        private Assignment.Chosen number(Symbol symbol, List<Integer> at) {
            int row = at.size() > 1 ? at.get(0) : 1;
            return switch (symbol.role) {
                case LOGITS -> new Assignment.Chosen(temperature(), weight(row, at.get(at.size() - 1)));
                case TARGET -> Assignment.Chosen.of(target(row, at.get(at.size() - 1)));
                case TEMPERATURE -> Assignment.Chosen.of(temperature());
                default -> other(symbol, at);
            };
        }

        private Rational temperature() {
            return symbols.chosen().stream()
                    .filter(symbol -> symbol.role == Symbol.Role.TEMPERATURE)
                    .findFirst()
                    .map(symbol -> setting.values().getOrDefault(symbol.name, Rational.of(2)))
                    .orElse(Rational.ONE);
        }

        private int weight(int row, int member) {
            return weights[(member + 2 * (row - 1) - 1) % classes % weights.length];
        }

        private Rational target(int row, int member) {
            int last = classes * (classes + 1) / 2;
            return switch (kind) {
                case ONE_HOT -> member == labelOfRow(label, row, classes) ? Rational.ONE : Rational.ZERO;
                case DISTRIBUTION -> Rational.of(labelOfRow(classes - member + 1, row, classes), last);
                case ANY -> Rational.of(labelOfRow(classes - member + 1, row, classes), 2);
                case GIVEN -> setting.targetValues().get(member - 1);
            };
        }

        /** Logarithms for what occurs in exponents and is there for each class, plain numbers for what multiplies it. */
        private Assignment.Chosen other(Symbol symbol, List<Integer> at) {
            Rational value = setting.values().get(symbol.name);
            if (value != null) {
                return Assignment.Chosen.of(value);
            }
            int plain = PLAIN[next++ % PLAIN.length];
            boolean isLogarithm = symbols.isInExponent(symbol)
                    && (symbol.dimensions.isEmpty() || symbol.dimensions.contains(Dimension.CLASS));
            return isLogarithm ? new Assignment.Chosen(Rational.ONE, plain) : Assignment.Chosen.of(Rational.of(plain));
        }
    }

    static List<List<Integer>> positions(List<Dimension> dimensions, Assignment assignment) {
        List<List<Integer>> all = List.of(List.of());
        for (Dimension dimension : dimensions) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> one : all) {
                IntStream.rangeClosed(1, assignment.size(dimension)).forEach(member -> {
                    List<Integer> more = new ArrayList<>(one);
                    more.add(member);
                    longer.add(more);
                });
            }
            all = longer;
        }
        return all;
    }
}
