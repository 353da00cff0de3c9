package org.chainrule.codegen;

import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Store;

/**
 * Rows that are put together along the last row axis while the result stays in registers: a block of columns after the other, of some rows
 * each. In memory a row would wait for what the row before has just written there.
 */
final class VectorSums {
    /** So many rows at a time are read side by side, as caches like it, and the result is fetched and stored but once. */
    private static final int ROWS = 32;

    private final KernelPlan plan;
    private final VectorFrame vectors;
    private final Rows rows;
    private final Passes passes;

    VectorSums(KernelPlan plan, VectorFrame vectors, Rows rows, Passes passes) {
        this.plan = plan;
        this.vectors = vectors;
        this.rows = rows;
        this.passes = passes;
    }

    void emit(Code code) {
        rows.groups(code, ROWS, this::group);
    }

    private void group(Code code, int count) {
        int column = vectors.frame().takeInt();
        Code block = new Code();
        block(block, column, count);
        code.add(builder -> {
            Label top = builder.newLabel();
            Label done = builder.newLabel();
            builder.iload(Frame.COLUMN_FROM).istore(column);
            builder.labelBinding(top).iload(column).iload(Frame.COLUMN_TO).if_icmpge(done);
            block.writeTo(builder);
            builder.iinc(column, plan.kernel().together()).goto_(top).labelBinding(done);
        });
    }

    /** All rows of a group in one block of columns. */
    private void block(Code code, int column, int count) {
        List<Integer> columns = new ArrayList<>();
        for (int from = 0; from < plan.kernel().together(); from += vectors.length()) {
            int at = vectors.frame().takeInt();
            int distance = from;
            code.add(builder ->
                    builder.iload(column).loadConstant(distance).iadd().istore(at));
            columns.add(at);
        }
        List<Sum> sums = new ArrayList<>();
        for (int at : columns) {
            VectorSite site = site(code, code, new HashMap<>(), at);
            plan.kernel().stores().forEach(store -> sums.add(new Sum(store, at, code, site)));
        }
        int row = vectors.frame().takeInt();
        Code body = new Code();
        row(body, row, columns, sums);
        code.add(builder -> {
            Label top = builder.newLabel();
            builder.iconst_0().istore(row).labelBinding(top);
            body.writeTo(builder);
            SecondCompiler.uncounted(builder, row, Frame.ROW_FROM);
            builder.iload(row).iload(count).if_icmplt(top);
        });
        sums.forEach(sum -> sum.store(code));
    }

    private void row(Code code, int row, List<Integer> columns, List<Sum> sums) {
        rows.enterRowOfGroup(code, row);
        Map<Integer, Value> uniforms = passes.uniforms(code);
        Code before = code.section();
        Map<Value, Value.Vector> broadcasts = new HashMap<>();
        int stores = plan.kernel().stores().size();
        IntStream.range(0, columns.size()).forEach(i -> {
            VectorSite site = site(before, code, broadcasts, columns.get(i));
            List<Value> values = passes.values(uniforms, site);
            for (int store = 0; store < stores; store++) {
                sums.get(i * stores + store).add(code, site, values.get(store));
            }
        });
    }

    private VectorSite site(Code before, Code code, Map<Value, Value.Vector> broadcasts, int column) {
        VectorLanes lanes = new VectorLanes(vectors, before, broadcasts, code);
        return new VectorSite(vectors, rows, lanes, _ -> code, column, Optional.empty(), false);
    }

    /** A vector of one store's results. */
    private final class Sum {
        private final Store store;
        private final int column;
        private final Value.Vector soFar;

        /** Begins with what lies in memory. */
        Sum(Store store, int column, Code code, VectorSite site) {
            DType dtype = plan.dtype(store.value());
            VectorType type = VectorType.of(dtype, vectors.wide());
            this.store = store;
            this.column = column;
            this.soFar = new Value.Vector(dtype, type, vectors.frame().takeReference());
            keep(code, (Value.Vector) site.load(store.operand(), Optional.empty()));
        }

        void add(Code code, VectorSite site, Value value) {
            VectorLanes lanes = site.vectors();
            vectors.exact(code, soFar);
            Combine combine = store.accumulate().orElseThrow();
            keep(code, lanes.vector(combine.of(lanes, soFar, lanes.vector(value))));
        }

        void store(Code code) {
            site(code, code, new HashMap<>(), column)
                    .store(Store.set(store.operand(), store.value()), soFar, Optional.empty());
        }

        private void keep(Code code, Value.Vector vector) {
            code.add(builder -> builder.aload(vector.local()).astore(soFar.local()));
        }
    }
}
