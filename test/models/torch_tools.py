"""What generators of libtorch calls have in common."""

SIZES = [1, 2, 3, 4, 6]
FLOATS = ["kFloat32", "kFloat64"]
NUMBERS = ["kFloat32", "kFloat64", "kInt64", "kInt32", "kBool"]


def braces(shape):
    return "{" + ", ".join(map(str, shape)) + "}"


def tensor(shape, dtype="kFloat32"):
    if dtype == "kFloat32":
        return f"torch::ones({braces(shape)})"
    return f"torch::ones({braces(shape)}, torch::{dtype})"


def shape(r, low=0, high=4):
    return [r.choice(SIZES) for _ in range(r.randint(low, high))]


def spoil(r, one):
    """A shape near one: another length, an axis more or less."""
    one = list(one)
    kind = r.randint(0, 2)
    if kind == 0 and one:
        one[r.randrange(len(one))] = r.choice(SIZES)
    elif kind == 1 and one:
        del one[r.randrange(len(one))]
    else:
        one.insert(r.randint(0, len(one)), r.choice(SIZES))
    return one


def maybe_spoil(r, one, chance=0.5):
    return spoil(r, one) if r.random() < chance else list(one)


def broadcastable(r, one):
    other = [n if r.random() < 0.7 else 1 for n in one]
    return other[r.randint(0, len(other)):] if r.random() < 0.4 else other


def axis(r, one):
    """An axis index, now and then one too far."""
    n = max(len(one), 1)
    return r.randint(-n - (r.random() < 0.2), n - (r.random() < 0.8))


def unary(call, dtypes=("kFloat32",), low=0):
    def cases(r):
        return {"a": tensor(shape(r, low), r.choice(dtypes))}, call
    return cases


def binary(call, dtypes=("kFloat32",)):
    def cases(r):
        one = shape(r)
        other = maybe_spoil(r, broadcastable(r, one), 0.4)
        return {"a": tensor(one, r.choice(dtypes)), "b": tensor(other, r.choice(dtypes))}, call
    return cases


def ternary(call, first="kFloat32"):
    def cases(r):
        one = shape(r)
        parts = [maybe_spoil(r, broadcastable(r, one), 0.25) for _ in range(3)]
        return {"a": tensor(parts[0], first), "b": tensor(parts[1]), "c": tensor(parts[2])}, call
    return cases


def product(call, *forms):
    """Operands from named axes, `n m,m k`, then perhaps spoiled."""
    def cases(r):
        form = r.choice(forms).split(",")
        names = {name: r.choice(SIZES) for part in form for name in part.split()}
        return {name: tensor(maybe_spoil(r, [names[n] for n in part.split()], 0.3))
                for name, part in zip("abc", form)}, call
    return cases


def along(call, dtypes=("kFloat32",), low=0):
    def cases(r):
        one = shape(r, low)
        return {"a": tensor(one, r.choice(dtypes))}, call.format(
            d=axis(r, one), e=axis(r, one), keep=r.choice(["true", "false"]))
    return cases


def axes_repeated(call):
    """Axes of which one may be named twice, perhaps once from the back."""
    def cases(r):
        one = shape(r, 1)
        n = len(one)
        dims = r.sample(range(n), n)
        if r.random() < 0.4:
            dims[-1] = dims[0]
        dims = [d - n if r.random() < 0.5 else d for d in dims]
        return {"a": tensor(one)}, call.format(d=f"torch::IntArrayRef({braces(dims)})")
    return cases


def axes_list(call, dtypes=("kFloat32",)):
    def cases(r):
        one = shape(r, 1)
        n = len(one)
        dims = [d - n if r.random() < 0.5 else d for d in r.sample(range(n), r.randint(1, n))]
        if r.random() < 0.2:
            dims[-1] = n
        # Plain braces of two are ambiguous: axis names are an overload.
        return {"a": tensor(one, r.choice(dtypes))}, call.format(
            d=f"torch::IntArrayRef({braces(dims)})", keep=r.choice(["true", "false"]))
    return cases


def pick(r):
    return r.choice(SIZES)
