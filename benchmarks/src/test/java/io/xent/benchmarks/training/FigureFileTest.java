package io.xent.benchmarks.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {

    @TempDir
    Path folder;

    private FigureFile<CoursePoint> open() throws IOException {
        return new FigureFile<>(folder.resolve("deeper/course.csv"), CoursePoint.HEADER, CoursePoint::parse);
    }

    private static CoursePoint point(String peer, int iteration, double objective) {
        return new CoursePoint("letter", peer, iteration, 0.5, objective, "us");
    }

    @Test
    void put_sameKey_replacesThatFigureAlone() throws IOException {
        open().put(List.of(point("a", 1, 3), point("a", 2, 2)));
        open().put(List.of(point("a", 1, 2.5), point("b", 1, 4)));
        assertEquals(List.of(point("a", 1, 2.5), point("a", 2, 2), point("b", 1, 4)), open().all());
    }

    @Test
    void removeIf_leavesTheOthersOnDisk() throws IOException {
        open().put(List.of(point("a", 1, 3), point("b", 1, 4)));
        open().removeIf(p -> p.peer().equals("a"));
        assertEquals(List.of(point("b", 1, 4)), open().all());
    }

    @Test
    void excess_ofTheBest_isZero_andFallingCourseLeavesOutWhatIsWorse() {
        TrainingFigure best = TrainingFigure.parse(
                "letter,a,1,full,60,converged,2,4,3,5,100,9,0.5,us,0,2026-01-01,a 1; b,here; there");
        Outcomes outcomes = new Outcomes(List.of(best), List.of(point("a", 1, 0.8), point("a", 2, 0.9)));
        assertEquals(0, outcomes.excess("letter", 0.5));
        assertEquals(0.2, outcomes.excess("letter", 0.6), 1e-15);
        assertEquals(List.of(new Outcomes.Stand(0.5, 0.8), new Outcomes.Stand(2, 0.5)), outcomes.course("letter", "a"));
        assertTrue(best.csv().endsWith("a 1; b,here; there"), best.csv());
    }
}
