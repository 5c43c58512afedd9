"""Statements of a generated program: each can be printed, and run on values.

Running tells which way the program goes and which of its statements depend on
something that docs/limitations.md lists as unknown (`open`).
"""
import copy

from values import Foreign, Items, Number, Throw, same_value


class Context:
    """Of one run: whether we are in a function that is followed from its call,
    and inside of conditions that only the run decides."""

    def __init__(self, followed=False, opaque=0):
        self.followed, self.opaque, self.returns = followed, opaque, []


def is_open(value):
    return value.open or isinstance(value, Items) and any(i.open for i in value.items)


def mark_open(value):
    value.open = True
    for item in value.items if isinstance(value, Items) else ():
        item.open = True


class Statement:
    line = 0
    open = False

    def note(self, context, used):
        """Whether a throw of this statement is one that the tool may miss."""
        unknown = any(is_open(value) for value in used)
        if unknown or context.followed and context.opaque:
            self.open = True
        return unknown


class Let(Statement):
    """`text` is the statement; `compute` gives the value from an environment, of
    which it looks at `uses`. Without a target it works in place."""

    def __init__(self, target, text, uses, compute, operation=True):
        self.target, self.text, self.uses, self.compute = target, text, uses, compute
        self.operation = operation

    def run(self, env, context):
        used = [env[name] for name in self.uses]
        unknown = self.note(context, used)
        try:
            value = self.compute(env)
        except Foreign:
            self.open = True
            raise
        except (Throw, IndexError) as problem:  # or an axis that is not there
            raise Throw(unknown or getattr(problem, "perhaps", False)) from problem
        if self.target is None:
            return False
        if unknown:
            mark_open(value)
        # A view of what lies in an unknown order may be refused for that.
        self.open = self.open or is_open(value)
        env[self.target] = value
        return False

    def write(self, out):
        self.line = out.step(self.text)

    def operations(self):
        return int(self.operation)


def run_block(nodes, env, context):
    """Whether the block certainly returns."""
    return any(node.run(env, context) for node in nodes)


def join(env, one, other):
    """What holds after two ways: what they agree on."""
    for name in list(env):
        env[name] = one[name]
        if not same_value(one[name], other[name]):
            mark_open(env[name])


class If(Statement):
    """`decide` gives the truth of the condition from values, or None where only
    the run decides."""

    def __init__(self, condition, uses, decide, then, other):
        self.condition, self.uses, self.decide, self.then, self.other = condition, uses, decide, then, other

    def run(self, env, context):
        used = [env[name] for name in self.uses]
        unknown = self.note(context, used)
        truth = self.decide(*used)
        if truth is None or unknown:
            return self.both(env, context)
        inner = dict(env)
        returned = run_block(self.then if truth else self.other, inner, context)
        env.update({name: inner[name] for name in env})
        return returned

    def both(self, env, context):
        context.opaque += 1
        sides, returned = [], False
        for nodes in (self.then, self.other):
            inner = copy.deepcopy(env)
            try:
                if run_block(nodes, inner, context):
                    returned = True
                else:
                    sides.append(inner)
            except Throw as problem:
                if problem.perhaps:
                    for value in inner.values():
                        mark_open(value)
                    sides.append(inner)
        context.opaque -= 1
        if not sides and not returned:
            raise Throw
        if sides:
            join(env, sides[0], sides[-1])
        return not sides

    def write(self, out):
        self.line = out.step(f"if ({self.condition}) {{")
        out.block(self.then)
        if self.other:
            out.plain("} else {")
            out.block(self.other)
        out.plain("}")

    def operations(self):
        return sum(node.operations() for node in self.then + self.other)


class For(Statement):
    """Turns a known number of times, or over a container."""

    def __init__(self, header, uses, element, turns, body):
        self.header, self.uses, self.element, self.turns, self.body = header, uses, element, turns, body

    def values(self, used):
        if not used:
            return [Number(i, True) for i in range(self.turns)]
        items = used[0].items
        alike = all(same_value(items[0], item) for item in items)
        values = copy.copy(items)
        for value in values if not alike or used[0].open else ():
            value.open = True
        return values

    def turn(self, env, value, context):
        inner = dict(env)
        inner[self.element] = value
        returned = run_block(self.body, inner, context)
        env.update({name: inner[name] for name in env})
        return returned

    def settle(self, env, values, context):
        """Marks what differs between turns."""
        for _ in range(8):
            before, after, changed = copy.deepcopy(env), copy.deepcopy(env), set()
            try:
                for value in values:
                    self.turn(after, copy.deepcopy(value), context)
                    changed |= {n for n in env if not env[n].open and not same_value(before[n], after[n])}
            except Throw:
                pass
            if not changed:
                return
            for name in changed:
                mark_open(env[name])

    def run(self, env, context):
        used = [env[name] for name in self.uses]
        self.note(context, used)
        values = self.values(used)
        self.settle(env, values[:2], context)
        for value in values:
            if self.turn(env, value, context):
                return True
        return False

    def write(self, out):
        self.line = out.step(f"{self.header} {{")
        out.block(self.body)
        out.plain("}")

    def operations(self):
        return sum(node.operations() for node in self.body)


class Return(Statement):
    def __init__(self, name):
        self.name = name

    def run(self, env, context):
        context.returns.append(env[self.name])
        return True

    def write(self, out):
        self.line = out.step(f"return {self.name};")

    def operations(self):
        return 0


class Function:
    """Something with parameters that is called: a function, a lambda, a method.
    `contract`: strings for the parameters and the result, or None."""

    def __init__(self, name, parameters, body, fields=None, contract=None):
        self.name, self.parameters, self.body = name, parameters, body
        self.fields, self.contract = fields or {}, contract

    def call(self, *arguments):
        env = {**self.fields, **dict(zip(self.parameters, arguments))}
        if self.contract:
            names = {}
            for text, value in zip(self.contract[0], arguments):
                take(names, text, value)
        context = Context(followed=not self.contract)
        run_block(self.body, env, context)
        first, *rest = context.returns
        if all(same_value(first, other) for other in rest):
            return first
        result = copy.copy(first)
        mark_open(result)
        return result

    def operations(self):
        return sum(node.operations() for node in self.body)


def take(names, text, value):
    """Matches sizes with a contract of plain names and numbers."""
    tokens = text.split()
    if len(tokens) != value.rank:
        raise Throw
    for token, size in zip(tokens, value.shape):
        wanted = int(token) if token.isdigit() else names.setdefault(token, size)
        if wanted != size:
            raise Throw
