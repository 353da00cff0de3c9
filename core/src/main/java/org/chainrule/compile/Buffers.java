package org.chainrule.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.graph.DType;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.plan.Plan;
import org.chainrule.runtime.Place;
import org.chainrule.runtime.Program;

/** Where the buffers of a program lie: in arrays of its outputs, arguments and constants, or in an arena by the memory plan. */
final class Buffers {
    private final Set<Node> outputs = new HashSet<>();
    private final Map<Node, Node> overwritten;
    private final MemoryPlan memory = new MemoryPlan();
    private final List<Program.Slot> slots = new ArrayList<>();
    private final Map<Object, Integer> slotOf = new HashMap<>();

    /** @param overwritten the arguments in whose arrays outputs lie */
    Buffers(List<Node> roots, Map<Node, Node> overwritten) {
        this.overwritten = overwritten;
        for (Node root : roots) {
            Node buffer = Storage.underReshapes(root);
            if (outputs.add(buffer)) {
                slot(buffer, new Program.Slot.Output(outputs.size() - 1));
            }
        }
    }

    /** Tells the plan that a stage writes a buffer. */
    void written(Object buffer, int position) {
        switch (buffer) {
            case Node node -> {
                if (!outputs.contains(node) && !Goal.isLeaf(node)) {
                    memory.write(node, node.dtype(), node.shape().size(), position);
                }
            }
            case Launch.Partial partial ->
                memory.write(
                        partial,
                        partial.buffer().dtype(),
                        partial.buffer().shape().size() * partial.count(),
                        position);
            default -> throw new AssertionError(buffer);
        }
    }

    /** Tells the plan that a stage reads a buffer. */
    void read(Object buffer, int position) {
        memory.read(buffer, position);
    }

    /** The plan, which is to be made once all is told. */
    MemoryPlan memory() {
        return memory;
    }

    /** The arrays, as far as places lie in them. */
    List<Program.Slot> slots() {
        return slots;
    }

    private int slot(Object key, Program.Slot slot) {
        return slotOf.computeIfAbsent(key, fresh -> {
            slots.add(slot);
            return slots.size() - 1;
        });
    }

    /** Where a buffer begins, once the plan is made. */
    Place place(Object buffer) {
        if (memory.contains(buffer)) {
            DType type = memory.storageOf(buffer);
            int length = Objects.requireNonNull(memory.arenas().get(type));
            return new Place(
                    slot(type, new Program.Slot.Arena(Products.arrays(), type, length)), memory.offset(buffer));
        }
        Node node = (Node) buffer;
        if (node.shape().size() == 0 && !outputs.contains(node)) {
            return new Place(slot(node, new Program.Slot.Constant(node.dtype().newArray(0))), 0);
        }
        Node home = overwritten.getOrDefault(node, node);
        return switch (home.op()) {
            case Leaf.Argument argument -> new Place(slot(home, new Program.Slot.Argument(argument.index())), 0);
            case Leaf.Constant constant ->
                new Place(slot(node, new Program.Slot.Constant(constant.data().array())), 0);
            default -> new Place(Objects.requireNonNull(slotOf.get(node), node::toString), 0);
        };
    }

    /** What stands for a product that is kept nowhere. */
    Place parts() {
        Program.Slot.Parts parts = new Program.Slot.Parts();
        return new Place(slot(parts, parts), 0);
    }

    /**
     * A buffer for people.
     *
     * @param span the first and the last kernel that use it
     */
    Plan.Buffer told(Object buffer, int[] span) {
        Node node = buffer instanceof Launch.Partial partial ? partial.buffer() : (Node) buffer;
        boolean partial = buffer instanceof Launch.Partial;
        if (memory.contains(buffer)) {
            return new Plan.Buffer(
                    node,
                    partial,
                    Plan.Home.ARENA,
                    memory.storageOf(buffer),
                    memory.offset(buffer),
                    memory.lengthOf(buffer),
                    span[0],
                    span[1]);
        }
        Plan.Home home = switch (node.op()) {
            case Leaf.Argument _ -> Plan.Home.ARGUMENT;
            case Leaf.Constant _ -> Plan.Home.CONSTANT;
            default -> Plan.Home.RESULT;
        };
        DType type = MemoryPlan.storage(node.dtype());
        return new Plan.Buffer(node, partial, home, type, 0, node.shape().size(), span[0], span[1]);
    }
}
