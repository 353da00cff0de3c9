package org.chainrule.data;

/** Each example once. */
enum Order implements Sampling {
    SHUFFLED {
        @Override
        public int[] order(int size, long seed, int epoch) {
            int[] numbers = Shuffle.numbers(size);
            Shuffle.shuffle(Shuffle.random(seed, epoch), numbers);
            return numbers;
        }
    },
    IN_ORDER {
        @Override
        public int[] order(int size, long seed, int epoch) {
            return Shuffle.numbers(size);
        }
    }
}
