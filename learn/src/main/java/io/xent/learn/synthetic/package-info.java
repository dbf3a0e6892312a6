/**
 * Made-up rows with known shapes, to try a classifier on: {@link io.xent.learn.synthetic.SyntheticRows#moons moons},
 * {@link io.xent.learn.synthetic.SyntheticRows#blobs blobs} and {@link io.xent.learn.synthetic.SyntheticRows#spirals spirals}.
 */
package io.xent.learn.synthetic;
