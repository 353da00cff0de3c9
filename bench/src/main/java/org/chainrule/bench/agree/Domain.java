package org.chainrule.bench.agree;

import java.util.SplittableRandom;

/** Where the elements of an input are drawn from: inside an operation's domain, away from its kinks and ties. */
public enum Domain {
    REALS(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(-2, 2);
        }
    },
    POSITIVE(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(0.3, 2.5);
        }
    },
    NONZERO(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(0.3, 2) * (random.nextBoolean() ? 1 : -1);
        }
    },
    /** A third of them 0. */
    WITH_ZEROS(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextInt(3) == 0 ? 0 : random.nextDouble(-2, 2);
        }
    },
    ABOVE_MINUS_ONE(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(-0.7, 2);
        }
    },
    /** Between the poles of the tangent. */
    ANGLES(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(-1.2, 1.2);
        }
    },
    /** Between −1 and 1, where the slopes of their angles are infinite. */
    SINES(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(-0.9, 0.9);
        }
    },
    /** Away from whole numbers and from their halves. */
    FRACTIONS(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextInt(-3, 3) + (random.nextBoolean() ? 0.1 : 0.6) + random.nextDouble(0, 0.3);
        }
    },
    /** Half of them so large that their exponentials overflow. */
    WIDE(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(-1, 1) * (random.nextBoolean() ? 3 : 1000);
        }
    },
    /** Square matrices whose diagonal outweighs the rest: invertible, and positive definite if symmetric. */
    DOMINANT(Kind.REAL) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextDouble(-0.5, 0.5);
        }
    },
    WHOLE(Kind.WHOLE) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextInt(-100, 101);
        }
    },
    /** 0 … limit − 1 */
    BELOW(Kind.WHOLE) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextInt(limit);
        }
    },
    FLAGS(Kind.FLAG) {
        @Override
        double draw(SplittableRandom random, int limit) {
            return random.nextInt(2);
        }
    };

    /** What an engine makes of the elements: float64, int64 or bool. */
    public enum Kind {
        REAL,
        WHOLE,
        FLAG
    }

    private final Kind kind;

    Domain(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    abstract double draw(SplittableRandom random, int limit);
}
