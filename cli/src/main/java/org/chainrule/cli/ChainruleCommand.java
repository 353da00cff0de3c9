package org.chainrule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "chainrule",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Backpropagation, compiled: trains neural networks on the JVM.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule train data.csv --target y  learn to predict a column of a table",
            "  chainrule predict RUN new.csv        predict it for other rows",
            "  chainrule train book.txt             learn to write as in a text",
            "  chainrule sample RUN --prompt \"Call\" write with what was learnt",
            "  chainrule train images/              learn to tell images apart",
            "  chainrule train mnist                train on handwritten digits",
            "  chainrule train mnist --epochs 3     the same, shorter",
            "  chainrule find-rate mnist            look for a learning rate",
            "  chainrule schedule one-cycle         draw a learning rate over time",
            "  chainrule compare mnist              seven ways to train, side by side",
            "  chainrule check                      check the gradient of every operation",
            "  chainrule lens                       watch backpropagation in the browser",
            "  chainrule example lenet              run one of the example programs",
            "  chainrule jshell                     try it line by line",
            "  chainrule bench W2 matmul            compare with other engines"
        })
final class ChainruleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
