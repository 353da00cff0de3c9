package org.chainrule.bench.libtorch.agree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.agree.Answer;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Domain;
import org.chainrule.bench.agree.Question;
import org.chainrule.bench.agree.Result;
import org.chainrule.bench.agree.Table;

/** The process of this peer. */
public final class Agree {
    private static final Table<Tensor> TABLE = table();

    private Agree() {}

    public static void main(String... arguments) {
        torch.set_num_threads(1);
        Answer.all(Agree::answer, Arrays.asList(arguments));
    }

    private static Table<Tensor> table() {
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

    private static Answer answer(Question question) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = question.inputs().stream().map(Doubles::of).toList();
            List<Tensor> values = TABLE.apply(question.operation(), new Asked<>(inputs, question.numbers()));
            return Answer.of(question, results(values), results(gradients(question, inputs, values)));
        }
    }

    /** Of the weighted sum of the real results, by the real inputs; zeros where nothing flows. */
    private static List<Tensor> gradients(Question question, List<Tensor> inputs, List<Tensor> values) {
        List<Tensor> real = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (question.inputs().get(i).kind() == Domain.Kind.REAL) {
                real.add(inputs.get(i));
            }
        }
        if (real.isEmpty() || values.stream().noneMatch(Tensor::is_floating_point)) {
            return List.of();
        }
        TensorVector results = new TensorVector();
        TensorVector weights = new TensorVector();
        for (int i = 0; i < values.size(); i++) {
            Tensor value = values.get(i);
            if (value.requires_grad()) {
                results.push_back(value);
                double[] drawn = question.weights(i, (int) value.numel());
                weights.push_back(Doubles.of(drawn, value.shape()).toType(value.scalar_type()));
            }
        }
        if (results.empty()) {
            return real.stream().map(torch::zeros_like).toList();
        }
        TensorVector found = torch.grad(
                results, new TensorVector(real.toArray(Tensor[]::new)), weights, new BoolOptional(false), false, true);
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < real.size(); i++) {
            Tensor gradient = found.get(i);
            gradients.add(gradient.defined() ? gradient : torch.zeros_like(real.get(i)));
        }
        return gradients;
    }

    private static List<Result> results(List<Tensor> tensors) {
        return tensors.stream().map(Doubles::result).toList();
    }
}
