package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.graph.DType.FLOAT32;
import static org.chainrule.graph.DType.INT32;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Combine;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.RandomBits;
import org.chainrule.graph.Unary;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Operand.Along;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelWeightTest {
    /** HotSpot does not compile methods with more bytes of bytecode than this. */
    private static final int HUGE_METHOD = 8000;

    @Test
    void operationsWeighWhatTheyExecute() {
        assertThat(KernelWeight.of(Binary.ADD, List.of(FLOAT32, FLOAT32))).isEqualTo(1);
        assertThat(KernelWeight.of(Unary.EXP, List.of(FLOAT32))).isBetween(15, 25);
        assertThat(KernelWeight.of(RandomBits.RANDOM_BITS, List.of(INT32, INT32, INT32)))
                .isBetween(80, 130);
    }

    @Test
    void whatEveryPassNeedsCountsInEach() {
        KernelBuilder once = new KernelBuilder();
        once.output(FLOAT32, Along.ZERO, once.reduce(Combine.MAX, once.apply(Unary.EXP, once.input(FLOAT32))));
        KernelBuilder twice = new KernelBuilder();
        twice.output(FLOAT32, Along.ZERO, twice.reduce(Combine.SUM, belowItsMaximum(twice)));
        int exp = KernelWeight.of(Unary.EXP, List.of(FLOAT32));
        assertThat(KernelWeight.of(twice.build())).isGreaterThan(KernelWeight.of(once.build()) + exp);
    }

    @Test
    void whatWaitsInTheResultsPlaceCountsOnce() {
        KernelBuilder twice = new KernelBuilder();
        twice.output(FLOAT32, Along.ZERO, twice.reduce(Combine.SUM, belowItsMaximum(twice)));
        KernelBuilder waiting = new KernelBuilder();
        waiting.output(FLOAT32, Along.UNIT, belowItsMaximum(waiting));
        int exp = KernelWeight.of(Unary.EXP, List.of(FLOAT32));
        assertThat(KernelWeight.of(waiting.build())).isLessThan(KernelWeight.of(twice.build()) - exp / 2);
    }

    @Test
    void aLastPassThatSquaresAgainAndAgainIsPlannedAtOnce() {
        KernelBuilder kernel = new KernelBuilder();
        int value = belowItsMaximum(kernel);
        for (int i = 0; i < 60; i++) {
            value = kernel.apply(Binary.MUL, value, value);
        }
        kernel.output(FLOAT32, Along.UNIT, value);
        assertThat(KernelWeight.of(kernel.build())).isGreaterThan(60);
    }

    /** exp(x) − max exp(x), the difference in a second pass. */
    private static int belowItsMaximum(KernelBuilder kernel) {
        int power = kernel.apply(Unary.EXP, kernel.input(FLOAT32));
        return kernel.apply(Binary.SUB, power, kernel.reduce(Combine.MAX, power));
    }

    @ParameterizedTest
    @EnumSource(Columns.class)
    void kernelsWithinTheLimitAreNoHugeMethods(Columns columns) {
        for (Elementwise op : List.<Elementwise>of(Unary.TANH, Unary.NEG, Unary.ERF, Unary.ROUND)) {
            for (boolean storesAll : new boolean[] {false, true}) {
                for (Target target : Launch.TARGETS) {
                    boolean sideBySide = target instanceof Target.Vector vector && vector.together() > 1;
                    int limit = sideBySide ? KernelWeight.SIDE_BY_SIDE : KernelWeight.LIMIT;
                    Kernel kernel = heaviest(op, storesAll, limit);
                    assertThat(bytesOfRun(KernelCompiler.classFile(kernel, columns, target)))
                            .as("%s on %s", op, target)
                            .isLessThan(HUGE_METHOD);
                }
            }
        }
    }

    /** A chain of operations on more and more operands, as long as the limit allows. */
    private static Kernel heaviest(Elementwise op, boolean storesAll, int limit) {
        Kernel kernel = chain(op, 1, storesAll);
        for (int length = 2; KernelWeight.of(chain(op, length, storesAll)) <= limit; length++) {
            kernel = chain(op, length, storesAll);
        }
        return kernel;
    }

    private static Kernel chain(Elementwise op, int length, boolean storesAll) {
        KernelBuilder kernel = new KernelBuilder();
        int value = kernel.input(FLOAT32);
        for (int i = 0; i < length; i++) {
            value = kernel.apply(op, kernel.apply(Binary.MUL, value, kernel.input(FLOAT32)));
            if (storesAll || i == length - 1) {
                kernel.output(FLOAT32, Along.UNIT, value);
            }
        }
        return kernel.build();
    }

    private static int bytesOfRun(byte[] classFile) {
        MethodModel run = ClassFile.of().parse(classFile).methods().stream()
                .filter(method -> method.methodName().equalsString("run"))
                .findFirst()
                .orElseThrow();
        return ((CodeAttribute) run.code().orElseThrow()).codeLength();
    }
}
