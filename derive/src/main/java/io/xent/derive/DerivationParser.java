package io.xent.derive;

import io.xent.derive.Derivation.Chain;
import io.xent.derive.Derivation.Definition;
import io.xent.derive.Derivation.Line;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a derivation: rows that define names, state assumptions, open cases, and say what equals what. A row that begins with an equals
 * sign goes on with the chain before it.
 */
final class DerivationParser {

    /** No person writes more; each line costs the judge some work. */
    static final int MAX_LINES = 400;

    private static final int MAX_CHARACTERS = 200_000;

    private static final Set<String> CASE_WORDS = Set.of("if", "for", "when", "case");
    private static final Set<String> REASONS = Set.of("since", "because", "using", "given", "where", "with", "∵", "by");

    private final Source source;
    private final Words words = new Words();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<Chain> chains = new ArrayList<>();

    /** What the rows that come are said under: the case that was opened last. */
    private List<Condition> scope = List.of();

    /** Letters that mean a mean over rows without an index, and what is averaged with one. */
    private final Set<String> shared = new HashSet<>();

    private List<Condition> lastCase = List.of();

    private boolean isScopeUsed;

    /** The column that the case was opened in, and whether what came after it was further in. */
    private int headingStart;

    private int headingColumn;

    private boolean isIndented;

    /** The chain that an equals sign at the beginning of a row goes on with. */
    private Expression left;

    private int leftLine;
    private List<Condition> given = List.of();
    private List<Line> lines = new ArrayList<>();
    private int count;

    /** Whether another statement follows in the same row. */
    private boolean another;

    private Cursor cursor;
    private ExpressionParser expressions;
    private AssumptionParser assumed;

    private DerivationParser(Source source) {
        this.source = source;
    }

    /**
     * Reads a text.
     *
     * @throws UnreadableException if something in it is not understood
     */
    static Derivation parse(String text) {
        Source source = new Source(text);
        if (text.length() > MAX_CHARACTERS) {
            throw new UnreadableException(
                    source,
                    new Span(MAX_CHARACTERS, MAX_CHARACTERS),
                    "a derivation has at most " + MAX_CHARACTERS + " characters");
        }
        DerivationParser parser = new DerivationParser(source);
        for (Rows.Row row : Rows.of(source)) {
            parser.row(row);
        }
        return parser.finished();
    }

    private Derivation finished() {
        closeChain();
        if (chains.isEmpty()) {
            throw new UnreadableException(
                    source,
                    new Span(0, 0),
                    "nothing is derived here: write at least one line such as dL/dz_i = p_i - y_i");
        }
        RowLoss rows = new RowLoss(shared);
        Derivation derivation = new Derivation(
                definitions.stream().map(rows::in).toList(),
                assumptions,
                chains.stream().map(rows::in).toList(),
                words.remarks());
        return FixedRow.of(derivation).map(row -> row.in(derivation)).orElse(derivation);
    }

    private void row(Rows.Row row) {
        cursor = new Cursor(source, row.tokens());
        expressions = new ExpressionParser(cursor, words);
        assumed = new AssumptionParser(cursor, expressions, words);
        int column = source.column(row.tokens().get(0).span().start());
        boolean isOut = isIndented && column <= headingColumn;
        if (isScopeUsed && (row.isParagraph() || isOut) && !isEquals(cursor.peek())) {
            scope = List.of();
            isScopeUsed = false;
            isIndented = false;
        }
        isIndented |= !scope.isEmpty() && column > headingColumn;
        while (cursor.skip("⇒") || cursor.skip(",")) {
            // an arrow says that what follows follows
        }
        if (cursor.isAtEnd()) {
            return;
        }
        statement();
        words.takeNotes().forEach((formula, value) -> {
            Assumption assumption = assumed.of(formula, value);
            if (assumption == null) {
                throw cursor.error(
                        value.span(), "a note at a brace may say that the target sums to 1; write other equations out");
            }
            assumptions.add(assumption);
        });
        if (!cursor.isAtEnd()) {
            throw cursor.error(cursor.peek(), Cursor.found(cursor.peek()) + " is not understood here");
        }
    }

    private void statement() {
        Token first = cursor.peek();
        headingStart = first.span().start();
        boolean isWord = first.is(Kind.WORD) && !words.isDefined(first.text());
        String word = isWord ? first.text().toLowerCase(Locale.ROOT) : "";
        if (assumed.isOpening(word) || assumed.isProperty()) {
            if (assumed.isOpening(word)) {
                cursor.take();
            }
            assumptions.addAll(assumed.list());
        } else if (CASE_WORDS.contains(word) || isCaseHeading()) {
            openCase(word);
        } else if (word.equals("else") || word.equals("otherwise")) {
            otherCase();
        } else {
            if (word.equals("let")
                    || word.equals("define")
                    || word.equals("where")
                    || word.equals("with")
                    || word.equals("and")
                    || word.equals("since")
                    || word.equals("because")) {
                cursor.take();
            }
            equations();
        }
    }

    /** {@code i = j:} alone in its row. */
    private boolean isCaseHeading() {
        boolean isRelation =
                isBareIndex(cursor.peek()) && isRelationSign(cursor.peek(1)) && isBareIndex(cursor.peek(2));
        return isRelation && (cursor.peek(3).is(":") || cursor.peek(3).is(Kind.END_OF_TEXT));
    }

    private static boolean isRelationSign(Token token) {
        return token.is("=") || token.is("≠");
    }

    private static boolean isBareIndex(Token token) {
        return token.is(Kind.WORD)
                        && token.text().length() == 1
                        && token.text().charAt(0) >= 'i'
                        && token.text().charAt(0) <= 'n'
                || token.isWord("t")
                || token.isWord("c");
    }

    private void openCase(String word) {
        if (!word.isEmpty()) {
            cursor.take();
            if (word.equals("for") && cursor.peek().isWord("case")) {
                cursor.take();
            }
        }
        scope = expressions.conditions().conditions();
        lastCase = scope;
        afterHeading();
    }

    /** The case that is left: the opposite of the one before, where that asked one thing. */
    private void otherCase() {
        Token first = cursor.take();
        if (lastCase.size() != 1 || lastCase.get(0) instanceof Condition.Value) {
            throw cursor.error(first, "'" + first.text() + "' needs a case before it such as 'if i = j:'");
        }
        Condition before = lastCase.get(0);
        scope = List.of(
                before instanceof Condition.Same same
                        ? new Condition.Different(same.left(), same.right(), first.span())
                        : new Condition.Same(
                                ((Condition.Different) before).left(),
                                ((Condition.Different) before).right(),
                                first.span()));
        afterHeading();
    }

    private void afterHeading() {
        isScopeUsed = false;
        isIndented = false;
        headingColumn = source.column(headingStart);
        closeChain();
        left = null;
        if (cursor.skip(":") || cursor.skip(",") || !cursor.isAtEnd()) {
            while (cursor.skip("⇒") || cursor.skip(",")) {
                // signs that only lead over
            }
            if (!cursor.isAtEnd()) {
                equations();
            }
        }
    }

    /** A left side and what it equals, or more of that. */
    private void equations() {
        Token first = cursor.peek();
        if (isEquals(first)) {
            if (left == null) {
                throw cursor.error(first, "nothing stands before this equals sign");
            }
        } else if (assumed.isRelation()) {
            assumptions.add(assumed.relation());
            return;
        } else {
            Expression side = expressions.expression();
            if (!isEquals(cursor.peek())) {
                throw cursor.error(
                        cursor.peek(),
                        cursor.isAtEnd()
                                ? "a formula alone says nothing: write what it equals, as in dL/dz_i = ..."
                                : Cursor.found(cursor.peek()) + " is not understood here");
            }
            closeChain();
            open(side, first);
        }
        rights();
    }

    private static boolean isEquals(Token token) {
        return token.is("=") || token.is(":=");
    }

    private void open(Expression side, Token first) {
        left = side;
        leftLine = source.line(first.span().start());
        lines = new ArrayList<>();
        given = scope;
        isScopeUsed = true;
    }

    private void rights() {
        List<Line> added = new ArrayList<>();
        while (isEquals(cursor.peek())) {
            cursor.take();
            Token first = cursor.peek();
            Expression right = expressions.expression();
            int line = source.line(first.span().start());
            if (left instanceof Name name && lines.isEmpty() && added.isEmpty() && isDefinition(name, right)) {
                define(name, right, line);
            } else {
                added.add(new Line(line, right, given));
            }
            if (++count > MAX_LINES) {
                throw cursor.error(first, "a derivation has at most " + MAX_LINES + " lines");
            }
        }
        List<Condition> asked = new ArrayList<>(given);
        remarks(asked);
        for (Line line : added) {
            lines.add(new Line(line.number(), line.expression(), asked));
        }
        if (another) {
            another = false;
            equations();
        }
    }

    /** Whether a new left side stands here: "p = softmax(z), L = −log p_t". */
    private boolean isAnotherStatement() {
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

    private boolean isDefinition(Name name, Expression meaning) {
        if (name.indices().isEmpty() && !shared.contains(name.name()) && RowLoss.isIn(meaning, name.name())) {
            shared.add(name.name());
            words.remark(name.name() + " with an index is the loss of a row, without one their mean", name.span());
            return true;
        }
        return !words.isDefined(key(name)) && name.indices().stream().noneMatch(Index::isNumber);
    }

    private String key(Name name) {
        boolean isRow = shared.contains(name.name()) && !name.indices().isEmpty();
        return isRow ? RowLoss.marked(name.name()) : name.name();
    }

    private void define(Name name, Expression meaning, int line) {
        words.define(key(name));
        boolean isSetting = name.indices().isEmpty() && name.name().matches("[KNT]") && meaning instanceof Literal;
        if (isSetting) {
            assumptions.add(new Assumption.Value(name.name(), ((Literal) meaning).value()));
        } else {
            definitions.add(new Definition(name, meaning, line));
        }
    }

    /** What is said after a line: for which indices, or why. */
    private void remarks(List<Condition> asked) {
        while (!cursor.isAtEnd()) {
            boolean isApart = cursor.skip(",");
            Token open = cursor.peek();
            if (isApart && isAnotherStatement()) {
                another = true;
                return;
            }
            boolean isBracketed = open.is("(") || open.is("[");
            if (isBracketed) {
                cursor.take();
            }
            remark(asked);
            if (isBracketed) {
                cursor.expect(Cursor.closing(open), "after the remark");
            }
        }
    }

    private void remark(List<Condition> asked) {
        Token word = cursor.peek();
        boolean isCase = word.is(Kind.WORD) && CASE_WORDS.contains(word.text());
        boolean isReason = word.is("∵") || word.is(Kind.WORD) && REASONS.contains(word.text());
        if (isReason || isCase) {
            cursor.take();
        }
        if (isCase && !isIndexAndRelation() && assumed.isRelation()) {
            assumptions.addAll(assumed.list());
        } else if (cursor.skip("∀") || isCase && !isIndexAndRelation()) {
            everyIndex();
        } else if (isIndexAndRelation()) {
            asked.addAll(expressions.conditions().conditions());
        } else if (isReason || assumed.isRelation()) {
            assumptions.addAll(assumed.list());
        } else {
            throw cursor.error(
                    cursor.peek(),
                    Cursor.found(cursor.peek()) + " is not understood here; words go after % or inside \\text{}");
        }
    }

    private boolean isIndexAndRelation() {
        boolean isLetter = cursor.peek().is(Kind.WORD) && cursor.peek().text().length() == 1;
        boolean isNumber = !cursor.peek().text().isEmpty()
                && Character.isUpperCase(cursor.peek().text().charAt(0));
        return isLetter
                && !isNumber
                && (isRelationSign(cursor.peek(1))
                        || cursor.peek(1).is("_")
                        || cursor.peek(1).is("′"));
    }

    /** {@code for i, j}: what every line is said for. */
    private void everyIndex() {
        do {
            expressions.names().indices().index();
        } while (cursor.skip(","));
    }

    private void closeChain() {
        if (left != null && !lines.isEmpty()) {
            chains.add(new Chain(left, leftLine, lines));
        }
    }
}
