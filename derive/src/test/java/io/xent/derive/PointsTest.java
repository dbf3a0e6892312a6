package io.xent.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointsTest {
    private static final Slot I = new Slot.Free("i", Dimension.CLASS);
    private static final Slot J = new Slot.Free("j", Dimension.CLASS);
    private static final Slot N = new Slot.Free("n", Dimension.ROW);
    private static final Slot LABEL = new Slot.Label(Optional.empty());
    private static final Symbol Z = new Symbol("z", Symbol.Role.LOGITS, List.of(Dimension.CLASS));

    private final Budget budget = new Budget(10_000, 10_000);

    private static Term z(Slot slot) {
        return new Term.Component(Z, List.of(slot));
    }

    /** A point that is missed is a case that is not looked at, and a proof that is none. */
    @Test
    void of_everyKindOfTerm_findsThePointInIt() {
        Slot.Bound k = budget.variable(Dimension.CLASS);
        for (Term term : List.of(
                z(I),
                new Term.Plus(List.of(Term.ONE, z(I))),
                new Term.Times(List.of(Term.ONE, z(I))),
                new Term.Power(z(I), Term.ONE),
                new Term.Power(Term.ONE, z(I)),
                new Term.Exp(z(I)),
                new Term.Log(z(I)),
                new Term.Sum(k, new Term.Times(List.of(z(k), z(I)))),
                new Term.Same(k, I),
                new Term.Same(I, k),
                new Term.Equals(z(I), Rational.ONE))) {
            assertEquals(Set.of(I), Points.of(term, budget), term.toString());
        }
    }

    @Test
    void of_definedSymbolAndLabelOfARow_findsWhatTheyBringAlong() {
        Symbol shifted = new Symbol("u", Symbol.Role.OTHER, List.of(Dimension.CLASS));
        shifted.define(slots -> new Term.Plus(List.of(z(slots.get(0)), z(LABEL))));
        assertEquals(Set.of(I, LABEL), Points.of(new Term.Component(shifted, List.of(I)), budget));
        Slot labelOfRow = new Slot.Label(Optional.of(N));
        assertEquals(Set.of(N, labelOfRow), Points.of(z(labelOfRow), budget));
    }

    @Test
    void coincidences_areThePartitions() {
        int[] bell = {1, 1, 2, 5, 15, 52, 203};
        for (int count = 0; count < bell.length; count++) {
            assertEquals(bell[count], Points.coincidences(letters(count)).size());
        }
        assertThrows(Beyond.class, () -> Points.coincidences(letters(7)));
    }

    private static List<Slot> letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> (Slot) new Slot.Free("i" + n, Dimension.CLASS))
                .toList();
    }

    @Test
    void coincidences_numbersStayApart_dimensionsToo() {
        List<Slot> points =
                new ArrayList<>(List.of(I, new Slot.Fixed(1, Dimension.CLASS), new Slot.Fixed(2, Dimension.CLASS)));
        assertEquals(3, Points.coincidences(points).size());
        points.add(N);
        assertEquals(3, Points.coincidences(points).size());
        points.add(J);
        assertEquals(10, Points.coincidences(points).size());
    }
}
