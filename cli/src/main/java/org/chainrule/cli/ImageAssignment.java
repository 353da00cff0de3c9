package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.run.Baseline;
import org.chainrule.cli.run.ClassEvaluation;
import org.chainrule.cli.run.Ending;
import org.chainrule.cli.run.Evaluation;
import org.chainrule.cli.run.Picture;
import org.chainrule.data.Dataset;
import org.chainrule.data.image.Augmented;
import org.chainrule.data.image.ImageData;
import org.chainrule.data.image.ImageFiles;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.layer.ConvNet;
import org.chainrule.threads.Workers;
import org.chainrule.train.Evaluator;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;

/** A convolutional network on a folder of images, beside a linear model of their pixels, and the most frequent class. */
record ImageAssignment(ImageOptions options, ImageData images, ConvNet model) implements Assignment {
    /** Reads the folder. */
    static ImageAssignment of(ImageOptions options, Terminal terminal) {
        ImageData images = ImageData.read(
                options.folder(),
                options.request(),
                (done, all) -> terminal.redraw(String.format(Locale.ROOT, "reading images: %,d of %,d", done, all)));
        return new ImageAssignment(
                options,
                images,
                ImageNetwork.of(
                        images.preparation(),
                        options.channels(),
                        options.request().seed()));
    }

    private ImagePreparation preparation() {
        return images.preparation();
    }

    private CycledSettings cycled() {
        return options.settings(preparation(), images.training().size());
    }

    @Override
    public String data() {
        return String.valueOf(options.folder().toAbsolutePath().normalize().getFileName());
    }

    @Override
    public List<String> dataLines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "data: %s, %,d images to train on, %,d to validate, %,d to test",
                data(),
                images.training().size(),
                images.validation().size(),
                images.test().size()));
        lines.add(seen(preparation()));
        lines.add("augmented: " + options.augmentation(preparation()));
        images.remarks().forEach(remark -> lines.add("note: " + remark));
        return lines;
    }

    /** What a network sees of images, and tells of them, in one line. */
    static String seen(ImagePreparation preparation) {
        return String.format(
                Locale.ROOT,
                "images: seen in %d×%d, %s; %d classes: %s",
                preparation.size(),
                preparation.size(),
                preparation.channels() == 1 ? "grey" : "coloured",
                preparation.classes().size(),
                String.join(", ", preparation.classes()));
    }

    @Override
    public String trainingLine() {
        CycledSettings settings = cycled();
        return String.format(
                Locale.ROOT,
                "training: adamw at %s, %s, batches of %d, at most %s, seed %d",
                Options.written(options.rate()),
                settings.scheduleName(),
                settings.batch(),
                Introduction.counted(settings.epochs(), "epoch"),
                settings.seed());
    }

    @Override
    public Dataset training() {
        return images.prepared(new Augmented(
                images.training(), options.augmentation(preparation()).augmentations()));
    }

    @Override
    public Dataset validation() {
        return images.prepared(images.validation());
    }

    @Override
    public Settings settings() {
        return cycled().of(new SoftmaxCrossEntropy(), options.rate());
    }

    @Override
    public double rate() {
        return options.rate();
    }

    @Override
    public double usualRate() {
        return options.usualRate();
    }

    @Override
    public boolean classifies() {
        return true;
    }

    @Override
    public Map<String, Object> configuration() {
        return options.configuration(preparation(), images.training().size());
    }

    @Override
    public Map<String, String> companions() {
        return Map.of(SavedRun.IMAGES, preparation().toJson());
    }

    @Override
    public Evaluation evaluate(Learnt learnt, Workers workers) {
        boolean whole = learnt.ending() == Ending.COMPLETE;
        return evaluate(
                whole ? "test" : "validation", whole ? images.test() : images.validation(), learnt.model(), workers);
    }

    private ClassEvaluation evaluate(String part, ImageFiles files, Layer network, Workers workers) {
        return evaluate(part, files, preparation(), network, workers);
    }

    /** Asks a network about files whose classes are known. */
    static ClassEvaluation evaluate(
            String part, ImageFiles files, ImagePreparation preparation, Layer network, Workers workers) {
        List<float[]> outputs =
                new Evaluator<>(new SoftmaxCrossEntropy(), workers).outputs(network, preparation.of(files));
        return evaluation(part, files, preparation, outputs);
    }

    private static ClassEvaluation evaluation(
            String part, ImageFiles files, ImagePreparation preparation, List<float[]> outputs) {
        int side = preparation.size();
        return Answers.ofImages(
                part,
                labels(files),
                outputs,
                preparation.classes(),
                number -> files.file(number).toString(),
                number -> Picture.of(side, side, files.batch(number).inputs().toFloats()));
    }

    private static int[] labels(ImageFiles files) {
        return IntStream.range(0, files.size()).map(files::label).toArray();
    }

    @Override
    public List<Baseline> baselines(Workers workers) {
        int classes = preparation().classes().size();
        int inputs =
                preparation().channels() * preparation().size() * preparation().size();
        Mlp line = Mlp.of(List.of(inputs, classes), Activation.RELU, RandomKey.of(cycled().seed()));
        Layer linear = Trainer.on(workers, cycled().of(new SoftmaxCrossEntropy(), ImageOptions.LINEAR_RATE))
                .fit(line, images.prepared(images.training()), validation())
                .model();
        List<float[]> constant = MostFrequent.outputs(classes, images.test().size(), labels(images.training()));
        return List.of(
                new Baseline(
                        "logistic regression of the pixels",
                        evaluate("test", images.test(), linear, workers).value()),
                new Baseline(
                        "the most frequent class",
                        evaluation("test", images.test(), preparation(), constant)
                                .value()));
    }
}
