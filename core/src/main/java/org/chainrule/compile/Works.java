package org.chainrule.compile;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.runtime.Work;

/** What instructions do, in numbers. */
final class Works {
    private Works() {}

    static Work of(Stage.Fused stage, Launch launch) {
        double places = (double) launch.grid().rowCount() * launch.grid().columns();
        String kind = "loop " + launch.grid().rowCount() + " × " + launch.grid().columns();
        double bytes = launch.buffers().stream().mapToDouble(Works::bytes).sum();
        return new Work(kind, told(stage.origins()), places * Weights.of(launch.loop()), bytes);
    }

    static Work fill(Stage.Fused stage, double bytes) {
        return before("fill", stage, bytes);
    }

    /** What is done before a loop runs. */
    static Work before(String kind, Stage.Fused stage, double bytes) {
        return new Work(kind, told(stage.origins()), 0, bytes);
    }

    static Work of(Stage.Call call, List<Stage.Fused> epilogues, Predicate<Object> keptNowhere) {
        Node node = call.node();
        Set<Node> buffers = new LinkedHashSet<>(node.inputs());
        buffers.addAll(call.results());
        double operations = node.op() instanceof MatMul ? product(node) : 0;
        StringBuilder kind = new StringBuilder(
                node.op() instanceof MatMul ? "product" : node.op().toString());
        kind.append(node.inputs().stream()
                .map(input -> input.shape().toString())
                .collect(Collectors.joining(" ", " ", "")));
        for (Stage.Fused epilogue : epilogues) {
            kind.append(" + loop");
            epilogue.loop().reads().forEach(read -> buffers.add(read.buffer()));
            epilogue.loop().writes().forEach(write -> buffers.add(write.buffer()));
        }
        double bytes = buffers.stream()
                .filter(keptNowhere.negate())
                .mapToDouble(Works::bytes)
                .sum();
        return new Work(kind.toString(), told(List.of(node.source())), operations, bytes);
    }

    /** Each line, and in brackets what of it. */
    private static String told(List<Source> sources) {
        Map<String, Set<String>> parts = new LinkedHashMap<>();
        sources.forEach(source -> parts.computeIfAbsent(source.toString(), line -> new LinkedHashSet<>())
                .add(source.part()));
        return parts.entrySet().stream()
                .map(line -> line.getKey() + bracketed(line.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String bracketed(Set<String> parts) {
        String told = parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
        return told.isEmpty() ? "" : " (" + told + ")";
    }

    /** Two for each multiplication and addition. */
    private static double product(Node node) {
        Node left = node.input(0);
        return 2.0 * node.shape().size() * left.shape().extent(left.shape().rank() - 1);
    }

    private static double bytes(Object buffer) {
        return switch (buffer) {
            case Node node -> (double) node.shape().size() * node.dtype().bytes();
            case Launch.Partial partial -> bytes(partial.buffer()) * partial.count();
            default -> throw new AssertionError(buffer);
        };
    }
}
