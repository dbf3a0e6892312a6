package io.xent.app;

import java.util.function.Function;

/** How an explanation is printed. */
enum ExplanationFormat {
    TEXT(ExplanationText::of),
    MARKDOWN(ExplanationMarkdown::of),
    LATEX(ExplanationLatex::of),
    HTML(ExplanationHtml::of),
    JSON(ExplanationJson::of);

    private final Function<Explained, String> renderer;

    ExplanationFormat(Function<Explained, String> renderer) {
        this.renderer = renderer;
    }

    String render(Explained explained) {
        return renderer.apply(explained);
    }
}
