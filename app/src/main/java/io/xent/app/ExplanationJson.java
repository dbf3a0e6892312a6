package io.xent.app;

import io.xent.derive.Curve;
import io.xent.derive.Formula;
import io.xent.derive.Grid;
import io.xent.derive.Part;
import io.xent.derive.Prose;
import io.xent.derive.Step;

/** An explanation for programs; documented in docs/file-formats.md. */
final class ExplanationJson {

    private ExplanationJson() {}

    static String of(Explained explained) {
        return Json.object(json -> {
                    json.field("title", explained.title());
                    explained.results().accept(json);
                    json.objects("steps", explained.steps(), step -> step(json, step));
                })
                + "\n";
    }

    private static void step(Json json, Step step) {
        json.field("title", step.title()).objects("parts", step.parts(), part -> part(json, part));
    }

    private static void part(Json json, Part part) {
        if (part instanceof Prose prose) {
            json.field("text", prose.text());
        } else if (part instanceof Formula formula) {
            json.strings("formula", formula.lines());
        } else if (part instanceof Curve curve) {
            json.field("curve", curve.caption()).numbers("x", curve.x()).numbers("y", curve.y());
        } else if (part instanceof Grid grid) {
            json.field("table", grid.caption())
                    .field("rowsAre", grid.corner())
                    .strings("rows", grid.rows())
                    .objects("columns", grid.columns(), column -> column(json, column));
        }
    }

    private static void column(Json json, Grid.Column column) {
        json.field("heading", column.heading()).numbers("values", column.values());
        column.total().ifPresent(total -> json.field("total", total));
    }
}
