package org.chainrule.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand.Along;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;

/**
 * What is known of a kernel before code is emitted: of every step its dtype, whether it is uniform (the same in all columns
 * of a row), in which pass over the row it is known first, and whether any store needs it.
 */
final class KernelPlan {
    private static final int NARROW_LANES = 16;
    private static final int WIDE_LANES = 8;

    private final Kernel kernel;
    private final List<DType> dtypes = new ArrayList<>();
    private final boolean[] uniform;
    private final int[] passes;
    private final boolean[] live;
    private final boolean inRegisters;
    private final Kept kept;

    KernelPlan(Kernel kernel) {
        this(kernel, false);
    }

    /** @param inRegisters whether the columns of a row are one vector, so that what a pass computes is there for the next */
    KernelPlan(Kernel kernel, boolean inRegisters) {
        this.kernel = kernel;
        this.inRegisters = inRegisters;
        int count = kernel.steps().size();
        this.uniform = new boolean[count];
        this.passes = new int[count];
        this.live = new boolean[count];
        for (int step = 0; step < count; step++) {
            study(step);
        }
        kernel.stores().forEach(this::check);
        kernel.stores().forEach(store -> live[store.value()] = true);
        masks().forEach(mask -> live[mask] = true);
        for (int step = count - 1; step >= 0; step--) {
            if (live[step]) {
                arguments(kernel.steps().get(step)).forEach(argument -> live[argument] = true);
            }
        }
        this.kept = inRegisters ? Kept.nothing(this) : Kept.of(this);
    }

    private IntStream masks() {
        return kernel.stores().stream().mapToInt(Store::mask).filter(mask -> mask != Step.NO_MASK);
    }

    private void study(int number) {
        Step step = kernel.steps().get(number);
        List<Integer> arguments = arguments(step);
        boolean inputsUniform = arguments.stream().allMatch(argument -> uniform[argument]);
        int inputsPass =
                arguments.stream().mapToInt(argument -> passes[argument]).max().orElse(0);
        dtypes.add(dtype(step));
        uniform[number] = switch (step) {
            case Step.Load load -> along(load.operand()) == Along.ZERO && inputsUniform;
            case Step.Literal _, Step.Bound _, Step.Coefficient _, Step.Reduce _ -> true;
            case Step.Position position -> position.perRow();
            case Step.Running _ -> false;
            case Step.Apply _ -> inputsUniform;
        };
        passes[number] = step instanceof Step.Reduce ? inputsPass + 1 : inputsPass;
    }

    private DType dtype(Step step) {
        return switch (step) {
            case Step.Load load -> kernel.operands().get(load.operand()).dtype();
            case Step.Literal literal -> literal.dtype();
            case Step.Position position -> position.dtype();
            case Step.Bound bound -> bound.dtype();
            case Step.Coefficient number -> number.dtype();
            case Step.Apply apply ->
                apply.op()
                        .forward(
                                new Survey(),
                                apply.arguments().stream().map(dtypes::get).toList());
            case Step.Reduce reduce -> dtypes.get(reduce.argument());
            case Step.Running running -> dtypes.get(running.argument());
        };
    }

    private void check(Store store) {
        if (along(store.operand()) == Along.ZERO && !uniform[store.value()]) {
            throw new IllegalArgumentException("value " + store.value() + " differs from column to column and cannot be"
                    + " stored once a row to operand " + store.operand());
        }
        if (store.mask() != Step.NO_MASK && (!uniform[store.mask()] || passes[store.mask()] > passes[store.value()])) {
            throw new IllegalArgumentException("whether value " + store.value() + " is stored is not known of the row");
        }
        DType held = kernel.operands().get(store.operand()).dtype();
        if (held != dtypes.get(store.value())) {
            throw new IllegalArgumentException("value " + store.value() + " is " + dtypes.get(store.value())
                    + ", operand " + store.operand() + " holds " + held);
        }
    }

    static List<Integer> arguments(Step step) {
        return switch (step) {
            case Step.Load load -> load.mask() == Step.NO_MASK ? List.of() : List.of(load.mask());
            case Step.Literal _, Step.Position _, Step.Bound _, Step.Coefficient _ -> List.of();
            case Step.Apply apply -> apply.arguments();
            case Step.Reduce reduce -> List.of(reduce.argument());
            case Step.Running running -> List.of(running.argument());
        };
    }

    private Along along(int operand) {
        return kernel.operands().get(operand).along();
    }

    Kernel kernel() {
        return kernel;
    }

    DType dtype(int step) {
        return dtypes.get(step);
    }

    boolean isUniform(int step) {
        return uniform[step];
    }

    /** The pass over the row from which on a value is known. */
    int pass(int step) {
        return passes[step];
    }

    /** Whether the columns of a row are one vector, so that what a pass computes is there for the next. */
    boolean inRegisters() {
        return inRegisters;
    }

    /** The operand from which a pass reads a value that an earlier pass has written. */
    Optional<Integer> kept(int step, int pass) {
        return kept.operand(step, pass);
    }

    /** The step that says whether a row is computed at all, if every store asks the same one, and it is known before all columns. */
    Optional<Integer> chosen() {
        Set<Integer> masks = kernel.stores().stream().map(Store::mask).collect(Collectors.toSet());
        return masks.stream()
                .filter(mask -> masks.size() == 1 && mask != Step.NO_MASK && passes[mask] == 0)
                .findFirst();
    }

    /** The number of passes over a row. */
    int passes() {
        int last = IntStream.range(0, passes.length)
                .filter(step -> live[step])
                .map(step -> passes[step])
                .max()
                .orElse(0);
        return last + 1;
    }

    /** The uniform steps that are known from the beginning of a pass on. The results of reductions are not among them. */
    List<Integer> uniformsOf(int pass) {
        return steps().filter(step -> uniform[step] && passes[step] == pass && !(stepIs(step, Step.Reduce.class)))
                .toList();
    }

    /** The reductions whose argument is known in that pass. */
    List<Integer> reductionsOf(int pass) {
        return steps().filter(step -> stepIs(step, Step.Reduce.class) && passes[step] == pass + 1)
                .toList();
    }

    /** The stores of a pass, once a column or once a row. */
    List<Store> storesOf(int pass, boolean onceARow) {
        return Stream.concat(kernel.stores().stream(), kept.waiting().stream())
                .filter(store -> passes[store.value()] == pass)
                .filter(store -> (along(store.operand()) == Along.ZERO) == onceARow)
                .toList();
    }

    /** The steps to be computed at each column of a pass, in order. */
    List<Integer> columnSteps(int pass) {
        boolean[] needed = new boolean[passes.length];
        storesOf(pass, false).forEach(store -> needed[store.value()] = true);
        reductionsOf(pass).forEach(step -> arguments(kernel.steps().get(step)).forEach(value -> needed[value] = true));
        for (int step = passes.length - 1; step >= 0; step--) {
            if (needed[step] && !uniform[step] && kept(step, pass).isEmpty()) {
                arguments(kernel.steps().get(step)).forEach(argument -> needed[argument] = true);
            }
        }
        return IntStream.range(0, passes.length)
                .filter(step -> needed[step] && !uniform[step])
                .boxed()
                .toList();
    }

    /** Whether operand is read or written, or says where another one is. */
    boolean usesOperand(int operand) {
        return holdsValues(operand)
                || IntStream.range(0, kernel.operands().size())
                        .filter(this::holdsValues)
                        .mapToObj(kernel.operands()::get)
                        .flatMap(other -> other.through().stream())
                        .anyMatch(through -> through.index() == operand);
    }

    private boolean holdsValues(int operand) {
        return kernel.stores().stream().anyMatch(store -> store.operand() == operand)
                || steps().anyMatch(step ->
                        kernel.steps().get(step) instanceof Step.Load load && load.operand() == operand);
    }

    private boolean stepIs(int step, Class<? extends Step> form) {
        return form.isInstance(kernel.steps().get(step));
    }

    /** The steps that a store needs. */
    Stream<Integer> steps() {
        return IntStream.range(0, live.length).filter(step -> live[step]).boxed();
    }

    /** All dtypes that occur. */
    Stream<DType> dtypes() {
        return Stream.concat(
                dtypes.stream(),
                IntStream.range(0, kernel.operands().size())
                        .filter(this::holdsValues)
                        .mapToObj(operand -> kernel.operands().get(operand).dtype()));
    }

    /** Whether a 64-bit dtype occurs. */
    boolean isWide() {
        return dtypes().anyMatch(dtype -> dtype.bytes() == Long.BYTES);
    }

    /** The lanes of the logical vector, which also says how reductions are put together. */
    int lanes() {
        return isWide() ? WIDE_LANES : NARROW_LANES;
    }
}
