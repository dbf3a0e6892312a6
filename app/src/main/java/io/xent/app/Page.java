package io.xent.app;

import static io.xent.app.Html.element;

/** The frame of a page that opens without a network: the look of the report, and a style sheet of its own. */
final class Page {

    static final String CLOSING = "</main></body></html>\n";

    private Page() {}

    static String opening(String title, String styleSheet) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">" + Report.GENERATOR + " "
                + Version.current() + "\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + element("title", title) + "<style>" + Style.of("report.css") + Style.of(styleSheet)
                + "</style></head><body><main>";
    }
}
