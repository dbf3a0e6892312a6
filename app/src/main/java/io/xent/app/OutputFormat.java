package io.xent.app;

/** How a result is printed. */
enum OutputFormat {
    TEXT,
    JSON
}
