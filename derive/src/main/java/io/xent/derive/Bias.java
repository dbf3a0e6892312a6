package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a bias out of the logits' definition: as b is any numbers, z = Wx + b is too, and b = z − Wx can be put for b wherever it stands. */
final class Bias {

    private Bias() {}

    static void takeOut(Symbol logits, Budget budget) {
        List<Slot> slots = new ArrayList<>();
        logits.dimensions.forEach(dimension -> slots.add(new Slot.Free("any " + dimension.word, dimension)));
        Optional<Symbol> bias = summands(logits.definitionAt(slots), budget).stream()
                .filter(Term.Component.class::isInstance)
                .map(Term.Component.class::cast)
                .filter(component ->
                        component.slots().equals(slots) && !component.symbol().isDefined())
                .map(Term.Component::symbol)
                .findFirst();
        logits.abbreviate(bias.isPresent());
        bias.ifPresent(symbol -> symbol.rewrite(at -> {
            List<Term> terms = new ArrayList<>(List.of(new Term.Component(logits, at)));
            for (Term summand : summands(logits.definitionAt(at), budget)) {
                if (!(summand instanceof Term.Component component) || component.symbol() != symbol) {
                    terms.add(Term.minus(summand));
                }
            }
            return Term.plus(terms.toArray(Term[]::new));
        }));
    }

    private static List<Term> summands(Term term, Budget budget) {
        budget.spend(1);
        if (term instanceof Term.Plus plus) {
            return plus.terms().stream()
                    .flatMap(part -> summands(part, budget).stream())
                    .toList();
        }
        return List.of(term);
    }
}
