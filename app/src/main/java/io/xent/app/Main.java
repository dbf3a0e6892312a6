package io.xent.app;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import io.xent.core.Kernels;
import io.xent.learn.InvalidInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code xent}. */
@Command(
        name = "xent",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        description = "Softmax classification: a table in, a converged and tested classifier out.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Example:",
            "  xent train penguins.csv --label species     learns; writes penguins.onnx and penguins.html",
            "  xent evaluate penguins.onnx more.csv        tests the model on other rows",
            "  xent predict penguins.onnx new.csv          says what it takes new rows for",
            "",
            "'xent COMMAND --help' explains a command and gives an example.",
            "Exit status: 0 done; 1 a mistake of ours; 2 input, option or file that cannot be used; 3 stopped early."
        })
public final class Main {

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Where something fails, show where in the program (also: XENT_DEBUG=1).")
    boolean stacktrace;

    private final Streams streams;

    private Main(Streams streams) {
        this.streams = streams;
    }

    /** Runs the program and ends the process with its status. */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.watch();
        int status = ExitStatus.FAILED;
        try {
            status = run(arguments, Streams.ofProcess(), interruption);
        } finally {
            interruption.finish(status);
        }
        System.exit(status);
    }

    /** Runs the program inside another one. */
    static int run(String[] arguments, Streams streams, Interruption interruption) {
        Main main = new Main(streams);
        int status;
        try {
            status = main.hasKernels()
                    ? main.commandLine(arguments, interruption).execute(arguments)
                    : ExitStatus.BAD_INPUT;
        } catch (Error e) {
            // The libraries' handlers see exceptions only.
            status = main.failed(e);
        }
        streams.out().flush();
        if (status == ExitStatus.DONE && streams.out().checkError()) {
            main.error("standard output: cannot be written; look for a full disk or a closed pipe");
            return ExitStatus.BAD_INPUT;
        }
        return status;
    }

    /** Whether the kernels that {@code -Dxent.kernels} forces are there; says so where they are not. */
    private boolean hasKernels() {
        try {
            if (!KernelChoice.isOpen()) {
                Kernels.active();
            }
            return true;
        } catch (IllegalStateException e) {
            error(e.getMessage());
            return false;
        }
    }

    private CommandLine commandLine(String[] arguments, Interruption interruption) {
        CommandLine line = new CommandLine(this);
        List<Object> commands = commands(interruption);
        // What picocli learns of a command takes about ten milliseconds, and the others are not needed.
        commands.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .filter(command -> !(command instanceof CompletionCommand))
                .findFirst()
                .map(List::of)
                .orElse(commands)
                .forEach(line::addSubcommand);
        for (CommandLine command : line.getSubcommands().values()) {
            if (command.getCommand() instanceof ExplainCommand || command.getCommand() instanceof EntropyCommand) {
                // A negative number is no option; NumberWords refuses what is one.
                command.setUnmatchedOptionsArePositionalParams(true);
            } else if (command.getCommand() instanceof TrainCommand) {
                command.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, new OptionSections());
            }
        }
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((e, words) -> misused(e))
                .setExecutionExceptionHandler((e, command, result) -> failed(e))
                .setExecutionStrategy(result -> {
                    if (result.subcommand() == null
                            && !result.isUsageHelpRequested()
                            && !result.isVersionHelpRequested()) {
                        throw new ParameterException(
                                line,
                                "name a command: "
                                        + listed(line.getSubcommands().keySet()));
                    }
                    return new CommandLine.RunLast().execute(result);
                });
        return line;
    }

    private List<Object> commands(Interruption interruption) {
        return List.of(
                new TrainCommand(streams, interruption),
                new UpdateCommand(streams, interruption),
                new PredictCommand(streams),
                new EvaluateCommand(streams),
                new CalibrateCommand(streams),
                new VerifyCommand(streams),
                new InfoCommand(streams),
                new DataCommand(streams),
                new ExplainCommand(streams),
                new EntropyCommand(streams),
                new CheckCommand(streams),
                new GradcheckCommand(streams),
                new CompletionCommand(streams));
    }

    private static String name(Object command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static String listed(Set<String> commands) {
        List<String> names = List.copyOf(commands);
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }

    private int misused(ParameterException e) {
        String message = e.getMessage().lines().findFirst().orElse("").replaceFirst("^Error: ", "");
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            message += "; did you mean " + unmatched.getSuggestions().get(0) + "?";
        }
        error(Character.toLowerCase(message.charAt(0)) + message.substring(1) + " (see '"
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help')");
        return ExitStatus.BAD_INPUT;
    }

    private int failed(Throwable e) {
        int status;
        if (e instanceof InvalidInputException) {
            error(oneLine(e.getMessage()));
            status = ExitStatus.BAD_INPUT;
        } else if (e instanceof OutOfMemoryError) {
            error("not enough memory: the JVM may use " + Runtime.getRuntime().maxMemory() / (1 << 20)
                    + " MB; allow more with XENT_OPTS=-Xmx8g, or give it less data");
            status = ExitStatus.BAD_INPUT;
        } else {
            error("internal error: " + oneLine(e.toString())
                    + "; please report it where you got Xent, with the output of --stacktrace");
            status = ExitStatus.FAILED;
        }
        if (stacktrace || System.getenv("XENT_DEBUG") != null) {
            e.printStackTrace(streams.err());
        }
        return status;
    }

    private void error(String message) {
        streams.err().println("xent: " + message);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
