package org.chainrule.data.image;

import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.graph.Shape;

/** Images [batch, channels, height, width], each value as how many deviations it is from its channel's mean. */
record Standardized(Dataset images, ImagePreparation preparation) implements Dataset {
    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Dataset inEpoch(int epoch, long seed) {
        return new Standardized(images.inEpoch(epoch, seed), preparation);
    }

    @Override
    public Batch batch(int... numbers) {
        Batch batch = images.batch(numbers);
        Shape shape = batch.inputs().shape();
        float[] values = batch.inputs().toFloats();
        int area = shape.extent(-2) * shape.extent(-1);
        for (int begin = 0; begin < values.length; begin += area) {
            int channel = begin / area % preparation.channels();
            float mean = preparation.mean().get(channel).floatValue();
            float deviation = preparation.deviation().get(channel).floatValue();
            for (int i = begin; i < begin + area; i++) {
                values[i] = (values[i] - mean) / deviation;
            }
        }
        return new Batch(Tensor.of(values, shape), batch.targets());
    }
}
