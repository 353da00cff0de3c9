package org.chainrule.lens;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Backpropagation;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.lens.view.GraphView;
import org.chainrule.lens.web.BadRequestException;

/** The neuron at the places of the sliders: its graph, and each gradient beside rise over run. */
final class NeuronView {
    /** The sliders' reach. */
    private static final double LARGEST = 100;

    /** Half the way over which a rise is measured. */
    private static final double RUN = 1e-5;

    private NeuronView() {}

    /** @param query numbers for {@code w}, {@code x}, {@code b} and {@code target} */
    static Map<String, ?> of(Map<String, String> query) {
        Neuron neuron = new Neuron(number(query, "w"), number(query, "x"), number(query, "b"));
        Tensor target = number(query, "target");
        Tensor loss = neuron.loss(target);
        Map<String, Object> view = new LinkedHashMap<>(
                new GraphView(Backpropagation.of(loss), new Shown(neuron.w(), neuron.x(), neuron.b(), target))
                        .document());
        List<Tensor> gradients = Tree.leaves(Gradient.of(loss).at(neuron));
        Map<String, Object> numeric = new LinkedHashMap<>();
        for (String path : Tree.paths(neuron)) {
            double analytic = gradients.get(numeric.size()).item();
            double slope = riseOverRun(neuron, numeric.size(), target);
            numeric.put(path, Map.of("analytic", analytic, "numeric", slope));
        }
        view.put("numeric", numeric);
        view.put("output", neuron.output().item());
        view.put("loss", loss.item());
        return view;
    }

    /** (loss(v + h) − loss(v − h)) / 2h, of one of the neuron's numbers. */
    private static double riseOverRun(Neuron neuron, int moved, Tensor target) {
        return (moved(neuron, moved, RUN).loss(target).item()
                        - moved(neuron, moved, -RUN).loss(target).item())
                / (2 * RUN);
    }

    private static Neuron moved(Neuron neuron, int moved, double by) {
        List<Tensor> numbers = new ArrayList<>(Tree.leaves(neuron));
        numbers.set(moved, numbers.get(moved).add(by));
        return Tree.rebuild(neuron, numbers);
    }

    /** What has a name on the page. */
    private record Shown(Tensor w, Tensor x, Tensor b, Tensor target) {}

    private static Tensor number(Map<String, String> query, String name) {
        try {
            double value = Double.parseDouble(query.getOrDefault(name, ""));
            if (Math.abs(value) <= LARGEST) {
                return Tensor.scalar(value, DType.FLOAT64);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadRequestException(name + " is no number from -100 to 100");
    }
}
