package io.xent.derive;

import io.xent.derive.Derivation.Line;
import io.xent.derive.Token.Kind;
import java.util.ArrayList;
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

    /** Words before an equation that say nothing more than it does. */
    private static final Set<String> LEADING = Set.of("let", "define", "where", "with", "and", "since", "because");

    private final Source source;
    private final Words words = new Words();
    private final DerivationBuilder derivation = new DerivationBuilder(words);
    private final CaseScope scope = new CaseScope();
    private int count;

    private Cursor cursor;
    private ExpressionParser expressions;
    private AssumptionParser assumed;
    private RemarkParser remarks;

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
        derivation.close();
        if (derivation.isEmpty()) {
            throw new UnreadableException(
                    source,
                    new Span(0, 0),
                    "nothing is derived here: write at least one line such as dL/dz_i = p_i - y_i");
        }
        return derivation.built();
    }

    private void row(Rows.Row row) {
        cursor = new Cursor(source, row.tokens());
        expressions = new ExpressionParser(cursor, words);
        assumed = new AssumptionParser(cursor, expressions, words);
        remarks = new RemarkParser(cursor, expressions, assumed);
        scope.enterRow(row.isParagraph(), column(cursor.peek()), isEquals(cursor.peek()));
        skipLeadingSigns();
        if (cursor.isAtEnd()) {
            return;
        }
        statement();
        notes();
        if (!cursor.isAtEnd()) {
            throw cursor.error(cursor.peek(), Cursor.found(cursor.peek()) + " is not understood here");
        }
    }

    private int column(Token token) {
        return source.column(token.span().start());
    }

    /** An arrow says that what follows follows. */
    private void skipLeadingSigns() {
        while (cursor.skip("⇒") || cursor.skip(",")) {
            // all of them
        }
    }

    /** What notes at braces in the row say. */
    private void notes() {
        words.takeNotes().forEach((formula, value) -> {
            Assumption assumption = assumed.of(formula, value);
            if (assumption == null) {
                throw cursor.error(
                        value.span(), "a note at a brace may say that the target sums to 1; write other equations out");
            }
            derivation.assume(List.of(assumption));
        });
    }

    private void statement() {
        Token first = cursor.peek();
        boolean isWord = first.is(Kind.WORD) && !words.isDefined(first.text());
        String word = isWord ? first.text().toLowerCase(Locale.ROOT) : "";
        if (assumed.isOpening(word) || assumed.isProperty()) {
            if (assumed.isOpening(word)) {
                cursor.take();
            }
            derivation.assume(assumed.list());
        } else if (Words.opensCase(word) || isCaseHeading()) {
            openCase(word);
        } else if (word.equals("else") || word.equals("otherwise")) {
            otherCase();
        } else {
            if (LEADING.contains(word)) {
                cursor.take();
            }
            equations();
        }
    }

    /** {@code i = j:} alone in its row. */
    private boolean isCaseHeading() {
        boolean isRelation = isBareIndex(cursor.peek()) && cursor.peek(1).isRelation() && isBareIndex(cursor.peek(2));
        return isRelation && (cursor.peek(3).is(":") || cursor.peek(3).is(Kind.END_OF_TEXT));
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
        int heading = column(cursor.peek());
        if (Words.opensCase(word)) {
            cursor.take();
            if (word.equals("for") && cursor.peek().isWord("case")) {
                cursor.take();
            }
        }
        scope.open(expressions.conditions().conditions(), heading);
        afterHeading();
    }

    /** The case that is left: the opposite of the one before, where that asked one thing. */
    private void otherCase() {
        Token first = cursor.take();
        if (!scope.hasOpposite()) {
            throw cursor.error(first, "'" + first.text() + "' needs a case before it such as 'if i = j:'");
        }
        scope.openOpposite(first.span(), column(first));
        afterHeading();
    }

    private void afterHeading() {
        derivation.close();
        cursor.skip(":");
        skipLeadingSigns();
        if (!cursor.isAtEnd()) {
            equations();
        }
    }

    /** A left side and what it equals, or more of that. */
    private void equations() {
        Token first = cursor.peek();
        if (isEquals(first)) {
            if (!derivation.isOpen()) {
                throw cursor.error(first, "nothing stands before this equals sign");
            }
        } else if (assumed.isRelation()) {
            derivation.assume(List.of(assumed.relation()));
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
            derivation.open(side, source.line(first.span().start()), scope.conditions());
            scope.use();
        }
        rights();
    }

    private static boolean isEquals(Token token) {
        return token.is("=") || token.is(":=");
    }

    /** What follows the equals signs, and remarks on it. */
    private void rights() {
        List<Line> said = new ArrayList<>();
        while (isEquals(cursor.peek())) {
            cursor.take();
            Token first = cursor.peek();
            Expression right = expressions.expression();
            int line = source.line(first.span().start());
            if (!said.isEmpty() || !derivation.define(right, line)) {
                said.add(new Line(line, right, derivation.given()));
            }
            if (++count > MAX_LINES) {
                throw cursor.error(first, "a derivation has at most " + MAX_LINES + " lines");
            }
        }
        List<Condition> asked = new ArrayList<>(derivation.given());
        List<Assumption> granted = new ArrayList<>();
        boolean isAnother = remarks.read(asked, granted);
        derivation.assume(granted);
        said.forEach(line -> derivation.say(new Line(line.number(), line.expression(), asked)));
        if (isAnother) {
            equations();
        }
    }
}
