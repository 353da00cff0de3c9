package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuggestionTest {
    /** Rates 10⁰, 10¹, 10² …: the exponent is the place. */
    private static long place(Suggestion suggestion, double... losses) {
        return Math.round(
                Math.log10(suggestion.on(rates(losses.length), list(losses)).orElseThrow()));
    }

    private static List<Double> rates(int count) {
        return IntStream.range(0, count).mapToObj(i -> Math.pow(10, i)).toList();
    }

    private static List<Double> list(double... losses) {
        return Arrays.stream(losses).boxed().toList();
    }

    @Test
    void theValleyIsTheLongestRunThatFallsWithLossesLeftOut() {
        // the run 8 7 6 5 4 3 over the places 2, 3, 5, 6, 8, 9: from 9 − 6 = 3 on 6 wide, so at 3 + 2 + 1
        assertThat(place(Suggestion.VALLEY, 1, 2, 8, 7, 9, 6, 5, 9, 4, 3, 9)).isEqualTo(6);
        // all fall: from 9 − 10 = −1 on 10 wide: −1 + 3 + 1
        assertThat(place(Suggestion.VALLEY, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)).isEqualTo(3);
    }

    @Test
    void theValleyOfLossesThatNeverFallIsTheFirst() {
        assertThat(place(Suggestion.VALLEY, 1, 2, 3)).isZero();
        assertThat(place(Suggestion.VALLEY, 2, 1)).isZero();
        assertThat(place(Suggestion.VALLEY, 1)).isZero();
    }

    @Test
    void steepIsWhereTheLossFallsFastest() {
        assertThat(place(Suggestion.STEEP, 5, 4.9, 4.5, 3, 2.5, 2.4, 9)).isEqualTo(2);
    }

    @Test
    void minimumIsATenthOfTheRateOfTheLeastLoss() {
        assertThat(place(Suggestion.MINIMUM, 5, 4, 3, 1, 1, 2)).isEqualTo(2);
    }

    @Test
    void slideStopsWhereTheSlopesAtBothEndsAreAlike() {
        // flat but for the last three: slopes … 0 0 ½ 1 1 at the end, so three slides from 15 before the last
        double[] losses = new double[40];
        losses[38] = 1;
        losses[39] = 2;
        assertThat(place(Suggestion.SLIDE, losses)).isEqualTo(22);
        assertThat(place(Suggestion.SLIDE, new double[40])).isEqualTo(24);
        // a parabola: the slopes never are alike, and the interval comes to the beginning
        double[] parabola =
                IntStream.range(0, 40).mapToDouble(i -> 0.01 * i * i).toArray();
        assertThat(place(Suggestion.SLIDE, parabola)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void thereIsNoneOfASweepThatIsTooShort(Suggestion suggestion) {
        assertThat(suggestion.on(List.of(), List.of())).isEmpty();
    }

    @Test
    void slopesNeedTwoLossesAndSlidesSixteen() {
        assertThat(Suggestion.STEEP.on(rates(1), list(1))).isEmpty();
        assertThat(Suggestion.SLIDE.on(rates(15), list(new double[15]))).isEmpty();
        assertThat(Suggestion.SLIDE.on(rates(16), list(new double[16]))).hasValue(1);
    }

    @Test
    void theFirstTenthAndTheLastFiveAreLeftOut() {
        double[] losses = DoubleStream.iterate(100, loss -> loss - 1).limit(100).toArray();
        losses[3] = -50;
        losses[97] = -60;
        RateSweep sweep = RateSweep.of(rates(100), list(losses), RateSweep.Ending.COMPLETE, 100);
        assertThat(sweep.suggestions().get(Suggestion.MINIMUM)).isCloseTo(1e93, Percentage.withPercentage(1e-6));
        RateSweep broken = RateSweep.of(rates(100), list(losses), RateSweep.Ending.NOT_FINITE, 100);
        assertThat(broken.suggestions().get(Suggestion.MINIMUM)).isCloseTo(1e96, Percentage.withPercentage(1e-6));
        assertThat(RateSweep.of(rates(3), list(3, 2, 1), RateSweep.Ending.DIVERGED, 100)
                        .suggestions())
                .isEmpty();
    }

    @Test
    void aSweepIsPrintedInShort() {
        double[] losses =
                DoubleStream.iterate(3, loss -> loss - 0.025).limit(100).toArray();
        RateSweep sweep = RateSweep.of(rates(100), list(losses), RateSweep.Ending.COMPLETE, 100);
        assertThat(sweep.toString())
                .startsWith(
                        "RateSweep[100 rates 1.00 to 1.00e+99, losses 0.525 to 3.00, COMPLETE, suggestions {VALLEY=")
                .contains("MINIMUM=1.00e+93")
                .hasSizeLessThan(200);
        assertThat(RateSweep.of(List.of(), List.of(), RateSweep.Ending.NOT_FINITE, 100))
                .hasToString("RateSweep[0 rates none, losses none, NOT_FINITE, suggestions {}]");
    }
}
