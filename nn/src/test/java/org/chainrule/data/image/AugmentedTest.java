package org.chainrule.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.layer.ConvNet;
import org.chainrule.train.BatchReport;
import org.chainrule.train.Checkpoints;
import org.chainrule.train.Rhythm;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;
import org.chainrule.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentedTest {
    private static final Dataset IMAGES = new Examples(
            RandomKey.of(3).uniform(Shape.of(20, 1, 8, 8), 0, 1).evaluate(),
            Tensor.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1));

    private static final Augmented VARIED = new Augmented(IMAGES, Augmentation.photo());

    @Test
    void outsideOfATrainingImagesAreAsTheyAre() {
        assertThat(inputs(VARIED, 0, 1)).containsExactly(inputs(IMAGES, 0, 1));
        assertThat(inputs(new Augmented(IMAGES, List.of()).inEpoch(1, 1), 0)).containsExactly(inputs(IMAGES, 0));
    }

    @Test
    void aViewFollowsFromSeedEpochAndNumberAlone() {
        Dataset first = VARIED.inEpoch(1, 7);
        assertThat(inputs(first, 5, 3))
                .startsWith(inputs(VARIED.inEpoch(1, 7), 5))
                .endsWith(inputs(first, 3));
        assertThat(inputs(VARIED.inEpoch(2, 7), 5)).isNotEqualTo(inputs(first, 5));
        assertThat(inputs(VARIED.inEpoch(1, 8), 5)).isNotEqualTo(inputs(first, 5));
        assertThat(first.batch(5, 3).targets().toInts()).containsExactly(1, 1);
        assertThat(first.batch(4).inputs().shape()).isEqualTo(Shape.of(1, 1, 8, 8));
    }

    @Test
    void imagesThatAreTheSameAreVariedEachInItsOwnWay() {
        Dataset same = new Examples(Tensor.of(inputs(IMAGES, 0, 0), Shape.of(2, 1, 8, 8)), Tensor.of(0, 0));
        Dataset varied = new Augmented(same, Augmentation.drawing()).inEpoch(1, 1);
        assertThat(inputs(varied, 0)).isNotEqualTo(inputs(varied, 1));
    }

    @Test
    void aStretchIsVariedAsTheWholeIs() {
        assertThat(inputs(VARIED.range(4, 9).inEpoch(2, 1), 1)).containsExactly(inputs(VARIED.inEpoch(2, 1), 5));
    }

    @Test
    void allChannelsAreSeenInTheSameWay() {
        float[] one = inputs(IMAGES, 0);
        float[] three = new float[3 * one.length];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(one, 0, three, channel * one.length, one.length);
        }
        Dataset coloured = new Examples(Tensor.of(three, Shape.of(1, 3, 8, 8)), Tensor.of(0));
        float[] varied = inputs(new Augmented(coloured, Augmentation.photo()).inEpoch(1, 1), 0);
        assertThat(varied).startsWith(inputs(VARIED.inEpoch(1, 1), 0)).endsWith(inputs(VARIED.inEpoch(1, 1), 0));
    }

    @Test
    void whatIsNoImageIsRefused() {
        Dataset rows = new Examples(Tensor.of(new float[][] {{1, 2}}), Tensor.of(0));
        assertThatThrownBy(() ->
                        new Augmented(rows, Augmentation.photo()).inEpoch(1, 1).batch(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("augmentation");
    }

    @Test
    void aTrainingThatWasInterruptedSeesTheSameImages(@TempDir Path folder) {
        ConvNet network = ConvNet.of(1, List.of(4), 2, new Dropout(0.1), RandomKey.of(1));
        Settings settings = Settings.classification(3).withBatch(6);
        ConvNet whole = Trainer.of(settings).fit(network, VARIED, IMAGES).model();
        Checkpoints checkpoints = Checkpoints.in(folder).every(new Rhythm.Steps(1));
        List<Trainer> stopped = new ArrayList<>();
        stopped.add(Trainer.of(settings, new TrainingListener() {
                    @Override
                    public void onBatch(BatchReport report) {
                        if (report.step() == 6) {
                            stopped.getFirst().stop();
                        }
                    }
                })
                .with(checkpoints));
        stopped.getFirst().resume(network, VARIED, IMAGES);
        ConvNet resumed = Trainer.of(settings)
                .with(checkpoints)
                .resume(network, VARIED, IMAGES)
                .model();
        assertThat(Tree.leaves(resumed).stream().map(Tensor::toFloats).toList())
                .containsExactlyElementsOf(
                        Tree.leaves(whole).stream().map(Tensor::toFloats).toList());
        ConvNet plain = Trainer.of(settings).fit(network, IMAGES, IMAGES).model();
        assertThat(plain.classes().weight().toFloats())
                .isNotEqualTo(whole.classes().weight().toFloats());
    }

    private static float[] inputs(Dataset images, int... numbers) {
        return images.batch(numbers).inputs().toFloats();
    }
}
