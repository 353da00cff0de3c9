package org.chainrule.nn.layer;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;

/** Layers one after the other; of none it is the identity. */
public record Sequential(List<Layer> layers) implements Layer {
    public Sequential {
        layers = List.copyOf(layers);
    }

    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor y = x;
        for (Layer layer : layers) {
            y = layer.apply(y, context);
        }
        return y;
    }
}
