package org.chainrule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Trains a network and writes a run folder: the model, its numbers and a report.",
        synopsisSubcommandLabel = "WHAT",
        commandListHeading = "%nWhat to train on:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chainrule train mnist",
            "  chainrule train mnist --hidden 256,128 --activation tanh --epochs 12",
            "  chainrule train mnist --help           all options"
        })
final class TrainCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to train on: mnist");
    }
}
