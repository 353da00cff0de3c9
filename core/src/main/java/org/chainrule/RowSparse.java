package org.chainrule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Binary;
import org.chainrule.graph.DType;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Unary;

/**
 * A table of which only some rows may be other than zero: row {@code rows[i]} holds the sum of all {@code values[i]} that name it. The
 * gradient of a look-up is such a table. Nothing is computed before it is asked for, so a gradient that is taken apart by {@link #of}
 * never becomes dense: time and memory go by the rows, whatever the table's size.
 *
 * <pre>{@code
 * Tensor loss = table.gather(0, ids).square().sum();
 * RowSparse gradient = RowSparse.of(Gradient.of(loss).at(table)).orElseThrow();
 * Tensor next = table.indexAdd(0, gradient.rows(), gradient.values().mul(-0.1)); // a step of descent
 * }</pre>
 *
 * @param rows int32 or int64 [n], which row each of the values belongs to
 * @param values [n, rest …]
 * @param shape the table's, [extent, rest …]
 */
public record RowSparse(Tensor rows, Tensor values, Shape shape) {
    /** @throws ShapeException if rows and values do not fit the table */
    public RowSparse {
        boolean fits = shape.rank() > 0
                && rows.shape().rank() == 1
                && values.shape().equals(rows.shape().append(shape.range(1, shape.rank())));
        if (!fits) {
            throw new ShapeException(
                    "row-sparse",
                    "rows " + rows.shape() + " and values " + values.shape() + " of a table " + shape,
                    "n rows have values [n, rest …] of a table [extent, rest …]");
        }
    }

    /**
     * The rows of a tensor that is a sum of look-ups' gradients, possibly scaled by numbers; empty of any other: of a table that
     * is also used otherwise than by {@link Tensor#gather} along axis 0.
     */
    public static Optional<RowSparse> of(Tensor gradient) {
        Node node = gradient.node();
        return switch (node.op()) {
            case ScatterAdd scatter when scatter.axis() == 0 && isZero(node.input(0)) -> Optional.of(added(node));
            case Binary.ADD ->
                of(input(node, 0)).flatMap(left -> of(input(node, 1)).map(left::and));
            case Binary.MUL -> scaled(node, 0, 1).or(() -> scaled(node, 1, 0));
            case Binary.DIV ->
                number(node.input(1)).flatMap(by -> of(input(node, 0)).map(rows -> rows.with(rows.values.div(by))));
            case Unary.NEG -> of(input(node, 0)).map(rows -> rows.with(rows.values.neg()));
            case Movement.Broadcast _ when isZero(node) && node.shape().rank() > 0 -> Optional.of(none(gradient));
            default -> Optional.empty();
        };
    }

    private static RowSparse added(Node node) {
        Shape shape = node.shape();
        Tensor rows = input(node, 2).flatten();
        return new RowSparse(rows, input(node, 1).reshape(rows.shape().append(shape.range(1, shape.rank()))), shape);
    }

    private static RowSparse none(Tensor zeros) {
        Tensor rows = Tensor.full(Shape.of(0), 0, DType.INT32);
        return new RowSparse(rows, zeros.slice(0, 0, 0), zeros.shape());
    }

    private static Optional<RowSparse> scaled(Node product, int table, int factor) {
        return number(product.input(factor))
                .flatMap(by -> of(input(product, table)).map(rows -> rows.with(rows.values.mul(by))));
    }

    private static Tensor input(Node node, int index) {
        return Tensor.of(node.input(index));
    }

    private static boolean isZero(Node node) {
        Node filling = node.op() instanceof Movement.Broadcast ? node.input(0) : node;
        return switch (filling.op()) {
            case Leaf.Literal literal -> literal.is(0);
            case Leaf.Constant constant ->
                filling.shape().isScalar() && constant.data().getDouble(0) == 0;
            default -> false;
        };
    }

    /** The number that a tensor holds everywhere, if it is one number spread out. */
    private static Optional<Tensor> number(Node node) {
        return Optional.of(node)
                .filter(spread -> spread.op() instanceof Movement.Broadcast
                        && spread.input(0).shape().size() == 1)
                .map(spread -> Tensor.of(spread.input(0)).reshape());
    }

    private RowSparse with(Tensor others) {
        return new RowSparse(rows, others, shape);
    }

    /** The sum of two such tables of one shape. */
    public RowSparse and(RowSparse other) {
        return new RowSparse(
                Tensor.concat(0, List.of(rows, other.rows.cast(rows.dtype()))),
                Tensor.concat(0, List.of(values, other.values)),
                shape);
    }

    /** The table with its zeros. {@link #of} takes it apart again. */
    public Tensor dense() {
        return values.scatterAdd(0, rows, shape.extent(0));
    }

    /**
     * Each row that is named, once.
     *
     * @param rows [n], in ascending order; places that are left over name row 0
     * @param values [n, rest …], the sum of each row's values in their order; 0 in places that are left over
     * @param isRow bool [n], false for places that are left over
     */
    public record Distinct(Tensor rows, Tensor values, Tensor isRow) {
        /** The rows, where places that are left over name the first one again: no row but those that are named. */
        Tensor named() {
            int first = Math.min(1, rows.shape().extent(0));
            return isRow.where(rows, rows.slice(0, 0, first));
        }

        /** Values where there is a row, zeros in places that are left over. */
        public Tensor only(Tensor others) {
            int[] extents = new int[others.shape().rank()];
            Arrays.fill(extents, 1);
            extents[0] = others.shape().extent(0);
            return isRow.reshape(extents).where(others, 0);
        }

        /**
         * A table whose rows are moved by these amounts. Places that are left over move nothing.
         *
         * @param moves [n, rest …]
         */
        public Tensor addTo(Tensor table, Tensor moves) {
            return Tensor.of(new ScatterAdd(0, true), table, only(moves), rows);
        }
    }

    /**
     * A gradient whose elements are changed by a function that keeps 0 at 0, as clipping does: only the rows that are named, where it
     * is row-sparse, repeated ones summed first.
     */
    public static Tensor map(Tensor gradient, UnaryOperator<Tensor> change) {
        return of(gradient)
                .map(table -> {
                    Distinct distinct = table.distinct();
                    return new RowSparse(distinct.named(), change.apply(distinct.values), table.shape).dense();
                })
                .orElseGet(() -> change.apply(gradient));
    }

    /** The elements of a gradient that may be other than 0, in any order, each once: what a norm is taken of. */
    public static Tensor elements(Tensor gradient) {
        return of(gradient).map(table -> table.distinct().values).orElse(gradient);
    }

    /** Repeated rows summed once. */
    public Distinct distinct() {
        int count = rows.shape().extent(0);
        if (count == 0) {
            return new Distinct(rows, values, Tensor.full(Shape.of(0), 0, DType.BOOL));
        }
        Tensor order = rows.argsort(0);
        Tensor sorted = rows.gather(0, order);
        Tensor differs = sorted.slice(0, 1, count).ne(sorted.slice(0, 0, count - 1));
        Tensor isFirst = Tensor.concat(0, List.of(Tensor.full(Shape.of(1), 1, DType.BOOL), differs));
        Tensor slots = isFirst.cast(DType.INT32).cumulativeSum(0).sub(1);
        Tensor firsts = isFirst.where(sorted, 0);
        Tensor used = slots.slice(0, count - 1, count);
        return new Distinct(
                firsts.scatterAdd(0, slots, count),
                values.gather(0, order).scatterAdd(0, slots, count),
                slots.indicesAlong(0).le(used));
    }
}
