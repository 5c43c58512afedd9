"""Random calls of xtensor, with its assertions on."""

# A call that the library neither checks nor asserts may crash: each runs in a process of its own.
ISOLATED = True

SIZES = [1, 2, 3, 4, 5]


def pick(r):
    return r.choice(SIZES)


def shape(r, low=1, high=3):
    return [pick(r) for _ in range(r.randint(low, high))]


def braces(values):
    return "{" + ", ".join(str(v) for v in values) + "}"


def array(sizes):
    return f"xt::xarray<double>::from_shape({braces(sizes)})"


def tensor(sizes):
    return f"xt::xtensor<double, {len(sizes)}>::from_shape({braces(sizes)})"


def spoil(r, sizes, chance=0.3):
    """Now and then another length in one place."""
    sizes = list(sizes)
    if sizes and r.random() < chance:
        sizes[r.randrange(len(sizes))] = pick(r)
    return sizes


def broadcastable(r, sizes):
    start = r.randint(0, max(0, len(sizes) - 1))
    return [n if r.random() < 0.7 else 1 for n in sizes[start:]]


def axis(r, sizes, least=None):
    """An axis, rarely one that is not there."""
    rank = len(sizes)
    low = -rank if least is None else least
    return r.randint(low, rank - 1) if r.random() < 0.8 else r.choice([rank, rank + 1])


def fill(call, **values):
    for name, value in values.items():
        call = call.replace("%" + name, str(value))
    return call


def one(call, low=1, high=3, make=array):
    return lambda r: ({"a": make(shape(r, low, high))}, call)


def pair(call, make=array):
    def cases(r):
        one = shape(r)
        arrays = {"a": make(one), "b": make(spoil(r, one if make is tensor else broadcastable(r, one)))}
        return dict(r.sample(list(arrays.items()), 2)), call
    return cases


def along(call, least=None, low=1, high=3):
    def cases(r):
        sizes = shape(r, low, high)
        return {"a": array(sizes)}, fill(call, d=axis(r, sizes, least), k=r.randint(1, 3))
    return cases


def legal(call, low=1, high=3, make=array):
    """Only axes that are there: the library does not look, and what it does then is undefined."""
    def cases(r):
        sizes = shape(r, low, high)
        return {"a": make(sizes)}, fill(call, d=r.randint(0, len(sizes) - 1), k=r.randint(1, 3))
    return cases


def make(call):
    def cases(r):
        start = r.randint(0, 4)
        return {}, fill(call, s=braces(shape(r)), t=braces(shape(r, 2, 2)), n=pick(r), m=pick(r), i=start, j=start + pick(r))
    return cases


def listed(call):
    """Axes in ascending order, as the library wants them."""
    def cases(r):
        sizes = shape(r, 2, 3)
        axes = sorted(r.sample(range(len(sizes)), r.randint(1, len(sizes))))
        if r.random() < 0.3:
            axes[-1] = len(sizes)
        return {"a": array(sizes)}, fill(call, d=braces(axes))
    return cases


def assigned(statement, make=array, other=array):
    def cases(r):
        one = shape(r, 2, 2)
        two = spoil(r, one) if r.random() < 0.6 else shape(r)
        return {"a": make(one), "b": other(two)}, (statement, "a")
    return cases


def combined(statement):
    def cases(r):
        one = shape(r)
        return {"a": array(one), "b": array(spoil(r, broadcastable(r, one)))}, (statement, "a")
    return cases


def constructed(call):
    return lambda r: ({"a": array(shape(r) if r.random() < 0.4 else [2, r.choice([3, 3, 4])])}, call)


def weighted(call, like=False):
    """Weights of one axis, or of every element. With xt::xarray the library ends in memory that is not its own."""
    def cases(r):
        sizes = shape(r, 1, 3)
        d = r.randint(0, len(sizes) - 1)
        weights = sizes if like or r.random() < 0.3 else [sizes[d]]
        return {"a": tensor(sizes), "w": tensor(spoil(r, weights))}, fill(call, d=d)
    return cases


def members(call):
    def cases(r):
        sizes = shape(r, 1, 2) if r.random() < 0.3 else [pick(r)]
        return {"a": array(sizes), "b": array([pick(r)] if r.random() < 0.8 else [1, pick(r)])}, call
    return cases


def strided(r):
    n, m = pick(r), pick(r)
    return {"a": array([n * m])}, f"xt::strided_view(a, xt::dynamic_shape<std::size_t>({{{n}, {m}}}), xt::dynamic_shape<std::ptrdiff_t>({{{m}, 1}}), 0, xt::layout_type::row_major)"


def filled(statement):
    """A view of more than one row: one row takes the first of many without a word."""
    def cases(r):
        n, m = r.randint(2, 5), r.randint(2, 5)
        other = r.choice([[m], [n], [1], [n, m], [pick(r)]])
        return {"a": array([n, m]), "b": array(other)}, (statement, "a")
    return cases


def view(kinds):
    """The kinds are few, since each combination of types is compiled."""
    def cases(r):
        sizes = [pick(r) for _ in range(max(1, sum(k in "iark" for k in kinds)) + r.randint(0, 1))]
        if kinds.count("i") > 1 and r.random() < 0.3:
            sizes = sizes[:kinds.count("i") - 1]
        words = {"i": lambda: "0", "a": lambda: "xt::all()", "n": lambda: "xt::newaxis()", "e": lambda: "xt::ellipsis()",
                 "r": lambda: f"xt::range({r.randint(-5, 5)}, {r.randint(-5, 5)})",
                 "k": lambda: "xt::keep(0, 0)" if r.random() < 0.5 else "xt::keep(0, 0, 0)"}
        return {"a": array(sizes)}, f"xt::view(a, {', '.join(words[k]() for k in kinds)})"
    return cases


def range_with(call):
    return lambda r: ({"a": array(shape(r, 1, 2))}, fill(call, i=r.randint(-5, 5), j=r.randint(-5, 5), k=r.randint(1, 3)))


def stepped(call):
    """With a step, an end before the start gives a negative length, which nobody checks."""
    return lambda r: ({"a": array([n + 2 for n in shape(r, 1, 2)])}, fill(call, i=r.randint(0, 2), j=r.randint(3, 6), k=r.randint(1, 3)))


def element(call, count):
    def cases(r):
        sizes = shape(r, count, count)
        index = [r.randint(0, n - 1 + (r.random() < 0.3)) for n in sizes]
        return {"a": array(sizes)}, fill(call, i=", ".join(map(str, index)))
    return cases


def too_many(call):
    def cases(r):
        sizes = shape(r, 1, 2)
        return {"a": array(sizes)}, fill(call, i=", ".join(["0"] * r.randint(1, 3)))
    return cases


def reshaped(call):
    def cases(r):
        sizes = shape(r, 1, 3)
        count = 1
        for n in sizes:
            count *= n
        rows = r.choice([k for k in range(1, count + 1) if count % k == 0])
        new = spoil(r, [rows, count // rows], 0.4)
        if r.random() < 0.3:
            new[r.randrange(2)] = -1
        return {"a": array(sizes)}, (fill(call, s=braces(new)), "a")
    return cases


def generated(r):
    """The number of elements is not compared."""
    rows, columns = pick(r), pick(r)
    new = [rows, columns] if r.random() < 0.6 else [-1, columns]
    return {}, f"xt::arange<double>({rows * columns}).reshape({braces(new)})"


def viewed(r):
    rows, columns = pick(r), pick(r)
    return {"a": array([rows * columns])}, f"xt::reshape_view(a, {{{rows}, {columns}}})"


def permuted(r):
    sizes = shape(r, 2, 3)
    order = list(range(len(sizes)))
    r.shuffle(order)
    chance = r.random()
    if chance < 0.15:
        order = order[:-1]
    elif chance < 0.3:
        order[0] = r.choice([-1, len(sizes)])
    return {"a": array(sizes)}, f"xt::transpose(a, {braces(order)})"


def broadcast(r):
    sizes = shape(r, 1, 2)
    grown = [pick(r) for _ in range(r.randint(0, 1))] + [pick(r) if n == 1 else n for n in sizes]
    return {"a": array(sizes)}, f"xt::broadcast(a, {braces(spoil(r, grown))})"


def joined(call):
    def cases(r):
        sizes = shape(r, 1, 3)
        d = r.randint(0, len(sizes) - 1)
        other = list(sizes)
        other[d] = pick(r)
        other = spoil(r, other)
        if r.random() < 0.1:
            other.append(2)
        return {"a": array(sizes), "b": array(other)}, fill(call, d=d)
    return cases


def stacked(r):
    """Only a second array that is too short is noticed, and only when it is read."""
    sizes = [n + 2 for n in shape(r, 1, 2)]
    other = list(sizes)
    if r.random() < 0.3:
        other[r.randrange(len(other))] -= 1
    return {"a": array(sizes), "b": array(other)}, \
        f"xt::xarray<double>(xt::stack(xt::xtuple(a, b), {r.randint(0, len(sizes))}))"


def quiet(cases):
    """Of functions that break xtensor's own assertions on correct calls."""
    def silent(r):
        arrays, call = cases(r)
        return {"quiet": "Unasserted()", **arrays}, call
    return silent


def squeezed(call):
    def cases(r):
        sizes = [n if r.random() < 0.5 else 1 for n in shape(r, 1, 4)]
        return {"a": array(sizes)}, fill(call, d=r.randint(0, len(sizes) - 1))
    return cases


def literal(r):
    rows, columns = r.randint(1, 3), r.randint(2, 4)
    row = braces(["1.0"] * columns)
    return {}, r.choice([f"xt::xarray<double>{row}", f"xt::xtensor<double, 2>{braces([row] * rows)}",
                         f"xt::xarray<double>{braces([row] * (rows + 1))}"])


UNARY = "xt::exp(a)", "-a", "xt::sqrt(a)", "xt::cast<int>(a)", "xt::abs(a)"
BINARY = "a + b", "a * b", "a / b", "a < b", "xt::maximum(a, b)", "xt::equal(a, b)", "xt::pow(a, b)"

CASES = [
    make("xt::xarray<double>(xt::zeros<double>(%s))"), make("xt::ones<float>(%s)"), make("xt::empty<int>(%t)"),
    make("xt::random::rand<double>(%s)"), make("xt::xarray<double>::from_shape(%s)"), make("xt::xtensor<float, 2>::from_shape(%t)"),
    make("xt::xarray<double>(xt::xarray<double>::shape_type(%s))"), make("xt::xtensor<double, 2>(xt::xtensor<double, 2>::shape_type%t)"),
    make("xt::xtensor<double, 2>(%t, 1.0)"), literal, make("xt::xtensor_fixed<double, xt::xshape<2, 3>>()"),
    make("xt::eye<double>(%n)"), make("xt::eye<double>(%t)"), make("xt::arange(%n)"), make("xt::arange(%i, %j)"),
    make("xt::arange(%i, %j, 2)"), make("xt::arange(%j, %i)"), make("xt::linspace<double>(0.0, 1.0, %n)"), one("xt::zeros_like(a)"),
    one("xt::diag(a)", 1, 1), one("xt::diagonal(a)", 2, 3), one("xt::xtensor<double, 2>(a)", 2, 2),
    constructed("xt::xtensor<double, 2>(a)"), constructed("xt::xtensor_fixed<double, xt::xshape<2, 3>>(a)"),
    assigned("a = b"), assigned("a = xt::exp(b)"), assigned("a = b", tensor, array), combined("a += b"), combined("a *= xt::exp(b)"),
    lambda r: ({"a": array(shape(r))}, ("a.fill(2.0)", "a")), assigned("a -= b", tensor, tensor), filled("xt::view(a, 0) = b"), filled("xt::view(a, xt::all(), 0) = b"),
    filled("xt::view(a, xt::all()) = b"), filled("xt::view(a, 0) += b"), filled("xt::view(a, xt::all(), 0) += b"),
    lambda r: ({"a": array(shape(r))}, ("a += 2.0", "a")),
    one("a.dimension()"), one("a.size()"), one("a.shape()[0]"), one("a.shape().size()"), legal("a.shape(%d)"), pair("(a + b).shape(0)"),
    one("(a + a).dimension()"), reshaped("a.reshape(%s)"), generated, one("xt::all(a > 0) || xt::any(a > 1)"), pair("xt::has_shape(a, {2, 3})"), one("xt::allclose(a, a)"),
    lambda r: ({"a": array(shape(r))}, "xt::sum(a)()"), lambda r: ({"a": array(shape(r, 2, 2))}, "xt::sum(a, {0})(0)"), viewed, pair("xt::eval(a + b)", tensor), one("xt::eval(a)"),
    lambda r: ({"a": f"xt::xtensor<double, 1>(xt::arange<double>({pick(r)}))"}, "xt::unique(a)"), lambda r: ({"a": array(shape(r))}, (f"a.resize({braces(shape(r))})", "a")),
    element("a(%i)", 2), element("a(%i)", 3), element("a.at(%i)", 2), too_many("a(%i)"), too_many("a.at(%i)"),
    *[pair(call) for call in BINARY], *[one(call) for call in UNARY], pair("a - b", tensor), one("a + 2.0"), one("1.0 / a"),
    pair("xt::where(a > 0.5, a, b)"), pair("xt::clip(a, 0.0, 1.0)"), pair("xt::isclose(a, b)"),
    one("xt::sum(a)"), one("xt::mean(a, xt::keep_dims)"), listed("xt::sum(a, %d)"), listed("xt::amax(a, %d, xt::keep_dims)"),
    along("xt::mean(a, %d)"), along("xt::norm_l2(a, {%d})", 0), one("xt::norm_l2(a)"), quiet(one("xt::variance(a)")),
    quiet(legal("xt::stddev(a, {%d})", make=tensor)), one("xt::argmax(a)"), along("xt::argmin(a, %d)", 0), along("xt::median(a, %d)", 0, 2),
    one("xt::average(a)"), *[quiet(call) for call in (weighted("xt::average(a, w)", True), weighted("xt::average(a, w, %d)"), weighted("xt::average(a, w, {%d})", True))],
    assigned("xt::noalias(a) = b"), assigned("xt::noalias(a) = b + 1.0", tensor, array), combined("xt::noalias(a) += b"), one("xt::isin(a, {1.0, 2.0})"),
    filled("xt::noalias(xt::view(a, xt::all(), xt::range(0, 2))) += b"), lambda r: ({"a": array(shape(r))}, ("xt::noalias(a) *= 2.0", "a")),
    assigned("static_cast<xt::xexpression<xt::xarray<double>> &>(a).derived_cast() = b"), pair("expression(a + b).derived_cast()"),
    *[one(f"double({call})") for call in ("xt::strides(a).size()", "a.strides().size()", "xt::argwhere(a > 0.5).size()")],
    legal("double(xt::strides(a, %d))"), pair("double(a == b)"), pair("double(a != b)"),
    members("xt::in1d(a, b)"), members("xt::in1d(a, {1.0, 2.0})"), one("xt::strided_view(a, {0, xt::ellipsis()})"), strided,
    along("xt::cumsum(a, %d)"), one("xt::cumsum(a)"), one("xt::ravel(a)"), along("xt::sort(a, %d)", 0, 2), one("xt::argsort(a)"),
    *[view(kinds) for kinds in ("i", "ai", "an", "ei", "r", "ar", "ka", "iii", "ni", "en")],
    range_with("xt::view(a, xt::range(xt::placeholders::_, %j))"), range_with("xt::view(a, xt::range(%i, xt::placeholders::_))"),
    range_with("xt::view(a, xt::range(xt::placeholders::_, xt::placeholders::_))"), stepped("xt::view(a, xt::range(%i, %j, %k))"),
    range_with("xt::view(a, xt::range(xt::placeholders::_, xt::placeholders::_, %k))"),
    range_with("xt::view(a, xt::range(xt::placeholders::_, %j, %k))"), range_with("xt::view(a, xt::range(%i, xt::placeholders::_, %k))"),
    one("xt::row(a, 0)"), one("xt::col(a, 0)"), one("xt::transpose(a)"), permuted, squeezed("xt::squeeze(a)"), squeezed("xt::squeeze(a, %d)"), along("xt::expand_dims(a, %d)", 0),
    broadcast, make("xt::broadcast(2.0, %s)"), joined("xt::concatenate(xt::xtuple(a, b), %d)"), stacked, legal("xt::repeat(a, %k, %d)"),
    legal("xt::flip(a, %d)"), one("xt::roll(a, 1)"), along("xt::roll(a, 1, %d)", 0), one("xt::triu(a)", 2, 2),
]

EXEMPT = {
    "svector": "an argument of other calls",
    "xt::svector": "an argument of other calls",
}

PREAMBLE = """#include <cstdio>
#include <stdexcept>
#define XTENSOR_ENABLE_ASSERT
#include <xtensor/xtensor_config.hpp>
#include <xtensor/xexception.hpp>
// Some functions resize arrays of their own in a way that their own assertions forbid.
static bool asserts = true;
#undef XTENSOR_ASSERT_IMPL
#define XTENSOR_ASSERT_IMPL(expr, file, line) { if (asserts && !(expr)) throw std::runtime_error(#expr); }
#undef XTENSOR_ASSERT_MSG
#define XTENSOR_ASSERT_MSG(expr, msg) { if (asserts && !(expr)) throw std::runtime_error(#expr); }
struct Unasserted {
  Unasserted() { asserts = false; }
  ~Unasserted() { asserts = true; }
};
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xmanipulation.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xnorm.hpp>
#include <xtensor/xpad.hpp>
#include <xtensor/xrandom.hpp>
#include <xtensor/xrepeat.hpp>
#include <xtensor/xset_operation.hpp>
#include <xtensor/xsort.hpp>
#include <xtensor/xstrided_view.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>
#include "shape/shape.h"

static void print(int line, const char *kind, int bits, const long *sizes, unsigned rank) {
  std::printf("%d (", line);
  for (unsigned i = 0; i < rank; ++i)
    std::printf(i ? ", %ld" : "%ld", sizes[i]);
  std::printf(bits == 1 ? ") bool\\n" : ") %s%d\\n", kind, bits);
}
template <typename T> static const xt::xexpression<T> &expression(const xt::xexpression<T> &e) { return e; }
template <typename T> static void show(int line, const xt::xexpression<T> &e) {
  using V = typename T::value_type;
  long sizes[16];
  unsigned rank = 0;
  for (auto n : e.derived_cast().shape())
    if (rank < 16)
      sizes[rank++] = long(n);
  print(line, std::is_floating_point<V>::value ? "float" : std::is_signed<V>::value ? "int" : "uint",
        std::is_same<V, bool>::value ? 1 : 8 * sizeof(V), sizes, rank);
}
template <typename T> static std::enable_if_t<std::is_integral<T>::value> show(int line, T n) { std::printf("%d %ld\\n", line, long(n)); }
static void show(int line, double) { std::printf("%d ok\\n", line); }
"""

INCLUDES = []
LIBRARIES = []
