package org.chainrule.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.chainrule.codegen.MicroCompiler;
import org.chainrule.graph.DType;
import org.chainrule.simd.Simd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where lines begin in arrays, by a clock that stands in for the machine: what does not begin at a line takes twice as long. */
class CacheLinesTest {
    private static final int PLACES = 16;
    private static final float[] ARRAY = new float[4096];

    private final Machine machine = new Machine();
    private final CacheLines lines = new CacheLines(machine, DType.FLOAT32, () -> machine.time);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 15})
    void theFirstLineIsFound(int place) {
        machine.begin = place;
        assertThat(lines.canBeFound()).isTrue();
        assertThat(lines.firstIn(ARRAY)).isEqualTo(place);
        assertThat(lines.beginAt(ARRAY, place)).isTrue();
        assertThat(lines.beginAt(ARRAY, (place + 3) % PLACES)).isFalse();
    }

    /** None of them reaches over two lines if the first does not. */
    @Test
    void vectorsOfHalfALineMayBeginInTheMiddleOfALine() {
        machine.begin = 11;
        machine.vector = PLACES / 2;
        assertThat(lines.firstIn(ARRAY)).isEqualTo(3);
        assertThat(lines.beginAt(ARRAY, 3)).isTrue();
        assertThat(lines.beginAt(ARRAY, 11)).isTrue();
        assertThat(lines.beginAt(ARRAY, 4)).isFalse();
    }

    @Test
    void whatOthersDoNowAndThenDoesNotCount() {
        machine.begin = 7;
        machine.disturbed = true;
        assertThat(lines.firstIn(ARRAY)).isEqualTo(7);
    }

    @Test
    void nothingIsFoundWhereAllPlacesAreAsQuickAndSoonNothingIsSought() {
        machine.begin = CacheLines.UNKNOWN;
        for (int look = 0; look < 100 && lines.canBeFound(); look++) {
            assertThat(lines.firstIn(ARRAY)).isEqualTo(CacheLines.UNKNOWN);
        }
        assertThat(lines.canBeFound()).isFalse();
    }

    @Test
    void codeThatIsNoVectorCodeIsNotTriedOften() {
        machine.begin = 5;
        machine.slower = 1000;
        for (int look = 0; look < 4; look++) {
            assertThat(lines.canBeFound()).isTrue();
            assertThat(lines.firstIn(ARRAY)).isEqualTo(CacheLines.UNKNOWN);
        }
        assertThat(lines.canBeFound()).isFalse();
    }

    @Test
    void buffersBeginAtALineAndAreLookedAtAgainWhenTheyMayHaveMoved() {
        AlignedArray buffer = new AlignedArray(ARRAY, ARRAY.length - PLACES);
        machine.begin = 3;
        buffer.align(lines, 0);
        assertThat(buffer.begin()).isEqualTo(3);
        machine.begin = 9;
        long calls = machine.calls;
        buffer.align(lines, 0);
        assertThat(buffer.begin()).isEqualTo(3);
        assertThat(machine.calls).as("looks without a reason").isEqualTo(calls);
        buffer.align(lines, 1);
        assertThat(buffer.begin()).isEqualTo(9);
        // still there: a short look is enough
        calls = machine.calls;
        buffer.align(lines, 2);
        assertThat(buffer.begin()).isEqualTo(9);
        assertThat(machine.calls - calls).isBetween(1L, 10L);
    }

    @Test
    void shortArraysAreLeftAlone() {
        machine.begin = 3;
        AlignedArrays arrays = new AlignedArrays(machine);
        AlignedArray small = arrays.make(DType.FLOAT32, 100);
        arrays.align(DType.FLOAT32, small);
        assertThat(small.begin()).isZero();
        assertThat((float[]) small.array()).hasSize(100);
        assertThat(machine.calls).isZero();
    }

    @Test
    void aCollectionOfGarbageIsNoticed() {
        GarbageCollections collections = new GarbageCollections();
        int before = collections.count();
        for (int i = 0; i < 50 && collections.count() == before; i++) {
            System.gc();
        }
        assertThat(collections.count()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 256, 512})
    void fillsWriteZerosToWholeVectorsAlone(int bits) {
        if (bits > Simd.bits()) {
            return;
        }
        MicroCompiler compiler = new MicroCompiler(bits);
        int lanes = compiler.vectorLength(DType.FLOAT32);
        float[] array = new float[100];
        Arrays.fill(array, 1);
        compiler.fill(DType.FLOAT32).run(array, 3, 4, 2);
        for (int i = 0; i < array.length; i++) {
            assertThat(array[i]).isEqualTo(i >= 3 && i < 3 + 4 * lanes ? 0f : 1f);
        }
    }

    /** Code that writes nothing and takes its time. */
    private static final class Machine implements FillCode {
        private int begin;
        private int slower = 1;
        private int vector = PLACES;
        private boolean disturbed;
        private long time;
        private long calls;

        @Override
        public int vectorLength(DType type) {
            return PLACES;
        }

        @Override
        public VectorFill fill(DType type) {
            return (array, offset, vectors, times) -> {
                calls++;
                boolean others = disturbed && calls % 3 == 0;
                boolean quick = (offset - begin) % vector == 0 || begin == CacheLines.UNKNOWN;
                time += slower * (quick ? 1000 : 2000) + (others ? 5000 : 0);
            };
        }

        @Override
        public CompletableFuture<Void> warmFill(DType type) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
