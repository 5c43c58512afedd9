"""Random calls of libtorch, one or more generators for each row of the model.

A generator yields (declarations, expression): the arrays of the call with
constant sizes, and the call. About half of the calls are legal.
"""

from torch_layer_cases import fill
from torch_tools import (FLOATS, NUMBERS, SIZES, along, axes_list, axes_repeated, axis, binary, braces, maybe_spoil, product, shape,
                         ternary, tensor, unary)
import torch_layer_cases
import torch_part_cases


def reshape(call):
    def cases(r):
        one = shape(r)
        total = 1
        for n in one:
            total *= n
        to = []
        while total > 1 and len(to) < 3:
            to.append(r.choice([f for f in range(1, total + 1) if total % f == 0]))
            total //= to[-1]
        to = maybe_spoil(r, to + [total], 0.3) or [1]
        if r.random() < 0.5:
            to[r.randrange(len(to))] = -1
        return {"a": tensor(one)}, call.format(s=braces(to))
    return cases


def view_as(r):
    one = shape(r)
    other = list(reversed(one)) if r.random() < 0.5 else maybe_spoil(r, one, 0.6)
    return {"a": tensor(one), "b": tensor(other)}, "a.view_as(b)"


def permute(r):
    one = shape(r, 1)
    order = list(range(len(one)))
    r.shuffle(order)
    order = [d - len(one) if r.random() < 0.3 else d for d in order]
    if r.random() < 0.3:
        order.append(len(order))
    return {"a": tensor(one)}, f"a.permute({braces(order)})"


def flatten(r):
    one = shape(r)
    return {"a": tensor(one)}, f"torch::flatten(a, {axis(r, one)}, {axis(r, one)})"


def expand(call):
    def cases(r):
        one = shape(r)
        to = [n if n != 1 or r.random() < 0.5 else r.choice(SIZES) for n in one]
        to = maybe_spoil(r, [r.choice(SIZES) for _ in range(r.randint(0, 2))] + to, 0.3)
        written = [-1 if r.random() < 0.2 and i >= len(to) - len(one) else n
                   for i, n in enumerate(to)]
        return {"a": tensor(one), "b": tensor(to)}, call.format(s=braces(written))
    return cases


def select(call):
    def cases(r):
        one = shape(r)
        d = axis(r, one) if "{d}" in call else 0
        n = one[d] if -len(one) <= d < len(one) else 3
        return {"a": tensor(one)}, call.format(
            d=d, i=r.randint(-n - (r.random() < 0.2), n - (r.random() < 0.7)))
    return cases


def narrow(r):
    one = shape(r, 1)
    d = r.randrange(len(one))
    start = r.randint(0, one[d] - 1)
    return {"a": tensor(one)}, f"a.narrow({d}, {start}, {r.randint(0, one[d] - start + 1)})"


def slices(r):
    one = shape(r, 1)
    return {"a": tensor(one)}, (f"a.slice({r.randint(-len(one), len(one) - 1)}, "
                                f"{r.randint(-7, 7)}, {r.randint(-7, 7)}, {r.randint(1, 3)})")


def cat(r):
    one = shape(r, 0, 3)
    d = r.randint(-len(one), len(one) - 1) if one else 0
    other = list(one)
    if one:
        other[d] = r.choice(SIZES)
    other = maybe_spoil(r, other, 0.3)
    d = d if r.random() < 0.85 else len(one)
    types = r.choice([("kFloat32", "kFloat32"), ("kFloat32", "kFloat64"), ("kInt64", "kFloat32")])
    return {"a": tensor(one, types[0]), "b": tensor(other, types[1])}, f"torch::cat({{a, b}}, {d})"


def stack(r):
    one = shape(r, 0, 3)
    d = r.randint(-len(one) - 1 - (r.random() < 0.2), len(one) + (r.random() < 0.2))
    return {"a": tensor(one), "b": tensor(maybe_spoil(r, one, 0.4))}, f"torch::stack({{a, b}}, {d})"


def factory(call):
    options = ["", ", torch::kFloat64", ", torch::dtype(torch::kFloat64)",
               ", torch::TensorOptions().dtype(torch::kFloat64)", ", torch::device(torch::kCPU)"]
    if "rand" not in call and "norm" not in call:
        options += [", torch::kInt32", ", torch::dtype(torch::kInt64)"]

    def cases(r):
        return {"a": tensor(shape(r))}, call.format(
            s=braces(shape(r, 1)), n=r.randint(0, 9), m=r.randint(1, 9), o=r.choice(options))
    return cases


def bias_of_linear(r, rows, o):
    """Of one axis as a rule. More are added to the rows, which are one axis if
    there are two of them and nothing was transposed: what else is right if
    something was is not asked here."""
    if r.random() < 0.5:
        return [o if r.random() < 0.6 else r.choice(SIZES)]
    before = rows[:1] if len(rows) == 1 else [rows[0] * rows[1]] if rows else [1]
    return r.choice([[], [1, o], before + [o], before + [1], [9, o], before + [o + 3]])


def linear(r):
    i, o = r.choice(SIZES), r.choice(SIZES)
    rows = shape(r, 0, 2)
    arrays = {"a": tensor(rows + [i if r.random() < 0.7 else r.choice(SIZES)]),
              "b": tensor([o, i])}
    if r.random() < 0.3:
        return arrays, "torch::linear(a, b)"
    arrays["c"] = tensor(bias_of_linear(r, rows, o))
    return arrays, "torch::linear(a, b, c)"


def rearranged_view(call):
    """A view, or a copy, of axes in another order: now and then the same one."""
    def cases(r):
        one = shape(r, 2, 4)
        order = r.sample(range(len(one)), len(one))
        sizes = [one[i] for i in order]
        i = r.randrange(len(sizes) - 1)
        sizes[i:i + 2] = r.choice([[sizes[i] * sizes[i + 1]], [sizes[i] * sizes[i + 1]], sizes[i:i + 2], [1, *sizes[i:i + 2]]])
        if r.random() < 0.4:
            sizes[r.randrange(len(sizes))] = -1
        return {"a": tensor(one)}, fill(call, o=braces(order), s=braces(sizes))
    return cases


def loss(call):
    def cases(r):
        b, c = r.choice(SIZES), r.choice(SIZES)
        front = r.choice([[b, c]] * 8 + [[c], []])
        target = maybe_spoil(r, r.choice([[b]] * 4 + [front]), 0.4) if len(front) > 1 else r.choice([[], [c], [b]])
        return {"a": tensor(front), "b": tensor(target, r.choice(["kInt64"] * 4 + ["kFloat32"])).replace("ones", "zeros")}, fill(
            call, r=r.choice(["torch::Reduction::None", "torch::Reduction::Mean", "torch::Reduction::Sum"]))
    return cases


def embedding(r):
    return {"a": tensor([r.choice(SIZES) for _ in range(r.choice([2, 2, 1, 3]))]),
            "b": f"torch::zeros({braces(shape(r, 0, 3))}, torch::kInt64)"}, "torch::embedding(a, b)"


CASES = [
    binary("a + b", NUMBERS), binary("a * b", NUMBERS), binary("a - b", FLOATS),
    binary("a / b", NUMBERS), binary("a < b", NUMBERS), binary("a == b", NUMBERS),
    binary("a & b", ["kInt32", "kInt64", "kBool"]), unary("a * 2", NUMBERS),
    unary("2.5 * a", NUMBERS), unary("a + 1", NUMBERS), unary("a > 0.5", NUMBERS),
    binary("torch::add(a, b)", NUMBERS), binary("a.mul(b)", NUMBERS),
    binary("torch::maximum(a, b)", NUMBERS), binary("torch::max(a, b)", FLOATS),
    binary("a.min(b)", FLOATS), binary("torch::div(a, b)", NUMBERS), binary("a.div(b)", FLOATS),
    binary('torch::div(a, b, "floor")', FLOATS), binary("torch::pow(a, b)", FLOATS),
    unary("a.pow(2)", FLOATS), binary("a.eq(b)", NUMBERS), binary("torch::logical_and(a, b)", NUMBERS),
    ternary("torch::where(a, b, c)", "kBool"), ternary("b.where(a, c)", "kBool"),
    unary("a.clamp(0, 1)", FLOATS), binary("a.masked_fill(b > 0, 1.5)"), ternary("a.addcmul(b, c)"),
    binary("torch::lerp(a, b, 0.5)"), binary("a += b"), binary("a.mul_(b)"), binary("a.copy_(b)", FLOATS),
    unary("a.relu_()"), unary("torch::exp(a)", ["kFloat64", "kInt32"]), unary("a.sqrt()"),
    unary("torch::sigmoid(a)", ["kFloat32", "kInt64"]), unary("torch::relu(a)", FLOATS),
    unary("torch::gelu(a)"), unary("a.neg()", FLOATS), unary("-a", FLOATS), unary("~a", ["kBool", "kInt32"]),
    unary("a.bitwise_not()", ["kBool"]), unary("a.logical_not()", NUMBERS), unary("a.abs()"),
    unary("torch::dropout(a, 0.5, true)"), unary("a.clone()", NUMBERS), unary("a.contiguous()"),
    unary("a.detach()"), unary("a.zero_()"), unary("a.resize_({2, 3})", FLOATS), unary("a.cpu()"), unary("a.to(torch::kFloat64)", NUMBERS),
    unary("a.toType(torch::kInt32)"), binary("a.type_as(b)", NUMBERS), unary("a.set_requires_grad(false)"),
    unary("a.requires_grad_(false)"),
    product("torch::matmul(a, b)", "n,n", "n m,m", "m,m k", "b n m,m", "m,b m k", "n m,m k",
            "b n m,m k", "b n m,b m k", "c b n m,b m k"),
    product("a.mm(b)", "n m,m k"), product("torch::bmm(a, b)", "b n m,b m k"),
    product("a.mv(b)", "n m,m"), product("torch::dot(a, b)", "n,n"), product("torch::outer(a, b)", "n,m"),
    product("torch::addmm(a, b, c)", "k,n m,m k", "n k,n m,m k"),
    product("torch::baddbmm(a, b, c)", "b n k,b n m,b m k", "k,b n m,b m k"), linear, embedding,
    unary("a.t()"), unary("a.t_()"), unary("a.mT()", low=2), unary("a.adjoint()", low=2),
    along("a.transpose({d}, {e})"), along("torch::swapaxes(a, {d}, {e})"),
    along("a.transpose_({d}, {e})"), permute, reshape("torch::reshape(a, {s})"), reshape("a.view({s})"),
    reshape("a.reshape({s})"), view_as, flatten, unary("a.flatten()"), unary("a.ravel()"),
    unary("a.squeeze()"), along("a.squeeze({d})"), along("a.squeeze_({d})"), along("a.unsqueeze({d})"),
    along("a.unsqueeze_({d})"), expand("a.expand({s})"), expand("a.expand_as(b)"),
    expand("torch::broadcast_to(a, {s})"), select("a.select({d}, {i})"), select("a[{i}]"), narrow,
    slices, cat, stack, unary("a.sum()", NUMBERS), along("a.sum({d}, {keep})", NUMBERS),
    axes_list("torch::sum(a, {d}, {keep})", NUMBERS), axes_list("a.mean({d}, {keep})", FLOATS),
    unary("a.mean()"), unary("a.norm()"), axes_list("a.norm(2, {d}, {keep})"),
    axes_list("a.std({d}, true, {keep})"), unary("a.var()"), axes_list("a.amax({d}, {keep})"),
    along("a.argmax({d}, {keep})", FLOATS), unary("a.argmax()"),
    axes_list("torch::count_nonzero(a, {d})"), along("a.all({d}, {keep})", ["kBool"]),
    unary("a.any()", ["kBool"]), unary("torch::max(a)"), unary("a.min()"),
    along("std::get<0>(torch::max(a, {d}, {keep}))", FLOATS), along("std::get<1>(a.max({d}, {keep}))", FLOATS),
    along("std::get<0>(a.median({d}, {keep}))"), along("torch::softmax(a, {d})", FLOATS),
    along("a.log_softmax({d})"), along("a.cumsum({d})", NUMBERS), unary("torch::layer_norm(a, a.sizes())", low=1),
    factory("torch::zeros({s}{o})"), factory("torch::randn({s}{o})"), factory("torch::full({s}, 1.5{o})"),
    factory("torch::randint(10, {s})"), factory("torch::zeros_like(a)"), factory("torch::ones_like(a{o})"),
    factory("a.new_zeros({s})"), factory("torch::arange({n})"), factory("torch::arange({n}, 2 * {n}, {m})"),
    factory("torch::arange({n}{o})"), factory("torch::arange(1.0 * {n})"), factory("torch::linspace(0, 1, {n}{o})"),
    factory("torch::randperm({n})"), factory("torch::eye({n}{o})"), factory("torch::eye({n}, {m})"),
    factory("torch::tensor({s})"), factory("torch::tensor({{1.5, 2.5}})"),
    factory("torch::from_blob(buffer, {s})"),
    binary("torch::mse_loss(a, b)"), binary("torch::l1_loss(a, b, at::Reduction::None)"),
    loss("torch::cross_entropy_loss(a, b)"), loss("torch::nll_loss(a, b)"),
    loss("torch::cross_entropy_loss(a, b, {}, %r)"), loss("torch::nll_loss(a, b, {}, %r)"),
    along("a.size({d})", low=1), unary("a.dim()"), unary("a.numel()"), unary("a.sizes()[0]", low=1),
    *torch_part_cases.CASES, *torch_layer_cases.CASES,
    axes_list("a.flip({d})"), axes_repeated("a.flip({d})"), axes_repeated("torch::amax(a, {d})"),
    axes_repeated("a.permute({d})"), axes_repeated("a.logsumexp({d})"),
    *[rearranged_view(call) for call in (
        "a.permute(%o).view(%s)", "a.permute(%o).exp().view(%s)", "a.clone().permute(%o).clone().view(%s)",
        "a.permute(%o).contiguous().view(%s)", "a.permute(%o).reshape(%s)", "(-a.permute(%o)).relu().view(%s)",
        "torch::linear(a, torch::ones({3, a.size(-1)})).transpose(0, -1).view({-1})")],
    binary("a.reshape_as(b)"), along("a.roll(2, {d})", low=1), unary("a.triu()", low=2),
    torch_part_cases.index_put_short,
]

# Last names of rows that no call above spells, with the reason.
EXEMPT = {
    "AnyModule": "what NamedAnyModule makes inside",
    "ArrayRef IListRef OptionalArrayRef optional Scalar TensorDataContainer TensorOptions":
        "conversions that the calls above make implicitly",
    "device_index layout scalar_type requires_grad": "options, as dtype and device above",
    "vec at": "lists of sizes, as sizes()[0] above",
}

PREAMBLE = """#include <torch/torch.h>
#include "shape/shape.h"
#include <cstdio>

static float buffer[100000];

static void show(int line, const torch::Tensor &t) {
  std::printf("%d (", line);
  for (int64_t i = 0; i < t.dim(); ++i)
    std::printf(i ? ", %ld" : "%ld", long(t.size(i)));
  static const char *const Names[] = {"uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"};
  auto type = int(t.scalar_type());
  std::printf(") %s\\n", t.scalar_type() == torch::kBool ? "bool" : type < 8 ? Names[type] : "?");
}
static void show(int line, int64_t n) { std::printf("%d %ld\\n", line, long(n)); }
"""

INCLUDES = ["-isystem", "/usr/include/torch/csrc/api/include"]
LIBRARIES = ["-ltorch", "-ltorch_cpu", "-lc10"]
