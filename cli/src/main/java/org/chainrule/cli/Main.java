package org.chainrule.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command {@code chainrule}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofSystem(), System.err, arguments));
    }

    /**
     * Runs a command.
     *
     * @return its exit code: 0 if all is well, 2 for a mistake that one line on {@code errors} tells
     */
    static int run(Terminal terminal, PrintStream errors, String... arguments) {
        String[] all;
        try {
            all = ConfiguredArguments.of(() -> commands(terminal), arguments);
        } catch (UserError e) {
            errors.println("chainrule train: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return commands(terminal)
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(errors, true, errors.charset()))
                .execute(all);
    }

    /** All commands. */
    static CommandLine commands(Terminal terminal) {
        CommandLine train = new CommandLine(new TrainCommand(terminal)).addSubcommand(new TrainMnistCommand(terminal));
        CommandLine chainrule = new CommandLine(new ChainruleCommand())
                .addSubcommand(train)
                .addSubcommand(new PredictCommand(terminal))
                .addSubcommand(new EvaluateCommand(terminal))
                .addSubcommand(new InfoCommand(terminal))
                .addSubcommand(new SampleCommand(terminal))
                .addSubcommand(new FindRateCommand(terminal))
                .addSubcommand(new ScheduleCommand(terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new LensCommand(terminal))
                .addSubcommand(new ExampleCommand())
                .addSubcommand(new JShellCommand())
                .addSubcommand(new BenchCommand())
                .addSubcommand(new HelpCommand());
        Invocation.inExamples(chainrule);
        return chainrule
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Terminal.USUAL_COLUMNS)
                .setUsageHelpAutoWidth(false)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(Failures::wrongArguments)
                .setExecutionExceptionHandler(Failures::failed);
    }
}
