package org.chainrule.optim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.Tensor;

/** The last moves of the parameters, each with the change of the gradient along it: what L-BFGS knows of the Hessian. */
final class Moves {
    private static final double LEAST_CURVATURE = 1e-10;

    private final Deque<Move> kept = new ArrayDeque<>();
    private final int most;

    private Moves(int most) {
        this.most = most;
    }

    static Moves of(LbfgsState state, int most) {
        Moves moves = new Moves(most);
        for (int i = 0; i < state.moves().size(); i++) {
            moves.add(
                    Vectors.of(state.moves().get(i)), Vectors.of(state.changes().get(i)));
        }
        return moves;
    }

    /**
     * @param s the move
     * @param y the change of the gradient
     * @param curvature s·y
     */
    private record Move(double[] s, double[] y, double curvature) {}

    /** Forgets the oldest if there are too many; a move along which the gradient does not grow is of no use. */
    void add(double[] s, double[] y) {
        double curvature = Vectors.dot(y, s);
        if (curvature > LEAST_CURVATURE) {
            if (kept.size() == most) {
                kept.removeFirst();
            }
            kept.addLast(new Move(s, y, curvature));
        }
    }

    /** −H·g, by the two-loop recursion. */
    double[] descent(double... gradient) {
        double[] q = Vectors.scaled(gradient, -1);
        List<Double> shares = new ArrayList<>();
        for (Move move : kept.reversed()) {
            double share = Vectors.dot(move.s(), q) * (1 / move.curvature());
            shares.addLast(share);
            Vectors.add(q, -share, move.y());
        }
        if (!kept.isEmpty()) {
            Move last = kept.getLast();
            q = Vectors.scaled(q, last.curvature() / Vectors.dot(last.y(), last.y()));
        }
        for (Move move : kept) {
            double back = Vectors.dot(move.y(), q) * (1 / move.curvature());
            Vectors.add(q, shares.removeLast() - back, move.s());
        }
        return q;
    }

    List<Tensor> moves() {
        return kept.stream().map(move -> Tensor.of(move.s())).toList();
    }

    List<Tensor> changes() {
        return kept.stream().map(move -> Tensor.of(move.y())).toList();
    }
}
