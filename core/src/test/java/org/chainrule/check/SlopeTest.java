package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Differences, on functions whose derivative is known. */
class SlopeTest {
    private record Curve(DoubleUnaryOperator function, double x) implements Line {
        @Override
        public double[] at(double step) {
            return new double[] {function.applyAsDouble(x + step)};
        }

        @Override
        public double taken(double step) {
            return (x + step) - x;
        }

        @Override
        public double scale() {
            return Math.scalb(1.0, Math.getExponent(Math.max(Math.abs(x), 1)));
        }

        @Override
        public double smallest() {
            return 8 * Math.ulp(x);
        }

        Slope judge(double claimed) {
            return Slope.judge(this, at(0), new double[] {1}, claimed);
        }

        Taylor taylor(double claimed) {
            return Taylor.along(this, at(0), new double[] {1}, claimed);
        }
    }

    @Test
    void theExtrapolatedDifferenceHasManyDigits() {
        for (double x : new double[] {-3, -0.1, 0.2, 1, 10}) {
            Slope slope = new Curve(Math::exp, x).judge(Math.exp(x));
            assertThat(slope.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(slope.numeric()).isCloseTo(Math.exp(x), within(1e-11 * Math.exp(x)));
        }
    }

    @Test
    void theUncertaintyCoversTheError() {
        for (double x = 0.05; x < 20; x += 0.37) {
            Slope slope = new Curve(t -> Math.sin(3 * t) + Math.log(t), x).judge(3 * Math.cos(3 * x) + 1 / x);
            assertThat(slope.verdict()).as("x = %s", x).isEqualTo(Verdict.PASSED);
            assertThat(Math.abs(slope.numeric() - 3 * Math.cos(3 * x) - 1 / x)).isLessThan(4 * slope.uncertainty());
        }
    }

    @Test
    void claimsThatAreSlightlyOffAreWrong() {
        for (double factor : new double[] {1.001, 1.00001, 0.9999, -1, 0, 2}) {
            assertThat(new Curve(Math::exp, 1).judge(Math.E * factor).verdict()).isEqualTo(Verdict.WRONG);
        }
    }

    @Test
    void noiseIsNotTakenForAnAnswer() {
        Curve noisy = new Curve(x -> x + 0.01 * Math.sin(x * 1e17), 1);
        assertThat(noisy.judge(1).verdict()).isIn(Verdict.UNRESOLVED, Verdict.WRONG);
    }

    @Test
    void infiniteSlopesAreNotTakenForNumbers() {
        Curve root = new Curve(x -> Math.sqrt(Math.abs(x)), 0);
        assertThat(root.judge(1).verdict()).isNotIn(Verdict.PASSED, Verdict.JUMP);
        assertThat(root.judge(Double.POSITIVE_INFINITY).verdict()).isEqualTo(Verdict.NON_FINITE);
    }

    @Test
    void theRemainderFallsWithTheSquareOfTheStep() {
        assertThat(new Curve(Math::exp, 1).taylor(Math.E).order()).isCloseTo(2, within(0.1));
        assertThat(new Curve(Math::exp, 1).taylor(Math.E).passed()).isTrue();
    }

    @Test
    void theRemainderOfAWrongDerivativeFallsWithTheStep() {
        for (double factor : new double[] {1.0001, 0.5, 2, -1}) {
            Taylor taylor = new Curve(Math::exp, 1).taylor(Math.E * factor);
            assertThat(taylor.order()).isCloseTo(1, within(0.1));
            assertThat(taylor.passed()).isFalse();
        }
    }

    @Test
    void aStraightLineHasNoRemainder() {
        assertThat(new Curve(x -> 3 * x + 1, 0.1).taylor(3).passed()).isTrue();
        assertThat(new Curve(x -> 3 * x + 1, 0.1).taylor(3.001).passed()).isFalse();
    }
}
