package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a derivation into tokens. LaTeX, Unicode and ASCII spellings of a sign give the same token, so that what comes after
 * knows one language. What is no part of any of them is an error at its place.
 */
final class Lexer {

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean isSpaced;

    /** Where a {@code \\left} stands that belongs to the bracket to come, or −1. */
    private int before = -1;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    static List<Token> tokens(Source source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < lexer.text.length()) {
            lexer.next();
        }
        lexer.add(Kind.END_OF_TEXT, "", lexer.at);
        return lexer.tokens;
    }

    private void next() {
        int c = text.codePointAt(at);
        int plain = Spelling.plain(c);
        if (c == '\n') {
            sign(Kind.NEWLINE, "\n", 1);
        } else if (isSpace(c)) {
            at++;
            isSpaced = true;
        } else if (c == '%' || c == '#' || text.startsWith("//", at)) {
            comment();
        } else if (c == '\\') {
            command();
        } else if (isLetter(plain)) {
            word();
        } else if (isDigit(plain) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            number();
        } else if (Spelling.lowered(c) >= 0) {
            script("_", Spelling::lowered);
        } else if (Spelling.raised(c) >= 0) {
            script("^", Spelling::raised);
        } else if (c == '$') {
            dollar();
        } else {
            sign(c);
        }
    }

    private static boolean isSpace(int c) {
        return c == ' '
                || c == '\t'
                || c == '\r'
                || c == '~'
                || c == 0x2061
                || c == 0x2062
                || c == 0xFEFF
                || c == 0x200B
                || c == '∎'
                || c == '□'
                || c == '■'
                || Character.isSpaceChar(c);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(int c) {
        return isLatin(c)
                || c != 'Σ' && c != '∂' && (c >= 'Α' && c <= 'Ω' || c >= 'α' && c <= 'ω')
                || c == 'ℓ'
                || c == 0x1D7D9
                || c > 0x7F && Spelling.unhatted(c) >= 0;
    }

    /** A line that holds nothing but a comment is not there at all: it does not separate paragraphs. */
    private void comment() {
        boolean isAlone = tokens.isEmpty() || tokens.get(tokens.size() - 1).is(Kind.NEWLINE);
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : isAlone ? end + 1 : end;
        isSpaced = true;
    }

    /** Latin letters up to the next sign, or one letter of another kind: no word mixes scripts, and a hatted letter ends it. */
    private void word() {
        int from = at;
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int letter = Spelling.plain(c);
            boolean isFirst = word.length() == 0;
            if (c > 0x7F && Spelling.unhatted(c) >= 0 && isFirst) {
                at++;
                add(Kind.WORD, hatted(Spelling.unhatted(c)), from);
                return;
            }
            if (!isLetter(letter)
                    || !isFirst && !isLatin(letter)
                    || isAccented(at + Character.charCount(c)) && !isFirst) {
                break;
            }
            at += Character.charCount(c);
            if (isAccented(at)) {
                char accent = text.charAt(at++);
                add(Kind.WORD, accent == '\u0302' ? hatted(letter) : Character.toString(letter) + accent, from);
                return;
            }
            word.appendCodePoint(letter);
            if (!isLatin(letter)) {
                break;
            }
        }
        String sign = Spelling.spelledSign(word.toString());
        add(sign == null ? Kind.WORD : Kind.SIGN, sign == null ? word.toString() : sign, from);
    }

    private boolean isAccented(int place) {
        return place < text.length() && text.charAt(place) >= '\u0300' && text.charAt(place) <= '\u036F';
    }

    private static String hatted(int letter) {
        return Spelling.hatted(Character.toString(letter));
    }

    private void number() {
        int from = at;
        StringBuilder number = new StringBuilder();
        boolean hasPoint = false;
        while (at < text.length()) {
            int c = Spelling.plain(text.codePointAt(at));
            boolean isPoint = c == '.'
                    && !hasPoint
                    && at + 1 < text.length()
                    && isDigit(Spelling.plain(text.codePointAt(at + 1)));
            if (!isDigit(c) && !isPoint) {
                break;
            }
            hasPoint |= isPoint;
            number.appendCodePoint(c);
            at += Character.charCount(text.codePointAt(at));
        }
        add(Kind.NUMBER, number.toString(), from);
    }

    /** Subscript or superscript characters become a group: ₖ₌₁ is _{k=1}. */
    private void script(String sign, java.util.function.IntUnaryOperator plain) {
        add(Kind.SIGN, sign, at, at);
        add(Kind.SIGN, "{", at, at);
        while (at < text.length() && plain.applyAsInt(text.charAt(at)) >= 0) {
            int c = plain.applyAsInt(text.charAt(at));
            Kind kind = isDigit(c) ? Kind.NUMBER : isLatin(c) ? Kind.WORD : Kind.SIGN;
            add(kind, Character.toString(c), at, at + 1);
            at++;
        }
        add(Kind.SIGN, "}", at, at);
    }

    private void dollar() {
        if (text.startsWith("$$", at)) {
            sign(Kind.DISPLAY, "$$", 2);
        } else {
            at++;
            isSpaced = true;
        }
    }

    private static final String[][] LONG_SIGNS = {
        {":=", ":="},
        {"!=", "≠"},
        {"<>", "≠"},
        {"==", "="},
        {"=>", "⇒"},
        {"->", "⇒"},
        {"**", "^"},
        {"<=", "≤"},
        {">=", "≥"},
        {"...", "…"},
        {"..", "…"}
    };

    private void sign(int c) {
        for (String[] spelling : LONG_SIGNS) {
            if (text.startsWith(spelling[0], at)) {
                sign(Kind.SIGN, spelling[1], spelling[0].length());
                return;
            }
        }
        String sign = Spelling.sign(c);
        if ("+-*·/^_{}()[]|,;:.=<>!'′@&≠≤≥∈∑∂∇⊙⊤⇒…∵∧≈∝±∏∫⊗∖∀⟨⟩:=".contains(sign)) {
            sign(Kind.SIGN, sign.equals("'") ? "′" : sign, Character.charCount(c));
        } else {
            throw error(
                    new Span(at, at + Character.charCount(c)),
                    "the character '" + Character.toString(c)
                            + "' is not understood; words go after % or inside \\text{}");
        }
    }

    private void sign(Kind kind, String sign, int length) {
        int from = at;
        at += length;
        add(kind, sign, from);
    }

    private void command() {
        int from = at;
        int end = at + 1;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            shortCommand();
            return;
        }
        String name = text.substring(at + 1, end);
        at = end;
        if (text.startsWith("*", at) && !name.equals("sum")) {
            at += name.equals("operatorname") || name.equals("tag") ? 1 : 0;
        }
        named(name, from);
    }

    /** Commands of one sign: {@code \\}, {@code \[}, {@code \,} and the like. */
    private void shortCommand() {
        int from = at;
        char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        at += Math.min(2, text.length() - at);
        switch (c) {
            case '\\' -> {
                skipRowDistance();
                add(Kind.ROW, "\\\\", from);
            }
            case '{', '}' -> add(Kind.SIGN, "\\" + c, from);
            case '[', ']' -> add(Kind.DISPLAY, "\\" + c, from);
            case '(', ')', ',', ';', ':', '!', ' ', '\t', '/', '>' -> isSpaced = true;
            case '|' -> add(Kind.SIGN, "|", from);
            case '\n', '\r' -> at--;
            default -> throw error(new Span(from, at), "'\\" + c + "' is not understood here");
        }
    }

    /** {@code \\[2pt]} and {@code \\*} are {@code \\}. */
    private void skipRowDistance() {
        if (text.startsWith("*", at)) {
            at++;
        }
        if (text.startsWith("[", at)) {
            int end = text.indexOf(']', at);
            if (end > 0
                    && text.substring(at + 1, end).strip().matches("-?[0-9.]+ *(pt|em|ex|mm|cm|in|\\\\baselineskip)")) {
                at = end + 1;
            }
        }
    }

    private void named(String name, int from) {
        String greek = Spelling.greek(name);
        String sign = Spelling.sign(name);
        if (name.equals("left") || name.equals("right")) {
            delimiter(from);
        } else if (name.endsWith("quad")) {
            add(Kind.SIGN, "quad", from);
        } else if (name.equals("not") && text.startsWith("=", at)) {
            at++;
            add(Kind.SIGN, "≠", from);
        } else if (Spelling.LOOKS.contains(name)) {
            isSpaced = true;
        } else if (Spelling.IGNORED_WITH_ARGUMENT.contains(name)) {
            argument(name, from);
            isSpaced = true;
        } else if (Spelling.WORDS.contains(name)) {
            words(name, from);
        } else if (Spelling.UPRIGHT.contains(name)) {
            upright(name, from);
        } else if (name.equals("begin") || name.equals("end")) {
            String environment = argument(name, from).replace("*", "");
            add(name.equals("begin") ? Kind.BEGIN : Kind.END, environment, from);
        } else if (sign != null) {
            add(Kind.SIGN, name.equals("lbrace") || name.equals("rbrace") ? "\\" + sign : sign, from);
        } else if (greek != null) {
            add(Kind.WORD, greek, from);
        } else if (Spelling.WITH_ARGUMENTS.contains(name)) {
            add(Kind.COMMAND, name.endsWith("frac") ? "frac" : name, from);
        } else if (isWordCommand(name)) {
            add(Kind.WORD, name, from);
        } else {
            throw error(new Span(from, at), "the command \\" + name + " is not understood here");
        }
    }

    /** The words of {@code \text}; formulas between dollar signs in it are read as such. */
    private void words(String name, int from) {
        String argument = argument(name, from);
        int end = at;
        int start = end - 1 - argument.length();
        String[] parts = argument.split("\\$", -1);
        for (int i = 0; i < parts.length; i++) {
            int stop = start + parts[i].length();
            if (i % 2 == 0 || i == parts.length - 1) {
                tokens.add(new Token(Kind.TEXT, parts[i], new Span(start, stop), true));
            } else {
                at = start;
                while (at < stop) {
                    next();
                }
            }
            start = stop + 1;
        }
        at = end;
    }

    private static boolean isWordCommand(String name) {
        return switch (name) {
            case "log", "ln", "exp", "max", "min", "softmax", "diag", "sigma" -> true;
            default -> false;
        };
    }

    /** {@code \left} and {@code \right} say how high the bracket after them is; {@code \left.} is no bracket at all. */
    private void delimiter(int from) {
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        if (text.startsWith(".", next)) {
            at = next + 1;
        } else {
            before = from;
        }
    }

    private void upright(String name, int from) {
        if (!text.startsWith("{", at)) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            if (at < text.length() && isLatin(text.charAt(at))) {
                add(Kind.WORD, text.substring(at, ++at), from);
                return;
            }
            add(Kind.COMMAND, "mathrm", from);
            return;
        }
        int start = at;
        String word = argument(name, from).strip();
        if (word.matches("[A-Za-z]+")) {
            add(Kind.WORD, word, from);
        } else {
            at = start;
            add(Kind.COMMAND, "mathrm", from);
        }
    }

    /** What stands in the braces that come next. */
    private String argument(String name, int from) {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '*')) {
            at++;
        }
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                if (c != '}') {
                    break;
                }
                String argument = text.substring(at + 1, i);
                at = i + 1;
                return argument;
            }
        }
        throw error(new Span(from, at), "\\" + name + " needs an argument in braces, which are closed again");
    }

    private void add(Kind kind, String word, int from) {
        add(kind, word, from, at);
    }

    private void add(Kind kind, String word, int from, int to) {
        tokens.add(new Token(kind, word, new Span(before < 0 ? from : before, to), isSpaced));
        before = -1;
        isSpaced = false;
    }

    private UnreadableException error(Span span, String message) {
        return new UnreadableException(source, span, message);
    }
}
