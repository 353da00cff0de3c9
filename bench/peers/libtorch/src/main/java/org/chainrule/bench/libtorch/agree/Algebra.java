package org.chainrule.bench.libtorch.agree;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Table;

/** Linear algebra and Fourier transforms. */
final class Algebra {
    private Algebra() {}

    static void in(Table<Tensor> table) {
        // this engine's takes the symmetric part itself; libtorch reads one triangle
        table.one(
                        "cholesky",
                        asked -> torch.linalg_cholesky(
                                asked.x().add(asked.x().transpose(-2, -1)).mul(new Scalar(0.5))))
                .one("inverse", asked -> torch.linalg_inv(asked.x()))
                .one("determinant", asked -> torch.linalg_det(asked.x()))
                .several("logDeterminant", asked -> both(torch.linalg_slogdet(asked.x())))
                .one("trace", asked -> asked.x().diagonal(0, -2, -1).sum(-1))
                .several("qr", asked -> both(torch.linalg_qr(asked.x())))
                .one("solve", asked -> torch.linalg_solve(asked.x(), asked.y()))
                .one("solveTriangular", Algebra::triangular)
                .one("fft", asked -> torch.view_as_real(torch.fft_fft(complex(asked.x()))))
                .one("inverseFft", asked -> torch.view_as_real(torch.fft_ifft(complex(asked.x()))))
                .one("realFft", asked -> torch.view_as_real(torch.fft_rfft(asked.x())))
                .one(
                        "inverseRealFft",
                        asked -> torch.fft_irfft(
                                complex(asked.x()), new LongOptional(asked.number(0)), -1, new StringViewOptional()));
    }

    /** The transposed system is that of the transposed matrix, whose other triangle is read. */
    private static Tensor triangular(Asked<Tensor> asked) {
        boolean lower = asked.number(0) == 1;
        boolean transposed = asked.number(1) == 1;
        Tensor matrix = transposed ? asked.x().transpose(-2, -1) : asked.x();
        return torch.linalg_solve_triangular(matrix, asked.y(), lower == transposed, true, asked.number(2) == 1);
    }

    private static Tensor complex(Tensor pairs) {
        return torch.view_as_complex(pairs);
    }

    private static List<Tensor> both(T_TensorTensor_T pair) {
        return List.of(pair.get0(), pair.get1());
    }
}
