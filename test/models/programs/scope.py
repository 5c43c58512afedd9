"""What an operation may use when it is generated: variables with the values
they have just now, new arrays of wanted sizes, and mistakes where one is due."""

from statements import Let
from values import Array, Number

SIZES = [1, 2, 3, 4, 5, 6]


class Nothing(Exception):
    """No variable fits; another operation has to be tried."""


class Dim:
    """A length as it is written: a number, or what another variable has."""

    def __init__(self, value, text=None, uses=(), of=None):
        self.text, self.uses = text or str(value), list(uses)
        self.of = of or (lambda env: value)


class Scope:
    def __init__(self, r, env, names, library, spoil=False, generic=False):
        self.r, self.env, self.names, self.library = r, env, names, library
        self.spoil, self.generic, self.pending, self.fresh = spoil, generic, [], {}

    def value(self, name):
        return self.fresh[name] if name in self.fresh else self.env[name]

    def arrays(self, fits=lambda a: True):
        return [n for n, v in self.env.items() if isinstance(v, Array) and fits(v)]

    def pick(self, fits=lambda a: True):
        """A variable, rather one of the last."""
        names = self.arrays(fits)
        if not names:
            raise Nothing
        return names[max(self.r.randrange(len(names)), self.r.randrange(len(names)))]

    def chance(self, share):
        return self.r.random() < share

    def near(self, n):
        """A length, another one if a mistake is due."""
        return self.r.choice([n + 1, max(n - 1, 1), 2 * n, 1, n + 2]) if self.spoil and self.chance(0.6) else n

    def shape(self, shape):
        """A shape, a similar one if a mistake is due."""
        shape = list(shape)
        if not self.spoil or self.chance(0.3):
            return tuple(shape)
        kind = self.r.random() if self.library.ONE_TYPE else 0
        if shape and kind < 0.7:
            i = self.r.randrange(len(shape))
            shape[i] = self.near(shape[i])
        elif shape and kind < 0.85:
            del shape[self.r.randrange(len(shape))]
        else:
            shape.insert(self.r.randint(0, len(shape)), self.r.choice(SIZES))
        return tuple(shape)

    def axis(self, rank):
        """An axis index, one too far if a mistake is due."""
        if self.spoil and self.chance(0.3):
            return self.r.choice([rank, rank + 1, -rank - 1])
        return self.r.randint(-rank, rank - 1) if rank else self.r.choice([0, -1])

    def dim(self, n):
        """A length, sometimes as what a variable knows to be it."""
        if self.chance(0.6) or self.generic:
            return Dim(n)
        numbers = [m for m, v in self.env.items() if isinstance(v, Number) and v.value == n and not v.open]
        if numbers and self.chance(0.7):
            m = self.r.choice(numbers)
            return Dim(n, m, [m], lambda env: env[m].value)
        owners = self.arrays(lambda a: n in a.shape and not a.open)
        if not owners:
            return Dim(n)
        a = self.r.choice(owners)
        i = self.env[a].shape.index(n)
        return Dim(n, self.library.length(a, i), [a], lambda env: self.library.length_of(env[a], i))

    def number(self, value):
        """A dimension that a mistake may change."""
        return self.dim(self.near(value))

    def make(self, shape, kind=None):
        """An array of these sizes: one that is there, or a new one."""
        kind = kind or self.library.KIND
        shape = self.shape(shape[:1]) + (1,) if kind == "V" else self.shape(shape)
        there = self.arrays(lambda a: a.shape == tuple(shape) and a.kind == kind)
        if there and self.chance(0.6):
            return self.r.choice(there)
        if self.generic:
            raise Nothing
        name = self.names.new("w")
        dims = [self.dim(n) for n in shape]
        text, of = self.library.factory(self.r, kind, dims)
        self.pending.append(Let(name, self.library.declare(name, kind, text), [u for d in dims for u in d.uses], of))
        self.fresh[name] = Array(shape, kind)
        return name

    def let(self, text, uses, compute, kind=None):
        """A new variable, or an assignment to one that is there."""
        name = self.names.target(self, kind, uses)
        return Let(name, self.library.assign(name, text, name in self.env, kind), list(uses), compute)
