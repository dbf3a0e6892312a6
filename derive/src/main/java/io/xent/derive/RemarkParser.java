package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.List;
import java.util.Set;

/** Reads what is said after a line: for which indices, or why. */
final class RemarkParser {

    private static final Set<String> REASONS = Set.of("since", "because", "using", "given", "where", "with", "∵", "by");

    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final AssumptionParser assumed;

    RemarkParser(Cursor cursor, ExpressionParser expressions, AssumptionParser assumed) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.assumed = assumed;
    }

    /**
     * Reads remarks up to the end of the row, or to another statement in it.
     *
     * @param asked takes the conditions that the line is said under
     * @param granted takes the assumptions that are given as reasons
     * @return whether another statement follows: "p = softmax(z), L = −log p_t"
     */
    boolean read(List<Condition> asked, List<Assumption> granted) {
        while (!cursor.isAtEnd()) {
            boolean isApart = cursor.skip(",");
            Token open = cursor.peek();
            if (isApart && isAtStatement()) {
                return true;
            }
            boolean isBracketed = open.is("(") || open.is("[");
            if (isBracketed) {
                cursor.take();
            }
            remark(asked, granted);
            if (isBracketed) {
                cursor.expect(Cursor.closing(open), "after the remark");
            }
        }
        return false;
    }

    /** Whether a new left side stands here, perhaps after an "and", which is stepped over. */
    private boolean isAtStatement() {
        if (cursor.peek().isWord("and")) {
            cursor.take();
        }
        boolean isRemark = cursor.isAt("(")
                || cursor.isAt("[")
                || Words.isKeyword(cursor.peek().text())
                || isIndexAndRelation() && !isDefinitionAhead()
                || assumed.isRelation();
        return !isRemark && cursor.contains("=");
    }

    /** Whether an index hangs on the name before the equals sign: {@code L_i = …} is no condition, {@code y_i = 1} is one. */
    private boolean isDefinitionAhead() {
        int sign = cursor.peek(1).is("_") ? cursor.peek(2).is("{") ? cursor.through(2) : 3 : 1;
        return sign > 1
                && !(cursor.peek(sign + 1).is(Kind.NUMBER)
                        && cursor.peek(sign + 2).is(Kind.END_OF_TEXT));
    }

    private void remark(List<Condition> asked, List<Assumption> granted) {
        Token word = cursor.peek();
        boolean isCase = word.is(Kind.WORD) && Words.opensCase(word.text());
        boolean isReason = word.is("∵") || word.is(Kind.WORD) && REASONS.contains(word.text());
        if (isReason || isCase) {
            cursor.take();
        }
        if (isCase && !isIndexAndRelation() && assumed.isRelation()) {
            granted.addAll(assumed.list());
        } else if (cursor.skip("∀") || isCase && !isIndexAndRelation()) {
            everyIndex();
        } else if (isIndexAndRelation()) {
            asked.addAll(expressions.conditions().conditions());
        } else if (isReason || assumed.isRelation()) {
            granted.addAll(assumed.list());
        } else {
            throw cursor.error(
                    cursor.peek(),
                    Cursor.found(cursor.peek()) + " is not understood here; words go after % or inside \\text{}");
        }
    }

    private boolean isIndexAndRelation() {
        Token letter = cursor.peek();
        Token next = cursor.peek(1);
        boolean isLetter = letter.is(Kind.WORD)
                && letter.text().length() == 1
                && !Character.isUpperCase(letter.text().charAt(0));
        return isLetter && (next.isRelation() || next.is("_") || next.is("′"));
    }

    /** {@code for i, j}: what every line is said for. */
    private void everyIndex() {
        do {
            expressions.names().indices().index();
        } while (cursor.skip(","));
    }
}
