package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Set<String> VOID = Set.of("meta", "col", "line", "circle", "rect", "polyline");

    private final String page = Report.of(Outcomes.converged());

    @Test
    void of_hostileNames_showsThemAsText() {
        assertFalse(page.contains("<script"), "markup from data became markup of the page");
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot; %s"));
    }

    @Test
    void of_opensWithoutANetwork() {
        assertFalse(Pattern.compile("https?:|src=|@import|url\\(|<link")
                .matcher(page)
                .find());
    }

    @Test
    void of_everyElementIsClosed() {
        Deque<String> open = new ArrayDeque<>();
        String body = page.replaceFirst("(?s)<style>.*?</style>", "").replaceFirst("<!doctype html>", "");
        Matcher tags = Pattern.compile("<(/?)([a-z0-9]+)[^>]*?(/?)>").matcher(body);
        while (tags.find()) {
            if (!tags.group(1).isEmpty()) {
                assertEquals(open.pop(), tags.group(2), "closed out of order near " + tags.start());
            } else if (tags.group(3).isEmpty() && !VOID.contains(tags.group(2))) {
                open.push(tags.group(2));
            }
        }
        assertTrue(open.isEmpty(), "left open: " + open);
    }

    @Test
    void of_everyChartHasWordsForThoseWhoCannotSeeIt() {
        Matcher charts = Pattern.compile("<svg [^>]*>").matcher(page);
        int count = 0;
        while (charts.find()) {
            count++;
            assertTrue(charts.group().matches(".*role=\"img\" aria-label=\"[^\"]{10,}\".*"), charts.group());
        }
        assertEquals(3, count, "reliability, objective, gradient norm");
    }

    @Test
    void of_notConverged_saysSoFirst() {
        String stopped = Report.of(Outcomes.of(false, OptionalDouble.empty(), new double[] {1, 0}));
        int verdict = stopped.indexOf("Not converged");
        assertTrue(verdict > 0 && verdict < stopped.indexOf("class=\"figures\""));
        assertTrue(stopped.contains("Raise --max-iterations"));
    }
}
