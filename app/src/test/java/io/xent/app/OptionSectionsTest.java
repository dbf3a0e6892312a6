package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class OptionSectionsTest {

    @Test
    void everyOptionOfTrain_standsInTheHelpOnceUnderItsHeading() {
        String help = Cli.run("train", "--help").out();
        Map<String, Integer> headings = new LinkedHashMap<>();
        for (String heading : OptionSections.headings()) {
            int at = help.indexOf(System.lineSeparator() + heading + ":" + System.lineSeparator());
            assertTrue(at > 0, heading);
            headings.put(heading, at);
        }
        assertEquals(headings.values().stream().sorted().toList(), List.copyOf(headings.values()), "order");
        for (OptionSpec option :
                CommandSpec.forAnnotatedObject(new TrainOptions()).options()) {
            String name = option.longestName();
            List<String> lines = help.lines()
                    .filter(line -> line.matches(" {2,6}(-\\w, )?" + name + "([ =,\\[].*)?"))
                    .toList();
            assertEquals(1, lines.size(), name);
            assertTrue(OptionSections.isPlaced(name), name + " belongs under a heading of OptionSections");
        }
        assertTrue(help.indexOf("--hidden=") > headings.get("Networks"));
        assertTrue(help.indexOf("--hidden=") < headings.get("Training"));
    }

    @Test
    void otherCommands_keepOneList() {
        String help = Cli.run("predict", "--help").out();
        assertTrue(Arrays.stream(help.split("\\R")).noneMatch("Networks:"::equals));
    }
}
