package io.xent.derive;

/** What an index counts. */
enum Dimension {
    CLASS("K", "class"),
    ROW("N", "row"),
    FEATURE("D", "feature");

    /** The usual name of how many there are. */
    final String size;

    /** The word for one of them. */
    final String word;

    Dimension(String size, String word) {
        this.size = size;
        this.word = word;
    }
}
