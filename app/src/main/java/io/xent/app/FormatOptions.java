package io.xent.app;

import picocli.CommandLine.Option;

/** How a result is printed. */
final class FormatOptions {

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json: how the result is printed. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format;

    boolean isJson() {
        return format == OutputFormat.JSON;
    }
}
