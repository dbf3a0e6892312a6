package io.xent.derive;

import io.xent.derive.Expression.Branch;
import io.xent.derive.Expression.Cases;
import io.xent.derive.Expression.Indicator;
import io.xent.derive.Expression.Name;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads conditions and what is made of them: indicators, Kronecker's δ, cases. */
final class ConditionParser {

    private final Cursor cursor;
    private final ExpressionParser expressions;
    private final IndexParser indices;

    ConditionParser(Cursor cursor, ExpressionParser expressions, IndexParser indices) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.indices = indices;
    }

    /** Whether the bracket here holds a remark about the line, "(i = j)" or "(since Σy = 1)", and no factor of it. */
    boolean isAtRemark() {
        boolean isReason = cursor.holds(0, "since", "because", "using", "if", "for", "when", "where", "∵", "by", "with")
                && !cursor.isAt("{")
                && !cursor.isAt("\\{");
        return isReason || cursor.isAt("(") && cursor.holds(0, "=", "≠");
    }

    boolean isAtIndicator(Words words) {
        int sign = signLength(words);
        Token after = cursor.peek(sign);
        if (sign == 0) {
            return after.is("[") && cursor.holds(0, "=", "≠") && !isAtRemark();
        }
        boolean isBracket = Cursor.isOpening(after)
                && !(after.is("(") && after.isSpaced() && cursor.peek().is(Kind.NUMBER));
        return isBracket && cursor.holds(sign, "=", "≠")
                || after.is("_") && cursor.peek(sign + 1).is("{") && cursor.holds(sign + 1, "=", "≠")
                || after.is("_") && isDoublyOpen(sign + 1) && cursor.holds(sign + 2, "=", "≠")
                || isDelta(cursor.peek()) && after.is("(") && cursor.holds(sign, ",");
    }

    /** Whether a bracket stands in the braces there: {@code _{\{i = j\}}}. */
    private boolean isDoublyOpen(int ahead) {
        return cursor.peek(ahead).is("{") && Cursor.isOpening(cursor.peek(ahead + 1));
    }

    private static boolean isDelta(Token token) {
        return token.isWord("δ") || token.isWord("delta");
    }

    /** How many tokens the sign of an indicator has: 1, 𝟙, I, {@code \mathbb{1}}, δ; 0 for the bare bracket. */
    private int signLength(Words words) {
        Token token = cursor.peek();
        if (token.is(Kind.COMMAND) && token.text().startsWith("math")
                || token.isCommand("boldsymbol")
                || token.isCommand("bm")) {
            boolean isBraced = cursor.peek(1).is("{");
            Token sign = cursor.peek(isBraced ? 2 : 1);
            return sign.text().equals("1") || sign.isWord("I") ? isBraced ? 4 : 2 : 0;
        }
        boolean isSign = token.is(Kind.NUMBER) && token.text().equals("1")
                || token.isWord("𝟙")
                || isDelta(token)
                || token.isWord("I") && !words.isDefined("I");
        return isSign ? 1 : 0;
    }

    Indicator indicator(Words words) {
        Token first = cursor.peek();
        for (int i = signLength(words); i > 0; i--) {
            cursor.take();
        }
        cursor.skip("_");
        boolean isDouble = isDoublyOpen(0);
        if (isDouble) {
            cursor.take();
        }
        Token open = cursor.take();
        List<Condition> conditions = isDelta(first) && cursor.peek(1).is(",") ? List.of(pair()) : conditions();
        cursor.expect(Cursor.closing(open), "after the condition");
        if (isDouble) {
            cursor.expect("}", "after the condition");
        }
        return new Indicator(conditions, cursor.since(first));
    }

    /** The {@code i, j} of {@code δ(i, j)}. */
    private Condition pair() {
        Token first = cursor.peek();
        Index left = indices.index();
        cursor.expect(",", "between the indices");
        Index right = indices.index();
        return new Condition.Same(left, right, cursor.since(first));
    }

    /** {@code δ_{ij}} is 1 where i = j. */
    static Indicator kronecker(Name delta) {
        Condition same =
                new Condition.Same(delta.indices().get(0), delta.indices().get(1), delta.span());
        return new Indicator(List.of(same), delta.span());
    }

    /** Conditions that all hold: {@code i = j}, {@code i ≠ t and j ≠ t}, {@code i = j = t}. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        do {
            chain(conditions);
        } while (isAnother());
        return conditions;
    }

    private boolean isAnother() {
        if (cursor.peek().isWord("and")) {
            cursor.take();
            return true;
        }
        if (cursor.isAt(",")
                && cursor.peek(1).is(Kind.WORD)
                && !Words.isKeyword(cursor.peek(1).text())) {
            cursor.take();
            return true;
        }
        return cursor.skip("∧");
    }

    private void chain(List<Condition> conditions) {
        Token first = cursor.peek();
        Index left = indices.index();
        if (!cursor.peek().isRelation()) {
            throw cursor.error(
                    cursor.peek(), "expected = or ≠ in a condition such as i = j, not " + Cursor.found(cursor.peek()));
        }
        while (cursor.peek().isRelation()) {
            boolean isSame = cursor.take().is("=");
            boolean isValue = cursor.peek().is(Kind.NUMBER) && (!left.indices().isEmpty() || isNumberName(left.text()));
            if (isValue && isSame) {
                conditions.add(value(left, first));
                return;
            }
            Index right = indices.index();
            Span span = cursor.since(first);
            conditions.add(isSame ? new Condition.Same(left, right, span) : new Condition.Different(left, right, span));
            left = right;
        }
    }

    private static boolean isNumberName(String name) {
        return Character.isUpperCase(name.codePointAt(0)) || name.equals("τ");
    }

    private Condition value(Index left, Token first) {
        Token number = cursor.take();
        Rational value = Rational.ofDecimal(number.text());
        return new Condition.Value(new Name(left.text(), left.indices(), left.span()), value, cursor.since(first));
    }

    /** {@code \begin{cases} … & i = j \\ … & \text{otherwise} \end{cases}}. */
    Cases cases() {
        Token begin = cursor.take();
        List<Branch> branches = new ArrayList<>();
        while (!cursor.peek().is(Kind.END)) {
            if (cursor.isAtEnd()) {
                throw cursor.error(begin, "\\begin{" + begin.text() + "} has no \\end{" + begin.text() + "} here");
            }
            branches.add(branch());
            if (!cursor.peek().is(Kind.END)) {
                if (!cursor.peek().is(Kind.ROW)) {
                    throw cursor.error(
                            cursor.peek(),
                            "expected \\\\ or \\end{" + begin.text() + "}, not " + Cursor.found(cursor.peek()));
                }
                cursor.take();
            }
        }
        cursor.take();
        if (branches.isEmpty()) {
            throw cursor.error(begin, "cases without a case");
        }
        return new Cases(branches, cursor.since(begin));
    }

    private Branch branch() {
        Expression value = expressions.expression();
        cursor.skip(",");
        cursor.skip(";");
        cursor.skip("&");
        Branch branch = new Branch(value, asked());
        cursor.skip(",");
        cursor.skip(".");
        cursor.skip(";");
        return branch;
    }

    /** {@code if i = j}, {@code i = j}, {@code otherwise}. */
    private List<Condition> asked() {
        Token token = cursor.peek();
        if (token.isWord("otherwise") || token.isWord("else")) {
            cursor.take();
            return List.of();
        }
        if (token.isWord("if") || token.isWord("for") || token.isWord("when") || token.isWord("where")) {
            cursor.take();
        }
        return conditions();
    }

    /** {@code {a if i = j; b otherwise}}. */
    Cases plainCases() {
        Token open = cursor.take();
        String close = open.is("{") ? "}" : "\\}";
        List<Branch> branches = new ArrayList<>();
        do {
            branches.add(branch());
        } while (!cursor.isAt(close) && !cursor.isAtEnd());
        cursor.expect(close, "after the cases");
        return new Cases(branches, cursor.since(open));
    }
}
