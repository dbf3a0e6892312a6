package io.xent.app;

import java.util.Locale;

/** Text for HTML and SVG. Whatever comes from data passes through {@link #escape}. */
final class Html {

    private Html() {}

    /** Safe between tags and inside quoted attributes. Control characters, which no HTML may hold, become U+FFFD. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }

    /** A coordinate: two decimals, a decimal point in every locale. */
    static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.2f", coordinate);
    }

    /** {@code <tag>escaped text</tag>}. */
    static String element(String tag, String text) {
        return "<" + tag + ">" + escape(text) + "</" + tag + ">";
    }
}
