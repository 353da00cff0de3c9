package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void isReadFromItsArguments() {
        Order order = new Order(Order.Mode.TRACE, new Timing(4, 0.5), 2, List.of("W1", "matmul-512"));
        assertThat(order.arguments()).containsExactly("TRACE", "4.0", "0.5", "2", "W1", "matmul-512");
        assertThat(Order.parse(order.arguments().toArray(String[]::new))).isEqualTo(order);
    }
}
