package org.chainrule.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.Picture;
import org.chainrule.data.Dataset;
import org.chainrule.data.Mnist;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.threads.Workers;
import org.chainrule.train.Evaluator;
import org.chainrule.train.Settings;

/** A perceptron on MNIST, or other images in files of its form. */
record MnistAssignment(MnistOptions options, Mnist mnist, Mlp model) implements Assignment {
    /** Loads the images. */
    static MnistAssignment of(MnistOptions options) {
        Mnist mnist = options.data().map(Mnist::from).orElseGet(Mnist::shipped);
        int pixels = mnist.images().height() * mnist.images().width();
        return new MnistAssignment(
                options,
                mnist,
                options.overfitting()
                        .in(perceptron(options.widths(pixels, mnist.classes()), options.activation(), options.seed())));
    }

    /** A new perceptron; the user is told if no array could hold it. */
    static Mlp perceptron(List<Integer> widths, Activation activation, long seed) {
        try {
            return Mlp.of(widths, activation, RandomKey.of(seed));
        } catch (ShapeException e) {
            throw new UserError("a network of widths " + widths + " is too large: " + e.getMessage());
        }
    }

    @Override
    public String data() {
        return options.dataName();
    }

    @Override
    public List<String> dataLines() {
        return List.of(String.format(
                Locale.ROOT,
                "data: %s, %,d images to train on, %,d to validate, %,d to test",
                options.dataName(),
                mnist.training().size(),
                mnist.validation().size(),
                mnist.test().size()));
    }

    @Override
    public String trainingLine() {
        return String.format(
                Locale.ROOT,
                "training: %s at %s, %s, batches of %d, seed %d",
                options.optimizer(),
                Options.written(options.rate()),
                options.scheduleName(),
                options.batch(),
                options.seed());
    }

    @Override
    public Dataset training() {
        return mnist.training();
    }

    @Override
    public Dataset validation() {
        return mnist.validation();
    }

    @Override
    public Settings settings() {
        return options.scheduled(options.settings(), mnist.training().size());
    }

    @Override
    public double rate() {
        return options.rate();
    }

    @Override
    public double usualRate() {
        return options.optimizer().usualRate();
    }

    @Override
    public Optional<String> rateSearch() {
        return Optional.of("find-rate mnist");
    }

    @Override
    public boolean classifies() {
        return true;
    }

    @Override
    public Map<String, Object> configuration() {
        return options.configuration();
    }

    @Override
    public Map<String, String> companions() {
        return preparation()
                .map(preparation -> Map.of(SavedRun.IMAGES, preparation.toJson()))
                .orElse(Map.of());
    }

    /** How an image file becomes what the perceptron has learnt from: ink is 1 and paper 0. None if the images are no squares, or too large. */
    private Optional<ImagePreparation> preparation() {
        int height = mnist.images().height();
        return height == mnist.images().width() && height <= ImagePreparation.LARGEST && mnist.classes() > 1
                ? Optional.of(new ImagePreparation(height, 1, List.of(0.0), List.of(1.0), classes()))
                : Optional.empty();
    }

    private List<String> classes() {
        return IntStream.range(0, mnist.classes()).mapToObj(String::valueOf).toList();
    }

    @Override
    public Evaluation evaluate(Learnt learnt, Workers workers) {
        boolean whole = learnt.ending() == Ending.COMPLETE;
        Dataset images = whole ? mnist.test() : mnist.validation();
        Evaluator<Layer> evaluator = new Evaluator<>(settings().loss(), workers);
        int[] labels = images.batch(IntStream.range(0, images.size()).toArray())
                .targets()
                .toInts();
        return Answers.ofImages(
                whole ? "test" : "validation",
                labels,
                evaluator.outputs(learnt.model(), images),
                classes(),
                number -> "image " + number,
                number -> picture(images.batch(number).inputs()));
    }

    private static Picture picture(Tensor image) {
        return Picture.ofInk(image.shape().extent(-1), image.shape().extent(-2), image.toFloats());
    }

    @Override
    public List<Baseline> baselines(Workers workers) {
        return List.of();
    }
}
