"""Operations of libtorch that arrange the elements of arrays anew."""

import copy

from scope import SIZES, Dim, Nothing
from statements import Let
from values import (Array, Foreign, Items, Throw, fresh, infer, need, product, replaced, view_strides, wrap,
                    without)


def braces(dims):
    return "{" + ", ".join(d.text if isinstance(d, Dim) else str(d) for d in dims) + "}"


def strided(array, shape, strides, kind=None):
    return Array(shape, kind or array.kind, None if array.strides is None else strides, base=array.base)


def viewed(array, shape, must_view):
    strides = None if array.strides is None else view_strides(array, shape)
    if strides is None and must_view and array.strides is not None:
        raise Throw
    base = None if strides is None else array.base
    out = Array(shape, array.kind, strides or ("dense" if array.strides is not None else None), base=base)
    out.open = must_view and not array.is_dense()
    return out


def factors(s, total, most):
    sizes = []
    while total > 1 and len(sizes) < most:
        sizes.append(s.r.choice([f for f in range(1, total + 1) if total % f == 0]))
        total //= sizes[-1]
    return sizes + [total]


def reshape(s):
    view = s.chance(0.5)
    a = s.pick(lambda v: v.is_dense() or not view)
    sizes = factors(s, product(s.value(a).shape), 3)
    i = s.r.randrange(len(sizes))
    sizes[i] = s.near(sizes[i])
    dims = [s.dim(n) for n in sizes]
    if s.chance(0.5):
        dims[s.r.randrange(len(dims))] = Dim(-1)
    uses = [a] + [u for d in dims for u in d.uses]
    return s.let(f"{a}.{'view' if view else 'reshape'}({braces(dims)})", uses,
                 lambda e: viewed(e[a], infer([d.of(e) for d in dims], product(e[a].shape)), view), s.value(a).kind)


def flatten(s):
    a = s.pick()
    rank = s.value(a).rank
    first, last = (s.axis(rank), -1) if s.chance(0.6) else (0, -1)

    def compute(e):
        i, j = wrap(first, e[a].rank), wrap(last, e[a].rank)
        shape = e[a].shape
        out = (1,) if not shape else shape[:i] + (product(shape[i:j + 1]),) + shape[j + 1:]
        return viewed(e[a], out, False)
    return s.let(f"{a}.flatten({first})" if last == -1 and s.chance(0.5) else f"torch::flatten({a}, {first}, {last})",
                 [a], compute, s.value(a).kind)


def unsqueezed(array, i):
    step = array.strides and (array.strides[i] * array.shape[i] if i < array.rank else 1)
    return strided(array, array.shape[:i] + (1,) + array.shape[i:],
                   array.strides is not None and array.strides[:i] + (step,) + array.strides[i:])


def unsqueeze(s):
    a = s.pick(lambda v: v.rank < 5)
    d = s.axis(s.value(a).rank + 1)

    def compute(e):
        need(-e[a].rank - 1 <= d <= e[a].rank)
        return unsqueezed(e[a], d % (e[a].rank + 1))
    return s.let(f"{a}.unsqueeze({d})", [a], compute, s.value(a).kind)


def squeeze(s):
    a = s.pick(lambda v: v.rank)
    d = s.axis(s.value(a).rank)

    def compute(e):
        i = wrap(d, e[a].rank)
        if not e[a].rank or e[a].shape[i] != 1:
            return e[a] if not e[a].rank else strided(e[a], e[a].shape, e[a].strides)
        return strided(e[a], without(e[a].shape, i), e[a].strides and without(e[a].strides, i))
    return s.let(f"{a}.squeeze({d})", [a], compute, s.value(a).kind)


def permuted(array, order):
    return strided(array, [array.shape[i] for i in order],
                   array.strides is not None and tuple(array.strides[i] for i in order))


def transpose(s):
    a = s.pick(lambda v: v.rank)
    rank = s.value(a).rank
    i, j = s.axis(rank), s.axis(rank)

    def compute(e):
        order = list(range(e[a].rank))
        p, q = wrap(i, e[a].rank), wrap(j, e[a].rank)
        if order:
            order[p], order[q] = order[q], order[p]
        return permuted(e[a], order)
    return s.let(f"{a}.transpose({i}, {j})", [a], compute, s.value(a).kind)


def t(s):
    a = s.pick(lambda v: v.rank == 2 or s.spoil)

    def compute(e):
        need(e[a].rank <= 2)
        return permuted(e[a], list(reversed(range(e[a].rank))))
    return s.let(f"{a}.t()", [a], compute, s.value(a).kind)


def permute(s):
    a = s.pick(lambda v: v.rank)
    order = list(range(s.value(a).rank))
    s.r.shuffle(order)
    if s.spoil:
        order = s.r.choice([order + [len(order)], order[1:], order[:-1] + order[:1]])

    def compute(e):
        need(sorted(order) == list(range(e[a].rank)))
        return permuted(e[a], order)
    return s.let(f"{a}.permute({braces(order)})", [a], compute, s.value(a).kind)


def expand(s):
    a = s.pick()
    shape = s.value(a).shape
    to = s.shape([n if n != 1 else s.r.choice(SIZES) for n in shape])
    to = ([s.r.choice(SIZES)] if s.chance(0.3) and len(to) < 5 else []) + list(to)
    dims = [s.dim(n) for n in to]

    def compute(e):
        sizes = [d.of(e) for d in dims]
        lead = len(sizes) - e[a].rank
        need(lead >= 0 and all(n == m or m == 1 for n, m in zip(sizes[lead:], e[a].shape)))
        old = e[a].strides
        steps = old is not None and (0,) * lead + tuple(0 if n != m else s_ for n, m, s_ in zip(sizes[lead:], e[a].shape, old))
        return strided(e[a], sizes, steps)
    return s.let(f"{a}.expand({braces(dims)})", [a] + [u for d in dims for u in d.uses], compute, s.value(a).kind)


def select(s):
    a = s.pick(lambda v: v.rank)
    d = s.axis(s.value(a).rank)
    n = s.value(a).shape[d] if -s.value(a).rank <= d < s.value(a).rank else 2
    i = s.r.choice([n, -n - 1]) if s.spoil and s.chance(0.7) else s.r.randint(-n, n - 1)
    first = s.chance(0.4)

    def compute(e):
        need(e[a].rank)
        p = 0 if first else wrap(d, e[a].rank)
        need(-e[a].shape[p] <= i < e[a].shape[p])
        return strided(e[a], without(e[a].shape, p), e[a].strides and without(e[a].strides, p))
    return s.let(f"{a}[{i}]" if first else f"{a}.select({d}, {i})", [a], compute, s.value(a).kind)


def narrow(s):
    a = s.pick(lambda v: v.rank)
    d = s.axis(s.value(a).rank)
    n = s.value(a).shape[d] if -s.value(a).rank <= d < s.value(a).rank else 2
    start = s.r.randrange(n)
    count = s.r.randint(1, n - start) + (s.r.randint(1, 3) if s.spoil else 0)

    def compute(e):
        p = wrap(d, e[a].rank)
        need(start + count <= e[a].shape[p])
        return strided(e[a], replaced(e[a].shape, p, count), e[a].strides)
    return s.let(f"{a}.narrow({d}, {start}, {count})", [a], compute, s.value(a).kind)


def sliced(array, axis, start, end, step):
    n = array.shape[axis]
    count = len(range(n)[slice(start, end, step)])
    steps = array.strides and replaced(array.strides, axis, array.strides[axis] * step)
    return strided(array, replaced(array.shape, axis, count), steps)


def index(s):
    a = s.pick(lambda v: v.rank)
    rank = s.value(a).rank
    parts, makers = [], []
    for i in range(s.r.randint(1, rank) + (2 if s.spoil else 0)):
        n = s.value(a).shape[i] if i < rank else 2
        kind = s.r.randrange(4)
        if kind == 0:
            j = s.r.randrange(n) + (n if s.spoil and s.chance(0.4) else 0)
            parts.append(str(j))
            makers.append(lambda v, p, j=j: (need(j < v.shape[p]), (strided(
                v, without(v.shape, p), v.strides and without(v.strides, p)), p))[1])
        elif kind == 1:
            parts.append("torch::indexing::Slice()")
            makers.append(lambda v, p: (v, p + 1))
        elif kind == 2:
            b, step = s.r.randrange(n), s.r.choice([1, 1, 2])
            parts.append(f"torch::indexing::Slice({b}, torch::indexing::None, {step})")
            makers.append(lambda v, p, b=b, step=step: (sliced(v, p, b, None, step), p + 1))
        else:
            parts.append("torch::indexing::None")
            makers.append(lambda v, p: (unsqueezed(v, p), p + 1))

    def compute(e):
        value, place = Array(e[a].shape, e[a].kind, e[a].strides, base=e[a].base), 0
        for make, part in zip(makers, parts):
            need(place < value.rank or part.endswith("None"))
            value, place = make(value, place)
        return value
    return s.let(f"{a}.index({braces(parts)})", [a], compute, s.value(a).kind)


def joined(values, axis):
    rank = values[0].rank
    need(rank and all(v.rank == rank for v in values))
    p = wrap(axis, rank)
    need(all(without(v.shape, p) == without(values[0].shape, p) for v in values))
    return fresh(replaced(values[0].shape, p, sum(v.shape[p] for v in values)), *values)


def cat(s):
    a = s.pick(lambda v: v.kind == "f" and v.rank)
    d = s.axis(s.value(a).rank)
    p = d % s.value(a).rank
    names = [a] + [s.make(replaced(s.value(a).shape, p, s.r.choice(SIZES))) for _ in range(s.r.randint(1, 2))]
    s.r.shuffle(names)
    return s.let(f"torch::cat({braces(names)}, {d})", names, lambda e: joined([e[n] for n in names], d))


def stack(s):
    a = s.pick(lambda v: v.kind == "f" and v.rank < 5)
    d = s.axis(s.value(a).rank + 1)
    names = [a, s.make(s.value(a).shape)]

    def compute(e):
        values = [e[n] for n in names]
        need(values[0].shape == values[1].shape and -values[0].rank - 1 <= d <= values[0].rank)
        i = d % (values[0].rank + 1)
        return fresh(values[0].shape[:i] + (2,) + values[0].shape[i:], *values)
    return s.let(f"torch::stack({braces(names)}, {d})", names, compute)


def repeat(s):
    a = s.pick(lambda v: v.rank < 4 and product(v.shape) < 500)
    counts = [s.r.choice([1, 2, 3]) for _ in range(s.value(a).rank + s.r.randint(0, 1))] or [2]
    if s.spoil and len(counts) > 1:
        counts = counts[2:]

    def compute(e):
        need(len(counts) >= e[a].rank)
        shape = (1,) * (len(counts) - e[a].rank) + e[a].shape
        return Array([n * c for n, c in zip(shape, counts)], e[a].kind)
    return s.let(f"{a}.repeat({braces(counts)})", [a], compute, s.value(a).kind)


def split(s):
    """A container of parts, of which some are taken."""
    a = s.pick(lambda v: v.rank)
    d = s.axis(s.value(a).rank)
    size = s.r.choice([1, 2, 3])
    name = s.names.new("parts")

    def compute(e):
        p = wrap(d, e[a].rank)
        n = e[a].shape[p]
        return Items([strided(e[a], replaced(e[a].shape, p, min(size, n - k)), e[a].strides) for k in range(0, n, size)])
    return Let(name, f"auto {name} = {a}.split({size}, {d});", [a], compute)


def gather_rows(s):
    a = s.pick(lambda v: v.kind == "f" and v.rank)
    d = s.axis(s.value(a).rank)
    count = s.r.choice(SIZES)
    form = s.r.choice(["arange", "topk"])
    if form == "arange":
        def compute(e):
            p = wrap(d, e[a].rank)
            if count > e[a].shape[p]:  # the values are out of range, no size is
                raise Foreign
            return fresh(replaced(e[a].shape, p, count), e[a])
        return s.let(f"{a}.index_select({d}, torch::arange({count}))", [a], compute)

    def largest(e):
        p = wrap(d, e[a].rank)
        need(count <= e[a].shape[p])
        return Array(replaced(e[a].shape, p, count), "f", None)
    return s.let(f"std::get<0>({a}.topk({count}, {d}))", [a], largest)


def new_axes(s):
    """Changes how an array is read, for all who have it."""
    if s.followed:
        raise Nothing
    a = s.pick(lambda v: v.rank < 5)

    def suspected(e, one, before):
        """Whoever had the same sizes may be the same array (Aliasing)."""
        if not isinstance(one, Array) or one is not e[a] and one.shape != before:
            return one
        one = copy.copy(one)
        one.open = True
        return one

    def change(e, new):
        before = e[a].shape
        e[a].become(new)
        for name, value in e.items():
            if isinstance(value, Items):
                value.items = [suspected(e, one, before) for one in value.items]
            elif name != a:
                e[name] = suspected(e, value, before)
    if s.chance(0.5):
        d = s.axis(s.value(a).rank + 1)

        def compute(e):
            need(-e[a].rank - 1 <= d <= e[a].rank)
            change(e, unsqueezed(e[a], d % (e[a].rank + 1)))
        return Let(None, f"{a}.unsqueeze_({d});", [a], compute)

    def turn(e):
        need(e[a].rank <= 2)
        change(e, permuted(e[a], list(reversed(range(e[a].rank)))))
    return Let(None, f"{a}.t_();", [a], turn)


GENERIC = [unsqueeze, transpose, t, permute, flatten]
OPERATIONS = GENERIC + [reshape, reshape, reshape, squeeze, expand, select, select, narrow, index, cat, cat, stack,
                        repeat, split, gather_rows, new_axes]
