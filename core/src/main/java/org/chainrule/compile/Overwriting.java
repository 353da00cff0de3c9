package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Store;
import org.chainrule.runtime.Place;

/**
 * Makes one operand of an argument that a loop reads and of the result that it writes over it, as a weight and its update: the loop has one array
 * and one place instead of two, and Adam's seven of them would be more than a processor has registers.
 *
 * <p>Results that lie where another intermediate value lay stay operands of their own: the same loop elsewhere would be another kernel.
 */
final class Overwriting {
    private Overwriting() {}

    /** @param places where each buffer lies */
    static Launch of(Launch launch, Function<Object, Place> places) {
        Kernel kernel = launch.kernel();
        List<Integer> kept = IntStream.range(0, reads(kernel)).boxed().collect(Collectors.toCollection(ArrayList::new));
        List<Store> stores = new ArrayList<>();
        for (Store store : kernel.stores()) {
            OptionalInt overwritten = overwritten(launch, store, places);
            if (overwritten.isEmpty()) {
                kept.add(store.operand());
            }
            int operand = overwritten.orElse(kept.size() - 1);
            stores.add(new Store(operand, store.value(), store.accumulate(), store.mask()));
        }
        int all = kernel.operands().size();
        return kept.size() == all ? launch : launch.with(kept, stores);
    }

    /** The argument that a store writes over, element by element. */
    private static OptionalInt overwritten(Launch launch, Store store, Function<Object, Place> places) {
        List<Operand> operands = launch.kernel().operands();
        List<Address> addresses = launch.grid().addresses();
        int written = store.operand();
        return IntStream.range(0, reads(launch.kernel()))
                .filter(_ -> store.accumulate().isEmpty())
                .filter(read -> launch.buffers().get(read) instanceof Node node && node.op() instanceof Leaf.Argument)
                .filter(read -> operands.get(read).equals(operands.get(written)))
                .filter(read -> addresses.get(read).equals(addresses.get(written)))
                .filter(read -> places.apply(launch.buffers().get(read))
                        .equals(places.apply(launch.buffers().get(written))))
                .findFirst();
    }

    /** The operands that are read come first, and then one for each store. */
    private static int reads(Kernel kernel) {
        return kernel.operands().size() - kernel.stores().size();
    }
}
