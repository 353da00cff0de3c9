package org.chainrule.bench.engine.agree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.bench.agree.Answer;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Given;
import org.chainrule.bench.agree.Question;
import org.chainrule.bench.agree.Result;
import org.chainrule.bench.agree.Table;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** The process of this engine. The first argument says whether it compiles what it is asked. */
public final class Agree {
    private static final Table<Tensor> TABLE = table();

    private Agree() {}

    public static void main(String... arguments) {
        boolean compiled = Boolean.parseBoolean(arguments[0]);
        Answer.all(
                question -> answer(question, compiled), Arrays.asList(arguments).subList(1, arguments.length));
    }

    /** How this engine computes each operation. */
    public static Table<Tensor> table() {
        Table<Tensor> table = new Table<>();
        Elementwise.in(table);
        Reductions.in(table);
        Movements.in(table);
        Products.in(table);
        Windows.in(table);
        Algebra.in(table);
        Control.in(table);
        return table;
    }

    /** What an operation gives, and the gradients of its real results by its real inputs. */
    public record Outcome(List<Tensor> values, List<Tensor> gradients) {}

    /** The answer, computed at once or by compiled code. */
    public static Answer answer(Question question, boolean compiled) {
        List<Tensor> inputs = question.inputs().stream().map(Agree::tensor).toList();
        Outcome outcome = compiled
                ? Compiled.of((List<Tensor> given) -> outcome(question, given)).apply(inputs)
                : outcome(question, inputs);
        return Answer.of(question, results(outcome.values()), results(outcome.gradients()));
    }

    /** The graph of a question. */
    public static Outcome outcome(Question question, List<Tensor> inputs) {
        List<Tensor> values = TABLE.apply(question.operation(), new Asked<>(inputs, question.numbers()));
        List<Tensor> smooth = new ArrayList<>();
        List<Tensor> weights = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Tensor value = values.get(i);
            if (value.dtype().isFloating()) {
                double[] drawn = question.weights(i, value.shape().size());
                smooth.add(value);
                weights.add(Tensor.of(drawn, value.shape()).cast(value.dtype()));
            }
        }
        List<Tensor> real =
                inputs.stream().filter(input -> input.dtype().isFloating()).toList();
        return new Outcome(
                values,
                smooth.isEmpty() || real.isEmpty()
                        ? List.of()
                        : Gradient.of(smooth, weights).at(real));
    }

    /** An input as a tensor. */
    public static Tensor tensor(Given given) {
        Tensor elements = Tensor.of(
                given.elements(),
                Shape.of(given.shape().stream().mapToInt(Integer::intValue).toArray()));
        return switch (given.kind()) {
            case REAL -> elements;
            case WHOLE -> Tensor.of(elements.cast(DType.INT64).data());
            case FLAG -> Tensor.of(elements.cast(DType.BOOL).data());
        };
    }

    private static List<Result> results(List<Tensor> tensors) {
        return tensors.stream()
                .map(tensor -> new Result(
                        Arrays.stream(tensor.shape().extents()).boxed().toList(), tensor.toDoubles()))
                .toList();
    }
}
