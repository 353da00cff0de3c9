package org.chainrule.cli;

import java.util.Map;
import java.util.Optional;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Averaging;
import org.chainrule.optim.Ema;
import org.chainrule.optim.Swa;
import org.chainrule.regularization.Mixup;
import org.chainrule.train.EarlyStopping;
import org.chainrule.train.Settings;
import picocli.CommandLine.Option;

/** The options against overfitting. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class OverfittingOptions {
    @Option(
            names = "--dropout",
            paramLabel = "P",
            converter = Options.Share.class,
            description = "Share of the hidden values that a step of training leaves out (default: ${DEFAULT-VALUE}).")
    private double dropout = 0;

    @Option(
            names = "--mixup",
            paramLabel = "A",
            converter = Options.Positive.class,
            description = "Trains on mixtures of two examples, their shares drawn from Beta(A, A).")
    private Optional<Double> mixup = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Ends, with the best model, when the validation loss was no better for so many epochs.")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = "--average",
            paramLabel = "NAME",
            converter = AverageReader.class,
            description =
                    "Validates and keeps an average of the models: ema (of about the last thousand steps) or swa (of all epochs).")
    private Optional<Average> average = Optional.empty();

    /** Which models are averaged. */
    enum Average {
        EMA,
        SWA;

        private Averaging rule() {
            return switch (this) {
                case EMA -> new Ema(0.999);
                case SWA -> new Swa();
            };
        }
    }

    Settings in(Settings settings) {
        Settings result = settings;
        if (mixup.isPresent()) {
            result = result.with(new Mixup(mixup.get()));
        }
        if (patience.isPresent()) {
            result = result.with(new EarlyStopping(patience.get()));
        }
        return average.isPresent() ? result.with(average.get().rule()) : result;
    }

    Mlp in(Mlp model) {
        return dropout == 0 ? model : model.with(new Dropout(dropout));
    }

    /** Adds those that are set, by name. */
    void addTo(Map<String, Object> configuration) {
        if (dropout > 0) {
            configuration.put("dropout", dropout);
        }
        mixup.ifPresent(alpha -> configuration.put("mixup", alpha));
        patience.ifPresent(epochs -> configuration.put("patience", epochs));
        average.ifPresent(which -> configuration.put("average", Options.name(which)));
    }

    /** Reads the name of an average. */
    static final class AverageReader implements picocli.CommandLine.ITypeConverter<Average> {
        @Override
        public Average convert(String text) {
            return Options.named(Average.class, text);
        }
    }
}
