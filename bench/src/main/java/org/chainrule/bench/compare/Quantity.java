package org.chainrule.bench.compare;

import java.util.Locale;
import org.chainrule.bench.protocol.Formula;
import org.chainrule.bench.protocol.LeNet;
import org.chainrule.bench.protocol.Lookup;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Product;
import org.chainrule.bench.protocol.Recurrent;
import org.chainrule.bench.protocol.Rosenbrock;
import org.chainrule.bench.protocol.Task;
import org.chainrule.bench.protocol.Transformer;

/** As what the time of a step is shown. */
sealed interface Quantity {
    /** The time itself. */
    record Time() implements Quantity {}

    /** Floating-point operations a second. */
    record Rate(double operations) implements Quantity {}

    static Quantity of(Task task) {
        return switch (task) {
            case Perceptron _, LeNet _, Lookup _, Recurrent _, Transformer _, Formula _, Rosenbrock _ -> new Time();
            case Product product -> new Rate(product.operations());
        };
    }

    /** Three significant digits and the unit. */
    default String show(double milliseconds) {
        return switch (this) {
            case Time() -> rounded(milliseconds) + " ms";
            case Rate(double operations) -> rounded(operations / milliseconds / 1e6) + " GFLOP/s";
        };
    }

    private static String rounded(double number) {
        int decimals = number <= 0 ? 0 : Math.clamp(2 - (int) Math.floor(Math.log10(number)), 0, 6);
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
