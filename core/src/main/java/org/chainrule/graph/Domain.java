package org.chainrule.graph;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where an operation is sampled when its gradient is checked: inside its domain, away from its kinks. */
public enum Domain {
    REALS(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(-2, 2);
        }
    },
    POSITIVE(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(0.3, 2.5);
        }
    },
    NONZERO(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(0.3, 2) * (random.nextBoolean() ? 1 : -1);
        }
    },
    ABOVE_MINUS_ONE(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(-0.7, 2);
        }
    },
    /** For the tangent. */
    AWAY_FROM_POLES(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(-1.2, 1.2);
        }
    },
    SMALL(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(-1.5, 1.5);
        }
    },
    /** Away from whole numbers and from their halves. */
    FRACTIONS(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextInt(-3, 3) + (random.nextBoolean() ? 0.1 : 0.6) + random.nextDouble(0, 0.3);
        }
    },
    /** Matrices whose diagonal outweighs the rest: invertible, positive definite if symmetric, with pivots that stay. */
    DOMINANT(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(-0.5, 0.5);
        }

        @Override
        public Data sample(Shape shape, long seed) {
            return withDiagonal(super.sample(shape, seed), 0);
        }
    },
    /** As {@link #DOMINANT}, with rows in another order. */
    SWAPPED(DType.FLOAT64) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextDouble(-0.5, 0.5);
        }

        @Override
        public Data sample(Shape shape, long seed) {
            return withDiagonal(super.sample(shape, seed), 1);
        }
    },
    INTEGERS(DType.INT32) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextInt();
        }
    },
    SHIFTS(DType.INT32) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextInt(32);
        }
    },
    /** Indices 0, 1 and 2. */
    INDICES(DType.INT32) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextInt(3);
        }
    },
    FLAGS(DType.BOOL) {
        @Override
        double draw(RandomGenerator random) {
            return random.nextInt(2);
        }
    };

    private final DType dtype;

    Domain(DType dtype) {
        this.dtype = dtype;
    }

    abstract double draw(RandomGenerator random);

    /** An input of that shape from this domain. */
    public Sample.Input input(int... extents) {
        return new Sample.Input(Shape.of(extents), this);
    }

    /** Adds to the element of every row whose column is the row, or so many further on, around the end. */
    private static Data withDiagonal(Data data, int further) {
        if (data.type().shape().rank() < 2) {
            return data;
        }
        double[] values = data.toDoubles();
        int rows = data.type().shape().extent(-2);
        int columns = data.type().shape().extent(-1);
        for (int row = 0; row < values.length / columns; row++) {
            int column = (row + further) % rows;
            if (column < columns) {
                values[row * columns + column] += 2;
            }
        }
        return new Data(data.type(), values);
    }

    /** The same random elements for the same seed. */
    public Data sample(Shape shape, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Object array = dtype.newArray(shape.size());
        for (int i = 0; i < shape.size(); i++) {
            double drawn = draw(random);
            switch (array) {
                case double[] doubles -> doubles[i] = drawn;
                case int[] ints -> ints[i] = (int) drawn;
                default -> throw new AssertionError(dtype);
            }
        }
        return new Data(new Type(shape, dtype), array);
    }
}
