// A pure callback into an embedded Python interpreter: NumPy's eigenvalues, which
// C++ code calls with declared shapes, one matrix at a time and as a batch.

#include "shape/callback.h"
#include "shape/shape.h"

#include <pybind11/embed.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstdio>
#include <utility>
#include <vector>

namespace py = pybind11;
using Array = py::array_t<double>;

template <> struct shape::array_traits<Array> {
  static std::size_t rank(const Array &x) {
    return static_cast<std::size_t>(x.ndim());
  }
  static long long extent(const Array &x, std::size_t axis) {
    return x.shape(static_cast<py::ssize_t>(axis));
  }
  static const char *dtype(const Array &) { return "float64"; }
};

template <> struct shape::array_batch<Array> {
  static Array element(const Array &x, long long i) {
    return py::object(x[py::int_(i)]).cast<Array>();
  }
  static Array stack(const std::vector<Array> &elements) {
    return py::module_::import("numpy").attr("stack")(elements).cast<Array>();
  }
};

using Spectrum = std::pair<Array, Array>;

// Values and vectors; NumPy takes any leading axes.
SHAPE("tuple[Float64[*batch n], Float64[*batch n n]]")
static Spectrum eigh(SHAPE("Float64[*batch n n]") const Array &matrix) {
  py::tuple result = py::module_::import("numpy.linalg").attr("eigh")(matrix);
  return {result[0].cast<Array>(), result[1].cast<Array>()};
}

SHAPE("n n")
static Array covariance(SHAPE("m n") const Array &samples) {
  return py::module_::import("numpy")
      .attr("cov")(samples, py::arg("rowvar") = false)
      .cast<Array>();
}

int main() {
  py::scoped_interpreter interpreter;
  py::object random =
      py::module_::import("numpy").attr("random").attr("default_rng")(0);
  auto samples = [&](std::vector<int> sizes) {
    return random.attr("normal")(py::arg("size") = sizes).cast<Array>();
  };

  const std::pair declared{shape::ShapeDtype({3}, "float64"),
                           shape::ShapeDtype({3, 3}, "float64")};
  Array one = covariance(samples({50, 3}));
  shape::expect(one, "Float64[n n]");
  auto [values, vectors] = shape::pure_callback(eigh, declared, one);
  std::printf("values %d, vectors %d %d, ascending: %s\n", int(values.shape(0)),
              int(vectors.shape(0)), int(vectors.shape(1)),
              values.at(0) <= values.at(1) && values.at(1) <= values.at(2)
                  ? "yes"
                  : "no");

  // The whole batch in one call, or one call for each: the same values.
  Array batch = samples({4, 3, 3});
  shape::expect(batch, "Float64[4 3 3]");
  int calls = 0;
  auto counted = [&calls](const Array &x) {
    ++calls; // only to show it; a callback that mattered would be pure
    return eigh(x);
  };
  for (shape::VmapMethod method : {shape::vectorized, shape::sequential}) {
    calls = 0;
    // NOLINTNEXTLINE(shape-callback): the count is all that is written.
    shape::PureCallback callback(counted, declared, method);
    Spectrum spectrum = shape::vmap(callback)(batch);
    std::printf("%d calls, values %d %d\n", calls, int(spectrum.first.shape(0)),
                int(spectrum.first.shape(1)));
  }

  // What comes back is held to the declaration.
  try {
    shape::pure_callback(eigh, declared, covariance(samples({50, 2})));
  } catch (const shape::structure_error &error) {
    std::printf("%s\n", error.what());
  }
}
