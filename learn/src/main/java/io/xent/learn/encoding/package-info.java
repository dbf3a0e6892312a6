/**
 * Raw tables and how they become features. A {@link io.xent.learn.encoding.Table} is what was read; an
 * {@link io.xent.learn.encoding.Encoding} turns it into {@link io.xent.learn.Features}, the same way for training rows
 * and for every row after them.
 */
package io.xent.learn.encoding;
