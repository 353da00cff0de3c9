package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
    /** Reference values to 20 digits. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, 1.1283791670955125739e-300",
        "1e-9, 1.1283791670955125735e-9",
        "0.1, 0.1124629160182848922",
        "0.5, 0.52049987781304653768",
        "1, 0.84270079294971486934",
        "1.5, 0.96610514647531072707",
        "2, 0.99532226501895273416",
        "2.5, 0.99959304798255504106",
        "2.99, 0.99997647439691935977",
        "3, 0.99997790950300141456",
        "3.5, 0.99999925690162765859",
        "4, 0.99999998458274209972",
        "5, 0.99999999999846254021",
        "5.9, 0.9999999999999999281",
        "6, 0.99999999999999997848",
        "10, 1.0"
    })
    void agreesWithReferenceValues(double x, double expected) {
        assertThat(ErrorFunction.erf(x)).isCloseTo(expected, Percentage.withPercentage(2e-13));
        assertThat(ErrorFunction.erf(-x)).isCloseTo(-expected, Percentage.withPercentage(2e-13));
    }

    @Test
    void keepsSpecialValues() {
        assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Double.compare(ErrorFunction.erf(-0.0), -0.0)).isZero();
    }
}
