package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Span;
import org.junit.jupiter.api.Test;

/** Movements as index functions: each place of the loop is asked for its element, and the movement's definition is the answer. */
class ViewTest {
    private static final Shape MATRIX = Shape.of(4, 6);
    private static final int[] LOOP = {4, 6};

    /** Where an address points to at each place of a loop, in row-major order. */
    private static int[] places(Address address, int... loop) {
        int count = IntStream.of(loop).reduce(1, (a, b) -> a * b);
        return IntStream.range(0, count)
                .map(place -> {
                    int at = address.offset();
                    int rest = place;
                    for (int axis = loop.length - 1; axis >= 0; axis--) {
                        at += address.steps()[axis] * (rest % loop[axis]);
                        rest /= loop[axis];
                    }
                    return at;
                })
                .toArray();
    }

    private static View identity(Shape shape, int... loop) {
        return View.identity(loop, shape).orElseThrow();
    }

    @Test
    void theIdentityVisitsTheElementsInOrder() {
        assertThat(places(identity(MATRIX, LOOP).address(), LOOP))
                .containsExactly(IntStream.range(0, 24).toArray());
        assertThat(identity(Shape.of(1, 4, 1, 6, 1), LOOP).address())
                .isEqualTo(identity(MATRIX, LOOP).address());
        assertThat(identity(Shape.SCALAR).address()).isEqualTo(new Address(0, new int[0]));
    }

    @Test
    void anotherLoopHasNoIdentity() {
        assertThat(View.identity(LOOP, Shape.of(6, 4))).isEmpty();
        assertThat(View.identity(LOOP, Shape.of(4, 6, 2))).isEmpty();
    }

    @Test
    void aTransposeExchangesTheSteps() {
        int[] loop = {6, 4};
        View transposed = identity(Shape.of(6, 4), loop).pick(MATRIX, 1, 0);
        int[] expected = IntStream.range(0, 24).map(i -> i % 4 * 6 + i / 4).toArray();
        assertThat(places(transposed.address(), loop)).containsExactly(expected);
    }

    @Test
    void aSliceStepsThroughTheWhole() {
        int[] loop = {2, 3};
        List<Span> spans = List.of(new Span(1, 2, 2), new Span(5, 3, -2));
        View whole = identity(Shape.of(2, 3), loop).unslice(spans, MATRIX);
        assertThat(places(whole.address(), loop)).containsExactly(11, 9, 7, 23, 21, 19);
        assertThat(whole.staysInside(0)).isTrue();
        assertThat(whole.staysInside(1)).isTrue();
    }

    @Test
    void inThePaddingAViewLiesOutside() {
        int[] loop = {7};
        View inner = identity(Shape.of(7), loop).unpad(List.of(new Span(2, 4, 1)), Shape.of(4));
        assertThat(inner.staysInside(0)).isFalse();
        assertThat(places(inner.address(), loop)).containsExactly(-2, -1, 0, 1, 2, 3, 4);
    }

    @Test
    void reshapesThatKeepTheOrderAreViews() {
        int[] loop = {4, 6};
        View flat = identity(MATRIX, loop).reshaped(Shape.of(24)).orElseThrow();
        assertThat(places(flat.address(), loop))
                .containsExactly(IntStream.range(0, 24).toArray());
        View split = identity(Shape.of(24), 24).reshaped(Shape.of(24, 1)).orElseThrow();
        assertThat(split.shape()).isEqualTo(Shape.of(24, 1));
    }

    @Test
    void aReshapeThatCarriesIsNoView() {
        assertThat(identity(Shape.of(24), 24).reshaped(MATRIX)).isEmpty();
        View transposed = identity(Shape.of(6, 4), 6, 4).pick(MATRIX, 1, 0);
        assertThat(transposed.reshaped(Shape.of(24))).isPresent();
        assertThat(transposed.reshaped(Shape.of(8, 3))).isEmpty();
    }

    @Test
    void anAddressIsSplitWhereNothingIsCarried() {
        int[] loop = {4, 6};
        Address flat = new Address(0, new int[] {6, 1});
        Optional<Address> column = flat.remainder(6, loop);
        assertThat(column).contains(new Address(0, new int[] {0, 1}));
        assertThat(flat.quotient(column.orElseThrow(), 6)).isEqualTo(new Address(0, new int[] {1, 0}));
        assertThat(flat.remainder(5, loop)).isEmpty();
        assertThat(new Address(1, new int[] {6, 1}).remainder(6, loop)).isEmpty();
    }
}
