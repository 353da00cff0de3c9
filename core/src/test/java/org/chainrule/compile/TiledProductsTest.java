package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.plan.Plan;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

/**
 * A product that is read on its tiles alone has no buffer, or the one of what is made of it; every other product keeps its own. Values are
 * right, and the same to the bit for any number of threads.
 */
class TiledProductsTest {
    private static final Tensor X = Parity.random(1, 96, 200);
    private static final Tensor W = Parity.random(2, 200, 136);
    private static final Tensor B = Parity.random(3, 136);
    private static final Tensor V = Parity.random(4, 136, 40);
    /** Rows so long that their products are added up in several passes over C. */
    private static final Tensor LONG_X = Parity.random(5, 96, 1100);

    private static final Tensor LONG_W =
            Tensor.of(Parity.random(6, 1100, 136).div(32).data());

    private static Plan plan(Tensor... outputs) {
        return Compiler.compile(nodes(outputs), Map.of()).program().plan();
    }

    private static List<Node> nodes(Tensor... outputs) {
        return Arrays.stream(outputs).map(Tensor::node).toList();
    }

    private static void isRight(Tensor... outputs) {
        Parity.check(outputs);
        try (Workers one = Workers.of(1);
                Workers three = Workers.of(3)) {
            List<Data> expected = Parity.run(nodes(outputs), one);
            List<Data> actual = Parity.run(nodes(outputs), three);
            for (int i = 0; i < outputs.length; i++) {
                assertThat(actual.get(i).array()).isEqualTo(expected.get(i).array());
            }
        }
    }

    private static Optional<Plan.Buffer> buffer(Plan plan, Tensor of) {
        return plan.buffers().stream()
                .filter(buffer -> buffer.node() == of.node())
                .findFirst();
    }

    @Test
    void theProductOfALayerHasNoBuffer() {
        Tensor product = X.matmul(W);
        Tensor layer = product.add(B).relu();
        Tensor output = layer.matmul(V);
        Plan plan = plan(output);
        assertThat(buffer(plan, product)).isEmpty();
        assertThat(plan.arena(DType.FLOAT32)).isEqualTo(96 * 136);
        isRight(output);
    }

    @Test
    void rowsMayBeSeveralAxesOfTheLoop() {
        Tensor product = X.matmul(W);
        Tensor layer = product.reshape(4, 24, 136).add(B).softmax(-1);
        Tensor output = layer.reshape(96, 136).matmul(V);
        assertThat(buffer(plan(output), product)).isEmpty();
        isRight(output);
        isRight(LONG_X.matmul(LONG_W).reshape(3, 8, 4, 136).add(B).tanh());
    }

    @Test
    void rowsMayBeWrittenInAnotherOrder() {
        Tensor heads = X.reshape(4, 24, 200).matmul(W); // [4, 24, 136]
        Tensor merged = heads.mul(2).permute(1, 0, 2).reshape(24, 4 * 136);
        Tensor output = merged.matmul(Parity.random(8, 4 * 136, 20));
        Plan plan = plan(output);
        assertThat(plan.kernels()).hasSize(2);
        isRight(output);
        // columns become rows: no loop on tiles
        isRight(heads.tanh().permute(2, 0, 1).reshape(136, 96).add(1).mul(0.01));
    }

    /** A network's weights, all of one shape, and how they moved. */
    record Moving(List<Tensor> weights, List<Tensor> moments) {}

    @Test
    void updatesOfManyWeightsRunWithTheirGradients() {
        List<Tensor> weights = IntStream.range(0, 9)
                .mapToObj(number -> Parity.random(number, 32, 32))
                .toList();
        CompiledLoop<Moving, Tensor, Tensor> loop = CompiledLoop.of(new Moving(weights, weights), (before, x) -> {
            Tensor y = x;
            for (Tensor weight : before.weights()) {
                y = y.matmul(weight).tanh();
            }
            Tensor loss = y.square().mean();
            List<Tensor> gradients = Gradient.of(loss).at(before.weights());
            List<Tensor> moments = IntStream.range(0, weights.size())
                    .mapToObj(i -> before.moments().get(i).mul(0.9).add(gradients.get(i)))
                    .toList();
            List<Tensor> moved = IntStream.range(0, weights.size())
                    .mapToObj(i -> before.weights().get(i).sub(moments.get(i).mul(0.01)))
                    .toList();
            return new CompiledLoop.Next<>(new Moving(moved, moments), loss);
        });
        List<String> kinds = loop.plan(Parity.random(10, 16, 32)).kernels().stream()
                .map(Plan.Kernel::kind)
                .filter(kind -> !kind.startsWith("product"))
                .toList();
        // the loss and its gradient; the updates are loops on the tiles of products
        assertThat(kinds).hasSizeLessThan(4);
    }

    @Test
    void rowsArePutTogetherBlockByBlock() {
        Tensor product = X.matmul(W);
        Tensor layer = product.add(B).tanh();
        Tensor sums = layer.sum(0);
        assertThat(plan(layer, sums).kernels()).hasSize(1);
        assertThat(buffer(plan(layer, sums), product)).isEmpty();
        isRight(layer, sums, product.mul(2).max(0));
        // over both axes of the rows, over the outer one, and of rows that end within a block
        Tensor heads = X.reshape(3, 32, 200).matmul(W);
        Tensor softmax = heads.softmax(-1);
        assertThat(plan(softmax, softmax.sum(0, 1)).kernels()).hasSize(1);
        isRight(softmax, softmax.sum(0, 1), heads.tanh().sum(0));
        Tensor odd = Parity.random(9, 90, 200).matmul(W).tanh();
        isRight(odd, odd.sum(0));
        // of each head by itself
        Tensor turned = heads.square().permute(1, 0, 2);
        assertThat(plan(turned.sum(0)).kernels()).hasSize(1);
        isRight(turned, turned.sum(0));
    }

    @Test
    void partsOfOneBufferMayRunInAnyOrder() {
        Tensor last = X.mul(0.1).matmul(W).tanh();
        Tensor middle = last.matmul(V).matmul(V.transpose().mul(0.01)).tanh();
        Tensor first =
                middle.mul(0.1).matmul(V).softmax(-1).matmul(V.transpose()).tanh();
        isRight(Tensor.concat(0, List.of(first, middle, last)).permute(1, 0));
    }

    @Test
    void aProductOfSeveralPassesBecomesTheResultInItsPlace() {
        Tensor product = LONG_X.matmul(LONG_W);
        Tensor layer = product.add(B).relu();
        Tensor output = layer.matmul(V);
        Plan plan = plan(output);
        assertThat(buffer(plan, product).orElseThrow().offset())
                .isEqualTo(buffer(plan, layer).orElseThrow().offset());
        assertThat(plan.arena(DType.FLOAT32)).isEqualTo(96 * 136);
        isRight(output);
    }

    @Test
    void aGradientThatAnUpdateAloneReadsHasNoBuffer() {
        Tensor loss = X.matmul(W).add(B).tanh().square().mean();
        List<Tensor> gradients = Gradient.of(loss).at(List.of(W, B));
        Tensor moment = Parity.random(7, 200, 136).mul(0.9).add(gradients.get(0).mul(0.1));
        Tensor updated = W.sub(moment.mul(0.01));
        Plan plan = plan(updated, moment, B.sub(gradients.get(1)));
        assertThat(plan.buffers())
                .filteredOn(buffer -> buffer.node().op() instanceof MatMul)
                .extracting(buffer -> buffer.node().shape())
                .doesNotContain(W.shape());
        isRight(updated, moment, B.sub(gradients.get(1)));
    }

    @Test
    void severalResultsOnTheSameTiles() {
        Tensor product = X.matmul(W);
        Tensor layer = product.add(B).relu();
        Tensor slope = product.tanh().mul(2);
        Tensor output = layer.matmul(V);
        Tensor other = slope.matmul(V);
        assertThat(buffer(plan(output, other), product)).isEmpty();
        isRight(output, other);
        Tensor longProduct = LONG_X.matmul(LONG_W);
        isRight(longProduct.add(B).relu().matmul(V), longProduct.tanh().mul(2).matmul(V));
    }

    @Test
    void reductionsAlongTheRowsOfATile() {
        isRight(X.matmul(W).softmax(1).matmul(V));
        isRight(LONG_X.matmul(LONG_W).softmax(1).matmul(V));
        Tensor centred = X.matmul(W);
        isRight(centred.sub(centred.mean(1).unsqueeze(1)), centred.mean(1));
    }

    @Test
    void aProductThatIsReadElsewhereKeepsItsBuffer() {
        for (Tensor product : List.of(X.matmul(W), LONG_X.matmul(LONG_W))) {
            Tensor layer = product.add(B).relu();
            // by another product, transposed, flipped, broadcast, summed up along columns afterwards
            keeps(product, layer.matmul(V), product.matmul(V));
            keeps(product, layer.matmul(V), product.transpose().mul(2));
            keeps(product, layer.matmul(V), layer.add(product.flip()));
            keeps(
                    product,
                    layer.matmul(V),
                    product.slice(0, 0, 1).add(layer.mul(2)).exp());
            keeps(product, layer.matmul(V), product.mul(layer.sum(0)).sum(0));
        }
    }

    private static void keeps(Tensor product, Tensor... outputs) {
        Plan plan = plan(outputs);
        Plan.Buffer own = buffer(plan, product).orElseThrow();
        assertThat(plan.buffers())
                .filteredOn(other -> other != own
                        && other.home() == Plan.Home.ARENA
                        && other.offset() < own.offset() + own.length()
                        && own.offset() < other.offset() + other.length())
                .allSatisfy(other -> assertThat(
                                other.first() > own.last() || other.last() < own.first() || other.first() == own.last())
                        .isTrue());
        isRight(outputs);
    }

    @Test
    void aProductThatIsAResultKeepsItsBuffer() {
        Tensor product = X.matmul(W);
        Tensor layer = product.add(B).relu();
        assertThat(buffer(plan(product, layer), product)).isPresent();
        isRight(product, layer);
        isRight(product, layer.matmul(V));
    }

    @Test
    void productsOfABatch() {
        Tensor a = Parity.random(8, 3, 70, 50);
        Tensor b = Parity.random(9, 3, 50, 90);
        Tensor product = a.matmul(b);
        Tensor result = product.add(Parity.random(10, 90)).tanh();
        assertThat(buffer(plan(result), product)).isEmpty();
        isRight(result);
        Tensor outer = Parity.random(11, 2, 1, 70, 50).matmul(Parity.random(12, 1, 4, 50, 90));
        isRight(outer.mul(outer.tanh()), Tensor.scalar(1).add(1));
    }

    @Test
    void doublesAndWholeNumbers() {
        isRight(X.cast(DType.FLOAT64).matmul(W.cast(DType.FLOAT64)).add(1).relu());
        isRight(X.mul(9).cast(DType.INT32).matmul(W.mul(9).cast(DType.INT32)).add(1));
    }

    @Test
    void withinTheStepsOfAScan() {
        Tensor start = Parity.random(13, 96, 136);
        Tensor weight = Parity.random(14, 136, 136).mul(0.1);
        Tensor inputs = Parity.random(15, 5, 96, 136);
        Tensor last = Scan.of((Tensor h, Tensor x) -> {
                    Tensor next = h.matmul(weight).add(x).tanh();
                    return new Scan.Step<>(next, next.sum());
                })
                .over(start, inputs)
                .carry();
        isRight(last, Gradient.of(last.square().sum()).at(start));
    }

    @Test
    void aSmallProductStaysWhereItIs() {
        Tensor small = Parity.random(16, 8, 20).matmul(Parity.random(17, 20, 30));
        Tensor result = small.add(1).relu();
        assertThat(buffer(plan(result), small)).isPresent();
        isRight(result);
    }
}
