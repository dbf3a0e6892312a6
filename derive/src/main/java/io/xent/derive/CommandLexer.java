package io.xent.derive;

import io.xent.derive.Token.Kind;

/** Cuts the commands of LaTeX, whose backslash comes next, into tokens; what only says how a formula looks is dropped. */
final class CommandLexer {

    private final TextCursor text;
    private final Lexer lexer;

    CommandLexer(TextCursor text, Lexer lexer) {
        this.text = text;
        this.lexer = lexer;
    }

    void command() {
        int from = text.at();
        text.advance(1);
        while (Lexer.isLatin(text.peek())) {
            text.advance(1);
        }
        String name = text.slice(from + 1, text.at());
        if (name.equals("operatorname") || name.equals("tag")) {
            text.skip('*');
        }
        if (name.isEmpty()) {
            shortCommand(from);
        } else {
            named(name, from);
        }
    }

    /** Commands of one sign: {@code \\}, {@code \[}, {@code \,} and the like. A backslash before the end of a line is none. */
    private void shortCommand(int from) {
        int c = text.peek();
        if (c < 0) {
            text.space();
        } else if (c != '\n' && c != '\r') {
            text.take();
            shortCommand(c, from);
        }
    }

    private void shortCommand(int c, int from) {
        switch (c) {
            case '\\' -> {
                skipRowDistance();
                text.add(Kind.ROW, "\\\\", from);
            }
            case '{', '}' -> text.add(Kind.SIGN, "\\" + Character.toString(c), from);
            case '[', ']' -> text.add(Kind.DISPLAY, "\\" + Character.toString(c), from);
            case '(', ')', ',', ';', ':', '!', ' ', '\t', '/', '>' -> text.space();
            case '|' -> text.add(Kind.SIGN, "|", from);
            default -> throw text.error(from, text.at(), "'\\" + Character.toString(c) + "' is not understood here");
        }
    }

    /** {@code \\[2pt]} and {@code \\*} are {@code \\}. */
    private void skipRowDistance() {
        text.skip('*');
        int end = text.isAt("[") ? text.find(']') : -1;
        if (end > 0
                && text.slice(text.at() + 1, end).strip().matches("-?[0-9.]+ *(pt|em|ex|mm|cm|in|\\\\baselineskip)")) {
            text.goTo(end + 1);
        }
    }

    private void named(String name, int from) {
        String greek = Spelling.greek(name);
        String sign = Spelling.sign(name);
        if (name.equals("left") || name.equals("right")) {
            delimiter(from);
        } else if (name.endsWith("quad")) {
            text.add(Kind.SIGN, "quad", from);
        } else if (name.equals("not") && text.skip('=')) {
            text.add(Kind.SIGN, "≠", from);
        } else if (Spelling.LOOKS.contains(name)) {
            text.space();
        } else if (Spelling.IGNORED_WITH_ARGUMENT.contains(name)) {
            argument(name, from);
            text.space();
        } else if (Spelling.WORDS.contains(name)) {
            words(name, from);
        } else if (Spelling.UPRIGHT.contains(name)) {
            upright(name, from);
        } else if (name.equals("begin") || name.equals("end")) {
            String environment = argument(name, from).replace("*", "");
            text.add(name.equals("begin") ? Kind.BEGIN : Kind.END, environment, from);
        } else if (sign != null) {
            text.add(Kind.SIGN, name.equals("lbrace") || name.equals("rbrace") ? "\\" + sign : sign, from);
        } else if (greek != null) {
            text.add(Kind.WORD, greek, from);
        } else if (Spelling.WITH_ARGUMENTS.contains(name)) {
            text.add(Kind.COMMAND, name.endsWith("frac") ? "frac" : name, from);
        } else if (isWordCommand(name)) {
            text.add(Kind.WORD, name, from);
        } else {
            throw text.error(from, text.at(), "the command \\" + name + " is not understood here");
        }
    }

    private static boolean isWordCommand(String name) {
        return switch (name) {
            case "log", "ln", "exp", "max", "min", "softmax", "diag", "sigma" -> true;
            default -> false;
        };
    }

    /** {@code \left} and {@code \right} say how high the bracket after them is; {@code \left.} is no bracket at all. */
    private void delimiter(int from) {
        int after = text.at();
        skipSpaces();
        if (!text.skip('.')) {
            text.goTo(after);
            text.attach(from);
        }
    }

    private void skipSpaces() {
        while (text.skip(' ')) {
            // all of them
        }
    }

    /** The words of {@code \text}; formulas between dollar signs in it are read as such. */
    private void words(String name, int from) {
        String argument = argument(name, from);
        int end = text.at();
        int start = end - 1 - argument.length();
        String[] parts = argument.split("\\$", -1);
        for (int i = 0; i < parts.length; i++) {
            int stop = start + parts[i].length();
            if (i % 2 == 0 || i == parts.length - 1) {
                text.addWords(parts[i], start, stop);
            } else {
                text.goTo(start);
                lexer.upTo(stop);
            }
            start = stop + 1;
        }
        text.goTo(end);
    }

    /** A name written upright is a word; what else is written so is read as it stands. */
    private void upright(String name, int from) {
        boolean isBraced = text.isAt("{");
        if (!isBraced) {
            skipSpaces();
        }
        int start = text.at();
        String word = isBraced ? argument(name, from).strip() : Lexer.isLatin(text.peek()) ? letter() : "";
        if (word.matches("[A-Za-z]+")) {
            text.add(Kind.WORD, word, from);
        } else {
            text.goTo(start);
            text.add(Kind.COMMAND, "mathrm", from);
        }
    }

    private String letter() {
        return Character.toString(text.take());
    }

    /** What stands in the braces that come next. */
    private String argument(String name, int from) {
        while (text.skip(' ') || text.skip('*')) {
            // whatever stands before them
        }
        int depth = 0;
        for (int i = 0; text.peek(i) >= 0; i++) {
            int c = text.peek(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                if (c != '}') {
                    break;
                }
                String argument = text.slice(text.at() + 1, text.at() + i);
                text.advance(i + 1);
                return argument;
            }
        }
        throw text.error(from, text.at(), "\\" + name + " needs an argument in braces, which are closed again");
    }
}
