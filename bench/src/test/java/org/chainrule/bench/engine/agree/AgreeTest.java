package org.chainrule.bench.engine.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.bench.agree.Answer;
import org.chainrule.bench.agree.Question;
import org.chainrule.bench.agree.Row;
import org.chainrule.bench.agree.Rows;
import org.chainrule.check.OpCheck;
import org.chainrule.check.OpRow;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreeTest {
    /** Methods that give tensors, but compute nothing that libtorch could be asked about. */
    private static final Set<String> NO_OPERATIONS =
            Set.of("of", "scalar", "like", "zerosLike", "onesLike", "linspace", "evaluate");

    static List<Row> rows() {
        return Rows.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void compiledCodeGivesWhatIsComputedAtOnce(Row row) {
        for (Question question : row.questions(2, 3)) {
            Answer atOnce = Agree.answer(question, false);
            Answer compiled = Agree.answer(question, true);
            assertThat(compiled.values()).hasSameSizeAs(atOnce.values());
            assertThat(compiled.gradients()).hasSameSizeAs(atOnce.gradients());
            for (int i = 0; i < atOnce.values().size(); i++) {
                assertThat(compiled.values().get(i).distance(atOnce.values().get(i)))
                        .as(question.text())
                        .isLessThan(1e-11);
            }
            for (int i = 0; i < atOnce.gradients().size(); i++) {
                assertThat(compiled.gradients()
                                .get(i)
                                .distance(atOnce.gradients().get(i)))
                        .as(question.text())
                        .isLessThan(1e-11);
            }
        }
    }

    @Test
    void everyRowIsComputedHereAndNothingElse() {
        assertThat(Agree.table().operations())
                .containsExactlyInAnyOrderElementsOf(
                        rows().stream().map(Row::operation).toList());
    }

    @Test
    void everyRowIsComputedByLibtorchToo() throws IOException {
        Path sources =
                Path.of("peers", "libtorch", "src", "main", "java", "org", "chainrule", "bench", "libtorch", "agree");
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        for (Row row : rows()) {
            assertThat(text.toString().split("\"" + row.operation() + "\"", -1))
                    .as(row.operation())
                    .hasSize(2);
        }
    }

    @Test
    void everyMethodThatComputesATensorHasARow() {
        Set<String> named =
                rows().stream().map(row -> row.operation().split(" ")[0]).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        Stream.concat(Stream.of(Tensor.class), Arrays.stream(Tensor.class.getInterfaces()))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> givesTensors(method.getReturnType()) || givesList(method))
                .map(Method::getName)
                .filter(name -> !named.contains(name) && !NO_OPERATIONS.contains(name))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    private static boolean givesTensors(Class<?> type) {
        return type == Tensor.class
                || type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .anyMatch(AgreeTest::givesTensors);
    }

    private static boolean givesList(Method method) {
        return method.getGenericReturnType().getTypeName().contains(Tensor.class.getName() + ">");
    }

    /** Operations of graphs, in the forward or the backward of some question. */
    @Test
    void everyOperationOfGraphsTakesPartOrHasAReasonNotTo() {
        Set<String> seen = new HashSet<>();
        for (Row row : rows()) {
            for (Question question : row.questions(8, 1)) {
                List<Tensor> inputs =
                        question.inputs().stream().map(Agree::tensor).toList();
                Agree.Outcome outcome = Agree.outcome(question, inputs);
                seen(
                        Stream.concat(outcome.values().stream(), outcome.gradients().stream())
                                .map(Tensor::node)
                                .toList(),
                        seen);
            }
        }
        Set<String> all = OpCheck.samples().stream()
                .map(sample -> OpRow.name(sample.op()))
                .collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(seen);
        assertThat(all).containsAll(Rows.uncompared().keySet());
        all.removeAll(Rows.uncompared().keySet());
        assertThat(all).isEmpty();
    }

    private static void seen(List<Node> outputs, Set<String> seen) {
        Deque<List<Node>> pending = new ArrayDeque<>(List.of(outputs));
        while (!pending.isEmpty()) {
            for (Node node : Topology.of(pending.removeFirst())) {
                seen.add(OpRow.name(node.op()));
                if (node.op() instanceof Enclosing enclosing) {
                    pending.add(enclosing.definition().outputs());
                }
            }
        }
    }
}
