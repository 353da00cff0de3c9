package org.chainrule.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final View PLAIN = View.of(3, 2);

    /** 1 2 3 above 4 5 6, in tenths. */
    private static final float[] IMAGE = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f};

    @Test
    void aPlainViewIsTheImage() {
        shows(PLAIN, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void imagesAreFlippedAndMovedAsSaid() {
        shows(PLAIN.flippedHorizontally(), 3, 2, 1, 6, 5, 4);
        shows(PLAIN.flippedVertically(), 4, 5, 6, 1, 2, 3);
        shows(PLAIN.moved(1, 0), 1, 1, 2, 4, 4, 5);
        shows(PLAIN.moved(0, -1), 4, 5, 6, 4, 5, 6);
        shows(PLAIN.moved(0.5, 0), 1, 1.5, 2.5, 4, 4.5, 5.5);
    }

    @Test
    void whatIsDoneLaterIsDoneToTheResult() {
        shows(PLAIN.moved(1, 0).flippedHorizontally(), 2, 1, 1, 5, 4, 4);
        shows(PLAIN.flippedHorizontally().moved(1, 0), 3, 3, 2, 6, 6, 5);
    }

    @Test
    void aQuarterTurnIsClockwise() {
        float[] from = {0.1f, 0.2f, 0.3f, 0.4f};
        float[] to = new float[4];
        View.of(2, 2).rotated(90).show(from, to, 0);
        assertThat(to).containsExactly(new float[] {0.3f, 0.1f, 0.4f, 0.2f}, within(1e-6f));
    }

    @Test
    void aMagnifiedImageShowsItsMiddle() {
        float[] from = {0, 0.1f, 0.2f, 0.3f, 0, 0.1f, 0.2f, 0.3f, 0, 0.1f, 0.2f, 0.3f, 0, 0.1f, 0.2f, 0.3f};
        float[] to = new float[16];
        View.of(4, 4).magnified(2).show(from, to, 0);
        assertThat(Arrays.copyOf(to, 4)).containsExactly(new float[] {0.075f, 0.125f, 0.175f, 0.225f}, within(1e-6f));
        View.of(4, 4).magnified(1).show(from, to, 0);
        assertThat(to).containsExactly(from);
    }

    @Test
    void lightAndContrastStayWithinBlackAndWhite() {
        shows(PLAIN.brightened(0.2), 3, 4, 5, 6, 7, 8);
        shows(PLAIN.contrasted(2), 0, 0, 1, 3, 5, 7);
        shows(PLAIN.contrasted(0.5).brightened(0.9), 10, 10, 10, 10, 10, 10);
        shows(PLAIN.brightened(0.1).contrasted(2), 0, 1, 3, 5, 7, 9);
    }

    @Test
    void everyAugmentationStaysWithinWhatItSays() {
        SplittableRandom random = new SplittableRandom(1);
        boolean flipped = false;
        boolean plain = false;
        for (int i = 0; i < 200; i++) {
            View flip = new HorizontalFlip(0.5).of(PLAIN, random);
            flipped |= flip.xx() == -1;
            plain |= flip.xx() == 1;
            assertThat(new Shift(0.5).of(PLAIN, random).dx()).isBetween(-1.5, 1.5);
            assertThat(new Zoom(0.25).of(PLAIN, random).xx()).isBetween(1 / 1.25, 1 / 0.75);
            View crop = new Crop(0.25).of(PLAIN, random);
            assertThat(crop.xx()).isBetween(0.5, 1.0);
            assertThat(Math.abs(crop.dx()) + crop.xx() * 1.5).isLessThanOrEqualTo(1.5 + 1e-12);
            assertThat(Math.abs(crop.dy()) + crop.yy()).isLessThanOrEqualTo(1 + 1e-12);
            assertThat(new Brightness(0.1).of(PLAIN, random).bias()).isBetween(-0.1, 0.1);
            assertThat(new Contrast(0.1).of(PLAIN, random).gain()).isBetween(0.9, 1.1);
            assertThat(new Rotation(30).of(PLAIN, random).xx()).isGreaterThanOrEqualTo(Math.sqrt(0.75) - 1e-12);
        }
        assertThat(flipped && plain).isTrue();
        assertThat(new VerticalFlip(1).of(PLAIN, random)).isEqualTo(PLAIN.flippedVertically());
    }

    @Test
    void wrongStrengthsAreRefused() {
        List<Runnable> wrong = List.of(
                () -> new HorizontalFlip(1.5),
                () -> new VerticalFlip(-0.1),
                () -> new Shift(1),
                () -> new Zoom(1),
                () -> new Crop(0),
                () -> new Crop(1.1),
                () -> new Rotation(Double.NaN),
                () -> new Brightness(-1),
                () -> new Contrast(1));
        wrong.forEach(each -> assertThatThrownBy(each::run).isInstanceOf(IllegalArgumentException.class));
    }

    private static void shows(View view, double... tenths) {
        float[] to = new float[6];
        view.show(IMAGE, to, 0);
        for (int i = 0; i < to.length; i++) {
            assertThat(10 * to[i]).as("pixel " + i).isCloseTo((float) tenths[i], within(1e-5f));
        }
    }
}
