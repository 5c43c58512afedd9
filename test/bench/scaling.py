#!/usr/bin/env python3
"""scaling.py SHAPE_TIDY [KIND...] [--scale FACTOR] [-- COMPILER FLAGS]

How the cost of the analysis grows with the program: generates programs of sizes n,
2n, 4n and 8n, runs shape-tidy on each, and counts the instructions of the analysis
and of everything else (the parse). Prints them in millions and, for each step, by
which factor those of the analysis grew: 2 is linear, 4 is quadratic.

Kinds: lines (one long function), calls (in a row), branches (nested), cases (of
one switch), joins (branches one after the other), loops, handlers (try blocks in
a row), pushes (onto one list).
"""
import os
import sys
import tempfile

import counting

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PRELUDE = """#include <shape/shape.h>
#include <torch.h>
using torch::Tensor;
bool more();
void unseen(Tensor &);
[[shape("b n")]] Tensor step([[shape("b n")]] Tensor x, [[shape("n n")]] Tensor w);
"""
HEAD = 'void f([[shape("b n")]] Tensor x, [[shape("n n")]] Tensor w, int k) {\n'


def lines(n):
    kinds = ["Tensor v{0} = step(x, w);", "int k{0} = k * {0} + 1;", "Tensor t{0} = x.t();",
             "if (more()) k += {0};", "Tensor z{0} = torch::zeros({{k{1}, {0}}});"]
    body = (kinds[i % 5].format(i, i - 3) for i in range(n))
    return HEAD + "\n".join(body) + "\n}\n"


def calls(n):
    return HEAD + "Tensor y = x;\n" + "y = step(y, w);\n" * n + "}\n"


def branches(n):
    tests = "".join(f"if (k > {i}) {{ Tensor v{i} = step(x, w);\n" for i in range(n))
    return HEAD + tests + "}" * n + "\n}\n"


def cases(n):
    body = "".join(f"case {i}: y = torch::zeros({{{i % 3}, 4}}); {'break;' if i % 2 else ''}\n"
                   for i in range(n))
    return HEAD + "Tensor y = x;\nswitch (k) {\n" + body + "}\n}\n"


def joins(n):
    body = "".join(f"Tensor v{i} = x; if (more()) v{i} = step(x, w); else unseen(v{i});\n"
                   for i in range(n))
    return HEAD + body + "}\n"


def loops(n):
    body = "".join(f"Tensor v{i} = x; for (int i = 0; i < k; ++i) v{i} = step(v{i}, w);\n"
                   for i in range(n))
    return HEAD + body + "}\n"


def handlers(n):
    body = "".join(f"Tensor v{i} = x; try {{ v{i} = step(x, w); }} catch (...) {{ unseen(v{i}); }}\n"
                   for i in range(n))
    return HEAD + body + "}\n"


def pushes(n):
    return HEAD + "std::vector<Tensor> v;\n" + "v.push_back(x);\n" * n + "}\n"


KINDS = {"lines": (lines, 500), "calls": (calls, 1250), "branches": (branches, 63),
         "cases": (cases, 50), "joins": (joins, 100), "loops": (loops, 100),
         "handlers": (handlers, 100), "pushes": (pushes, 500)}


def measure(plugin, symbol, tool, program, flags):
    """Instructions of the analysis, and of everything else."""
    total, analysis, _ = counting.count(
        plugin, [tool, "--quiet", "--checks=-*,shape-*", program, "--",
                 f"-I{ROOT}/annotations/include", f"-isystem{ROOT}/test/mocks",
                 "-fbracket-depth=100000", "-Wno-everything", *flags], function=symbol)
    return analysis, total - analysis


def show(kind, scale, measured):
    """A line for each size. MEASURED takes a program's path."""
    generate, smallest = KINDS[kind]
    last = None
    for step in range(4):
        size = int(smallest * scale) << step
        with tempfile.TemporaryDirectory() as folder:
            program = os.path.join(folder, f"{kind}.cpp")
            with open(program, "w", encoding="utf-8") as file:
                file.write(PRELUDE + generate(size))
            analysis, parse = measured(program)
        factor = f"{analysis / last:8.2f}" if last else ""
        print(f"{kind:10}{size:8}{parse / 1e6:10,.0f}{analysis / 1e6:10,.0f}{factor}",
              flush=True)
        last = analysis


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--") if "--" in arguments else len(arguments)
    flags, arguments = arguments[split + 1:], arguments[:split]
    scale = 1.0
    if "--scale" in arguments:
        at = arguments.index("--scale")
        scale = float(arguments[at + 1])
        del arguments[at:at + 2]
    tool, kinds = arguments[0], arguments[1:] or list(KINDS)
    symbol = counting.symbol_of(tool, counting.ANALYSIS)
    print(f"{'kind':10}{'size':>8}{'parse':>10}{'analysis':>10}{'factor':>8}")
    with counting.plugin() as plugin:
        for kind in kinds:
            show(kind, scale,
                 lambda program: measure(plugin, symbol, tool, program, flags))
    return 0


if __name__ == "__main__":
    sys.exit(main())
