/**
 * What a provider of kernels has to pass, and the exact arithmetic it is measured with.
 *
 * <p>Extend {@link io.xent.testkit.KernelContract} and {@link io.xent.testkit.AccuracyContract}, one test class each, to
 * hold a provider to what {@code io.xent.core} promises.
 */
package io.xent.testkit;
