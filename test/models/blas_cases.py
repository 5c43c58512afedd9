"""Random calls of BLAS and LAPACK, one or more generators for each row of the model.

What the libraries reject by their own parameter checks (xerbla) throws here.
Buffers are always large enough, as the libraries do not know their sizes;
test/features/buffers.cpp is about those that are not.
"""
from matrices import pick

ORDERS = {"row": "101", "col": "102"}


def leading(r, need):
    """Often enough, sometimes one too small."""
    return max(1, need + r.choice([0, 0, 0, 1, 2, -1]))


def stored(order, rows, cols, transposed=False):
    rows, cols = (cols, rows) if transposed else (rows, cols)
    return (cols, rows) if order == "row" else (rows, cols)


def memory(piece, pieces, ld):
    return (pieces - 1) * ld + piece


def buffer(r, name, size, type_="double"):
    return {name: f"std::vector<{type_}>({max(1, size)})"}


def order_name(order):
    return "CblasRowMajor" if order == "row" else "CblasColMajor"


def trans_name(transposed):
    return "CblasTrans" if transposed else "CblasNoTrans"


def operand(r, name, order, rows, cols, transposed=False, type_="double"):
    """The buffer, its leading dimension."""
    piece, pieces = stored(order, rows, cols, transposed)
    ld = leading(r, piece)
    return buffer(r, name, memory(piece, pieces, max(ld, piece)), type_), ld


def gemm(letter, type_):
    def cases(r):
        order = r.choice(["row", "col"])
        m, n, k = pick(r), pick(r), pick(r)
        ta, tb = r.random() < 0.5, r.random() < 0.5
        a, lda = operand(r, "a", order, m, k, ta, type_)
        b, ldb = operand(r, "b", order, k, n, tb, type_)
        c, ldc = operand(r, "c", order, m, n, False, type_)
        call = (f"cblas_{letter}gemm({order_name(order)}, {trans_name(ta)}, {trans_name(tb)}, {m}, {n}, {k}, 1, "
                f"a.data(), {lda}, b.data(), {ldb}, 0, c.data(), {ldc})")
        return {**a, **b, **c}, (call, "0")
    return cases


def with_matrix(call, parts):
    """`parts` names each operand with its rows and columns, or its length."""
    def cases(r):
        order = r.choice(["row", "col"])
        m, n, k = pick(r), pick(r), pick(r)
        t, left = r.random() < 0.5, r.random() < 0.5
        sizes = {"m": m, "n": n, "k": k, "side": m if left else n}
        arrays, values = {}, {"order": order_name(order), "order_number": ORDERS[order], "trans": trans_name(t),
                              "side": "CblasLeft" if left else "CblasRight", "m": m, "n": n, "k": k}
        for name, shape in parts.items():
            shape, _, how = shape.partition("/")
            if shape == "large":
                arrays.update(buffer(r, name, 256))
                continue
            lengths = [sizes[s] for s in shape.split()]
            if len(lengths) == 1 or how == "vector":
                step = r.choice([1, 1, 2])
                length = lengths[0] if not (t and how == "vector") else lengths[1]
                arrays.update(buffer(r, name, 1 + (length - 1) * step, "int" if how == "int" else "double"))
                values["inc" + name] = step
                continue
            given, ld = operand(r, name, order, *lengths, transposed=t and how == "trans")
            arrays.update(given)
            values["ld" + name] = ld
        text = call
        for key in sorted(values, key=len, reverse=True):
            text = text.replace("%" + key, str(values[key]))
        return arrays, (text, "0")
    return cases


def vectors(call, names):
    def cases(r):
        n = pick(r)
        arrays, text = {}, call
        for name in names:
            step = r.choice([1, 1, 2])
            arrays.update(buffer(r, name, 1 + (n - 1) * step))
            text = text.replace("%inc" + name, str(step))
        return arrays, (text.replace("%n", str(n)), "0")
    return cases


CASES = [
    gemm("d", "double"), gemm("s", "float"),
    with_matrix("cblas_dsymm(%order, %side, CblasUpper, %m, %n, 1, a.data(), %lda, b.data(), %ldb, 0, c.data(), %ldc)",
                {"a": "side side", "b": "m n", "c": "m n"}),
    with_matrix("cblas_dtrsm(%order, %side, CblasUpper, %trans, CblasUnit, %m, %n, 1, a.data(), %lda, b.data(), %ldb)",
                {"a": "side side", "b": "m n"}),
    with_matrix("cblas_dtrmm(%order, %side, CblasLower, %trans, CblasUnit, %m, %n, 1, a.data(), %lda, b.data(), %ldb)",
                {"a": "side side", "b": "m n"}),
    with_matrix("cblas_dsyrk(%order, CblasUpper, %trans, %n, %k, 1, a.data(), %lda, 0, c.data(), %ldc)",
                {"a": "n k/trans", "c": "n n"}),
    with_matrix("cblas_dsyr2k(%order, CblasUpper, %trans, %n, %k, 1, a.data(), %lda, b.data(), %ldb, 0, c.data(), %ldc)",
                {"a": "n k/trans", "b": "n k/trans", "c": "n n"}),
    with_matrix("cblas_dgemv(%order, %trans, %m, %n, 1, a.data(), %lda, x.data(), %incx, 0, y.data(), %incy)",
                {"a": "m n", "x": "n m/vector", "y": "m n/vector"}),
    with_matrix("cblas_dger(%order, %m, %n, 1, x.data(), %incx, y.data(), %incy, a.data(), %lda)", {"a": "m n", "x": "m", "y": "n"}),
    with_matrix("cblas_dsymv(%order, CblasUpper, %n, 1, a.data(), %lda, x.data(), %incx, 0, y.data(), %incy)", {"a": "n n", "x": "n", "y": "n"}),
    with_matrix("cblas_dsyr(%order, CblasUpper, %n, 1, x.data(), %incx, a.data(), %lda)", {"a": "n n", "x": "n"}),
    with_matrix("cblas_dtrsv(%order, CblasUpper, %trans, CblasUnit, %n, a.data(), %lda, x.data(), %incx)", {"a": "n n", "x": "n"}),
    vectors("cblas_ddot(%n, x.data(), %incx, y.data(), %incy)", "xy"), vectors("cblas_dcopy(%n, x.data(), %incx, y.data(), %incy)", "xy"),
    vectors("cblas_daxpy(%n, 2, x.data(), %incx, y.data(), %incy)", "xy"), vectors("cblas_dscal(%n, 2, x.data(), %incx)", "x"),
    vectors("cblas_dnrm2(%n, x.data(), %incx)", "x"), vectors("cblas_idamax(%n, x.data(), %incx)", "x"),
    with_matrix("demand(LAPACKE_dgesv(%order_number, %n, %m, a.data(), %lda, p.data(), b.data(), %ldb))", {"a": "n n", "p": "n/int", "b": "n m"}),
    with_matrix("demand(LAPACKE_dposv(%order_number, 'U', %n, %m, a.data(), %lda, b.data(), %ldb))", {"a": "n n", "b": "n m"}),
    with_matrix("demand(LAPACKE_dgetrf(%order_number, %m, %n, a.data(), %lda, p.data()))", {"a": "m n", "p": "k/int"}),
    with_matrix("demand(LAPACKE_dpotrf(%order_number, 'U', %n, a.data(), %lda))", {"a": "n n"}),
    with_matrix("demand(LAPACKE_dsyev(%order_number, 'N', 'U', %n, a.data(), %lda, w.data()))", {"a": "n n", "w": "n"}),
    with_matrix("demand(LAPACKE_dgels(%order_number, 'N', %m, %n, %k, a.data(), %lda, b.data(), 16))", {"a": "m n", "b": "large"}),
]

EXEMPT = {}

PREAMBLE = """#include <cblas.h>
#include <cstdio>
#include <cstdlib>
#include <lapacke.h>
#include <stdexcept>
#include <vector>
#include "shape/shape.h"

// The libraries call these where a parameter is illegal, and end the program.
extern "C" void cblas_xerbla(CBLAS_INT, const char *, const char *, ...) { throw std::runtime_error("xerbla"); }
extern "C" void xerbla_(const char *, const int *, ...) { throw std::runtime_error("xerbla"); }
// Errors of LAPACKE are negative; singular matrices are none of sizes.
static void demand(int info) {
  if (info < 0)
    throw std::runtime_error("LAPACKE");
}
static void show(int line, int) { std::printf("%d ok\\n", line); }
"""

INCLUDES = []
LIBRARIES = ["-llapacke", "-llapack", "-lblas"]
