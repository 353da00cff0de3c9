package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Backpropagation through time: a scan from the other end, whose step is the pullback of the step at the carry that stood
 * before it. It carries the gradient by the carry, and adds up the gradients by the constants; those that are products of matrices or sums it
 * leaves to {@link StepProducts} and {@link StepSums}, one of all steps. Of the step forward it computes again what it needs, but for what is dear, which
 * that has given.
 */
final class ScanGradient {
    private final Scan scan;
    private final Definition step;
    private final List<Integer> seeded;
    private final List<Integer> remembered;
    private final List<Integer> moving;
    private final List<Integer> known;
    private final int carried;
    /** The constants whose gradients are added up from step to step. */
    private final List<Integer> summed;
    /** Those whose gradients are one product of all steps. */
    private final StepProducts products;
    /** Those whose gradients are one sum over all steps. */
    private final StepSums sums;

    private ScanGradient(Scan scan, List<Optional<Node>> upstreams) {
        this.scan = scan;
        this.step = scan.definition();
        int outputs = step.outputs().size();
        List<Integer> floating = Enclosing.floating(step.outputTypes());
        // of each carry the next one has a gradient; of an output only if something reads it
        this.seeded = floating.stream()
                .filter(output ->
                        output < scan.carries() || upstreams.get(output).isPresent())
                .toList();
        this.carried = (int)
                floating.stream().filter(output -> output < scan.carries()).count();
        this.remembered = floating.subList(0, carried).stream()
                .filter(carry -> upstreams.get(outputs + carry).isPresent())
                .toList();
        this.moving = Enclosing.floating(step.argumentTypes());
        this.known = scan.dear();
        List<Integer> constants =
                moving.stream().filter(argument -> argument >= firstConstant()).toList();
        List<Node> gradients = Derivation.pullback(step, seeded).outputs();
        this.products = StepProducts.among(constants, moving, gradients);
        List<Node> given = new ArrayList<>(products.factors(moving, gradients));
        moving.stream()
                .filter(argument -> argument >= scan.carries() && argument < firstConstant())
                .forEach(sequence -> given.add(gradients.get(moving.indexOf(sequence))));
        this.sums = StepSums.among(constants, moving, gradients, given);
        this.summed = constants.stream()
                .filter(constant -> !products.contains(constant) && !sums.contains(constant))
                .toList();
    }

    /** What flows down to an input, which is floating. */
    static Node of(Scan scan, Node node, List<Optional<Node>> upstreams, int input) {
        return new ScanGradient(scan, upstreams).gradient(node, upstreams, input);
    }

    private Node gradient(Node node, List<Optional<Node>> upstreams, int input) {
        List<Node> results = Tuple.results(node);
        int outputs = step.outputs().size();
        List<Node> inputs = new ArrayList<>();
        for (int carry : seeded.subList(0, carried)) {
            inputs.add(upstreams.get(carry).orElseGet(node.input(carry)::zero));
        }
        summed.forEach(constant -> inputs.add(node.input(constant).zero()));
        inputs.addAll(results.subList(outputs, outputs + scan.carries()));
        inputs.addAll(node.inputs().subList(scan.carries(), firstConstant()));
        seeded.subList(carried, seeded.size())
                .forEach(output -> inputs.add(upstreams.get(output).orElseThrow()));
        remembered.forEach(carry -> inputs.add(upstreams.get(outputs + carry).orElseThrow()));
        known.forEach(output -> inputs.add(results.get(output)));
        inputs.addAll(node.inputs().subList(firstConstant(), node.inputs().size()));
        int sequences = inputs.size() - carried - summed.size() - scan.constants();
        Definition back = step.derived(
                List.of("scan gradient", scan.carries(), scan.sequences(), seeded, remembered), this::back);
        StepTransposes transposes = StepTransposes.outOf(back, carried + summed.size() + sequences);
        Scan backward = new Scan(transposes.step(), carried + summed.size(), sequences, scan.length(), !scan.reverse());
        List<Node> taken = transposes.inputs(inputs);
        List<Node> made = Tuple.of(backward, taken);
        if (sums.contains(input)) {
            Node gradient = Derivation.pullback(step, seeded).outputs().get(moving.indexOf(input));
            return sums.gradient(input, gradient, backward, taken, made, products.count());
        }
        return products.contains(input) ? products.gradient(input, backward, taken, made) : made.get(place(input));
    }

    /** Which result of the backward scan is the gradient by an input: carries, then constants, then sequences. */
    private int place(int input) {
        if (input < scan.carries()) {
            return moving.indexOf(input);
        }
        return input >= firstConstant() ? carried + summed.indexOf(input) : summed.size() + moving.indexOf(input);
    }

    private int firstConstant() {
        return scan.carries() + scan.sequences();
    }

    /** The step backward. */
    private Definition back() {
        List<Type> taken = step.argumentTypes();
        List<Type> made = step.outputTypes();
        Inputs inputs = new Inputs();
        List<Integer> upstreams = inputs.add(seeded.subList(0, carried), made);
        List<Integer> added = inputs.add(summed, taken);
        List<Integer> arguments = new ArrayList<>(inputs.add(range(0, firstConstant()), taken));
        List<Integer> outside = inputs.add(seeded.subList(carried, seeded.size()), made);
        List<Integer> before = inputs.add(remembered, taken);
        List<Integer> given = inputs.add(known, made);
        arguments.addAll(inputs.add(range(firstConstant(), taken.size()), taken));

        List<Node> all = Definition.arguments(inputs.types);
        List<Node> at = new ArrayList<>(nodes(all, arguments));
        at.addAll(nodes(all, upstreams));
        at.addAll(nodes(all, outside));
        List<Node> gradients = Derivation.pullback(step, seeded).at(at);
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < carried; i++) {
            Node gradient = gradients.get(i);
            int place = remembered.indexOf(seeded.get(i));
            results.add(place < 0 ? gradient : gradient.add(all.get(before.get(place))));
        }
        for (int i = 0; i < summed.size(); i++) {
            results.add(all.get(added.get(i)).add(gradients.get(moving.indexOf(summed.get(i)))));
        }
        long sequences =
                moving.stream().filter(argument -> argument < firstConstant()).count();
        results.addAll(gradients.subList(carried, (int) sequences));
        results.addAll(sums.terms(moving, gradients));
        results.addAll(products.factors(moving, gradients));
        return step.with(all, withKnown(results, all, nodes(all, arguments), nodes(all, given)));
    }

    /** The results, with what is given in the place of what follows from the arguments. */
    private List<Node> withKnown(List<Node> results, List<Node> all, List<Node> arguments, List<Node> given) {
        List<Node> dear = nodes(step.at(arguments), known);
        List<Node> from = new ArrayList<>(all);
        List<Node> to = new ArrayList<>(all);
        for (int i = 0; i < dear.size(); i++) {
            if (!from.contains(dear.get(i))) {
                from.add(dear.get(i));
                to.add(given.get(i));
            }
        }
        return step.with(from, results).at(to);
    }

    private static List<Node> nodes(List<Node> all, List<Integer> places) {
        return places.stream().map(all::get).toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** The types of a definition's arguments while they are listed. */
    private static final class Inputs {
        private final List<Type> types = new ArrayList<>();

        /** Adds some of those types; gives their places. */
        List<Integer> add(List<Integer> which, List<Type> from) {
            int first = types.size();
            which.forEach(index -> types.add(from.get(index)));
            return range(first, types.size());
        }
    }
}
