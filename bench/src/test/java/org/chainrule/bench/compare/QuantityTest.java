package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"382.4,382 ms", "4.126,4.13 ms", "10.06,10.1 ms", "0.03812,0.0381 ms", "1234.4,1234 ms", "0,0 ms"})
    void timesHaveThreeSignificantDigits(double milliseconds, String shown) {
        assertThat(new Quantity.Time().show(milliseconds)).isEqualTo(shown);
    }

    @Test
    void productsAreShownByTheirRate() {
        assertThat(new Quantity.Rate(2.0 * 512 * 512 * 512).show(2.822)).isEqualTo("95.1 GFLOP/s");
    }
}
