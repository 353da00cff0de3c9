package org.chainrule.data;

import java.util.function.UnaryOperator;

/** Another data set, whose examples are changed as they are read. */
record Mapped(Dataset whole, UnaryOperator<Batch> change) implements Dataset {
    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public Dataset inEpoch(int epoch, long seed) {
        return new Mapped(whole.inEpoch(epoch, seed), change);
    }

    @Override
    public Batch batch(int... numbers) {
        return change.apply(whole.batch(numbers));
    }
}
