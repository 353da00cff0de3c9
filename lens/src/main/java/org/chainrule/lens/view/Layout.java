package org.chainrule.lens.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.chainrule.lens.view.Drawing.Edge;
import org.chainrule.lens.view.Drawing.Item;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Where things stand, inputs above: the Eclipse Layout Kernel's layered algorithm, groups and all. */
final class Layout {
    private static final double WIDTH = 180;
    private static final double NODE_HEIGHT = 92;
    private static final double GROUP_HEIGHT = 94;

    /** With fewer edges than this there is time for the straightest of them. */
    private static final int FINE = 600;

    /** Of a group's frame, its heading above. */
    private static final ElkPadding FRAME = new ElkPadding(36, 16, 16, 16);

    /** The algorithm recurses as deep as the graph. */
    private static final long STACK_BYTES = 1L << 28;

    private static final Object ONE_AT_A_TIME = new Object();

    private final Drawing drawing;
    private final Set<Integer> open;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<Item, ElkNode> boxes = new HashMap<>();
    private final List<ElkEdge> lines = new ArrayList<>();
    private final List<Edge> edges;

    private Layout(Drawing drawing, Set<Integer> open) {
        this.drawing = drawing;
        this.open = open;
        this.edges = drawing.edges(open);
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 28.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 16.0);
        if (edges.size() < FINE) {
            root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
        }
        drawing.items(open).forEach(this::box);
        edges.forEach(edge -> lines.add(ElkGraphUtil.createSimpleEdge(box(edge.from()), box(edge.to()))));
    }

    private ElkNode box(Item item) {
        ElkNode known = boxes.get(item);
        if (known != null) {
            return known;
        }
        int around = drawing.around(item);
        ElkNode box = ElkGraphUtil.createNode(around < 0 ? root : box(new Item(around, true)));
        if (item.isGroup() && open.contains(item.number())) {
            box.setProperty(CoreOptions.PADDING, FRAME);
        } else {
            box.setDimensions(WIDTH, item.isGroup() ? GROUP_HEIGHT : NODE_HEIGHT);
        }
        boxes.put(item, box);
        return box;
    }

    /**
     * Places and edges as a document: each item's left upper corner and size, each edge's corners one after the other.
     *
     * @param open the groups that show what is in them
     */
    static Map<String, ?> of(Drawing drawing, Set<Integer> open) {
        FutureTask<Map<String, ?>> task = new FutureTask<>(() -> {
            synchronized (ONE_AT_A_TIME) {
                return new Layout(drawing, open).document();
            }
        });
        new Thread(null, task, "layout", STACK_BYTES).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the graph cannot be laid out", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a graph was laid out", e);
        }
    }

    private Map<String, ?> document() {
        LayoutMetaDataService.getInstance(); // makes the algorithm known
        new RecursiveGraphLayoutEngine().layout(root, new NullElkProgressMonitor());
        List<Map<String, ?>> items = new ArrayList<>();
        boxes.forEach((item, box) -> items.add(Map.of(
                "id", item.toString(),
                "open", item.isGroup() && open.contains(item.number()),
                "x", left(box),
                "y", top(box),
                "width", box.getWidth(),
                "height", box.getHeight())));
        items.sort(java.util.Comparator.comparing(item -> Objects.toString(item.get("id"))));
        List<Map<String, ?>> routes = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            routes.add(Map.of(
                    "from", edges.get(i).from().toString(),
                    "to", edges.get(i).to().toString(),
                    "points", points(lines.get(i))));
        }
        return Map.of("items", items, "edges", routes);
    }

    /** x and y in turn. */
    private static List<Double> points(ElkEdge line) {
        List<Double> points = new ArrayList<>();
        double x = left(line.getContainingNode());
        double y = top(line.getContainingNode());
        for (ElkEdgeSection section : line.getSections()) {
            points.addAll(List.of(x + section.getStartX(), y + section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.addAll(List.of(x + bend.getX(), y + bend.getY()));
            }
            points.addAll(List.of(x + section.getEndX(), y + section.getEndY()));
        }
        return points;
    }

    private static double left(ElkNode box) {
        return box.getParent() == null ? 0 : box.getX() + left(box.getParent());
    }

    private static double top(ElkNode box) {
        return box.getParent() == null ? 0 : box.getY() + top(box.getParent());
    }
}
