package org.chainrule.lens;

import org.chainrule.Tensor;

/** One neuron on one number, {@code f = max(0, w·x + b)}, to learn on. */
record Neuron(Tensor w, Tensor x, Tensor b) {
    Tensor output() {
        return w.mul(x).add(b).relu();
    }

    /** How far the output is from what is wanted: {@code (f − target)²}. */
    Tensor loss(Tensor target) {
        return output().sub(target).square();
    }
}
