package io.xent.derive;

/**
 * One change that makes a line right.
 *
 * @param written what stands there; its span is the place to underline
 * @param instead what should stand there
 * @param line the whole line with the change made
 * @param message the change in words: "the index k should be i"
 */
public record Mend(Expression written, Expression instead, Expression line, String message) {}
