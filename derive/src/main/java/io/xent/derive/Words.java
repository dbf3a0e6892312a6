package io.xent.derive;

import io.xent.derive.Expression.Function;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words of more than one letter that formulas hold, and the names that the text at hand has defined so far. */
final class Words {

    /** Functions that are called by name. */
    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", Function.EXP),
            Map.entry("log", Function.LOG),
            Map.entry("ln", Function.LOG),
            Map.entry("softmax", Function.SOFTMAX),
            Map.entry("Softmax", Function.SOFTMAX),
            Map.entry("SoftMax", Function.SOFTMAX),
            Map.entry("logsumexp", Function.LOG_SUM_EXP),
            Map.entry("LSE", Function.LOG_SUM_EXP),
            Map.entry("lse", Function.LOG_SUM_EXP),
            Map.entry("onehot", Function.ONE_HOT),
            Map.entry("diag", Function.DIAG),
            Map.entry("Diag", Function.DIAG),
            Map.entry("sqrt", Function.SQRT));

    /** Names that programs use for what formulas write with one letter and a hat. */
    private static final Map<String, String> HATTED = Map.of("yhat", "y", "phat", "p", "zhat", "z", "hat", "");

    /** Words of other names, which mean one thing in this field. */
    private static final Set<String> NAMES =
            Set.of("loss", "logits", "probs", "target", "targets", "label", "labels", "scores", "CE", "NLL", "Loss");

    /** Subscripts that are part of the name: {@code y_true}, {@code L_{CE}}. */
    private static final Set<String> LABELS = Set.of(
            "true", "pred", "target", "hat", "CE", "ce", "total", "batch", "max", "new", "correct", "softmax", "xent");

    /** Words before a condition that opens a case, or under which a line is said. */
    private static final Set<String> CASE_WORDS = Set.of("if", "for", "when", "case");

    private static final Set<String> KEYWORDS = Set.of(
            "if",
            "for",
            "when",
            "where",
            "otherwise",
            "else",
            "and",
            "or",
            "since",
            "because",
            "using",
            "with",
            "given",
            "assume",
            "assuming",
            "suppose",
            "case",
            "let",
            "define",
            "by");

    private final Set<String> defined = new HashSet<>();

    /** Notes at braces in the text (a brace under Σ_k y_k that says =1): the formula and what it is said to equal. */
    private final Map<Expression, Expression> notes = new LinkedHashMap<>();

    private final List<Report.Lint> remarks = new ArrayList<>();

    /** Says once how a place was taken, where that is not what its letters say. A place that is read twice is told once. */
    void remark(String message, Span span) {
        boolean isKnown = remarks.stream().anyMatch(lint -> lint.span().start() == span.start());
        if (!isKnown) {
            remarks.add(new Report.Lint(message, span));
        }
    }

    List<Report.Lint> remarks() {
        return remarks;
    }

    void note(Expression formula, Expression value) {
        notes.put(formula, value);
    }

    /** The notes since this was last asked. */
    Map<Expression, Expression> takeNotes() {
        Map<Expression, Expression> taken = new LinkedHashMap<>(notes);
        notes.clear();
        return taken;
    }

    void define(String name) {
        defined.add(name);
    }

    boolean isDefined(String name) {
        return defined.contains(name);
    }

    static Function function(String word) {
        return FUNCTIONS.get(word);
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean opensCase(String word) {
        return CASE_WORDS.contains(word);
    }

    static boolean isLabel(String word) {
        return LABELS.contains(word);
    }

    /** Whether the letters together are one name. */
    boolean isName(String word) {
        if (word.isEmpty()) {
            return false;
        }
        return word.codePointCount(0, word.length()) == 1
                || defined.contains(word)
                || NAMES.contains(word)
                || HATTED.containsKey(word) && word.length() > 3
                || !Character.isLetter(word.codePointAt(0))
                || isAccented(word);
    }

    /** Whether the last character is one that stands over the letter before it. */
    static boolean isAccented(String word) {
        char last = word.charAt(word.length() - 1);
        return last >= '\u0300' && last <= '\u036F';
    }

    /** Whether the letters are a name, a function or a keyword. */
    boolean isKnown(String word) {
        return isName(word)
                || isKeyword(word)
                || FUNCTIONS.containsKey(word)
                || isSum(word)
                || Spelling.greek(word) != null
                || word.equals("partial");
    }

    static boolean isSum(String word) {
        return word.equals("sum") || word.equals("Sum");
    }

    /** The name as formulas write it: {@code yhat} is ŷ, {@code sigma} is σ. */
    static String canonical(String word) {
        if (word.equals("𝟙")) {
            return "1";
        }
        String greek = Spelling.greek(word);
        String base = HATTED.get(word);
        return greek != null ? greek : base != null && !base.isEmpty() ? Spelling.hatted(base) : word;
    }
}
