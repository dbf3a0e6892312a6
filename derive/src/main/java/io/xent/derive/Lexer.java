package io.xent.derive;

import io.xent.derive.Token.Kind;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Cuts a derivation into tokens. LaTeX, Unicode and ASCII spellings of a sign give the same token, so that what comes after
 * knows one language. What is no part of any of them is an error at its place.
 */
final class Lexer {

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

    private static final String SIGNS = "+-*·/^_{}()[]|,;:.=<>!'′@&≠≤≥∈∑∂∇⊙⊤⇒…∵∧≈∝±∏∫⊗∖∀⟨⟩:=";

    private final TextCursor text;
    private final CommandLexer commands;

    private Lexer(Source source) {
        this.text = new TextCursor(source);
        this.commands = new CommandLexer(text, this);
    }

    static List<Token> tokens(Source source) {
        Lexer lexer = new Lexer(source);
        lexer.upTo(lexer.text.length());
        lexer.text.add(Kind.END_OF_TEXT, "", lexer.text.at());
        return lexer.text.tokens();
    }

    /** Cuts what stands before a place. */
    void upTo(int place) {
        while (text.at() < place) {
            next();
        }
    }

    private void next() {
        int c = text.peek();
        int plain = Spelling.plain(c);
        if (c == '\n') {
            sign(Kind.NEWLINE, "\n", 1);
        } else if (isSpace(c)) {
            text.advance(1);
            text.space();
        } else if (c == '%' || c == '#' || text.isAt("//")) {
            comment();
        } else if (c == '\\') {
            commands.command();
        } else if (isLetter(plain)) {
            word();
        } else if (isDigit(plain) || c == '.' && isDigit(text.peek(1))) {
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

    static boolean isLatin(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(int c) {
        return isLatin(c)
                || c != 'Σ' && c != '∂' && (c >= 'Α' && c <= 'Ω' || c >= 'α' && c <= 'ω')
                || c == 'ℓ'
                || c == 0x1D7D9
                || c > 0x7F && Spelling.unhatted(c) >= 0;
    }

    private static boolean isAccent(int c) {
        return c >= '\u0300' && c <= '\u036F';
    }

    /** A line that holds nothing but a comment is not there at all: it does not separate paragraphs. */
    private void comment() {
        int end = text.find('\n');
        text.goTo(end < 0 ? text.length() : text.isAtLineStart() ? end + 1 : end);
        text.space();
    }

    /** Latin letters up to the next sign, or one letter of another kind: no word mixes scripts, and a hatted letter ends it. */
    private void word() {
        int from = text.at();
        if (!isPlainLatin()) {
            text.add(Kind.WORD, letter(), from);
            return;
        }
        StringBuilder word = new StringBuilder();
        while (isPlainLatin()) {
            word.appendCodePoint(Spelling.plain(text.take()));
        }
        String sign = Spelling.spelledSign(word.toString());
        text.add(sign == null ? Kind.WORD : Kind.SIGN, sign == null ? word.toString() : sign, from);
    }

    private boolean isPlainLatin() {
        int c = text.peek();
        return isLatin(Spelling.plain(c)) && !isAccent(text.peek(Character.charCount(c)));
    }

    /** One letter with what stands over it. */
    private String letter() {
        int c = text.take();
        if (c > 0x7F && Spelling.unhatted(c) >= 0) {
            return hatted(Spelling.unhatted(c));
        }
        int letter = Spelling.plain(c);
        if (!isAccent(text.peek())) {
            return Character.toString(letter);
        }
        int accent = text.take();
        return accent == '\u0302' ? hatted(letter) : Character.toString(letter) + Character.toString(accent);
    }

    private static String hatted(int letter) {
        return Spelling.hatted(Character.toString(letter));
    }

    private void number() {
        int from = text.at();
        StringBuilder number = new StringBuilder();
        boolean hasPoint = false;
        while (true) {
            int c = Spelling.plain(text.peek());
            boolean isPoint = c == '.' && !hasPoint && isDigit(Spelling.plain(text.peek(1)));
            if (!isDigit(c) && !isPoint) {
                break;
            }
            hasPoint |= isPoint;
            number.appendCodePoint(c);
            text.take();
        }
        text.add(Kind.NUMBER, number.toString(), from);
    }

    /** Subscript or superscript characters become a group: ₖ₌₁ is _{k=1}. */
    private void script(String sign, IntUnaryOperator plain) {
        sign(Kind.SIGN, sign, 0);
        sign(Kind.SIGN, "{", 0);
        for (int c = plain.applyAsInt(text.peek()); c >= 0; c = plain.applyAsInt(text.peek())) {
            Kind kind = isDigit(c) ? Kind.NUMBER : isLatin(c) ? Kind.WORD : Kind.SIGN;
            sign(kind, Character.toString(c), 1);
        }
        sign(Kind.SIGN, "}", 0);
    }

    private void dollar() {
        if (text.isAt("$$")) {
            sign(Kind.DISPLAY, "$$", 2);
        } else {
            text.advance(1);
            text.space();
        }
    }

    private void sign(int c) {
        for (String[] spelling : LONG_SIGNS) {
            if (text.isAt(spelling[0])) {
                sign(Kind.SIGN, spelling[1], spelling[0].length());
                return;
            }
        }
        int length = Character.charCount(c);
        String sign = Spelling.sign(c);
        if (!SIGNS.contains(sign)) {
            throw text.error(
                    text.at(),
                    text.at() + length,
                    "the character '" + Character.toString(c)
                            + "' is not understood; words go after % or inside \\text{}");
        }
        sign(Kind.SIGN, sign.equals("'") ? "′" : sign, length);
    }

    /** Adds a token for what is written with so many characters from here. */
    private void sign(Kind kind, String sign, int length) {
        int from = text.at();
        text.advance(length);
        text.add(kind, sign, from);
    }
}
