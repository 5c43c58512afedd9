#!/usr/bin/env python3
"""Random trees, structures and annotations, and what jaxtyping says of them.

  random_trees.py --oracle PROGRAM [--count N] [--seed N] > random_tree_cases.json
  random_trees.py --oracle PROGRAM --inner --count 6000 --seed 5 > random_inner_tree_cases.json

PROGRAM reads contexts, one JSON object a line, in the encoding of
jaxtyping_cases.json, and answers each with a line {"result": ..., "at": ...}. Its
answers are committed next to this file, so that the tests need neither it nor
jaxtyping; test/unit/annotations/TreeConformanceTest.cpp compares.

With --inner, leaf types have trees in them, by themselves or as parts, with and
without structures. There jaxtyping forgets something: behind the inner tree it
tests parts in full while it still looks for leaves, knows no leaf that `?` belongs
to, and loses the structure that the outer tree binds if an inner one did not fit.
Contexts in which that makes a difference are those for which a second oracle,
--nested, which puts all three back, answers otherwise; its answer is recorded as
"nested". Either answer will do.

Left out is what differs deliberately: an ellipsis at both ends, a list of numbers
where arrays are asked for (it may be one in C++), and what only Python has.
"""
import argparse
import json
import random
import shlex
import subprocess

AXES = ["n", "m", "?n", "_", "3", "#n", "#?n"]
ROWS = ["...", "*b", "*?b", "#*b"]
STRUCTURES = ["T", "T", "T", "S", "S T", "T S", "T ...", "... T", "... S T", "T T", "..."]


class Maker:
    def __init__(self, seed, inner):
        self.random = random.Random(seed)
        self.inner = inner

    def pick(self, choices):
        return self.random.choice(choices)

    def chance(self, part):
        return self.random.random() < part

    # -- annotations ----------------------------------------------------------

    def array(self):
        tokens = [self.pick(AXES) for _ in range(self.random.randrange(3))]
        if self.chance(0.25):
            tokens.insert(self.random.randrange(len(tokens) + 1), self.pick(ROWS))
        node = {"ann": " ".join(tokens)}
        if self.chance(0.4):
            node["class"] = self.pick(["Float", "Int", "Shaped"])
        return node

    def leaf(self, depth=0, inside=False):
        if self.inner and depth < 3 and self.chance(0.3):
            return self.inner_tree(depth)
        roll = self.random.random()
        if roll < 0.35:
            return self.pick(["int", "str", "float", "any"])
        if roll < 0.7 or depth > 1:
            return self.array()
        if roll < 0.8:
            return {"union": [self.leaf(2), self.pick(["None", "str"])]}
        if roll < 0.9:
            return {"tuple": [self.leaf(depth + 1), self.leaf(depth + 1)]}
        if roll < 0.95 or inside or depth > 0:
            return {"list": self.leaf(depth + 1)}
        return {"pytree": self.leaf(1, inside=True)}

    def inner_tree(self, depth):
        node = {"pytree": self.leaf(depth + 1, inside=True)}
        if self.chance(0.25):
            node["struct"] = self.pick(["T", "S", "U", "T ..."])
        return node

    def annotation(self, bound):
        """Compositions are mostly of names that are bound."""
        node = {"pytree": self.leaf()}
        if self.chance(0.05):
            return {"pytree": "bare"}
        if self.chance(0.85):
            text = self.pick(STRUCTURES)
            if not set(text.split()) <= bound | {"..."} and self.chance(0.97):
                text = self.pick("TTS")
            node["struct"] = text
            bound.update([text] if text.isidentifier() else [])
        return node

    # -- values ---------------------------------------------------------------

    def atom(self, wanted):
        """A value that probably has the type."""
        if not isinstance(wanted, str) and self.chance(0.1):
            wanted = "str"
        if isinstance(wanted, dict) and "union" in wanted:
            return self.atom(self.pick(wanted["union"]))
        if isinstance(wanted, dict) and "tuple" in wanted:
            return {"tuple": [self.atom(part) for part in wanted["tuple"]]}
        if isinstance(wanted, dict) and "list" in wanted:
            return {"list": [self.atom(wanted["list"]) for _ in range(self.random.randrange(3))]}
        if isinstance(wanted, dict) and "pytree" in wanted:
            return (self.fill(self.structure(1), wanted["pytree"])
                    if self.inner and self.chance(0.6) else self.atom(wanted["pytree"]))
        if isinstance(wanted, dict):
            return self.array_value(wanted)
        return {"int": {"py": 1}, "str": {"py": "x"}, "float": {"py": 1.5},
                "None": {"none": True}}.get(wanted) or self.pick(
                    [{"py": 2}, {"py": "y"}, {"shape": [2]}])

    def array_value(self, wanted):
        tokens = wanted["ann"].split()
        shape = []
        for token in tokens:
            if "*" in token or token == "...":
                shape += [self.pick([1, 2]) for _ in range(self.random.randrange(3))]
            else:
                shape.append(3 if token == "3" else self.pick([1, 2, 2, 3]))
        if self.chance(0.05):
            shape.append(2)
        if wanted.get("class") == "Int" or self.chance(0.05):
            return {"shape": shape, "dtype": "int32"}
        return {"shape": shape}

    def structure(self, depth=0):
        """A tree whose leaves are None; keys and kinds are few, so that two are
        often alike."""
        if depth > 2 or self.chance(0.3 + 0.25 * depth):
            return None
        kind = self.pick(["tuple", "tuple", "list", "dict"])
        count = self.pick([0, 1, 2, 2])
        below = [self.structure(depth + 1) for _ in range(count)]
        if kind == "dict":
            return (kind, dict(zip(self.random.sample("abc", count), below)))
        return (kind, below)

    def compose(self, outer, inner):
        if outer is None:
            return inner
        kind, below = outer
        if kind == "dict":
            return (kind, {key: self.compose(part, inner) for key, part in below.items()})
        return (kind, [self.compose(part, inner) for part in below])

    def fill(self, structure, leaf):
        if structure is None:
            return {"none": True} if self.chance(0.03) else self.atom(leaf)
        kind, below = structure
        if kind == "dict":
            return {"dict": {key: self.fill(part, leaf) for key, part in below.items()}}
        return {kind: [self.fill(part, leaf) for part in below]}

    def structure_for(self, text, known):
        """One that fits the string, mostly."""
        if self.chance(0.2) or text is None:
            return self.structure()
        pieces = [piece for piece in text.split() if piece != "..."]
        whole = None
        for piece in pieces:
            whole = self.compose(whole, known.setdefault(piece, self.structure()))
        if text.startswith("..."):
            return self.compose(self.structure(1), whole)
        if text.endswith("..."):
            return self.compose(whole, self.structure(1))
        return whole

    def context(self):
        known, bound, items = {}, set(), []
        for _ in range(self.pick([1, 2, 2, 3, 3, 4])):
            node = self.annotation(bound)
            leaf = "any" if node["pytree"] == "bare" else node["pytree"]
            structure = self.structure_for(node.get("struct"), known)
            items.append({"type": node, "value": self.fill(structure, leaf)})
        return {"context": items}


def ask(oracle, contexts):
    """The answers, which may be those of a program with arguments."""
    done = subprocess.run(shlex.split(oracle), text=True, check=True, stdout=subprocess.PIPE,
                          input="".join(json.dumps(one) + "\n" for one in contexts))
    return [json.loads(line) for line in done.stdout.splitlines()]


def outcome(answer):
    return {"expect": answer["result"], **{key: answer[key] for key in ("at", "code") if key in answer}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--oracle", required=True)
    parser.add_argument("--nested")
    parser.add_argument("--inner", action="store_true")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    maker = Maker(options.seed, options.inner)
    contexts = [maker.context() for _ in range(options.count)]
    answers = ask(options.oracle, contexts)
    others = ask(options.nested, contexts) if options.nested else answers
    rows = []
    for context, answer, other in zip(contexts, answers, others, strict=True):
        row = {"context": context["context"], **outcome(answer)}
        if outcome(other) != outcome(answer):
            row["nested"] = outcome(other)
        rows.append(json.dumps(row, separators=(",", ":")))
    print('{"cases":[\n' + ",\n".join(rows) + "\n]}")


if __name__ == "__main__":
    main()
