#!/usr/bin/env python3
"""instructions.py CLANG_TIDY MODULE PROGRAM [-- COMPILER FLAGS]

How many instructions the shape checks add to a whole run of clang-tidy, compared
with the same binary and one trivial check.

Prints both counts and the ratio; exit code 1 if it is above the budget.
"""
import concurrent.futures
import sys

import counting

BUDGET = 1.02
# Registers nothing for C++, so all that remains is the parse and the traversal.
TRIVIAL = "objc-dealloc-in-category"


def main():
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    clang_tidy, module, program = sys.argv[1:split]
    flags = sys.argv[split + 1:]
    runs = ([f"-load={module}", "-checks=-*,shape-*"], [f"-checks=-*,{TRIVIAL}"])
    with counting.plugin() as plugin, concurrent.futures.ThreadPoolExecutor() as pool:
        shape, trivial = pool.map(
            lambda arguments: counting.count(
                plugin, [clang_tidy, *arguments, program, "--", *flags]), runs)
    ratio = shape[0] / trivial[0]
    print(shape[2], end="")
    print(f"{TRIVIAL}: {trivial[0]:,} instructions")
    print(f"shape-*: {shape[0]:,} instructions")
    print(f"ratio {ratio:.4f}, budget {BUDGET}")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
