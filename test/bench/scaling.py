#!/usr/bin/env python3
"""scaling.py SHAPE_TIDY CLANG [KIND...] [--scale FACTOR] [-- COMPILER FLAGS]

How the time of a whole run grows with the program: generates programs of sizes
n, 2n, 4n and 8n, runs shape-tidy on each, and subtracts what the compiler CLANG of
the same version takes to check the syntax. Prints seconds of processor time and, for
each step, by which factor they grew: 2 is linear, 4 is quadratic.

Kinds: lines (one long function), calls (in a row), branches (nested), cases (of
one switch), joins (branches one after the other), loops, handlers (try blocks in
a row), pushes (onto one list).
"""
import os
import resource
import subprocess
import sys
import tempfile

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


KINDS = {"lines": (lines, 500), "calls": (calls, 1250), "branches": (branches, 60),
         "cases": (cases, 50), "joins": (joins, 100), "loops": (loops, 100),
         "handlers": (handlers, 100), "pushes": (pushes, 500)}


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1 or "error:" in done.stdout:
        sys.exit(f"{' '.join(command)}\n{done.stdout[:2000]}")
    return after.ru_utime - before.ru_utime


def measure(tool, clang, kind, size, flags):
    generate = KINDS[kind][0]
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, f"{kind}.cpp")
        with open(program, "w", encoding="utf-8") as file:
            file.write(PRELUDE + generate(size))
        flags = [f"-I{ROOT}/annotations/include", f"-isystem{ROOT}/test/mocks",
                 "-fbracket-depth=100000", "-Wno-everything", *flags]
        whole = min(seconds([tool, "-checks=-*,shape-*", program, "--", *flags])
                    for _ in range(2))
        parse = min(seconds([clang, "-fsyntax-only", program, *flags]) for _ in range(2))
        return max(whole - parse, 0.0), parse


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--") if "--" in arguments else len(arguments)
    flags, arguments = arguments[split + 1:], arguments[:split]
    scale = 1.0
    if "--scale" in arguments:
        at = arguments.index("--scale")
        scale = float(arguments[at + 1])
        del arguments[at:at + 2]
    tool, clang, kinds = arguments[0], arguments[1], arguments[2:] or list(KINDS)
    print(f"{'kind':10}{'size':>8}{'parse s':>10}{'shape s':>10}{'factor':>8}")
    for kind in kinds:
        last = None
        for step in range(4):
            size = int(KINDS[kind][1] * scale) << step
            own, parse = measure(tool, clang, kind, size, flags)
            factor = f"{own / last:8.1f}" if last else ""
            print(f"{kind:10}{size:8}{parse:10.2f}{own:10.2f}{factor}", flush=True)
            last = own
    return 0


if __name__ == "__main__":
    sys.exit(main())
