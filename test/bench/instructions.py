#!/usr/bin/env python3
"""instructions.py CLANG_TIDY MODULE PROGRAM [-- COMPILER FLAGS]

How many instructions the shape checks add to a whole run of clang-tidy, compared
with the same binary and one trivial check. Instructions, not seconds: the count
is the same on a busy machine. valgrind counts them, a few minutes for a program
that includes libtorch, so both runs go at once.

Prints both counts and the ratio; exit code 1 if it is above the budget.
"""
import re
import subprocess
import sys

BUDGET = 1.02
# Registers nothing for C++, so all that remains is the parse and the traversal.
TRIVIAL = "objc-dealloc-in-category"
COUNT = re.compile(r"Total instructions: (\d+)")


def start(clang_tidy, arguments, program, flags):
    # exp-bbv is the tool of valgrind's that counts and does nothing else.
    command = ["valgrind", "--tool=exp-bbv", "--instr-count-only=yes",
               "--bb-out-file=/dev/null", clang_tidy, *arguments, program, "--", *flags]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def count(process):
    output = process.communicate()[0]
    counts = [int(number) for number in COUNT.findall(output)]
    if not counts or "error:" in output:
        sys.exit(output)
    return sum(counts), output


def main():
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    clang_tidy, module, program = sys.argv[1:split]
    flags = sys.argv[split + 1:]
    load = f"-load={module}"
    shape = start(clang_tidy, [load, "-checks=-*,shape-*"], program, flags)
    trivial = start(clang_tidy, [f"-checks=-*,{TRIVIAL}"], program, flags)
    with_shape, output = count(shape)
    without, _ = count(trivial)
    ratio = with_shape / without
    print(output.split("==", 1)[0], end="")
    print(f"{TRIVIAL}: {without:,} instructions")
    print(f"shape-*: {with_shape:,} instructions")
    print(f"ratio {ratio:.4f}, budget {BUDGET}")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
