package org.chainrule.plan;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;

/**
 * What the compiler made of a graph, as a value: kernels in the order in which they run, and the buffers that they read and write.
 * Nodes are those of the graph that was compiled, simplified; each knows the user's line that it comes from.
 */
public record Plan(List<Kernel> kernels, List<Buffer> buffers) {
    public Plan {
        kernels = List.copyOf(kernels);
        buffers = List.copyOf(buffers);
    }

    /**
     * What runs as one: a fused loop, or a matrix product with what is done on its tiles …
     *
     * @param kind what it is, in a few words
     * @param nodes what it computes, inputs first; most are never stored
     * @param reads the buffers that it reads, by number
     * @param writes the buffers that it writes, by number
     * @param operations floating-point operations of a run; in loops, vector operations times elements
     * @param bytes what it must at least read and write in a run: each buffer once
     * @param instructions how many instructions of the program it is: a loop, and fillings and sums of partial results around it
     */
    public record Kernel(
            String kind,
            List<Node> nodes,
            List<Integer> reads,
            List<Integer> writes,
            double operations,
            double bytes,
            int instructions) {
        public Kernel {
            nodes = List.copyOf(nodes);
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /** Whose memory a buffer is in. */
    public enum Home {
        /** Given at each run. */
        ARGUMENT,
        /** The same at each run. */
        CONSTANT,
        /** An array of its own, which the caller gets. */
        RESULT,
        /** Scratch memory of the program, shared by buffers that are not needed at the same time. */
        ARENA
    }

    /**
     * A stretch of memory. A buffer that is read for the last time where another is written may have that one's place already in this kernel:
     * each element is written over the one that it is made of.
     *
     * @param node whose value it holds
     * @param partial whether it holds partial sums (or maxima …) of that value, which a later step puts together
     * @param type as it is stored: truth values are int32
     * @param offset where it begins in the arena of its type, in elements; elsewhere 0
     * @param length in elements; in the arena, rounded up to a cache line
     * @param first the first kernel that uses it, by number
     * @param last the last one
     */
    public record Buffer(
            Node node, boolean partial, Home home, DType type, long offset, long length, int first, int last) {
        public long bytes() {
            return length * type.bytes();
        }
    }

    /** The arena of a type: how many elements all its buffers need together. */
    public long arena(DType type) {
        return buffers.stream()
                .filter(buffer -> buffer.home() == Home.ARENA && buffer.type() == type)
                .mapToLong(buffer -> buffer.offset() + buffer.length())
                .max()
                .orElse(0);
    }
}
