package org.chainrule.bench.engine.agree;

import java.util.List;
import org.chainrule.LinearAlgebra;
import org.chainrule.Tensor;
import org.chainrule.bench.agree.Table;

/** Linear algebra and Fourier transforms. */
final class Algebra {
    private Algebra() {}

    static void in(Table<Tensor> table) {
        table.one("cholesky", asked -> asked.x().cholesky())
                .one("inverse", asked -> asked.x().inverse())
                .one("determinant", asked -> asked.x().determinant())
                .several("logDeterminant", asked -> {
                    LinearAlgebra.LogDeterminant both = asked.x().logDeterminant();
                    return List.of(both.sign(), both.log());
                })
                .one("trace", asked -> asked.x().trace())
                .several("qr", asked -> {
                    LinearAlgebra.Qr both = asked.x().qr();
                    return List.of(both.q(), both.r());
                })
                .one("solve", asked -> asked.x().solve(asked.y()))
                .one(
                        "solveTriangular",
                        asked -> asked.x()
                                .solveTriangular(
                                        asked.y(), asked.number(0) == 1, asked.number(1) == 1, asked.number(2) == 1))
                .one("fft", asked -> asked.x().fft())
                .one("inverseFft", asked -> asked.x().inverseFft())
                .one("realFft", asked -> asked.x().realFft())
                .one("inverseRealFft", asked -> asked.x().inverseRealFft(asked.number(0)));
    }
}
