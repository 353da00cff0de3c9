package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.cli.ScheduleChoice.Course;
import org.chainrule.cli.console.UserError;
import org.chainrule.nn.Activation;
import org.chainrule.optim.Constant;
import org.chainrule.optim.MomentumOptimizer;
import org.chainrule.regularization.L2;
import org.chainrule.train.Settings;

/** What {@code chainrule train mnist} was asked for. */
record MnistOptions(
        int epochs,
        int batch,
        double rate,
        OptimizerChoice optimizer,
        List<Integer> hidden,
        Activation activation,
        double l2,
        OverfittingOptions overfitting,
        Optional<ScheduleChoice> schedule,
        ScheduleShape shape,
        long seed,
        int threads,
        Optional<Path> data) {
    MnistOptions {
        hidden = List.copyOf(hidden);
    }

    Settings settings() {
        return overfitting.in(Settings.classification(epochs)
                .with(optimizer.optimizer(), new Constant(rate))
                .withPenalty(new L2(l2))
                .withBatch(batch)
                .withSeed(seed));
    }

    /** The settings with the schedule, now that the number of examples is known. */
    Settings scheduled(Settings settings, int examples) {
        if (schedule.isEmpty()) {
            return settings;
        }
        int stepsPerEpoch = settings.stepsPerEpoch(examples);
        boolean momentum = optimizer.optimizer() instanceof MomentumOptimizer accelerated && accelerated.momentum() > 0;
        try {
            return settings.with(
                    optimizer.optimizer(),
                    shape.of(schedule.get(), new Course(rate, settings.steps(examples), stepsPerEpoch, momentum)));
        } catch (IllegalArgumentException e) {
            throw new UserError("--schedule " + schedule.get() + ": " + e.getMessage(), e);
        }
    }

    String scheduleName() {
        return schedule.orElse(ScheduleChoice.CONSTANT).toString();
    }

    /** The widths of all layers, from the pixels to the classes. */
    List<Integer> widths(int pixels, int classes) {
        List<Integer> widths = new ArrayList<>(hidden);
        widths.addFirst(pixels);
        widths.addLast(classes);
        return widths;
    }

    String dataName() {
        return data.map(Path::toString).orElse("MNIST");
    }

    /** The options by name, as they stand in files. */
    Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("data", dataName());
        configuration.put("hidden", hidden);
        configuration.put("activation", Options.name(activation));
        configuration.put("optimizer", optimizer.toString());
        configuration.put("rate", rate);
        configuration.put("schedule", scheduleName());
        configuration.put("batch", batch);
        configuration.put("epochs", epochs);
        configuration.put("l2", l2);
        overfitting.addTo(configuration);
        configuration.put("seed", seed);
        configuration.put("threads", threads);
        return configuration;
    }
}
