package org.chainrule.lens.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Backpropagation;
import org.chainrule.Tensor;
import org.chainrule.lens.Example;
import org.junit.jupiter.api.Test;

/** Nothing lies upon anything else, and edges lead from one thing to the other. */
class LayoutTest {
    private record Box(double x, double y, double width, double height) {
        static Box of(Map<?, ?> item) {
            return new Box(number(item, "x"), number(item, "y"), number(item, "width"), number(item, "height"));
        }

        private static double number(Map<?, ?> item, String name) {
            return ((Number) item.get(name)).doubleValue();
        }

        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean touches(double px, double py) {
            return px > x - 1 && px < x + width + 1 && py > y - 1 && py < y + height + 1;
        }
    }

    private static void check(Map<String, ?> layout) {
        Map<Object, Box> closed = new HashMap<>();
        for (Object item : (List<?>) layout.get("items")) {
            Map<?, ?> known = (Map<?, ?>) item;
            if (known.get("open").equals(false)) {
                closed.put(known.get("id"), Box.of(known));
            }
        }
        List<Box> boxes = List.copyOf(closed.values());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(boxes.get(i).overlaps(boxes.get(j))).isFalse();
            }
        }
        assertThat((List<?>) layout.get("edges")).isNotEmpty().allSatisfy(edge -> {
            Map<?, ?> known = (Map<?, ?>) edge;
            List<?> points = (List<?>) known.get("points");
            assertThat(touches(closed, known.get("from"), points.subList(0, 2))).isTrue();
            assertThat(touches(closed, known.get("to"), points.subList(points.size() - 2, points.size())))
                    .isTrue();
        });
    }

    private static boolean touches(Map<Object, Box> boxes, Object id, List<?> point) {
        return boxes.containsKey(id) && boxes.get(id).touches((Double) point.getFirst(), (Double) point.getLast());
    }

    @Test
    void groupsMayBeOpenOrClosed() {
        Example.Shown shown = Example.LENET.shown();
        GraphView view = new GraphView(Backpropagation.of(shown.loss(), shown.model()), shown.model());
        check(view.layout(Set.of()));
        check(view.layout(Set.of(0, 2, 1000)));
        check(view.layout(view.groups()));
    }

    @Test
    void aGraphMayBeThousandsOfNodesDeep() {
        Tensor x = Tensor.scalar(0.5);
        for (int i = 0; i < 2500; i++) {
            x = x.tanh();
        }
        GraphView view = new GraphView(Backpropagation.of(x), List.of());
        check(view.layout(Set.of()));
    }
}
