/**
 * Checks what a trained model says of itself: {@link io.xent.learn.verification.Recomputation} finds objective, gradient and
 * bound anew by plain loops in twice the working precision, and shares no arithmetic with what trained;
 * {@link io.xent.learn.verification.Verification} holds a model's {@link io.xent.learn.verification.Claims} against it.
 */
package io.xent.learn.verification;
