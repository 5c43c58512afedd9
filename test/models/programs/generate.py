"""Generates one program: operations between branches, loops, functions with and
without contracts, modules and containers."""

import copy
import random
import re

import parts
from scope import Nothing, Scope
from statements import Context, For, If, Let
from values import Array, Foreign, Number, Throw, product


class Names:
    """New names, and which variables may be assigned to."""

    def __init__(self):
        self.count, self.own, self.vectors = 0, set(), set()

    def new(self, letter):
        self.count += 1
        name = f"{letter}{self.count}"
        self.own.add(name)
        return name

    def target(self, scope, kind, uses):
        kind = kind or scope.library.KIND
        there = [n for n, v in scope.env.items() if isinstance(v, Array) and n in self.own and
                 n[0] == "x" and (scope.library.ONE_TYPE or v.kind == kind and n not in uses)]
        if there and scope.chance(0.5 if scope.nested else 0.25):
            return scope.r.choice(there)
        return self.new("x")


class Program:
    """State of one generation. `spoil_after`: operations before a mistake is due."""

    def __init__(self, library, seed):
        self.seed, self.r = seed, random.Random(seed)
        self.library, self.names = library, Names()
        self.budget = self.r.randint(5, 30)
        self.spoil_after = self.r.randint(0, 12) if self.r.random() < 0.75 else None
        self.done, self.thrown, self.definitions, self.callables, self.objects = 0, False, [], [], []
        self.body = []
        self.flags = {"f0": Number(None, True), "f1": Number(None, True)}

    def spoil(self):
        return self.spoil_after is not None and self.done >= self.spoil_after

    def scope(self, env, nested=False, generic=False, followed=False):
        scope = Scope(self.r, env, self.names, self.library, self.spoil(), generic)
        scope.nested, scope.followed = nested, followed
        return scope

    def attempt(self, nodes, env, context):
        """Runs new statements on a copy; whether they are kept, and the new values."""
        trial = copy.deepcopy(env)
        try:
            returned = any([node.run(trial, context) for node in nodes])
        except Foreign:
            return None
        except Throw:
            if not self.spoil() or self.thrown:
                return None
            self.thrown = True
            self.spoil_after = None
            return "throws"
        for name, value in trial.items():
            if isinstance(value, Array) and (product(value.shape) > 3000 or value.rank > 6 or 0 in value.shape):
                return None
        env.clear()
        env.update(trial)
        return "returns" if returned else "runs"

    def block(self, env, count, context, depth=0, generic=False):
        """About `count` operations."""
        nodes, goal, failures = [], self.done + count, 0
        while self.done < goal and failures < 40:
            try:
                new = self.step(env, goal - self.done, context, depth, generic)
            except Nothing:
                new = None
            outcome = new and self.attempt(new, env, context)
            if not outcome:
                failures += 1
                continue
            nodes += new
            self.done += sum(node.operations() for node in new)
            if outcome != "runs":
                break
        return nodes

    def step(self, env, room, context, depth, generic):
        kinds = [("operation", 16)]
        if not generic:
            kinds += [("container", 2)]
            if depth < 2 and room > 2:
                kinds += [("branch", 2), ("loop", 1)]
            if depth == 0 and room > 2 and not context.followed:
                kinds += [("call", 3), ("module", 2)]
            elif room > 1:
                kinds += [("call", 1)]
        kind = self.r.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
        return getattr(self, kind)(env, room, context, depth, generic)

    def operation(self, env, room, context, depth, generic):
        scope = self.scope(env, depth > 0, generic, context.followed)
        table = self.library.GENERIC if generic else self.library.OPERATIONS
        node = self.r.choice(table)(scope)
        return scope.pending + [node]

    def container(self, env, room, context, depth, generic):
        scope = self.scope(env, depth > 0)
        node = self.r.choice(parts.CONTAINERS)(scope)
        return scope.pending + [node]

    def inner(self, env, count, context, depth):
        """The statements of a nested block, generated on values of its own."""
        saved = self.done, self.thrown
        nodes = self.block(copy.deepcopy(env), count, context, depth + 1)
        # The operations are counted when the whole statement is kept.
        self.done = saved[0]
        thrown, self.thrown = self.thrown, saved[1]
        if thrown and not saved[1]:
            self.spoil_after = self.done
        return nodes

    def branch(self, env, room, context, depth, generic):
        text, uses, decide = parts.condition(self.scope(env), self.flags)
        count = self.r.randint(1, min(4, room))
        then = self.inner(env, count, context, depth)
        other = self.inner(env, self.r.randint(1, 2), context, depth) if self.r.random() < 0.5 else []
        if not then:
            raise Nothing
        return [If(text, uses, decide, then, other)]

    def loop(self, env, room, context, depth, generic):
        lists = [n for n, v in env.items() if parts.is_list(v) and v.items]
        inner, growing = copy.deepcopy(env), set(self.names.vectors)
        if lists and self.r.random() < 0.4:
            source, element = self.r.choice(lists), self.names.new("x")
            inner[element] = copy.deepcopy(env[source].items[0])
            self.names.own.discard(element)
            self.names.vectors.discard(source)  # whoever goes through it must not let it grow
            header, uses, turns = f"for (const auto &{element} : {source})", [source], 0
        else:
            element, turns = self.names.new("i"), self.r.randint(2, 4)
            inner[element] = Number(0, True)
            header, uses = f"for (int64_t {element} = 0; {element} < {turns}; ++{element})", []
        body = self.inner(inner, self.r.randint(1, min(3, room)), context, depth)
        self.names.vectors = growing | self.names.vectors
        if not body:
            raise Nothing
        return [For(header, uses, element, turns, body)]

    def call(self, env, room, context, depth, generic):
        scope = self.scope(env, depth > 0)
        if self.callables and self.r.random() < 0.5:
            return parts.call_again(self, scope, self.r.choice(self.callables))
        if depth or context.followed:
            raise Nothing
        return parts.new_function(self, scope, room)

    def module(self, env, room, context, depth, generic):
        scope = self.scope(env, depth > 0)
        if self.objects and self.r.random() < 0.5:
            return parts.call_object(self, scope, self.r.choice(self.objects))
        return parts.new_module(self, scope, room)

    def generate(self):
        env = dict(self.flags)
        context = Context()
        first = self.scope(env)
        first.spoil = False
        for _ in range(self.r.randint(1, 3)):
            node = self.library.start(first)
            self.body += [node]
            node.run(env, context)
        self.body += self.block(env, self.budget, context)
        if self.thrown:
            # What comes after a mistake has to be silent about it.
            self.body += self.block(dict(env), self.r.randint(0, 3), context)
        for node in self.all_statements():
            node.open = False
        self.rerun()
        return self

    def rerun(self):
        """Once more from the beginning, for what is `open`; whether it throws."""
        env = dict(copy.deepcopy(self.flags))
        for index, node in enumerate(self.body):
            try:
                node.run(env, Context())
            except Throw as problem:
                # Of what comes after nobody knows what it works on.
                for later in self.all_of(self.body[index + 1:]) if problem.perhaps else ():
                    later.open = True
                return True
        return False

    def used_definitions(self):
        """Those that the program comes to: what was tried may have left others."""
        kept, texts = [], [n.text for n in self.all_of(self.body) if isinstance(n, Let)]
        for definition in reversed(self.definitions):
            if any(re.search(rf"\b{definition.name}\b", text) for text in texts):
                kept.append(definition)
                texts += [n.text for n in self.all_of(definition.body) if isinstance(n, Let)]
        return list(reversed(kept))

    def all_of(self, nodes):
        for node in nodes:
            yield node
            for part in ("then", "other", "body"):
                yield from self.all_of(getattr(node, part, []))

    def all_statements(self):
        yield from self.all_of(self.body)
        for definition in self.used_definitions():
            yield from self.all_of(definition.body)

    def operations(self):
        bodies = [self.body] + [d.body for d in self.used_definitions()]
        return sum(node.operations() for body in bodies for node in body)
