package io.xent.derive;

/** What a {@link Step} is made of, in the order it is read. */
public sealed interface Part permits Prose, Formula, Grid, Curve {}
