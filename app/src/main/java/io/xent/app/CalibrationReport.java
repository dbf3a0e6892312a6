package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;

/** A calibration as one HTML page, of the kind of {@link Report}. */
final class CalibrationReport {

    private final Calibrated calibrated;
    private final StringBuilder html = new StringBuilder();

    private CalibrationReport(Calibrated calibrated) {
        this.calibrated = calibrated;
    }

    static String of(Calibrated calibrated) {
        return new CalibrationReport(calibrated).write();
    }

    private String write() {
        String title = calibrated.labels().column() + " by " + calibrated.source() + ", calibrated";
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">" + Report.GENERATOR + " "
                + Version.current() + "\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + element("title", title) + "<style>" + Style.of("report.css") + "</style></head><body><main><header>");
        html.append(element("h1", title));
        html.append(element(
                "p",
                count(calibrated.choice().before().rows(), "row") + " of " + calibrated.data() + " in "
                        + calibrated.chosen().folds() + " folds, each calibrated by the others"));
        html.append("<p class=\"verdict\">" + escape(capitalised(calibrated.sentence()) + ".") + "</p></header>");
        notices();
        html.append(CalibrationSection.of(calibrated.chosen()));
        return html.append("</main></body></html>\n").toString();
    }

    private static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private void notices() {
        if (!calibrated.notices().isEmpty()) {
            html.append("<section><h2>Noticed in the data</h2><ul>");
            calibrated.notices().forEach(notice -> html.append(element("li", notice)));
            html.append("</ul></section>");
        }
    }
}
