package org.chainrule.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/** What the compiler made of a graph, in words: nodes, then kernels in the order in which they run, then memory. */
final class Explanation {
    private final StringBuilder text = new StringBuilder();
    private final Map<Node, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, Integer> kernelAt = new HashMap<>();
    private int stages;

    /** Nodes are numbered anew, so that equal graphs read the same. */
    Explanation(List<Node> roots) {
        text.append("nodes\n");
        roots.forEach(this::number);
        numbers.keySet()
                .forEach(node -> text.append("  ").append(describe(node)).append('\n'));
        text.append("kernels\n");
    }

    /** Numbers what a root is computed from, inputs first, in an order that follows from the graph alone. */
    private void number(Node root) {
        Deque<Node> pending = new ArrayDeque<>(List.of(root));
        while (!pending.isEmpty()) {
            Node node = pending.peek();
            List<Node> missing = node.inputs().stream()
                    .filter(input -> !numbers.containsKey(input))
                    .toList();
            if (missing.isEmpty()) {
                pending.pop();
                numbers.putIfAbsent(node, numbers.size());
            } else {
                missing.reversed().forEach(pending::push);
            }
        }
    }

    private String describe(Node node) {
        String inputs = node.inputs().stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
        return name(node) + " = " + lower(node.op()) + (node.inputs().isEmpty() ? "" : inputs) + " : " + node.type()
                + "   " + node.source();
    }

    private String name(Node node) {
        return "%" + numbers.get(node);
    }

    private static String lower(Object word) {
        return word.toString().toLowerCase(Locale.ROOT);
    }

    void stage(Stage.Fused stage, List<Launch> launches) {
        String results = stage.loop().writes().stream()
                .map(write -> name(write.buffer()))
                .distinct()
                .collect(Collectors.joining(", "));
        kernelAt.put(stage.runsAt(), stages);
        text.append("  ").append(stages++).append(": loop → ").append(results);
        text.append("   ").append(stage.lines()).append('\n');
        launches.forEach(this::launch);
    }

    void call(Stage.Call call, List<Stage.Fused> epilogues, Map<Stage, List<Launch>> launches) {
        kernelAt.put(call.position(), stages);
        text.append("  ")
                .append(stages++)
                .append(": ")
                .append(describe(call.node()))
                .append('\n');
        for (Stage.Fused epilogue : epilogues) {
            text.append("    on each tile:\n");
            stages--;
            stage(epilogue, Objects.requireNonNull(launches.get(epilogue)));
        }
    }

    private void launch(Launch launch) {
        Kernel kernel = launch.kernel();
        text.append("    for ")
                .append(launch.grid().rowCount())
                .append(" rows × ")
                .append(launch.grid().columns())
                .append(" columns")
                .append(launch.blocks() > 1 ? " in " + launch.blocks() + " blocks" : "")
                .append('\n');
        for (int i = 0; i < kernel.steps().size(); i++) {
            text.append("      v")
                    .append(i)
                    .append(" = ")
                    .append(step(launch, kernel.steps().get(i)))
                    .append('\n');
        }
        for (Store store : kernel.stores()) {
            text.append("      ")
                    .append(buffer(launch, store.operand()))
                    .append(store.accumulate()
                            .map(combine -> " ← " + lower(combine) + " ")
                            .orElse(" ← "))
                    .append('v')
                    .append(store.value())
                    .append('\n');
        }
    }

    private String buffer(Launch launch, int operand) {
        return buffer(launch.buffers().get(operand));
    }

    private String buffer(Object buffer) {
        return switch (buffer) {
            case Node node -> name(node);
            case Launch.Partial partial -> "partial " + name(partial.buffer());
            default -> throw new AssertionError();
        };
    }

    private String step(Launch launch, Step step) {
        return switch (step) {
            case Step.Load load ->
                "load " + buffer(launch, load.operand()) + (load.mask() == Step.NO_MASK ? "" : " if v" + load.mask());
            case Step.Literal literal ->
                literal.dtype().isFloating() ? Double.toString(literal.value()) : Long.toString(literal.whole());
            case Step.Position position -> "position " + position.slot();
            case Step.Bound bound -> "bound " + bound.slot();
            case Step.Coefficient number -> {
                double value = launch.loop().number(number);
                yield number.dtype() == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
            }
            case Step.Apply apply ->
                lower(apply.op())
                        + apply.arguments().stream().map(a -> " v" + a).collect(Collectors.joining());
            case Step.Reduce reduce -> "row " + lower(reduce.combine()) + " v" + reduce.argument();
            case Step.Running running -> "running sum v" + running.argument();
        };
    }

    void memory(MemoryPlan plan) {
        if (plan.arenas().isEmpty() && plan.placed().isEmpty()) {
            return;
        }
        text.append("memory\n");
        plan.arenas()
                .forEach((type, length) -> text.append("  arena ")
                        .append(lower(type))
                        .append(": ")
                        .append(length)
                        .append(" elements, ")
                        .append((long) length * type.bytes())
                        .append(" bytes\n"));
        for (MemoryPlan.Placed placed : plan.placed()) {
            text.append("    ")
                    .append(buffer(placed.buffer()))
                    .append(": ")
                    .append(lower(placed.storage()))
                    .append(' ')
                    .append(placed.offset())
                    .append(" to ")
                    .append(placed.offset() + placed.length())
                    .append(", kernels ")
                    .append(kernelAt.get(placed.first()))
                    .append(" to ")
                    .append(kernelAt.get(placed.last()))
                    .append(placed.before()
                            .map(before -> ", in the place of " + buffer(before))
                            .orElse(""))
                    .append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
