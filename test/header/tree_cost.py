#!/usr/bin/env python3
"""tree_cost.py COMPILER OBJDUMP ROOT

Compiles test/bench/TreeBench.cpp and counts the instructions of each loop: what
tree_map becomes over a static struct may have 5 % more than the code by hand, at
most. Instructions, not seconds: they are the same on a busy machine.
"""
import re
import subprocess
import sys
import tempfile

BUDGET = 1.05
LABEL = re.compile(r"^[0-9a-f]+ <.*run<.*::(\w+), &.*::(byHand|byMap)\(.*>:$")


def count(objdump, path):
    text = subprocess.run([objdump, "-d", "-C", "--no-show-raw-insn", path],
                          check=True, capture_output=True, text=True).stdout
    counts, current = {}, None
    for line in text.splitlines():
        if line.endswith(">:"):
            label = LABEL.match(line)
            current = label.groups() if label else None
        elif current and line.strip():
            counts[current] = counts.get(current, 0) + 1
    return counts


def main():
    compiler, objdump, root = sys.argv[1:]
    with tempfile.NamedTemporaryFile(suffix=".o") as file:
        subprocess.run([compiler, "-std=c++17", "-O2", "-I", root, "-c", "-o",
                        file.name, f"{root}/test/bench/TreeBench.cpp"], check=True)
        counts = count(objdump, file.name)
    trees = sorted({tree for tree, _ in counts})
    failed = not trees
    for tree in trees:
        hand, mapped = counts[tree, "byHand"], counts[tree, "byMap"]
        print(f"{tree}: {hand} by hand, {mapped} by tree_map")
        failed |= mapped > hand * BUDGET
    return failed


sys.exit(main())
