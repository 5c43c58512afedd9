// What shape::expect says at run time, and that assume, reveal and the traits
// do what the header promises. Exits 1 and prints each surprise.

#include "shape/shape.h"

#if defined(WITH_EIGEN)
#include <Eigen/Core>
#endif

#include <cstdio>
#include <string>
#include <vector>

namespace {

int failures = 0;

void equal(const char *what, const std::string &got, const std::string &want) {
  if (got == want)
    return;
  std::printf("%s:\n  got  %s\n  want %s\n", what, got.c_str(), want.c_str());
  ++failures;
}

struct Torch {
  std::vector<long long> sizes;
  long long dim() const { return static_cast<long long>(sizes.size()); }
  long long size(long long axis) const {
    return sizes[static_cast<std::size_t>(axis)];
  }
};

struct Span {
  static constexpr unsigned long rank() { return 2; }
  int extent(unsigned long axis) const { return axis == 0 ? 3 : 4; }
};

struct Xtensor {
  unsigned long dimension() const { return 2; }
  std::vector<unsigned long> shape() const { return {3, 4}; }
};

struct Matrix {
  int rows() const { return 3; }
  int cols() const { return 4; }
};

struct Grid {
  long long height, width;
};

template <class T, std::size_t N>
std::string complaint(const T &x, const char (&spec)[N]) {
  try {
    shape::detail::check(x, spec); // a literal no more, as expect wants one
    return "";
  } catch (const shape::violation &v) {
    std::string text = v.what();
    return text.substr(0, text.find("; the shape is"));
  }
}

struct NoCopy {
  explicit NoCopy(int v) : value(v) {}
  NoCopy(const NoCopy &) = delete;
  NoCopy &operator=(const NoCopy &) = delete;
  int value;
};

std::string heard;
void listen(const char *message) { heard = message; }

} // namespace

template <> struct shape::array_traits<Grid> {
  static std::size_t rank(const Grid &) { return 2; }
  static long long extent(const Grid &g, std::size_t axis) {
    return axis == 0 ? g.height : g.width;
  }
};

namespace {

#define CHECK(SIZES, SPEC, WANT)                                               \
  equal(SPEC, complaint(Torch{std::vector<long long> SIZES}, SPEC),            \
        *WANT ? std::string("shape::expect: ") + WANT : std::string())

void strings() {
  CHECK(({}), "", "");
  CHECK(({2}), "", "the rank is 1, not 0");
  CHECK(({2, 3}), "a b", "");
  CHECK(({2, 3}), " a\n\tb ", "");
  CHECK(({2, 3}), "a", "the rank is 2, not 1");
  CHECK(({2, 3}), "2 4", "axis 1 is 3, not 4");
  CHECK(({2, 3}), "rows=2 columns=3", "");
  CHECK(({2, 3}), "n n", "axis 1 is 3, but 'n' is 2 from axis 0");
  CHECK(({3, 3}), "n n", "");
  CHECK(({2, 3}), "_ _n", "");
  CHECK(({1, 3}), "#n n", "");
  CHECK(({2, 3}), "#n n", "axis 1 is 3, but 'n' is 2 from axis 0");
  CHECK(({1, 3}), "#4 3", "");
  CHECK(({2, 3}), "#4 3", "axis 0 is 2, not 4");
  CHECK(({4, 2, 3, 2}), "... n m n", "");
  CHECK(({2}), "n ... m", "the rank is 1, not at least 2");
  CHECK(({2, 7, 7, 3}), "2 *rest 3", "");
  CHECK(({2, 3}), "*rest 2", "axis 1 is 3, not 2");
  CHECK(({2, 3}), "*#rest 3", "");
  CHECK(({3, 7}), "n 2*n+1", "");
  CHECK(({7, 3}), "2*n+1 n", "");
  CHECK(({3, 8}), "n 2*n+1", "axis 1 is 8, not 2*n+1 = 7");
  CHECK(({3, 1}), "n n//2", "");
  CHECK(({3, 1}), "n n/2", "axis 1 is 1, not n/2");
  CHECK(({4, 2}), "n n/2", "");
  CHECK(({3, 8}), "n 2**n", "");
  CHECK(({3, 2}), "n -n%5", "");
  CHECK(({3, 5, 3, 5}), "n m min(n,m) max(n,m)", "");
  CHECK(({3, 2}), "n abs(1-n)", "");
  CHECK(({3, 1}), "n n==3", "");
  CHECK(({3, 16, 20}), "n 0x10 2e1", "");
  CHECK(({3, 40}), "n 4_0", "");
  CHECK(({3, 2}), "n n//0", "axis 1 is 2, not n//0");
  CHECK(({3, 3}), "n half=(n+3)/2", "");
}

void left_to_the_tool() {
  CHECK(({3}), "2*n", "");
  CHECK(({3, 4}), "n {k}", "");
  CHECK(({3}), "{k}+1", "");
  CHECK(({3, 4}), "{a + b} {this->k}", "");
  CHECK(({3, 4, 4}), "Float32[n {x[0]} n]",
        "axis 2 is 4, but 'n' is 3 from axis 0");
  CHECK(({3, 4}), "{}", "the rank is 2, not 1");
  CHECK(({3, 3}), "Float32[n n]", "");
  CHECK(({3, 4}), "Float32[n n]", "axis 1 is 4, but 'n' is 3 from axis 0");
}

void alternatives() {
  CHECK(({2, 3}), "n n | 2 m", "");
  CHECK(({3}), "Float32[2] | Int64[3]", "");
  CHECK(({3}), "None | 3", "");
  CHECK(({3}), "2 | 4", "axis 0 is 3, not 2");
}

void unreadable() {
  CHECK(({3}), "tuple[n, m]", "the run-time check cannot read 'tuple[n, m]'");
  CHECK(({3}), "PyTree[n]", "the run-time check cannot read 'PyTree[n]'");
  CHECK(({3}), "(n) -> m", "the run-time check cannot read '(n) -> m'");
  CHECK(({3}), "intp[:]", "the run-time check cannot read 'intp[:]'");
  CHECK(({3}), "?n", "the run-time check cannot read '?n'");
  CHECK(({3, 4}), "*a *b", "the run-time check cannot read '*b'");
  CHECK(({3}), "3+", "the run-time check cannot read '3+'");
  CHECK(({3}), "a.b", "the run-time check cannot read 'a.b'");
  CHECK(({3}), "3d", "the run-time check cannot read '3d'");
}

void kinds_of_arrays() {
  equal("mdspan", complaint(Span(), "3 4"), "");
  equal("xtensor", complaint(Xtensor(), "3 4"), "");
  equal("eigen", complaint(Matrix(), "3 4"), "");
  equal("own traits", complaint(Grid{5, 6}, "5 6"), "");
  equal("own traits", complaint(Grid{5, 6}, "n n"),
        "shape::expect: axis 1 is 6, but 'n' is 5 from axis 0");
#if defined(WITH_EIGEN)
  Eigen::VectorXd column(3);
  equal("column", complaint(column, "3"), "");
  equal("column as matrix", complaint(column, "n 1"), "");
  equal("row as matrix", complaint(column.transpose().eval(), "1 n"), "");
  equal("expression", complaint(column * column.transpose(), "3 3"), "");
  equal("fixed", complaint(Eigen::Matrix3d(), "n n"), "");
  equal("wrong", complaint(column, "4"), "shape::expect: axis 0 is 3, not 4");
#endif
}

void whole_message() {
  try {
    shape::expect(Torch{{2, 4, 3}}, "b n n");
    equal("throws", "no", "yes");
  } catch (const std::logic_error &error) {
    equal("message", error.what(),
          "shape::expect: axis 2 is 3, but 'n' is 4 from axis 1; the shape is "
          "(2, 4, 3), the string \"b n n\"");
  }
}

void handlers() {
  shape::violation_handler first = shape::set_violation_handler(listen);
  Torch x{{2, 3}};
  const Torch &same = shape::expect(x, "n n");
  equal("goes on after the handler", &same == &x ? "yes" : "no", "yes");
  equal("handler heard", heard.substr(0, 21), "shape::expect: axis 1");
  equal("previous", shape::set_violation_handler(nullptr) == listen ? "y" : "n",
        "y");
  equal("null is the default",
        shape::set_violation_handler(nullptr) == first ? "y" : "n", "y");
}

// Nothing is copied, lvalues stay lvalues and rvalues stay rvalues.
void unchanged() {
  NoCopy x(3);
  equal("reveal", &shape::reveal(x) == &x ? "same" : "other", "same");
  equal("assume", &shape::assume(x, "n") == &x ? "same" : "other", "same");
  static_assert(shape::reveal(4) == 4, "usable in constant expressions");
  static_assert(
      std::is_same<decltype(shape::reveal(NoCopy(1))), NoCopy &&>::value, "");
}

} // namespace

int main() {
  strings();
  left_to_the_tool();
  alternatives();
  unreadable();
  kinds_of_arrays();
  whole_message();
  handlers();
  unchanged();
  return failures != 0;
}
