#!/usr/bin/env python3
"""include_orders.py COMPILER INCLUDE

Each header of the users' compiles alone, and in front of and behind each of the
others. Headers of libraries are left out: the tests of their traits have them.
"""
import itertools
import os
import subprocess
import sys

LIBRARIES = {"torch.h", "eigen.h", "xtensor.h", "opencv.h", "armadillo.h"}


def main():
    compiler, include = sys.argv[1:]
    folder = os.path.join(include, "shape")
    public = sorted(name for name in os.listdir(folder)
                    if name.endswith(".h") and name not in LIBRARIES)
    inner = [f"tree/{name}" for name in sorted(os.listdir(os.path.join(folder, "tree")))
             if name not in ("for_each_field.h", "definition_text.h")]
    orders = [(name,) for name in public + inner]
    orders += itertools.permutations(["shape.h", "tree.h", "callback.h"])
    failed = False
    for order in orders:
        text = "".join(f'#include "shape/{name}"\n' for name in order)
        result = subprocess.run(
            [compiler, "-std=c++17", "-Wall", "-Wextra", "-Werror", "-I", include,
             "-fsyntax-only", "-x", "c++", "-"], input=text, text=True)
        failed |= result.returncode != 0
    print(f"{len(orders)} orders")
    return failed


sys.exit(main())
