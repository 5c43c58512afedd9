"""Random calls of std::mdspan (libc++, hardened), and of what the standard says beyond it."""

STANDARD = "c++23"
ISOLATED = True
SIZES = [1, 2, 3, 4, 5]


def pick(r):
    return r.choice(SIZES)


def near(r, n, chance=0.35):
    return pick(r) if r.random() < chance else n


def span(*sizes):
    return f"std::mdspan(buffer, {', '.join(map(str, sizes))})"


def fill(call, **values):
    for name, value in values.items():
        call = call.replace("%" + name, str(value))
    return call


def make(call):
    """Sizes that are in the type are 2 and 3."""
    return lambda r: ({}, fill(call, n=pick(r), m=pick(r), k=near(r, 3), l=near(r, 2)))


def one(call, low=2, high=2):
    return lambda r: ({"a": span(*[pick(r) for _ in range(r.randint(low, high))])}, fill(call, i=0))


def converted(call):
    return lambda r: ({"a": span(near(r, 2), near(r, 3))}, call)


def element(call, rank):
    def cases(r):
        sizes = [pick(r) for _ in range(rank)]
        index = [r.randint(0, n - 1 + (r.random() < 0.25)) for n in sizes]
        return {"a": span(*sizes)}, fill(call, i=", ".join(map(str, index)))
    return cases


def sub(kinds):
    def cases(r):
        sizes = [pick(r) for _ in kinds]
        slices = []
        for kind, n in zip(kinds, sizes):
            end = r.randint(0, n + (r.random() < 0.3))
            slices.append({"i": str(r.randint(0, n - 1 + (r.random() < 0.25))), "a": "std::full_extent",
                           "p": f"std::pair({r.randint(0, end)}, {end})"}[kind])
        return {"a": span(*sizes)}, f"std::submdspan(a, {', '.join(slices)})"
    return cases


def linalg(call, *shapes):
    """Shapes are words of sizes: "nm", "mk"; some are wrong."""
    def cases(r):
        size = {name: pick(r) for name in "nmk"}
        arrays = {name: span(*[near(r, size[c], 0.12) for c in axes]) for name, axes in zip("abcd", shapes)}
        return arrays, ("std::linalg::" + call, "a")
    return cases


EXTENTS = "std::extents<int, 2, std::dynamic_extent>"
CASES = [
    make("std::mdspan(buffer, %n, %m)"), make("std::mdspan<double, std::dextents<int, 2>>(buffer, %n, %m)"),
    make(f"std::mdspan<double, {EXTENTS}>(buffer, %l, %n)"), make(f"std::mdspan<double, {EXTENTS}>(buffer, %n)"),
    make("std::mdspan<double, std::extents<int, 2, 3>>(buffer)"), make("std::mdspan<float, std::dextents<int, 2>>()"),
    make(f"std::mdspan(buffer, {EXTENTS}(%n))"), make(f"std::mdspan(buffer, {EXTENTS}(%l, %n))"),
    make("std::mdspan(buffer, std::layout_left::mapping<std::dextents<int, 2>>(std::dextents<int, 2>(%n, %m)))"),
    make("std::mdspan(buffer, std::array<int, 2>{%n, %m})"), make("std::mdspan(buffer, std::dextents<int, 3>(%n, %m, %n))"),
    converted("std::mdspan<double, std::extents<int, 2, 3>>(a)"), converted("std::mdspan<double, std::extents<int, 2, std::dynamic_extent>>(a)"),
    one("std::mdspan(buffer, a.extents())"), one("std::mdspan(buffer, a.mapping())"), one("std::mdspan(buffer, a.mapping().extents())"),
    one("a.extent(%i)"), one("a.extent(1)"), one("a.extents().extent(1)"), one("a.size()", 1, 3), one("std::mdspan(buffer, a.extent(1), 2)"),
    element("a[%i]", 1), element("a[%i]", 2), sub("ia"), sub("ai"), sub("pa"), sub("ppi"), sub("aip"), sub("i"), sub("p"),
    linalg("matrix_product(a, b, c)", "nm", "mk", "nk"), linalg("matrix_product(a, b, c, d)", "nm", "mk", "nk", "nk"),
    linalg("matrix_product(std::linalg::transposed(a), b, c)", "mn", "mk", "nk"),
    linalg("matrix_vector_product(a, b, c)", "nm", "m", "n"), linalg("matrix_vector_product(a, b, c, d)", "nm", "m", "n", "n"),
    linalg("matrix_vector_product(a, std::linalg::scaled(2.0, b), c)", "nm", "m", "n"),
    linalg("matrix_vector_product(std::linalg::conjugated(a), b, c)", "nm", "m", "n"),
    linalg("symmetric_matrix_vector_product(a, std::linalg::upper_triangle, b, c)", "nn", "n", "n"),
    linalg("triangular_matrix_vector_solve(a, std::linalg::upper_triangle, std::linalg::explicit_diagonal, b, c)", "nn", "n", "n"),
    linalg("dot(a, b)", "n", "n"), linalg("add(a, b, c)", "n", "n", "n"), linalg("add(a, b, c)", "nm", "nm", "nm"),
    linalg("copy(a, b)", "nm", "nm"), linalg("copy(a, b)", "n", "n"), linalg("matrix_rank_1_update(a, b, c)", "n", "m", "nm"),
    one("std::linalg::transposed(a)"), one("std::linalg::vector_two_norm(a)", 1, 1), one("std::linalg::matrix_frob_norm(a)"),
    linalg("scale(2.0, a)", "nm"),
]

EXEMPT = {}

PREAMBLE = """#include <cstdio>
#include <exception>
#include <type_traits>
#include "linalg.h"
#include "shape/shape.h"

static double buffer[1000];

template <class T, class E, class L> static void show(int line, const std::mdspan<T, E, L> &a) {
  std::printf("%d (", line);
  for (unsigned i = 0; i < E::rank(); ++i)
    std::printf(i ? ", %ld" : "%ld", long(a.extent(i)));
  std::printf(") float%d\\n", int(8 * sizeof(T)));
}
template <class T> static std::enable_if_t<std::is_integral_v<T>> show(int line, T n) { std::printf("%d %ld\\n", line, long(n)); }
static void show(int line, double) { std::printf("%d ok\\n", line); }
"""

FLAGS = ["-stdlib=libc++", "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_DEBUG"]
INCLUDES = FLAGS + ["-I", __file__.rsplit("/", 2)[0] + "/mocks"]
LIBRARIES = ["-stdlib=libc++"]
