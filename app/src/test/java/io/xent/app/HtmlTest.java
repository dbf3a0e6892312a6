package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void escape_markupAndQuotes_areText() {
        assertEquals(
                "&lt;script&gt;alert(&quot;x&quot;, &#39;y&#39;) &amp;&lt;/script&gt;",
                Html.escape("<script>alert(\"x\", 'y') &</script>"));
    }

    @Test
    void escape_controlCharacters_areReplaced() {
        assertEquals("a\uFFFDb c", Html.escape("a\u0000b\nc"));
    }

    @Test
    void quoted_wordForTheShell_isOneWord() {
        assertEquals("out/model.onnx", Shell.quoted("out/model.onnx"));
        assertEquals("'it'\\''s $HOME.onnx'", Shell.quoted("it's $HOME.onnx"));
    }
}
