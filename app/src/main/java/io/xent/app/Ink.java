package io.xent.app;

/** Colours for a terminal, or none. Nothing is said by colour alone. */
enum Ink {
    PLAIN,
    COLOURED;

    private static final String END = "\u001B[0m";

    /** Colours if somebody watches standard output and has not asked for none (see no-color.org). */
    static Ink of(Streams streams) {
        String asked = System.getenv("NO_COLOR");
        boolean isUnwanted = asked != null && !asked.isEmpty() || "dumb".equals(System.getenv("TERM"));
        return streams.isOutTerminal() && !isUnwanted ? COLOURED : PLAIN;
    }

    String good(String text) {
        return in("32", text);
    }

    String bad(String text) {
        return in("1;31", text);
    }

    String doubtful(String text) {
        return in("33", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + END;
    }
}
