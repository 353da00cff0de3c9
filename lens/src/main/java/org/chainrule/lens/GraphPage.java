package org.chainrule.lens;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chainrule.Backpropagation;
import org.chainrule.Tensor;
import org.chainrule.lens.view.GraphView;
import org.chainrule.lens.view.KernelView;
import org.chainrule.lens.web.Answer;
import org.chainrule.lens.web.BadRequestException;
import org.chainrule.lens.web.WebServer.Handler;

/** A loss on the page: its graph, laid out as it is asked for, and its kernels, compiled and measured when they are first looked at. */
final class GraphPage {
    private final GraphView graph;
    private final byte[] document;
    private final Supplier<byte[]> kernels;

    GraphPage(Tensor loss, Object model) {
        Backpropagation backpropagation = Backpropagation.of(loss, model);
        this.graph = new GraphView(backpropagation, model);
        this.document = Lens.bytes(graph.document());
        this.kernels = once(() -> Lens.bytes(new KernelView(backpropagation, model).document()));
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "graph.json", query -> Answer.json(document),
                "layout.json", query -> Answer.json(Lens.bytes(graph.layout(open(query)))),
                "kernels.json", query -> Answer.json(kernels.get()));
    }

    /** The numbers of the groups that are to be open, with commas between; or all of them. */
    private Set<Integer> open(Map<String, String> query) {
        try {
            if (query.getOrDefault("open", "").equals("all")) {
                return graph.groups();
            }
            return Arrays.stream(query.getOrDefault("open", "").split(","))
                    .filter(number -> !number.isEmpty())
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw new BadRequestException("open are numbers of groups with commas between");
        }
    }

    private static Supplier<byte[]> once(Supplier<byte[]> work) {
        return new Supplier<>() {
            private byte[] made = new byte[0];

            @Override
            public synchronized byte[] get() {
                if (made.length == 0) {
                    made = work.get();
                }
                return made;
            }
        };
    }
}
