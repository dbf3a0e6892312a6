/** Functions of logits and their derivatives. */
module io.xent.core {
    exports io.xent.core;

    uses io.xent.core.Kernels;
}
