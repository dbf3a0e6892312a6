/**
 * The derivative of the loss, understood: expressions, worked explanations with the reader's numbers, derivations checked
 * line by line, and gradients of other people's code checked against what they claim to be.
 *
 * <p>Nothing here starts a thread, opens a file or uses reflection, so that it also runs inside a browser.
 */
package io.xent.derive;
