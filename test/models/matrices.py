"""Random calls of matrices: what the generators of Armadillo and Eigen share."""
import collections

SIZES = [1, 2, 3, 4, 5]
Patterns = collections.namedtuple("Patterns", "one square equal product solve vectors")


def pick(r):
    return r.choice(SIZES)


def near(r, n, chance=0.35):
    return pick(r) if r.random() < chance else n


def fill(call, **values):
    """Placeholders are %name, because calls contain braces."""
    for name, value in values.items():
        call = call.replace("%" + name, str(value))
    return call


def patterns(matrix, vector):
    """Generators for a library: `matrix` writes one of a shape, `vector` one of a length."""
    def one(call, make=matrix):
        return lambda r: ({"a": make((pick(r), pick(r)))}, call)

    def square(call, make=matrix):
        def cases(r):
            n = pick(r)
            return {"a": make((n, near(r, n)))}, call
        return cases

    def equal(call, make=matrix):
        def cases(r):
            n, m = pick(r), pick(r)
            return {"a": make((n, m)), "b": make((near(r, n), near(r, m)))}, call
        return cases

    def product(call):
        def cases(r):
            n = pick(r)
            return {"a": matrix((pick(r), n)), "b": matrix((near(r, n), pick(r)))}, call
        return cases

    def solve(call):
        def cases(r):
            n = pick(r)
            return {"a": matrix((n, near(r, n, 0.25))), "b": matrix((near(r, n), pick(r)))}, call
        return cases

    def vectors(call, make=vector):
        def cases(r):
            n = pick(r)
            return {"u": make(n), "v": make(near(r, n))}, call
        return cases

    return Patterns(one, square, equal, product, solve, vectors)
