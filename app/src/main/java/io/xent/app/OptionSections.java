package io.xent.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code xent train} in its help: too many for one list, so each is under what it is about. */
final class OptionSections implements IHelpSectionRenderer {

    private static final String REST = "Output";

    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(
                "Data",
                List.of(
                        "--label",
                        "--target-columns",
                        "--weights",
                        "--class-weight",
                        "--offset",
                        "--drop",
                        "--keep",
                        "--text",
                        "--ngrams",
                        "--as-text",
                        "--missing",
                        "--no-scale",
                        "--input-format",
                        "--sql",
                        "--memory"));
        NAMES.put("Testing", List.of("--test", "--split", "--calibrate", "--inference", "--reference"));
        NAMES.put(
                "Objective",
                List.of(
                        "--loss",
                        "--label-smoothing",
                        "--l2",
                        "--C",
                        "--l1",
                        "--elastic-net",
                        "--lambda",
                        "--cv",
                        "--path"));
        NAMES.put(
                "Networks",
                List.of(
                        "--hidden",
                        "--conv",
                        "--shape",
                        "--activation",
                        "--dropout",
                        "--optimizer",
                        "--learning-rate",
                        "--schedule",
                        "--warm-up",
                        "--weight-decay",
                        "--clip",
                        "--batch",
                        "--epochs",
                        "--patience"));
        NAMES.put(
                "Training",
                List.of(
                        "--solver",
                        "--tolerance",
                        "--max-iterations",
                        "--validation",
                        "--from",
                        "--precision",
                        "--seed",
                        "--threads",
                        "--resume",
                        "--checkpoint-every"));
        NAMES.put(REST, List.of("--output", "--report", "--format", "--quiet", "--help", "--version", "--stacktrace"));
    }

    static Set<String> headings() {
        return NAMES.keySet();
    }

    static boolean isPlaced(String name) {
        return NAMES.values().stream().anyMatch(names -> names.contains(name));
    }

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        NAMES.keySet().forEach(section -> sections.put(section, new ArrayList<>()));
        for (OptionSpec option : help.commandSpec().options()) {
            sections.get(sectionOf(option)).add(option);
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((section, options) -> {
            options.sort((a, b) -> Integer.compare(place(section, a), place(section, b)));
            Help.Layout layout = help.createDefaultLayout();
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator()).append(section).append(':').append(System.lineSeparator());
            text.append(layout);
        });
        return text.toString();
    }

    private static String sectionOf(OptionSpec option) {
        for (Map.Entry<String, List<String>> section : NAMES.entrySet()) {
            if (Arrays.stream(option.names()).anyMatch(section.getValue()::contains)) {
                return section.getKey();
            }
        }
        return REST;
    }

    private static int place(String section, OptionSpec option) {
        return NAMES.get(section).indexOf(option.longestName());
    }
}
