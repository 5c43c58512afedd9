"""Random calls of pybind11's arrays, and of those of nanobind and XLA FFI in miniature."""

import sysconfig

ISOLATED = True
SIZES = [1, 2, 3, 4, 5]


def pick(r):
    return r.choice(SIZES)


def fill(call, **values):
    for name, value in values.items():
        call = call.replace("%" + name, str(value))
    return call


def numpy(sizes):
    return f"py::array_t<float>(std::vector<ssize_t>{{{', '.join(map(str, sizes))}}})"


def counted(r):
    return {"a": f"py::array_t<float>({pick(r)})"}, "a"


def strided(r):
    return {"a": f"py::array_t<float>(std::vector<ssize_t>{{{pick(r)}, {pick(r)}}}, std::vector<ssize_t>{{4, 4}})"}, "a"


def nano(sizes):
    shape = ", ".join(str(n) if i == 1 else "-1" for i, n in enumerate(sizes))
    return f"nb::ndarray<float, nb::shape<{shape}>, nb::c_contig>(buffer, {{{', '.join(map(str, sizes))}}})"


def two(r):
    return [pick(r), 3]


def one(call, make, sizes=None):
    def cases(r):
        axes = sizes(r) if sizes else [pick(r) for _ in range(r.randint(1, 3))]
        return {"a": make(axes)}, fill(call, d=r.randint(0, len(axes) - (r.random() < 0.7)), n=pick(r))
    return cases


def element(call, make, sizes=lambda r: [pick(r), pick(r)]):
    def cases(r):
        axes = sizes(r)
        index = [r.randint(0, n - 1 + (r.random() < 0.25)) for n in axes]
        return {"a": make(axes)}, fill(call, i=", ".join(map(str, index)))
    return cases


def many(call):
    def cases(r):
        return {"a": numpy([pick(r) for _ in range(r.randint(1, 3))])}, fill(call, i=", ".join(["0"] * r.randint(1, 3)))
    return cases


def reshaped(r):
    n, m = pick(r), pick(r)
    return {"a": numpy([n, m])}, f"a.reshape({{{n * m + (r.random() < 0.3)}, {r.choice(['1', '1', '-1'])}}})"


def typed(call):
    """The rank and the dtype are in the type, the lengths are not."""
    return lambda r: ({"a": call.replace("%n", str(pick(r))).replace("%m", str(pick(r)))}, "a")


def buffer(call):
    return lambda r: ({"a": f"ffi::Buffer<ffi::F32, 2>(std::vector<int64_t>{{{pick(r)}, {pick(r)}}})"}, call)


def result(call):
    """Where a handler writes: a buffer behind a pointer."""
    return lambda r: ({"a": f"ffi::ResultBuffer<ffi::F64, 2>(ffi::Buffer<ffi::F64, 2>(std::vector<int64_t>{{{pick(r)}, {pick(r)}}}))"}, call)


CASES = [
    one("a.ndim()", numpy), one("a.shape(%d)", numpy), one("a.size()", numpy), one("a.unchecked<2>()", numpy), one("a.mutable_unchecked<1>()", numpy),
    one("a.unchecked<2>().shape(0)", numpy), one("a.unchecked<2>().ndim()", numpy), one("py::array(a).unchecked<float, 2>()", numpy),
    one("a", numpy), counted, strided, many("a.at(%i)"), element("a.at(%i)", numpy), many("*a.data(%i)"), reshaped,
    one("a.ndim()", nano, two), one("a.shape(%d)", nano, two), one("a.size()", nano, two), one("a.view().shape(%d)", nano, two),
    element("a.view()(%i)", nano, two), one("a.view().ndim()", nano, two), one("a", nano, two),
    typed("ffi::Buffer<ffi::F32, 2>(std::vector<int64_t>{%n, %m})"), typed("ffi::BufferR2<ffi::F64>(std::vector<int64_t>{%n, %m})"),
    buffer("a.dimensions().size()"), buffer("int64_t(a.dimensions()[0])"), buffer("int64_t(a.dimensions().front())"), buffer("a.element_count()"), result("*a"), result("a->element_count()"),
]

EXEMPT = {"any_container": "an argument of other calls", "operator()": "behind view()"}

PREAMBLE = """#include <pybind11/embed.h>
#include <pybind11/numpy.h>
#include "nanobind.h"
#include "xla_ffi.h"
#include "shape/shape.h"
#include <cstdio>
#include <type_traits>

namespace py = pybind11;
namespace nb = nanobind;
namespace ffi = xla::ffi;
static char buffer[10000];
static py::scoped_interpreter python;
// Imports NumPy once, and not in each process of a call.
static const bool ready = py::array_t<float>(1).size() == 1;

template <class V> static void print(int line, const V &sizes, const char *dtype) {
  std::printf("%d (", line);
  const char *comma = "";
  for (auto n : sizes) {
    std::printf("%s%ld", comma, long(n));
    comma = ", ";
  }
  std::printf(") %s\\n", dtype);
}
template <class A> static void print(int line, const A &a, unsigned rank) {
  std::vector<long> sizes;
  for (unsigned i = 0; i < rank; ++i)
    sizes.push_back(long(a.shape(i)));
  print(line, sizes, "float32");
}
static void show(int line, const py::array &a) { print(line, a, unsigned(a.ndim())); }
template <class T, py::ssize_t N> static void show(int line, const py::detail::unchecked_reference<T, N> &a) { print(line, a, unsigned(a.ndim())); }
template <class T, class... Args> static void show(int line, const nb::ndarray<T, Args...> &a) { print(line, a, unsigned(a.ndim())); }
template <ffi::DataType D, size_t N> static void show(int line, const ffi::Buffer<D, N> &a) {
  print(line, a.dimensions(), D == ffi::F32 ? "float32" : "float64");
}
template <class T> static std::enable_if_t<std::is_integral<T>::value> show(int line, T n) { std::printf("%d %ld\\n", line, long(n)); }
static void show(int line, double) { std::printf("%d ok\\n", line); }
"""

PYTHON = sysconfig.get_config_vars()
INCLUDES = ["-isystem", sysconfig.get_paths()["include"], "-I", __file__.rsplit("/", 2)[0] + "/mocks", "-fvisibility=hidden"]
# An embedded interpreter looks for its library beside the first python3 of the
# path, which may be another one.
ENVIRONMENT = {"PYTHONHOME": "/usr"}
LIBRARIES = ["-lpython" + PYTHON["LDVERSION"]]
