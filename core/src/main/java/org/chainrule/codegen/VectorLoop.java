package org.chainrule.codegen;

import static org.chainrule.codegen.VectorType.COMPARISON;
import static org.chainrule.codegen.VectorType.OPERATORS;

import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Step;

/**
 * A hardware vector of columns after the other, and what is left of the row under a mask. Where there are reductions, the
 * hardware vectors of a logical vector take turns in the partial results, so both loops go by whole logical vectors.
 */
final class VectorLoop implements Passes.ColumnLoop {
    private final KernelPlan plan;
    private final VectorFrame vectors;
    private final Rows rows;
    private final Columns columns;
    private final int together;
    /** The mask of the only vector of a row, where rows are in registers. */
    private Optional<Value> rowLeft = Optional.empty();

    /** @param together how many whole vectors are written side by side */
    VectorLoop(KernelPlan plan, VectorFrame vectors, Rows rows, Columns columns, int together) {
        this.plan = plan;
        this.vectors = vectors;
        this.rows = rows;
        this.columns = columns;
        this.together = together;
    }

    /** Of a kernel that puts rows together in registers: all of its code. */
    VectorSums sums(Passes passes) {
        return new VectorSums(plan, vectors, rows, passes);
    }

    @Override
    public Map<Integer, Value> emit(Code row, Passes.Pass pass) {
        Emission emission = new Emission(row, pass);
        int granule = pass.reductions().isEmpty() && columns != Columns.SHORT ? vectors.length() : plan.lanes();
        row.add(builder -> builder.iload(Frame.COLUMN_FROM).istore(emission.column));
        switch (columns) {
            case WHOLE -> emission.wholes(row, rows.end());
            case MIXED -> {
                boolean once = isHeavy();
                int fullEnd = emission.multiple(row, granule, once);
                if (once) {
                    emission.loop(row, fullEnd, true);
                } else {
                    emission.wholes(row, fullEnd);
                    emission.rest(row, granule);
                }
            }
            case SHORT -> emission.rest(row, granule);
        }
        return emission.results(row);
    }

    /**
     * Whether several loops for whole vectors, and code for the rest of each, would take HotSpot's compiler more memory than is worth it. Then
     * whole vectors too go under a mask, which is slower.
     */
    private boolean isHeavy() {
        long loops = IntStream.range(0, plan.passes())
                .filter(pass -> !plan.columnSteps(pass).isEmpty())
                .count();
        return loops > 2 && !plan.kernel().ragged() && 2 * KernelWeight.of(plan.kernel()) > KernelWeight.LIMIT;
    }

    /** The code of one pass. */
    private final class Emission {
        private final Code before;
        private final Map<Value, Value.Vector> broadcasts = new HashMap<>();
        private final Passes.Pass pass;
        private final List<VectorPartial> partials = new ArrayList<>();
        private final int column = vectors.frame().takeInt();

        Emission(Code row, Passes.Pass pass) {
            this.before = row.section();
            this.pass = pass;
            for (int step : pass.reductions()) {
                Step.Reduce reduce = (Step.Reduce) plan.kernel().steps().get(step);
                partials.add(new VectorPartial(
                        vectors,
                        reduce.combine(),
                        plan.dtype(step),
                        plan.lanes() / vectors.length(),
                        before,
                        columns == Columns.MIXED && isHeavy()));
            }
        }

        /** A local variable for the end of so many whole granules as fit into the row, or as it fits into. */
        int multiple(Code row, int granule, boolean above) {
            int end = vectors.frame().takeInt();
            row.add(builder -> builder.iload(rows.end())
                    .iload(Frame.COLUMN_FROM)
                    .isub()
                    .loadConstant(above ? granule - 1 : 0)
                    .iadd()
                    .loadConstant(-granule)
                    .iand()
                    .iload(Frame.COLUMN_FROM)
                    .iadd()
                    .istore(end));
            return end;
        }

        /** Goes on from {@code column} to an end by whole vectors, several at a time as long as there are so many. */
        void wholes(Code row, int end) {
            if (together > 1 && plan.passes() == 1) {
                loop(row, multiple(row, together * vectors.length(), false), together, false);
            }
            loop(row, end, false);
        }

        /** Goes on from {@code column} to an end. */
        void loop(Code code, int end, boolean masked) {
            loop(code, end, 1, masked);
        }

        private void loop(Code code, int end, int count, boolean masked) {
            Code body = new Code();
            Code computed = body.section();
            IntFunction<Code> written = byOperand(body.section());
            step(computed, written, column, masked);
            for (int i = 1; i < count; i++) {
                step(computed, written, further(computed, i * vectors.length()), masked);
            }
            code.add(builder -> {
                Label top = builder.newLabel();
                Label done = builder.newLabel();
                builder.labelBinding(top).iload(column).iload(end).if_icmpge(done);
                body.writeTo(builder);
                builder.iinc(column, count * vectors.length()).goto_(top).labelBinding(done);
            });
        }

        /** What is written to one array after the other: neighbours share cache lines. */
        private static IntFunction<Code> byOperand(Code all) {
            Map<Integer, Code> operands = new HashMap<>();
            return operand -> operands.computeIfAbsent(operand, _ -> all.section());
        }

        /** A local variable for a column after {@code column}. */
        private int further(Code code, int columns) {
            int further = vectors.frame().takeInt();
            code.add(builder ->
                    builder.iload(column).loadConstant(columns).iadd().istore(further));
            return further;
        }

        /** Goes on over so many columns, those beyond the row's end masked out. No branch: there may be none left. */
        void rest(Code code, int count) {
            if (count == vectors.length()) {
                step(code, _ -> code, column, true);
                return;
            }
            int end = vectors.frame().takeInt();
            code.add(builder -> builder.iload(column).loadConstant(count).iadd().istore(end));
            loop(code, end, true);
        }

        private void step(Code body, IntFunction<Code> written, int at, boolean masked) {
            VectorLanes lanes = new VectorLanes(vectors, before, broadcasts, body);
            Optional<Value> left = masked ? Optional.of(rowLeft.orElseGet(() -> columnsLeft(lanes))) : Optional.empty();
            if (plan.inRegisters()) {
                rowLeft = left;
            }
            List<Value> arguments = pass.at(new VectorSite(
                    vectors, rows, lanes, written, at, left, masked && columns == Columns.MIXED && !isHeavy()));
            for (int i = 0; i < partials.size(); i++) {
                partials.get(i).put(lanes, body, lanes.vector(arguments.get(i)), left);
            }
        }

        /** The mask of the lanes before the row's end. */
        private Value columnsLeft(VectorLanes lanes) {
            VectorType type = vectors.wholes();
            int indices = vectors.indices(type);
            return new Value.Vector(DType.BOOL, type, lanes.store(builder -> {
                type.exact(builder.aload(indices), vectors.bits());
                builder.getstatic(OPERATORS, "LT", COMPARISON);
                builder.iload(rows.end()).iload(column).isub();
                if (vectors.wide()) {
                    builder.i2l();
                }
                type.compare(builder, type.element());
            }));
        }

        Map<Integer, Value> results(Code row) {
            Map<Integer, Value> results = new HashMap<>();
            for (int i = 0; i < partials.size(); i++) {
                results.put(pass.reductions().get(i), partials.get(i).result(row));
            }
            return results;
        }
    }
}
