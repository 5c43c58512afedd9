"""Random calls of libtorch: indices, parts, products, linear algebra."""

from torch_tools import (SIZES, along, axis, braces, broadcastable, maybe_spoil, pick, product, shape, tensor, unary)

INDEX = "torch::indexing::"


def index_item(r, n):
    kind = r.randrange(6)
    if kind == 0:
        return str(r.randint(-n - (r.random() < 0.1), n - (r.random() < 0.9)))
    if kind == 1:
        bounds = [r.choice([f"{INDEX}None", str(r.randint(-5, 5))]) for _ in range(2)]
        return f"{INDEX}Slice({', '.join(bounds)}, {r.randint(1, 3)})"
    if kind == 2:
        return f"torch::zeros({braces(shape(r, 0, 2))}, torch::kInt64)"
    if kind == 3:
        return f"{INDEX}Slice({r.randint(-3, 3)})"
    return f"{INDEX}Slice()"


def indices(r):
    """A shape and a list of indices, now and then one too many."""
    one = shape(r, 1, 4)
    items = [index_item(r, n) for n in one[:r.randint(1, len(one))]]
    if r.random() < 0.15:
        items += [f"{INDEX}Slice()"] * (len(one) - len(items) + 1)
    if r.random() < 0.3:
        items.insert(r.randint(0, len(items)), f"{INDEX}None")
    if r.random() < 0.3 and len(items) < len(one):
        items.insert(0, r.choice(['"..."', f"{INDEX}Ellipsis"]))
        items = items[:1] + [index_item(r, one[len(one) - len(items) + 1 + i])
                             if items[i + 1] != f"{INDEX}None" else items[i + 1]
                             for i in range(len(items) - 1)]
    return one, items


def index(r):
    one, items = indices(r)
    return {"a": tensor(one)}, f"a.index({braces(items)})"


def mask(r):
    one = shape(r, 1, 3)
    part = maybe_spoil(r, one[:r.randint(1, len(one))], 0.3) or [2]
    return {"a": tensor(one), "m": f"torch::ones({braces(part)}, torch::kBool)"}, "a.index({m})"


def index_put(r):
    one, items = indices(r)
    if r.random() < 0.5:
        return {"a": tensor(one)}, f"a.index_put_({braces(items)}, 1.5)"
    return {"a": tensor(one), "b": tensor(shape(r, 0, 2))}, f"a.index_put_({braces(items)}, b)"


def index_put_short(r):
    """Values with more axes than what is chosen, which is right for ones in front."""
    one = shape(r, 1, 3)
    given = [r.choice([1, 1, 2]) for _ in range(r.randint(1, 2))] + one[1:]
    return {"a": tensor(one), "b": tensor(given)}, "a.index_put_({0}, b)"


def ints(values):
    return f"torch::zeros({braces(values)}, torch::kInt64)"


def index_select(r):
    one = shape(r, 1)
    return {"a": tensor(one), "i": ints(shape(r, 1, 1) if r.random() < 0.8 else shape(r, 0, 2))}, \
        r.choice(["torch::index_select(a, {d}, i)", "a.index_select({d}, i)"]).format(d=axis(r, one))


def smaller(r, one, chance):
    return maybe_spoil(r, [r.randint(1, n) for n in one], chance)


def gather(call):
    def cases(r):
        one = shape(r, 1, 3)
        d = r.randint(-len(one), len(one) - 1)
        index = smaller(r, one, 0.4)
        source = [n + r.randint(0, 1) for n in index]
        return {"a": tensor(one), "i": ints(index), "s": tensor(maybe_spoil(r, source, 0.2))}, call.format(d=d)
    return cases


def topk(call):
    def cases(r):
        one = shape(r, 1, 3)
        d = r.randint(-len(one), len(one) - 1)
        return {"a": tensor(one)}, call.format(k=r.randint(1, one[d] + (r.random() < 0.4)), d=d)
    return cases


def one_hot(r):
    return {"a": ints(shape(r, 0, 3))}, f"torch::one_hot(a, {r.randint(1, 6)})"


def counted(call):
    def cases(r):
        return {"a": tensor(shape(r, 1, 3)), "i": ints(shape(r, 1, 2))}, call.format(k=1)
    return cases


def masked_select(r):
    one = shape(r)
    other = maybe_spoil(r, broadcastable(r, one), 0.3)
    return {"a": tensor(one), "m": tensor(other, "kBool")}, r.choice(["torch::masked_select(a, m)", "a.masked_select(m)"])


def split(call):
    def cases(r):
        one = shape(r, 0 if r.random() < 0.1 else 1, 3)
        d = axis(r, one)
        n = one[d] if -len(one) <= d < len(one) else 2
        left = r.randint(1, n)
        sizes = [left] + ([n - left] if n > left else []) + ([1] if r.random() < 0.3 else [])
        return {"a": tensor(one)}, call.format(d=d, k=r.randint(1, 4), s=f"torch::IntArrayRef({braces(sizes)})")
    return cases


def repeat(call):
    def cases(r):
        one = shape(r, 0, 3)
        times = [r.randint(1, 3) for _ in range(max(1, len(one) + r.choice([-1, 0, 0, 1])))]
        return {"a": tensor(one)}, call.format(s=braces(times))
    return cases


def repeat_interleave(r):
    one = shape(r, 1, 3)
    call = r.choice(["torch::repeat_interleave(a, {k})", "torch::repeat_interleave(a, {k}, {d})",
                     "a.repeat_interleave({k}, {d})"])
    return {"a": tensor(one)}, call.format(k=r.randint(1, 3), d=axis(r, one))


def meshgrid(r):
    arrays = {name: tensor(shape(r, 1, 1) if r.random() < 0.9 else shape(r, 2, 2)) for name in "ab"}
    return arrays, r.choice(["torch::meshgrid({a, b})[0]", 'torch::meshgrid({a, b}, "xy")[1]',
                             'torch::meshgrid({a, b}, "ij")[0]'])


def ranked(call, low, high):
    def cases(r):
        one = shape(r, low, high)
        return {"a": tensor(one)}, call.format(k=r.randint(-1, 1), d=axis(r, one), e=axis(r, one),
                                               w=r.randint(1, 4), s=r.randint(1, 2))
    return cases


def diagonal(r):
    one = shape(r, 1, 4)
    d, e = r.sample(range(max(len(one), 2)), 2)
    return {"a": tensor(one)}, r.choice(["a.diagonal({k}, {d}, {e})", "torch::diagonal(a, {k}, {d}, {e})"]).format(
        k=r.choice([0, 0, 1, -1]) if min(one) > 1 else 0, d=d, e=e)


def einsum(r):
    text = r.choice(["ij,jk->ik", "bij,bjk->bik", "ij,ij->", "i,j->ij", "ij,jk", "bhqd,bhkd->bhqk", "ij,j->i", "ij, kj"])
    parts = text.split("->")[0].replace(" ", "").split(",")
    size = {c: pick(r) for part in parts for c in part}
    arrays = {name: tensor(maybe_spoil(r, [size[c] for c in part], 0.2)) for name, part in zip("ab", parts)}
    return arrays, f'torch::einsum("{text}", {{a, b}})'


def tensordot(r):
    n, m = pick(r), pick(r)
    return {"a": tensor(maybe_spoil(r, [pick(r), n, m], 0.2)), "b": tensor(maybe_spoil(r, [m, n, pick(r)], 0.2))}, \
        r.choice(["torch::tensordot(a, b, {1, 2}, {1, 0})", "torch::tensordot(a, b, {-1}, {0})"])


def cross(call):
    def cases(r):
        one = shape(r, 0, 2) + [3]
        other = broadcastable(r, one) if r.random() < 0.5 else list(one)
        other = ([1] * (len(one) - len(other)) + other)[:-1] + [3]
        if r.random() < 0.3:
            other[-1] = 2
        if r.random() < 0.2:
            other = [2] + other
        return {"a": tensor(one), "b": tensor(other)}, call
    return cases


def random_matrix(n, m, front=()):
    return f"torch::rand({braces([*front, n, m])}, torch::kFloat64)"


def matrix(call, front=True):
    """Random ones: not singular, now and then not square."""
    def cases(r):
        n = pick(r)
        m = n if r.random() < 0.6 else pick(r)
        return {"a": random_matrix(n, m, shape(r, 0, 2) if front else ())}, call
    return cases


def identity(call):
    def cases(r):
        n = pick(r)
        return {"a": f"torch::eye({n}, {n if r.random() < 0.6 else pick(r)}, torch::kFloat64)"}, call
    return cases


def solve(call):
    def cases(r):
        n = pick(r)
        m = n if r.random() < 0.7 else pick(r)
        b = [m, pick(r)] if r.random() < 0.7 else [m]
        return {"a": random_matrix(n, n), "b": f"torch::rand({braces(b)}, torch::kFloat64)"}, call
    return cases


def fourier(call):
    def cases(r):
        one = [n + 1 for n in shape(r, 1, 3)]
        return {"a": tensor(one)}, call.format(n=r.randint(2, 6), d=axis(r, one))
    return cases


def distances(call):
    def cases(r):
        b, d = shape(r, 0, 1), pick(r)
        return {"a": tensor(maybe_spoil(r, [*b, pick(r), d], 0.3)), "b": tensor([*b, pick(r), d])}, call
    return cases


def similar(call):
    def cases(r):
        one = shape(r, 2, 3)
        return {"a": tensor(one), "b": tensor(maybe_spoil(r, broadcastable(r, one), 0.3))}, call.format(
            d=r.randint(-1, len(one) - 1), keep=r.choice(["true", "false"]))
    return cases


def from_vector(r):
    one, items = indices(r)
    return {"a": tensor(one), "v": f"std::vector<{INDEX}TensorIndex>{braces(items)}"}, \
        r.choice(["a.index(v)", "a.index_put_(v, 1.5)"])


def spelled(r):
    one = shape(r, 2, 3)
    item = r.choice(['"..."', f"{INDEX}Ellipsis", "true", f"{INDEX}None"])
    return {"a": tensor(one)}, r.choice(["a.index({%s, 0})", "a.index({0, %s})", "a.index({%s})"]) % item


def by_array(r):
    one = shape(r, 1, 3)
    return {"a": tensor(one), "i": ints(shape(r, 0, 1))}, "a[i]"


def boundaries(r):
    return {"a": tensor(shape(r)), "b": tensor(shape(r, 1, 1) if r.random() < 0.8 else shape(r, 2, 2))}, \
        "torch::bucketize(a, b)"


def triangular(call):
    def cases(r):
        n = pick(r)
        return {"a": f"torch::eye({n}, torch::kFloat64)",
                "b": f"torch::rand({braces([n if r.random() < 0.7 else pick(r), pick(r)])}, torch::kFloat64)"}, call
    return cases


CASES = [
    from_vector, from_vector, from_vector, spelled, spelled, spelled, spelled, spelled, ranked("torch::diag(a)", 1, 2),
    index_select, meshgrid, by_array, boundaries, triangular("std::get<0>(torch::triangular_solve(b, a))"),
    triangular("torch::cholesky_solve(b, a)"), ranked("torch::movedim(a, {d}, {e})", 2, 3),
    product("torch::inner(a, b)", "n,n"), unary("int64_t(a.sizes().size())"), unary("a.prelu(torch::ones({1}))"),
    unary("a.sum().item<double>()"), unary("int64_t(a.defined())"), index, index, mask, index_put, index_select,
    gather("torch::gather(a, {d}, i)"), gather("a.gather({d}, i)"), gather("a.scatter({d}, i, s)"),
    gather("torch::scatter_add(a, {d}, i, s)"), gather("a.scatter_add_({d}, i, s)"), gather("a.scatter_({d}, i, 1.5)"),
    counted("torch::take(a, i)"), masked_select, unary("torch::nonzero(a)"), unary("a.nonzero()", ["kBool"]),
    topk("std::get<0>(torch::topk(a, {k}, {d}))"), topk("std::get<1>(a.topk({k}, {d}))"),
    along("std::get<0>(torch::sort(a, {d}))"), along("std::get<1>(a.sort({d}))"),
    along("std::get<0>(torch::cummax(a, {d}))"), along("torch::argsort(a, int64_t({d}))"), along("a.argsort(int64_t({d}))"),
    along("std::get<0>(torch::kthvalue(a, 1, {d}, {keep}))"), one_hot,
    counted("torch::bincount(i)"), counted("i.bincount()"), counted("torch::multinomial(a, {k})"),
    split("torch::split(a, {k}, {d})[0]"), split("a.split({s}, {d})[0]"), split("a.split({k}, {d})[0]"),
    split("torch::split_with_sizes(a, {s}, {d})[0]"), split("torch::chunk(a, {k}, {d})[0]"),
    split("a.chunk({k}, {d}).back()"), split("torch::unbind(a, {d})[0]"), repeat("a.repeat({s})"),
    repeat("torch::tile(a, {s})"), repeat_interleave, repeat_interleave, repeat_interleave, meshgrid, ranked("torch::diag(a, {k})", 1, 3),
    ranked("a.diag({k})", 0, 2), diagonal, ranked("torch::diag_embed(a, {k})", 0, 3), ranked("torch::trace(a)", 1, 3),
    ranked("a.unfold({d}, {w}, {s})", 1, 3), einsum, einsum, tensordot,
    product("torch::addmv(a, b, c)", "n,n m,m"), product("torch::addbmm(a, b, c)", "n k,b n m,b m k"),
    product("torch::kron(a, b)", "n m,p q"), cross("torch::cross(a, b, -1)"), cross("torch::linalg_cross(a, b)"),
    cross("a.cross(b, -1)"), distances("torch::cdist(a, b)"), similar("torch::cosine_similarity(a, b, {d})"),
    similar("torch::pairwise_distance(a, b, 2, 1e-6, {keep})"),
    product("torch::bilinear(a, b, c, torch::Tensor())", "b n,b m,o n m"),
    matrix("torch::inverse(a)"), matrix("torch::linalg_inv(a)"), matrix("a.inverse()"), matrix("torch::matrix_exp(a)"),
    identity("torch::linalg_cholesky(a)"), matrix("torch::matrix_power(a, 2)"), matrix("torch::linalg_matrix_power(a, 3)"),
    matrix("torch::det(a)"), matrix("a.logdet()"), matrix("torch::linalg_det(a)"),
    matrix("std::get<1>(torch::slogdet(a))"), matrix("std::get<0>(torch::linalg_slogdet(a))"),
    matrix("torch::pinverse(a)"), matrix("torch::linalg_pinv(a)"), matrix("torch::linalg_matrix_rank(a)"),
    matrix("std::get<0>(torch::linalg_qr(a))"), matrix("std::get<0>(torch::linalg_svd(a))"),
    matrix("std::get<2>(torch::linalg_svd(a, false))"), matrix("std::get<1>(torch::svd(a))"),
    matrix("std::get<2>(a.svd(false))"), matrix("torch::linalg_svdvals(a)"), matrix("std::get<1>(torch::linalg_eigh(a))"),
    matrix("std::get<0>(torch::linalg_eig(a))"), matrix("torch::linalg_eigvalsh(a)"), solve("torch::linalg_solve(a, b)"),
    along("torch::linalg_vector_norm(a, 2, {d}, {keep})"),
    fourier("torch::fft_fft(a, c10::nullopt, {d})"), fourier("torch::fft_fft(a, {n}, {d})"),
    fourier("torch::fft_rfft(a)"), fourier("torch::fft_rfft(a, {n}, {d})"), fourier("torch::fft_irfft(a, c10::nullopt, {d})"),
    fourier("torch::fft_irfft(a, {n})"), unary("torch::fft_fftshift(a)"),
]
