package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.chainrule.Tensor;
import org.junit.jupiter.api.Test;

class InterningTest {
    @Test
    void equalNodesAreOne() {
        Tensor x = Tensor.of(1f, 2f);
        assertThat(x.exp().node()).isSameAs(x.exp().node());
        assertThat(x.mul(2).add(x).node()).isSameAs(x.mul(2).add(x).node());
        assertThat(x.sum().node()).isSameAs(x.sum(0).node());
        assertThat(x.reshape(2, 1).node()).isSameAs(x.unsqueeze(1).node());
        assertThat(x.exp().node()).isNotSameAs(Tensor.of(1f, 2f).exp().node());
        assertThat(x.sub(1).node()).isNotSameAs(x.sub(2).node());
    }

    @Test
    void numbersThatOnlyCompareEqualAreTwo() {
        assertThat(Node.of(Leaf.Literal.of(DType.FLOAT32, 0.0)))
                .isNotSameAs(Node.of(Leaf.Literal.of(DType.FLOAT32, -0.0)));
        assertThat(Node.of(Leaf.Literal.of(DType.FLOAT32, 1))).isNotSameAs(Node.of(Leaf.Literal.of(DType.FLOAT64, 1)));
        assertThat(Node.of(Leaf.Literal.of(DType.FLOAT32, Double.NaN)))
                .isSameAs(Node.of(Leaf.Literal.of(DType.FLOAT32, Double.NaN)));
    }

    @Test
    void constantsAreThemselves() {
        Data data = new Data(new Type(Shape.of(1), DType.FLOAT32), new float[] {1});
        assertThat(Node.constant(data)).isNotSameAs(Node.constant(data));
    }

    @Test
    void aNodeIsKeptByItsUsersOnly() throws InterruptedException {
        Tensor x = Tensor.of(1f, 2f);
        WeakReference<Node> node = new WeakReference<>(x.exp().sin().node());
        for (int i = 0; i < 100 && node.get() != null; i++) {
            System.gc();
            Thread.sleep(5);
        }
        assertThat(node.get()).isNull();
        assertThat(x.exp().sin().toFloats()).hasSize(2); // and can be made again
    }

    @Test
    void threadsThatMakeTheSameNodeShareIt() throws InterruptedException {
        Tensor x = Tensor.of(1f);
        Set<Node> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                Tensor y = x;
                for (int i = 0; i < 200; i++) {
                    y = y.add(i);
                }
                seen.add(y.node());
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(1);
    }
}
