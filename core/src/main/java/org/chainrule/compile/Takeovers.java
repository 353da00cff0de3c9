package org.chainrule.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.graph.Node;

/**
 * Lets results take the place of intermediate values that are read for the last time where the result is written, element by element:
 * the product of a layer becomes the layer's result, a gradient what an activation makes of it. What is one buffer stays in the cache.
 */
final class Takeovers {
    private final InPlace inPlace;
    private final MemoryPlan memory;
    private final Set<Node> taken = new HashSet<>();

    private Takeovers(InPlace inPlace, MemoryPlan memory) {
        this.inPlace = inPlace;
        this.memory = memory;
    }

    /** Tells the plan, which knows all lives of buffers, of those that go on as another's. */
    static void tell(List<Stage> stages, InPlace inPlace, Storage storage, MemoryPlan memory) {
        Takeovers takeovers = new Takeovers(inPlace, memory);
        for (Stage stage : stages) {
            switch (stage) {
                case Stage.Call call ->
                    call.results().forEach(result -> takeovers.find(result, storage.buffers(call.node())));
                case Stage.Fused loop ->
                    loop.loop().writes().stream()
                            .map(Loop.Write::buffer)
                            .distinct()
                            .forEach(result -> takeovers.find(result, read(loop)));
            }
        }
    }

    /** The buffers that a loop reads, the product on whose tiles it runs first. */
    private static List<Node> read(Stage.Fused loop) {
        Optional<Node> product = loop.epilogueOf().map(Stage.Call::node);
        return Stream.concat(product.stream(), loop.loop().reads().stream().map(Loop.Read::buffer))
                .distinct()
                .toList();
    }

    private void find(Node result, List<Node> read) {
        read.stream()
                .filter(before -> isAlike(result, before) && !taken.contains(before))
                .filter(before -> inPlace.isSafe(result, before))
                .findFirst()
                .ifPresent(before -> {
                    taken.add(before);
                    memory.takeOver(result, before);
                });
    }

    private boolean isAlike(Node result, Node before) {
        return memory.contains(result)
                && memory.contains(before)
                && result != before
                && result.dtype() == before.dtype()
                && result.shape().size() == before.shape().size();
    }
}
