"""Operations of Eigen that a generated program consists of. Every variable has a
plain type: kind "M" is a MatrixXd, "V" a VectorXd, "F" a Matrix3d."""

from scope import SIZES, Dim, Nothing
from statements import Let
from values import Array, Foreign, Number, need

KIND, RESULT, ONE_TYPE = "M", "Eigen::MatrixXd", False
HEADER = """#include <array>
#include <bitset>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>
// Destructors assert too, perhaps while the exception of another assertion flies.
static void failed(const char *what) {
  if (std::uncaught_exceptions() == 0) throw std::runtime_error(what);
}
#define eigen_assert(x) do { if (!(x)) failed(#x); } while (false)
#define VERIFY_RAISES_ASSERT // lets destructors throw
#include <Eigen/Dense>
"""
HEAD = """template <typename T> static std::vector<long> lengthsOf(const T &x) { return {long(x.rows()), long(x.cols())}; }
"""
INCLUDES, LIBRARIES = ["-isystem", "/usr/include/eigen3"], []
TYPES = {"M": "Eigen::MatrixXd", "V": "Eigen::VectorXd", "F": "Eigen::Matrix3d"}


def length(name, axis):
    return f"{name}.{'cols' if axis else 'rows'}()"


def length_of(array, axis):
    return array.shape[axis]


def declare(name, kind, text):
    return f"{TYPES[kind or 'M']} {name} = {text};"


declare_element = declare


def assign(name, text, there, kind):
    return f"{name} = {text};" if there else declare(name, kind, text)


def factory(r, kind, dims):
    sizes = ", ".join(d.text for d in (dims[:1] if kind == "V" else dims))
    of = lambda env: Array([d.of(env) for d in dims], kind)
    form = r.choice(["Ones({})", "Zero({})", "Random({})", "Constant({}, 2.0)"])
    return f"{TYPES[kind]}::{form.format(sizes)}", of


def parameter(kind, r):
    plain = TYPES[kind]
    return r.choice([plain, f"const {plain} &", f"const {plain} &", f"const Eigen::Ref<const {plain}> &"])


def start(s):
    name, kind = s.names.new("x"), s.r.choice("MMV")
    dims = [Dim(s.r.choice(SIZES)), Dim(1 if kind == "V" else s.r.choice(SIZES))]
    text, of = factory(s.r, kind, dims)
    return Let(name, declare(name, kind, text), [], of, False)


def matrix(v):
    return v.kind == "M"


def vector(v):
    return v.kind == "V"


def own(s, fits):
    """A variable that may be written to."""
    names = [n for n in s.arrays(fits) if n in s.names.own and n[0] == "x"]
    if not names:
        raise Nothing
    return s.r.choice(names)


def equal(*arrays):
    need(all(a.shape == arrays[0].shape for a in arrays))
    return arrays[0].shape


def sums(s):
    a = s.pick()
    kind = s.value(a).kind if s.value(a).kind != "F" else "M"
    b = s.make(s.value(a).shape, kind)
    form = s.r.choice(["{} + {}", "{} - {}", "{}.cwiseProduct({})", "2.0 * {} + {}", "{}.cwiseMax({})",
                       "({}.array() * {}.array()).matrix()"])
    return s.let(form.format(a, b), [a, b], lambda e: Array(equal(e[a], e[b]), kind), kind)


def scalar(s):
    a = s.pick()
    kind = s.value(a).kind
    form = s.r.choice(["{} * 2.0", "-{}", "{} / 3.0", "{}.cwiseAbs()", "{}.array().exp().matrix()"])
    return s.let(form.format(a), [a], lambda e: Array(e[a].shape, kind), kind)


def product(s):
    a = s.pick(lambda v: v.kind != "V")
    shape = s.value(a).shape
    side = s.r.randrange(4)
    if side == 0:
        b = s.make((shape[1], 1), "V")
        return s.let(f"{a} * {b}", [a, b], lambda e: multiplied(e[a].shape, e[b].shape, "V"), "V")
    if side == 1:
        b = s.make((shape[0], s.r.choice(SIZES)))
        return s.let(f"{a}.transpose() * {b}", [a, b], lambda e: multiplied(e[a].shape[::-1], e[b].shape))
    if side == 2:
        b = s.make((s.r.choice(SIZES), shape[1]))
        return s.let(f"{a} * {b}.transpose()", [a, b], lambda e: multiplied(e[a].shape, e[b].shape[::-1]))
    b = s.make((shape[1], s.r.choice(SIZES)))
    return s.let(f"{a} * {b}", [a, b], lambda e: multiplied(e[a].shape, e[b].shape))


def multiplied(one, other, kind="M"):
    need(one[1] == other[0])
    return Array((one[0], other[1]), kind)


def transpose(s):
    a = s.pick()
    return s.let(f"{a}.transpose()", [a], lambda e: Array(e[a].shape[::-1], "M"))


def outer(s):
    u, v = s.pick(vector), s.pick(vector)
    return s.let(f"{u} * {v}.transpose()", [u, v], lambda e: Array((e[u].shape[0], e[v].shape[0]), "M"))


def part(s, n):
    """A start and a length within n, too long if a mistake is due."""
    start = s.r.randrange(n)
    return start, s.r.randint(1, n - start) + (s.r.randint(n, n + 2) if s.spoil and s.chance(0.5) else 0)


def block(s):
    a = s.pick(matrix)
    (i, p), (j, q) = part(s, s.value(a).shape[0]), part(s, s.value(a).shape[1])

    def compute(e):
        need(i + p <= e[a].shape[0] and j + q <= e[a].shape[1])
        return Array((p, q), "M")
    return s.let(f"{a}.block({i}, {j}, {p}, {q})", [a], compute)


def strip(s):
    a = s.pick(matrix)
    axis = s.r.randrange(2)
    name = s.r.choice([("topRows", "leftCols"), ("bottomRows", "rightCols")])[axis]
    n = s.dim(part(s, s.value(a).shape[axis])[1])

    def compute(e):
        need(n.of(e) <= e[a].shape[axis])
        return Array((e[a].shape[0], n.of(e)) if axis else (n.of(e), e[a].shape[1]), "M")
    return s.let(f"{a}.{name}({n.text})", [a] + n.uses, compute)


def line(s):
    a = s.pick(matrix)
    axis = s.r.randrange(2)
    i = s.r.randrange(s.value(a).shape[axis]) + (s.value(a).shape[axis] if s.spoil and s.chance(0.5) else 0)
    text = f"{a}.col({i})" if axis else f"{a}.row({i}).transpose()"

    def compute(e):
        need(i < e[a].shape[axis])
        return Array((e[a].shape[1 - axis], 1), "V")
    return s.let(text, [a], compute, "V")


def segment(s):
    v = s.pick(vector)
    i, n = part(s, s.value(v).shape[0])
    text, least = s.r.choice([(f"segment({i}, {n})", i + n), (f"head({n})", n), (f"tail({n})", n)])

    def compute(e):
        need(least <= e[v].shape[0])
        return Array((n, 1), "V")
    return s.let(f"{v}.{text}", [v], compute, "V")


def broadcast(s):
    a = s.pick(matrix)
    axis = s.r.randrange(2)
    v = s.make((s.value(a).shape[axis], 1), "V")
    op = s.r.choice("+-")
    text = f"{a}.rowwise() {op} {v}.transpose()" if axis else f"{a}.colwise() {op} {v}"

    def compute(e):
        need(e[a].shape[axis] == e[v].shape[0])
        return Array(e[a].shape, "M")
    return s.let(text, [a, v], compute)


def reduce(s):
    a = s.pick(matrix)
    f = s.r.choice(["sum", "mean", "maxCoeff"])
    if s.chance(0.5):
        return s.let(f"{a}.rowwise().{f}()", [a], lambda e: Array((e[a].shape[0], 1), "V"), "V")
    return s.let(f"{a}.colwise().{f}()", [a], lambda e: Array((1, e[a].shape[1]), "M"))


def dot(s):
    v = s.pick(vector)
    u = s.make(s.value(v).shape, "V")

    def compute(e):
        equal(e[u], e[v])
        return Number(None, True)
    name = s.names.new("d")
    return Let(name, f"double {name} = {v}.dot({u});", [v, u], compute)


def diagonal(s):
    v = s.pick(vector)
    a = s.make((s.value(v).shape[0], s.r.choice(SIZES)))
    return s.let(f"{v}.asDiagonal() * {a}", [v, a],
                 lambda e: multiplied((e[v].shape[0], e[v].shape[0]), e[a].shape))


def square(s):
    a = s.pick(lambda v: v.kind != "V" and (s.spoil or v.shape[0] == v.shape[1]))
    form, kind = s.r.choice([("{}.inverse()", "M"), ("{} * {}", "M")])

    def compute(e):
        need(e[a].shape[0] == e[a].shape[1])
        return Array(e[a].shape, kind)
    return s.let(form.format(a, a), [a], compute, kind)


def solve(s):
    a = s.pick(matrix)
    n, m = s.value(a).shape
    f = s.r.choice(["llt", "partialPivLu"] if n == m and s.chance(0.7) else ["colPivHouseholderQr", "householderQr"])
    if f == "householderQr" and n < m:
        raise Nothing
    b = s.make((n, 1), "V") if s.chance(0.5) else s.make((n, s.r.choice(SIZES)))
    kind = s.value(b).kind

    def compute(e):
        need(e[a].shape[0] == e[b].shape[0] and (f[0] in "ch" or e[a].shape[0] == e[a].shape[1]))
        return Array((e[a].shape[1], e[b].shape[1]), kind)
    return s.let(f"{a}.{f}().solve({b})", [a, b], compute, kind)


def replicate(s):
    a = s.pick(lambda v: v.shape[0] * v.shape[1] < 300)
    i, j = s.r.choice([(1, 2), (2, 1), (2, 3)])
    return s.let(f"{a}.replicate({i}, {j})", [a], lambda e: Array((e[a].shape[0] * i, e[a].shape[1] * j), "M"))


def in_place(s):
    a = own(s, lambda v: True)
    b = s.make(s.value(a).shape, "V" if vector(s.value(a)) else "M")
    form = s.r.choice(["{} += {};", "{} -= {};", "{}.array() *= {}.array();", "{}.noalias() += 2.0 * {};"])
    return Let(None, form.format(a, b), [a, b], lambda e: equal(e[a], e[b]))


def store(s):
    """Into a part, which cannot grow."""
    a = own(s, matrix)
    n, m = s.value(a).shape
    if s.chance(0.5):
        axis = s.r.randrange(2)
        v = s.make((s.value(a).shape[1 - axis], 1), "V")
        i = s.r.randrange(s.value(a).shape[axis])
        text = f"{a}.col({i}) = {v};" if axis else f"{a}.row({i}) = {v}.transpose();"
        return Let(None, text, [a, v], lambda e: need(i < e[a].shape[axis] and e[v].shape[0] == e[a].shape[1 - axis]))
    (i, p), (j, q) = part(s, n), part(s, m)
    b = s.make((p, q))

    def compute(e):
        need(i + p <= e[a].shape[0] and j + q <= e[a].shape[1] and e[b].shape == (p, q))
    return Let(None, f"{a}.block({i}, {j}, {p}, {q}) = {b};", [a, b], compute)


def resize(s):
    a = own(s, matrix)
    n, m = s.dim(s.r.choice(SIZES)), s.dim(s.r.choice(SIZES))
    form = s.r.choice(["{}.resize({}, {});", "{}.setZero({}, {});", "{}.conservativeResize({}, {});"])

    def compute(e):
        e[a] = Array((n.of(e), m.of(e)), "M")
    return Let(None, form.format(a, n.text, m.text), [a] + n.uses + m.uses, compute)


def fixed(s):
    a = s.pick(lambda v: matrix(v) and (s.spoil or v.shape == (3, 3)))
    name = s.names.new("x")

    def compute(e):
        need(e[a].shape == (3, 3))
        return Array((3, 3), "F")
    return Let(name, f"Eigen::Matrix3d {name} = {a};", [a], compute)


def comma(s):
    """Two blocks beside each other, into a matrix that is there for them."""
    a = s.pick(matrix)
    b = s.make((s.value(a).shape[0], s.r.choice(SIZES)))
    n, m = s.value(a).shape[0], s.value(a).shape[1] + s.value(b).shape[1]
    name = s.names.new("x")
    made = Let(name, f"Eigen::MatrixXd {name}({n}, {s.near(m)});", [], None, False)
    size = int(made.text.split(", ")[1].split(")")[0])
    made.compute = lambda e: Array((n, size), "M")
    s.pending.append(made)

    def compute(e):
        columns = e[a].shape[1] + e[b].shape[1]
        need(e[a].shape[0] == e[b].shape[0] == n and columns <= size)
        if columns < size:  # its destructor says so, which is not modelled
            raise Foreign
    return Let(None, f"{name} << {a}, {b};", [a, b, name], compute)


def length_variable(s):
    a = s.pick()
    i = 0 if vector(s.value(a)) else s.r.randrange(2)
    factor = s.r.choice([1, 1, 2])
    name = s.names.new("n")
    text = f"Eigen::Index {name} = {length(a, i)}{'' if factor == 1 else f' * {factor}'};"
    return Let(name, text, [a], lambda e: Number(e[a].shape[i] * factor))


GENERIC = [sums, sums, scalar, product, product, transpose, outer, broadcast, reduce, diagonal]
OPERATIONS = GENERIC * 2 + [block, block, strip, line, line, segment, dot, square, solve, replicate, in_place, in_place,
                            store, store, resize, fixed, comma, length_variable]
