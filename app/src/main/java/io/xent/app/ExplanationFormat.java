package io.xent.app;

import io.xent.derive.Explanation;
import java.util.function.Function;

/** How an explanation is printed. */
enum ExplanationFormat {
    TEXT(ExplanationText::of),
    JSON(ExplanationJson::of);

    private final Function<Explanation, String> renderer;

    ExplanationFormat(Function<Explanation, String> renderer) {
        this.renderer = renderer;
    }

    String render(Explanation explanation) {
        return renderer.apply(explanation);
    }
}
