package org.chainrule.bench.engine;

import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.bench.protocol.Task;

/** Prints, for each named row, a checksum over all bits of what some steps come to. */
public final class Bits {
    private static final int STEPS = 3;

    private Bits() {}

    public static void main(String... rows) {
        for (String row : rows) {
            Task task = Task.named(row).orElseThrow(() -> new IllegalArgumentException("no task " + row));
            System.out.println(row + " " + checksum(task));
        }
    }

    private static String checksum(Task task) {
        try (Outcome workload = Chainrule.outcome(task)) {
            for (int step = 1; step < STEPS; step++) {
                workload.step();
            }
            return checksum(Tree.leaves(workload.outcome()));
        }
    }

    /** Of all elements, each by its bits. */
    private static String checksum(List<Tensor> tensors) {
        CRC32C sum = new CRC32C();
        for (Tensor tensor : tensors) {
            sum.update(tensor.shape().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            switch (tensor.dtype()) {
                case FLOAT32 -> {
                    for (float element : tensor.toFloats()) {
                        update(sum, Float.floatToRawIntBits(element));
                    }
                }
                case INT32 -> {
                    for (int element : tensor.toInts()) {
                        update(sum, element);
                    }
                }
                case FLOAT64, INT64, BOOL ->
                    throw new IllegalStateException("no workload has a state of " + tensor.dtype());
            }
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static void update(CRC32C sum, int bits) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum.update(bits >>> shift);
        }
    }
}
