package io.xent.app;

import java.util.function.BiFunction;

/** How a checked derivation is printed. */
enum CheckFormat {
    TEXT(CheckedText::of),
    JSON((checked, ink) -> CheckedJson.of(checked)),
    HTML((checked, ink) -> CheckedHtml.of(checked)),
    MARKDOWN((checked, ink) -> CheckedMarkdown.of(checked));

    private final BiFunction<Checked, Ink, String> renderer;

    CheckFormat(BiFunction<Checked, Ink, String> renderer) {
        this.renderer = renderer;
    }

    String render(Checked checked, Ink ink) {
        return renderer.apply(checked, ink);
    }
}
