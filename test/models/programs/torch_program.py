"""Operations of libtorch that a generated program consists of."""

import torch_layers
import torch_shapes
from scope import SIZES, Dim
from statements import Let
from values import Array, Foreign, Items, Number, broadcast, fresh, need, wrap, without

KIND = "f"
ONE_TYPE = True
HEADER = """#include <array>
#include <bitset>
#include <cstdio>
#include <map>
#include <memory>
#include <sstream>
#include <torch/torch.h>
#include <vector>
"""
HEAD = """static std::vector<long> lengthsOf(const torch::Tensor &x) { return {x.sizes().begin(), x.sizes().end()}; }
"""
INCLUDES = ["-isystem", "/usr/include/torch/csrc/api/include"]
LIBRARIES = ["-ltorch", "-ltorch_cpu", "-lc10"]
DTYPES = {"f": "kFloat32", "i": "kInt64", "b": "kBool"}
FACTORIES = ["ones", "zeros", "randn", "rand"]


def length(name, axis):
    return f"{name}.size({axis})"


def length_of(array, axis):
    return array.shape[wrap(axis, array.rank)]


def declare(name, kind, text):
    return f"torch::Tensor {name} = {text};" if len(name) % 2 else f"auto {name} = {text};"


def assign(name, text, there, kind):
    return f"{name} = {text};" if there else f"auto {name} = {text};"


def braces(dims):
    return "{" + ", ".join(d.text if isinstance(d, Dim) else str(d) for d in dims) + "}"


def factory(r, kind, dims):
    of = lambda env: Array([d.of(env) for d in dims], kind)
    if kind == "f":
        return f"torch::{r.choice(FACTORIES)}({braces(dims)})", of
    return f"torch::ones({braces(dims)}, torch::{DTYPES[kind]})", of


def parameter(kind, r):
    return r.choice(["torch::Tensor", "const torch::Tensor &"])


RESULT = "torch::Tensor"


def declare_element(name, kind, text):
    return f"auto {name} = {text};" if len(text) % 2 else f"torch::Tensor {name} = {text};"


def start(s):
    """The first variables: something for layers, or a few axes."""
    r = s.r
    shape = r.choice([(r.choice([1, 2, 3]), r.choice([1, 3, 4]), r.choice([6, 8, 9]), r.choice([6, 8])),
                      [r.choice(SIZES) for _ in range(r.randint(1, 3))], [r.choice(SIZES) for _ in range(2)]])
    name = s.names.new("x")
    text, of = factory(r, r.choice("fffffi"), [Dim(n) for n in shape])
    return Let(name, declare(name, None, text), [], of, False)


def is_float(a):
    return a.kind == "f"


def unary(s):
    a = s.pick(is_float)
    f = s.r.choice(["relu", "sigmoid", "tanh", "exp", "abs", "neg", "sqrt", "clone", "floor"])
    text = f"torch::{f}({a})" if s.chance(0.5) else f"{a}.{f}()"
    return s.let(text, [a], lambda e: fresh(e[a].shape, e[a]))


def scalar(s):
    a = s.pick(is_float)
    text = s.r.choice(["{} * 2", "{} + 1.5", "1 - {}", "{} / 3", "-{}", "{}.pow(2)", "{}.clamp(0, 1)"])
    return s.let(text.format(a), [a], lambda e: fresh(e[a].shape, e[a]))


def partner(s, a):
    """A variable that broadcasts with another."""
    shape = s.value(a).shape
    if s.chance(0.4):
        return s.make(shape)
    other = [n if s.chance(0.75) else 1 for n in shape]
    return s.make(other[s.r.randint(0, len(other)):] if s.chance(0.4) else other)


def binary(s):
    a = s.pick(is_float)
    b = partner(s, a)
    a, b = (a, b) if s.chance(0.5) else (b, a)
    form = s.r.choice(["{} + {}", "{} - {}", "{} * {}", "{} / {}", "torch::add({}, {})", "{}.mul({})",
                       "torch::maximum({}, {})", "torch::lerp({}, {}, 0.5)", "torch::atan2({}, {})"])
    return s.let(form.format(a, b), [a, b],
                 lambda e: fresh(broadcast(e[a].shape, e[b].shape), e[a], e[b]))


def compare(s):
    a = s.pick(is_float)
    b = partner(s, a)
    op = s.r.choice(["<", ">", "<=", "=="])
    return s.let(f"{a} {op} {b}", [a, b],
                 lambda e: fresh(broadcast(e[a].shape, e[b].shape), e[a], e[b], kind="b"), "b")


def where(s):
    m, a = s.pick(lambda v: v.kind == "b"), s.pick(is_float)
    b = partner(s, a)
    return s.let(f"torch::where({m}, {a}, {b})", [m, a, b],
                 lambda e: fresh(broadcast(e[m].shape, e[a].shape, e[b].shape), e[a], e[b], e[m]))


def convert(s):
    a = s.pick(lambda v: v.kind != "f")
    return s.let(f"{a}.to(torch::kFloat32)", [a], lambda e: fresh(e[a].shape, e[a], kind="f"))


def in_place(s):
    a = s.pick(is_float)
    b = partner(s, a)
    forms = ["{}.mul_({});", "{}.add_({});", "{}.copy_({});"]
    # Parameters and elements of loops may be const references.
    form = s.r.choice(forms + ["{} += {};", "{} -= {};"] * (a in s.names.own and a[0] == "x"))

    def compute(e):
        need(broadcast(e[a].shape, e[b].shape) == e[a].shape)
        # Nobody may write to memory that is read in another order, or twice.
        repeats = e[a].strides is None or any(n > 1 and s == 0 for n, s in zip(e[a].shape, e[a].strides))
        if repeats or e[a].base is e[b].base and (e[a] is not e[b]):
            raise Foreign
    return Let(None, form.format(a, b), [a, b], compute)


def contiguous(s):
    a = s.pick(lambda v: not v.is_dense())
    return s.let(f"{a}.contiguous()", [a], lambda e: Array(e[a].shape, e[a].kind))


def alias(s):
    a = s.pick()
    return s.let(a, [a], lambda e: e[a], s.value(a).kind)


def matmul_shape(a, b):
    need(a and b)
    if len(b) == 1:
        need(a[-1] == b[0])
        return a[:-1]
    if len(a) == 1:
        need(a[0] == b[-2])
        return b[:-2] + b[-1:]
    need(a[-1] == b[-2])
    return broadcast(a[:-2], b[:-2]) + (a[-2], b[-1])


def matmul(s):
    a = s.pick(lambda v: is_float(v) and 1 <= v.rank <= 4)
    shape = s.value(a).shape
    k = s.r.choice(SIZES)
    other = [(shape[-1],), (shape[-1], k), (shape[-1], k)]
    if len(shape) > 2:
        other.append(shape[:-2] + (shape[-1], k))
    b = s.make(s.r.choice(other))
    text = s.r.choice(["torch::matmul({}, {})", "{}.matmul({})"]).format(a, b)

    def compute(e):
        out = Array(matmul_shape(e[a].shape, e[b].shape))
        if e[b].rank > max(2, e[a].rank):
            out.strides = None
        return out
    return s.let(text, [a, b], compute)


PRODUCTS = [("torch::mm({}, {})", "nm mk", "nk"), ("torch::bmm({}, {})", "bnm bmk", "bnk"), ("{}.mv({})", "nm m", "n"),
            ("torch::dot({}, {})", "n n", ""), ("torch::outer({}, {})", "n m", "nm"),
            ("torch::linear({}, {})", "nm km", "nk"), ("torch::linear({}, {}, {})", "nm km k", "nk"),
            ("torch::addmm({2}, {0}, {1})", "nm mk k", "nk"), ("torch::baddbmm({2}, {0}, {1})", "bnm bmk bnk", "bnk"),
            ("torch::einsum(\"ij,jk->ik\", {{{}, {}}})", "nm mk", "nk"),
            ("torch::einsum(\"bij,bkj->bik\", {{{}, {}}})", "bnm bkm", "bnk"),
            ("torch::cdist({}, {})", "nm km", "nk")]


def contraction(s):
    form, operands, result = s.r.choice(PRODUCTS)
    first, *others = operands.split()
    a = s.pick(lambda v: is_float(v) and v.rank == len(first))
    letters = dict(zip(first, s.value(a).shape))
    names = [a]
    for other in others:
        names.append(s.make([letters.setdefault(c, s.r.choice(SIZES)) for c in other]))

    def compute(e):
        sizes = {}
        for name, letters_of in zip(names, operands.split()):
            flexible = "add" in form and name == names[-1] or "linear" in form and letters_of == "k"
            need(e[name].rank == len(letters_of) or flexible and e[name].rank < len(letters_of) + 1)
            for c, n in zip(letters_of[-e[name].rank or 9:], e[name].shape):
                need(sizes.setdefault(c, n) == n or flexible and n == 1)
        return Array([sizes[c] for c in result], "f", None if "einsum" in form else "dense")
    return s.let(form.format(*names), names, compute)


def along(s):
    a = s.pick(is_float)
    f = s.r.choice(["softmax", "log_softmax", "cumsum"])
    d = s.axis(s.value(a).rank)

    def compute(e):
        wrap(d, e[a].rank)
        return fresh(e[a].shape, e[a])
    return s.let(f"torch::{f}({a}, {d})", [a], compute)


def reduced(shape, axes, keep):
    axes = {wrap(d, len(shape)) for d in axes}
    if not shape:
        return ()
    return tuple(1 if i in axes else n for i, n in enumerate(shape) if keep or i not in axes)


def reduce(s):
    a = s.pick(is_float)
    f = s.r.choice(["sum", "mean", "amax", "std", "logsumexp", "argmax", "norm"])
    d, keep = s.axis(s.value(a).rank), s.chance(0.4)
    flag = "true" if keep else "false"
    kind = "i" if f == "argmax" else "f"
    dims = d if f == "argmax" else f"{{{d}}}"
    text = f"{a}.argmax({d}, {flag})" if f == "argmax" else f"{a}.norm(2, {dims}, {flag})" if f == "norm" else \
        f"{a}.std(torch::IntArrayRef({dims}), true, {flag})" if f == "std" else \
        f"{a}.{f}(torch::IntArrayRef({dims}), {flag})"
    return s.let(text, [a], lambda e: fresh(reduced(e[a].shape, [d], keep), e[a], kind=kind), kind)


def reduce_all(s):
    a = s.pick(is_float)
    f = s.r.choice(["sum", "mean", "max", "norm"])
    return s.let(f"{a}.{f}()", [a], lambda e: fresh((), e[a]))


def extremum(s):
    a = s.pick(lambda v: is_float(v) and v.rank)
    f, d = s.r.choice(["max", "min", "sort", "median"]), s.axis(s.value(a).rank)

    def compute(e):
        i = wrap(d, e[a].rank)
        out = fresh(e[a].shape if f == "sort" else without(e[a].shape, i), e[a])
        out.strides = out.strides if i == e[a].rank - 1 else None
        return out
    return s.let(f"std::get<0>({a}.{f}({d}))", [a], compute)


def loss(s):
    a = s.pick(is_float)
    if s.chance(0.6):
        f = s.r.choice(["mse_loss", "l1_loss", "smooth_l1_loss"])
        b = partner(s, a)
        return s.let(f"torch::{f}({a}, {b})", [a, b],
                     lambda e: fresh((), *[e[n] for n in (a, b) if broadcast(e[a].shape, e[b].shape) is not None]))
    a = s.pick(lambda v: is_float(v) and v.rank == 2)
    t = s.make(s.value(a).shape[:1], "i")

    def compute(e):
        need(e[a].rank == 2 and e[t].rank == 1 and e[a].shape[0] == e[t].shape[0])
        return Array(())
    # Targets are 1, and there must be as many classes.
    if s.value(a).shape[1] < 2:
        t = None
    return s.let(f"torch::nn::functional::cross_entropy({a}, {t})", [a, t], compute) if t else unary(s)


def length_variable(s):
    a = s.pick(lambda v: v.rank)
    i = s.r.randrange(s.value(a).rank)
    factor = s.r.choice([1, 1, 2, 3])
    name = s.names.new("n")
    text = f"int64_t {name} = {a}.size({i}){'' if factor == 1 else f' * {factor}'};"
    return Let(name, text, [a], lambda e: Number(length_of(e[a], i) * factor))


def bound(s):
    """Two results at once."""
    a = s.pick(lambda v: is_float(v) and v.rank)
    one, two, pair = s.names.new("x"), s.names.new("x"), s.names.new("p")
    d = s.axis(s.value(a).rank)

    def compute(e):
        out = fresh(without(e[a].shape, wrap(d, e[a].rank)), e[a])
        e[one], e[two] = out, Array(out.shape, "i", out.strides)
        for name in (one, two):
            e[name].open = e[a].open
        return Items([])
    return Let(pair, f"auto [{one}, {two}] = torch::max({a}, {d});", [a], compute)


GENERIC = [unary, scalar, binary, along, matmul, contraction, reduce, reduce_all, in_place]
OPERATIONS = (GENERIC * 2 + [matmul, contraction, where, compare, compare, convert, contiguous, alias, extremum, loss,
                             length_variable, length_variable, bound]
              + torch_shapes.OPERATIONS + torch_layers.OPERATIONS)
GENERIC += torch_shapes.GENERIC
