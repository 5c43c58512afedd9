"""What the values of a generated program are, as far as the generator must know.

The generator steers with these rules so that programs get further than their
first operation; what happens is what the library does when the program runs.
"""
import itertools


class Throw(Exception):
    """The library would throw; `perhaps`: on sizes that are open."""

    def __init__(self, perhaps=False):
        super().__init__()
        self.perhaps = perhaps


class Foreign(Throw):
    """The library would throw, but not because of sizes."""


class Array:
    """Sizes, a kind ("f", "i", "b", or Eigen's type), and how it lies in memory:
    strides, or None where only the library knows. `open`: the sizes are among
    what docs/limitations.md says the tool does not know."""

    def __init__(self, shape, kind="f", strides="dense", is_open=False, base=None):
        self.shape, self.kind, self.open = tuple(shape), kind, is_open
        self.base = base or object()  # whose memory it is
        self.strides = dense(self.shape) if strides == "dense" else strides

    @property
    def rank(self):
        return len(self.shape)

    def is_dense(self):
        return self.strides is not None and all(
            n == 1 or s == d for n, s, d in zip(self.shape, self.strides, dense(self.shape)))

    def become(self, other):
        self.shape, self.strides, self.kind = other.shape, other.strides, other.kind


class Number:
    def __init__(self, value, is_open=False):
        self.value, self.open = value, is_open


class Items:
    """A container of arrays."""

    def __init__(self, items, is_open=False):
        self.items, self.open = list(items), is_open


def dense(shape):
    strides, step = [], 1
    for n in reversed(shape):
        strides.append(step)
        step *= max(n, 1)
    return tuple(reversed(strides))


def same_value(a, b):
    """Whether two ways of a program leave the same sizes in a variable."""
    if a.open or b.open or type(a) is not type(b):
        return False
    if isinstance(a, Number):
        return a.value == b.value
    if isinstance(a, Items):
        return len(a.items) == len(b.items) and all(map(same_value, a.items, b.items))
    if not isinstance(a, Array):
        return True
    return a.shape == b.shape and a.kind == b.kind and a.strides == b.strides


def product(numbers):
    total = 1
    for n in numbers:
        total *= n
    return total


def need(condition):
    if not condition:
        raise Throw


def broadcast(*shapes):
    out = []
    for column in itertools.zip_longest(*(reversed(s) for s in shapes), fillvalue=1):
        sizes = {n for n in column if n != 1}
        need(len(sizes) <= 1)
        out.append(sizes.pop() if sizes else 1)
    return tuple(reversed(out))


def wrap(axis, rank):
    need(-max(rank, 1) <= axis < max(rank, 1))
    return axis % max(rank, 1)


def fresh(shape, *operands, kind=None):
    """A result that the library allocates: where an operand lies in another
    order, the result may as well."""
    is_dense = all(o.is_dense() for o in operands)
    return Array(shape, kind or (operands[0].kind if operands else "f"), "dense" if is_dense else None)


def without(sequence, axis):
    return tuple(sequence[:axis]) + tuple(sequence[axis + 1:])


def replaced(sequence, axis, value):
    return tuple(sequence[:axis]) + (value,) + tuple(sequence[axis + 1:])


def view_strides(array, shape):
    """The strides of a view, or None where there is no such view."""
    groups, size = [], 1
    # Runs of axes that lie in memory as one, the last first.
    for n, s in reversed([(n, s) for n, s in zip(array.shape, array.strides) if n != 1]):
        if groups and s == groups[-1][0] * groups[-1][1]:
            groups[-1][1] *= n
        else:
            groups.append([s, n])
    strides = []
    for n in reversed(shape):
        if n == 1:
            strides.append(size)
            continue
        while groups and groups[0][1] == 1:
            groups.pop(0)
        if not groups or groups[0][1] % n:
            return None
        strides.append(groups[0][0])
        groups[0] = [groups[0][0] * n, groups[0][1] // n]
    return tuple(reversed(strides))


def infer(shape, total):
    """A list of sizes with -1."""
    need(list(shape).count(-1) <= 1)
    rest = product(n for n in shape if n != -1)
    if -1 not in shape:
        need(rest == total)
        return tuple(shape)
    need(rest > 0 and total % rest == 0)
    return tuple(total // rest if n == -1 else n for n in shape)
