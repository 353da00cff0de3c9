package org.chainrule.compile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.plan.Plan;
import org.chainrule.runtime.About;
import org.chainrule.runtime.Work;

/**
 * What is told of a program.
 *
 * @param kernels the stages that run on their own, in their order
 * @param uses the buffers of a stage
 * @param suppliers what each instruction does
 * @param lengths of each kernel the number of instructions
 */
record Account(
        List<Node> roots,
        List<Stage> kernels,
        Map<Stage, List<Launch>> launches,
        Function<Stage.Call, List<Stage.Fused>> epilogues,
        Function<Stage, Uses> uses,
        Buffers buffers,
        List<Supplier<Work>> suppliers,
        List<Integer> lengths)
        implements About {
    @Override
    public List<Work> works() {
        return suppliers.stream().map(Supplier::get).toList();
    }

    @Override
    public String explain() {
        Explanation explanation = new Explanation(roots);
        for (Stage stage : kernels) {
            switch (stage) {
                case Stage.Call call -> explanation.call(call, epilogues(call), launches);
                case Stage.Fused loop -> explanation.stage(loop, Objects.requireNonNull(launches.get(loop)));
            }
        }
        explanation.memory(buffers.memory());
        return explanation.toString();
    }

    @Override
    public Plan plan() {
        Planned planned = new Planned(uses, buffers);
        int instruction = 0;
        List<Work> works = works();
        for (int i = 0; i < kernels.size(); i++) {
            Stage kernel = kernels.get(i);
            List<Stage> parts =
                    Stream.concat(Stream.of(kernel), epilogues(kernel).stream()).toList();
            planned.add(parts, works.subList(instruction, instruction + lengths.get(i)));
            instruction += lengths.get(i);
        }
        return planned.plan();
    }

    private List<Stage.Fused> epilogues(Stage stage) {
        return stage instanceof Stage.Call call ? epilogues.apply(call) : List.of();
    }
}
