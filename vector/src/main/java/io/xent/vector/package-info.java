/**
 * The kernels of {@code io.xent.core} on vectors of 128, 256 or 512 bits. There is nothing to call here: with this module
 * beside core, and {@code --add-modules jdk.incubator.vector} on the command line, core finds it.
 *
 * <p>{@link io.xent.vector.FloatRow} works on rows with many classes, {@link io.xent.vector.FloatChunk} on many short
 * rows at once. Sources are written for floats; the build derives those for doubles.
 */
package io.xent.vector;
