package io.xent.app;

/** Words as a shell takes them. */
final class Shell {

    private Shell() {}

    /** The word as it is where that is safe, else in single quotes. */
    static String quoted(String word) {
        return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
