package org.chainrule.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Branch;
import org.chainrule.graph.Definition;
import org.chainrule.graph.Node;
import org.chainrule.graph.Region;
import org.chainrule.graph.Routine;
import org.chainrule.graph.Scan;
import org.chainrule.graph.Tuple;
import org.chainrule.graph.Type;
import org.chainrule.graph.While;
import org.chainrule.runtime.BranchRun;
import org.chainrule.runtime.Instruction;
import org.chainrule.runtime.Place;
import org.chainrule.runtime.Program;
import org.chainrule.runtime.RoutineRun;
import org.chainrule.runtime.ScanRun;
import org.chainrule.runtime.Typed;
import org.chainrule.runtime.WhileRun;

/**
 * The instruction of an operation with several results. What it encloses is compiled to programs of their own.
 *
 * @param node the operation's
 * @param inputs where its inputs lie
 * @param results where its results go, if anything reads them
 */
record Calls(Node node, List<Place> inputs, List<Optional<Place>> results) {
    Instruction instruction(Tuple op) {
        return switch (op) {
            case Routine routine -> new RoutineRun(routine, types(), inputs, results);
            case Scan scan -> scan(scan);
            case While loop ->
                new WhileRun(
                        program(loop.definition().range(0, 1)),
                        program(loop.definition().range(1, 1 + loop.carries())),
                        typed(0, loop.carries()),
                        typed(loop.carries(), inputs.size()),
                        results);
            case Branch branch ->
                new BranchRun(
                        inputs.getFirst(),
                        program(branch.yes()),
                        program(branch.no()),
                        typed(1, inputs.size()),
                        branch.yes().outputTypes(),
                        results);
            case Region _ -> throw new AssertionError("a region is written out");
        };
    }

    private ScanRun scan(Scan scan) {
        Definition step = scan.definition();
        int carries = scan.carries();
        int made = step.outputs().size();
        int firstConstant = carries + scan.sequences();
        // what is kept of all steps goes from place to place
        Map<Integer, Integer> donations = IntStream.range(0, carries)
                .boxed()
                .filter(carry -> results.get(made + carry).isEmpty())
                .collect(Collectors.toMap(carry -> carry, carry -> carry));
        Compiler.Result compiled = Compiler.compile(step.outputs(), donations);
        List<ScanRun.Carry> carried = IntStream.range(0, carries)
                .mapToObj(carry -> new ScanRun.Carry(
                        typed(carry, carry + 1).getFirst(),
                        results.get(carry),
                        results.get(made + carry),
                        compiled.inPlace().getOrDefault(carry, false)))
                .toList();
        List<Typed> sequences = IntStream.range(carries, firstConstant)
                .mapToObj(input -> new Typed(step.argumentTypes().get(input), inputs.get(input)))
                .toList();
        List<ScanRun.Output> outputs = IntStream.range(carries, made)
                .mapToObj(output -> new ScanRun.Output(step.outputTypes().get(output), results.get(output)))
                .toList();
        return new ScanRun(
                compiled.program(),
                scan.length(),
                scan.reverse(),
                carried,
                sequences,
                typed(firstConstant, inputs.size()),
                outputs);
    }

    private static Program program(Definition definition) {
        return Compiler.compile(definition.outputs(), Map.of()).program();
    }

    private List<Type> types() {
        return node.inputs().stream().map(Node::type).toList();
    }

    private List<Typed> typed(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(input -> new Typed(types().get(input), inputs.get(input)))
                .toList();
    }
}
