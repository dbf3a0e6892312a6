/** The program {@code xent}: its command line, its JSON, its report. Start at {@link io.xent.app.Main}. */
package io.xent.app;
