/**
 * Networks of dense and convolution layers before a softmax. {@link io.xent.learn.network.NetworkTraining} trains a
 * {@link io.xent.learn.network.Network}; an {@link io.xent.learn.network.Architecture} says what it is made of.
 */
package io.xent.learn.network;
