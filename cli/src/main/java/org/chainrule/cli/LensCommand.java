package org.chainrule.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.console.UserError;
import org.chainrule.lens.Lens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lens",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows in the browser how a neuron computes, and how its gradients flow back, step by step.",
            "In a program, Lens.show(loss) shows a loss of your own."
        },
        optionListHeading = "%nOptions:%n")
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class LensCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "The port at 127.0.0.1 (default: a free one).")
    private int port;

    LensCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Lens lens = Lens.neuron(port)) {
            terminal.line("open " + lens.address() + " in a browser; Ctrl-C ends");
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot listen at port " + port + ": " + e.getMessage(), e);
        }
    }
}
