package org.chainrule.codegen;

import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Combine;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Step;

/** One column after the other. The partial results of a reduction lie in an array of the thread's. */
final class ScalarLoop implements Passes.ColumnLoop {
    private static final ClassDesc ARRAYS = ClassDesc.of("java.util.Arrays");

    private final KernelPlan plan;
    private final Frame frame;
    private final Rows rows;
    private final Code prologue;
    private final Map<Place, Integer> arrays = new HashMap<>();

    /** The array of the reduction of that number in a pass; the next pass has it again. */
    private record Place(VectorType type, int number) {}

    ScalarLoop(KernelPlan plan, Frame frame, Rows rows, Code prologue) {
        this.plan = plan;
        this.frame = frame;
        this.rows = rows;
        this.prologue = prologue;
    }

    @Override
    public Map<Integer, Value> emit(Code row, Passes.Pass pass) {
        Code before = row.section();
        Code body = new Code();
        int column = frame.takeInt();
        List<Value> arguments = pass.at(new ScalarSite(frame, rows, before, body, column));
        List<Partial> partials = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Step.Reduce reduce =
                    (Step.Reduce) plan.kernel().steps().get(pass.reductions().get(i));
            Partial partial = new Partial(reduce.combine(), arguments.get(i).dtype(), i);
            partial.begin(before);
            partial.put(body, column, arguments.get(i));
            partials.add(partial);
        }
        row.add(builder -> {
            Label top = builder.newLabel();
            Label done = builder.newLabel();
            builder.iload(Frame.COLUMN_FROM).istore(column);
            builder.labelBinding(top).iload(column).iload(rows.end()).if_icmpge(done);
            body.writeTo(builder);
            builder.iinc(column, 1).goto_(top).labelBinding(done);
        });
        Map<Integer, Value> results = new HashMap<>();
        for (int i = 0; i < partials.size(); i++) {
            results.put(pass.reductions().get(i), partials.get(i).result(row));
        }
        return results;
    }

    /** The partial results of one reduction. */
    private final class Partial {
        private final Combine combine;
        private final DType dtype;
        private final int array;
        private final int place = frame.takeInt();

        Partial(Combine combine, DType dtype, int number) {
            this.combine = combine;
            this.dtype = dtype;
            // whatever the kernel's width, a bool is an int here
            this.array = arrays.computeIfAbsent(new Place(VectorType.of(dtype, false), number), this::take);
        }

        private int take(Place own) {
            int local = frame.takeReference();
            prologue.add(builder -> {
                Scratch.push(builder, own.type(), plan.lanes(), own.number());
                builder.astore(local);
            });
            return local;
        }

        void begin(Code before) {
            ClassDesc element = Frame.element(dtype);
            before.add(builder -> {
                builder.aload(array);
                Frame.push(builder, Reductions.identity(combine, dtype));
                builder.invokestatic(
                        ARRAYS, "fill", MethodTypeDesc.of(ConstantDescs.CD_void, element.arrayType(), element));
            });
        }

        void put(Code body, int column, Value argument) {
            Value.Scalar soFar = frame.takeScalar(dtype);
            body.add(builder -> {
                builder.iload(column).loadConstant(plan.lanes() - 1).iand().istore(place);
                builder.aload(array).iload(place).arrayLoad(Frame.kind(dtype));
                Frame.pop(builder, soFar);
            });
            Value next = combine.of(new ScalarLanes(frame, body), soFar, argument);
            body.add(builder -> {
                builder.aload(array).iload(place);
                Frame.push(builder, next);
                builder.arrayStore(Frame.kind(dtype));
            });
        }

        Value result(Code row) {
            List<Value> parts = new ArrayList<>();
            for (int i = 0; i < plan.lanes(); i++) {
                Value.Scalar part = frame.takeScalar(dtype);
                int index = i;
                row.add(builder -> {
                    builder.aload(array).loadConstant(index).arrayLoad(Frame.kind(dtype));
                    Frame.pop(builder, part);
                });
                parts.add(part);
            }
            return Reductions.inHalves(new ScalarLanes(frame, row), combine, parts);
        }
    }
}
