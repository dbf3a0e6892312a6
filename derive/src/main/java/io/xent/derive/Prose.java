package io.xent.derive;

/** One paragraph of plain text. */
public record Prose(String text) implements Part {}
