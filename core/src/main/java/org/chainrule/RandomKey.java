package org.chainrule;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.RandomBits;
import org.chainrule.graph.Shape;

/**
 * A key to a stream of random numbers. Randomness is counter-based (Threefry 2x32): the same key and shape give the same
 * numbers, whatever the threads, and different keys give independent ones. Never use a key twice; derive others with
 * {@link #fold}.
 *
 * <p>A key is a tree of tensors, so a compiled function can be given one, or derive one for each step.
 *
 * @param first one half, an int32 scalar
 * @param second the other half, an int32 scalar
 */
public record RandomKey(Tensor first, Tensor second) {
    /** A key of two numbers as they are. */
    public RandomKey(int first, int second) {
        this(Tensor.scalar(first, DType.INT32), Tensor.scalar(second, DType.INT32));
    }

    /** The key of a seed. */
    public static RandomKey of(long seed) {
        return new RandomKey((int) (seed >>> 32), (int) seed).fold(0);
    }

    /** The key for a purpose, by number: for example of a layer. */
    public RandomKey fold(int purpose) {
        return fold(Tensor.scalar(purpose, DType.INT32));
    }

    /**
     * The key for a purpose, by a number that is a tensor: for example of a step.
     *
     * @param purpose an int32 scalar
     */
    public RandomKey fold(Tensor purpose) {
        // other keys than bits() uses, so that no purpose draws from the key's own stream
        return new RandomKey(draw(first.not(), second, purpose), draw(first, second.not(), purpose));
    }

    /**
     * So many keys, for as many purposes: {@link #fold} of 0, 1, 2 … What is made by this key itself, as a layer by {@code of(…, key)}, may fold it
     * likewise, so use its parts alone.
     *
     * @param count from 0 on
     */
    public List<RandomKey> split(int count) {
        if (count < 0) {
            throw new IllegalArgumentException(count + " keys: at least 0");
        }
        return IntStream.range(0, count).mapToObj(this::fold).toList();
    }

    private static Tensor draw(Tensor first, Tensor second, Tensor counter) {
        Tensor drawn = Tensor.of(RandomBits.RANDOM_BITS, first, second, counter);
        return Evaluation.isKnowable(drawn.node()) ? drawn.evaluate() : drawn;
    }

    /** 32 random bits for each element. */
    public Tensor bits(Shape shape) {
        Tensor counter = Tensor.iota(shape.size(), DType.INT32).reshape(shape);
        return Tensor.of(RandomBits.RANDOM_BITS, first.broadcastTo(shape), second.broadcastTo(shape), counter);
    }

    /** Float32 numbers from [0, 1), each a multiple of 2⁻²⁴. */
    public Tensor uniform(Shape shape) {
        return bits(shape).shiftRight(8).cast(DType.FLOAT32).mul(0x1p-24);
    }

    /** Float32 numbers from [low, high). */
    public Tensor uniform(Shape shape, double low, double high) {
        // rounding may reach the end, which is outside
        return uniform(shape).mul(high - low).add(low).minimum(Math.nextDown((float) high));
    }

    /**
     * Float32 standard normal numbers, by the inverse of the cumulative distribution: √2 · erf⁻¹(2u − 1). Source: M. Giles,
     * "Approximating the erfinv function", GPU Computing Gems 2, 2011 (single precision).
     */
    public Tensor normal(Shape shape) {
        return inverseErf(symmetric(shape)).mul(Math.sqrt(2));
    }

    /**
     * Float32 standard normal numbers of which those beyond ±bound are left out, as {@link #normal}.
     *
     * @param bound above 0; in standard deviations
     */
    public Tensor truncatedNormal(Shape shape, double bound) {
        double share =
                Tensor.scalar(bound * Math.sqrt(0.5)).cast(DType.FLOAT64).erf().item();
        return inverseErf(symmetric(shape).mul(share)).mul(Math.sqrt(2)).clip(-bound, bound);
    }

    /**
     * Int32 numbers from [low, high), each with probability 1/(high − low), to within a part of (high − low) · 2⁻³² of it.
     *
     * @param high above low
     */
    public Tensor integers(Shape shape, int low, int high) {
        long count = (long) high - low;
        if (count <= 0) {
            throw new IllegalArgumentException("integers from " + low + " to before " + high + ": there are none");
        }
        // the bits as a number from 0 on, times the count, without its lower half
        Tensor positive = bits(shape).cast(DType.INT64).shiftLeft(32).shiftRight(32);
        return positive.mul(positive.like(count))
                .shiftRight(32)
                .cast(DType.INT32)
                .add(low);
    }

    /** Bools, each true with probability {@code p}, rounded up to a multiple of 2⁻²⁴. */
    public Tensor bernoulli(Shape shape, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("probability " + p + ": it is from 0 to 1");
        }
        return uniform(shape).lt(p);
    }

    /**
     * Bools, each true with the probability at its place, rounded up to a multiple of 2⁻²⁴.
     *
     * @param probabilities floating, from 0 to 1
     * @throws DTypeException if they are not floating
     */
    public Tensor bernoulli(Tensor probabilities) {
        requireFloating("bernoulli", "probabilities", probabilities);
        return uniform(probabilities.shape()).cast(probabilities.dtype()).lt(probabilities);
    }

    /** Float32 numbers of the standard Gumbel distribution: −ln(−ln u). */
    public Tensor gumbel(Shape shape) {
        // never 0 or 1, whose logarithms end at an infinity
        Tensor u = middles(shape).mul(0x1p-23);
        return u.log().neg().log().neg();
    }

    /**
     * One class for each row, drawn by the probabilities softmax(logits): int32 numbers of the places along the last axis, which is gone. The largest of
     * logits with Gumbel noise (Gumbel, "Statistical theory of extreme values and some practical applications", 1954).
     *
     * @param logits floating, […, classes]
     * @throws DTypeException if they are not floating
     */
    public Tensor categorical(Tensor logits) {
        requireFloating("categorical", "logits", logits);
        return logits.add(gumbel(logits.shape()).cast(logits.dtype())).argmax(-1);
    }

    private static void requireFloating(String operation, String role, Tensor given) {
        if (!given.dtype().isFloating()) {
            throw new DTypeException(
                    operation + ": " + role + " are " + given.node().type() + "; cast() them to a floating dtype");
        }
    }

    /** 0, 1, 2 … count − 1 in a random order, int32: that of 32 random bits for each; the few of equal bits stand in rising order. */
    public Tensor permutation(int count) {
        return bits(Shape.of(count)).argsort(0);
    }

    /** Between −1 and 1, but never either, whose inverse is infinite. */
    private Tensor symmetric(Shape shape) {
        return middles(shape).mul(0x1p-22).sub(1);
    }

    /** The middles of the 2²³ intervals between whole numbers from 0 on. */
    private Tensor middles(Shape shape) {
        return bits(shape).shiftRight(9).cast(DType.FLOAT32).add(0.5);
    }

    private static Tensor inverseErf(Tensor x) {
        Tensor w = x.square().neg().log1p().neg();
        Tensor near = polynomial(
                w.sub(2.5),
                2.81022636e-08,
                3.43273939e-07,
                -3.5233877e-06,
                -4.39150654e-06,
                0.00021858087,
                -0.00125372503,
                -0.00417768164,
                0.246640727,
                1.50140941);
        Tensor far = polynomial(
                w.sqrt().sub(3),
                -0.000200214257,
                0.000100950558,
                0.00134934322,
                -0.00367342844,
                0.00573950773,
                -0.0076224613,
                0.00943887047,
                1.00167406,
                2.83297682);
        return w.lt(5).where(near, far).mul(x);
    }

    private static Tensor polynomial(Tensor x, double... coefficients) {
        Tensor result = x.like(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            result = result.mul(x).add(coefficients[i]);
        }
        return result;
    }
}
