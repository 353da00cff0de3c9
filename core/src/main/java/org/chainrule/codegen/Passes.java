package org.chainrule.codegen;

import java.lang.classfile.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/** Writes what is done with one row: for each pass its uniform values, its loop over the columns, its results. */
final class Passes {
    private final KernelPlan plan;
    private final Frame frame;
    private final Rows rows;
    private final ColumnLoop loop;
    /** What says whether a row is computed at all: then no store asks again. */
    private final Optional<Integer> chosen;
    /** What the passes have computed of the columns, where these are in registers. */
    private final Map<Integer, Value> held = new HashMap<>();

    Passes(KernelPlan plan, Frame frame, Rows rows, ColumnLoop loop) {
        this.plan = plan;
        this.frame = frame;
        this.rows = rows;
        this.loop = loop;
        this.chosen = plan.chosen();
    }

    void emit(Code row) {
        Map<Integer, Value> uniforms = uniforms(row);
        Code written = chosen.map(mask -> onlyIf(row, Objects.requireNonNull(uniforms.get(mask))))
                .orElse(row);
        for (int pass = 0; pass < plan.passes(); pass++) {
            ScalarSite site = site(written);
            if (pass > 0) {
                compute(plan.uniformsOf(pass), pass, uniforms, site);
            }
            List<Integer> reductions = plan.reductionsOf(pass);
            if (!reductions.isEmpty() || !plan.storesOf(pass, false).isEmpty()) {
                uniforms.putAll(loop.emit(written, new Pass(pass, uniforms)));
            }
            for (Store store : plan.storesOf(pass, true)) {
                store(site, store, uniforms);
            }
        }
    }

    /** What the stores of the only pass write at a site, in their order. */
    List<Value> values(Map<Integer, Value> uniforms, Site site) {
        Map<Integer, Value> values = new HashMap<>(uniforms);
        compute(plan.columnSteps(0), 0, values, site);
        return plan.kernel().stores().stream()
                .map(store -> Objects.requireNonNull(values.get(store.value())))
                .toList();
    }

    /** The values of the only pass that are the same in all columns. */
    Map<Integer, Value> uniforms(Code row) {
        Map<Integer, Value> uniforms = new HashMap<>();
        compute(plan.uniformsOf(0), 0, uniforms, site(row));
        return uniforms;
    }

    private ScalarSite site(Code row) {
        return new ScalarSite(frame, rows, row, row, Frame.COLUMN_FROM);
    }

    /** The code that is passed over in rows where nothing is written. */
    private static Code onlyIf(Code row, Value isWritten) {
        Code written = new Code();
        row.add(builder -> {
            Label end = builder.newLabel();
            Frame.push(builder, isWritten);
            builder.ifeq(end);
            written.writeTo(builder);
            builder.labelBinding(end);
        });
        return written;
    }

    private void store(Site site, Store store, Map<Integer, Value> values) {
        Value value = Objects.requireNonNull(values.get(store.value()));
        int mask = chosen.isPresent() ? Step.NO_MASK : store.mask();
        site.store(store, value, Optional.ofNullable(values.get(mask)));
    }

    private void compute(List<Integer> steps, int pass, Map<Integer, Value> values, Site site) {
        for (int step : steps) {
            if (values.containsKey(step)) {
                continue;
            }
            Optional<Integer> kept = plan.kept(step, pass);
            if (kept.isPresent()) {
                values.put(step, site.load(kept.get(), Optional.empty()));
                continue;
            }
            List<Value> arguments = KernelPlan.arguments(plan.kernel().steps().get(step)).stream()
                    .map(values::get)
                    .toList();
            values.put(step, site.compute(plan.kernel().steps().get(step), arguments, rows));
        }
    }

    /** Writes the loop over the columns in one pass and gives the results of the reductions. */
    interface ColumnLoop {
        Map<Integer, Value> emit(Code row, Pass pass);
    }

    /** What is done at the columns in one pass. */
    final class Pass {
        private final int number;
        private final Map<Integer, Value> uniforms;

        private Pass(int number, Map<Integer, Value> uniforms) {
            this.number = number;
            this.uniforms = Map.copyOf(uniforms);
        }

        /** The reductions that this pass completes. */
        List<Integer> reductions() {
            return plan.reductionsOf(number);
        }

        /** Computes and stores at a site; gives the arguments of the reductions, in their order. */
        List<Value> at(Site site) {
            Map<Integer, Value> values = new HashMap<>(uniforms);
            values.putAll(held);
            compute(plan.columnSteps(number), number, values, site);
            if (plan.inRegisters()) {
                plan.columnSteps(number).forEach(step -> held.put(step, Objects.requireNonNull(values.get(step))));
            }
            for (Store store : plan.storesOf(number, false)) {
                store(site, store, values);
            }
            return reductions().stream()
                    .map(step -> KernelPlan.arguments(plan.kernel().steps().get(step))
                            .getFirst())
                    .map(values::get)
                    .toList();
        }
    }
}
