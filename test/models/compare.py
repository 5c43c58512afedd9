#!/usr/bin/env python3
"""Holds a library's model against the library itself.

  compare.py libtorch --shape-tidy build/bin/shape-tidy --work DIR

Writes one program with a function for each of many random calls, runs it (which
sizes, which dtype, or a throw), runs shape-tidy on it, and compares call by call:

  throws                   must be reported
  succeeds                 must not be reported, and
  sizes and dtype said     must be those observed; `?` says nothing

shape-tidy counts which row answers which call: each must answer at least
--cases of them, or be in EXEMPT.
"""
import argparse
import collections
import importlib
import itertools
import json
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODULES = {"libtorch": "torch_cases", "eigen": "eigen_cases", "xtensor": "xtensor_cases", "mdspan": "mdspan_cases",
           "libtorch-more": "torch_more_cases", "eigen-more": "eigen_more_cases", "buffers": "buffers_cases",
           "armadillo": "armadillo_cases", "opencv": "opencv_cases", "blas": "blas_cases"}
MODELS = {"libtorch": ["libtorch.json", "libtorch-nn.json"], "eigen": ["eigen.json"], "xtensor": ["xtensor.json"],
          "mdspan": ["mdspan.json", "linalg.json"], "libtorch-more": ["libtorch-more.json"],
          "eigen-more": ["eigen-more.json"], "buffers": ["buffers.json"], "armadillo": ["armadillo.json"],
          "opencv": ["opencv.json"], "blas": ["blas.json"]}

MAIN = ["int main() {", "  int index = 0;", "  for (auto call : calls) {",
        "    try { call(); } catch (const std::exception &) { std::printf(\"%d throws\\n\", index); }",
        "    ++index;", "  }", "}"]
# A call that ends its process counts as one that throws.
MAIN_ISOLATED = ["#include <sys/wait.h>", "#include <unistd.h>", "int main() {", "  int index = 0;", "  for (auto call : calls) {",
                 "    if (fork() == 0) {", "      try { call(); } catch (const std::exception &) { _exit(1); }",
                 "      std::fflush(stdout);", "      _exit(0);", "    }", "    int status = 0;", "    wait(&status);",
                 "    if (status != 0) { std::printf(\"%d throws\\n\", index); std::fflush(stdout); }", "    ++index;", "  }", "}"]

Call = collections.namedtuple("Call", "text first last")


def standard(cases):
    return "-std=" + getattr(cases, "STANDARD", "c++17")


def expand(pattern):
    """a{b,c}d is abd and acd."""
    parts = re.split(r"\{([^{}]*)\}", pattern)
    choices = [p.split(",") if i % 2 else [p] for i, p in enumerate(parts)]
    return ["".join(one) for one in itertools.product(*choices)]


def write_program(cases, args, path):
    """One function for each call; gives the lines of each."""
    lines = cases.PREAMBLE.splitlines() + [""]
    calls = []
    for index, generator in enumerate(cases.CASES):
        r = random.Random(f"{args.seed} {index}")
        for _ in range(args.calls):
            arrays, call = generator(r)
            if args.only and args.only not in str((arrays, call)):
                continue
            statement, expression = call if isinstance(call, tuple) else (None, call)
            first = len(lines) + 1
            lines.append(f"static void call{len(calls)}() {{")
            lines += [f"  auto {name} = {value};" for name, value in arrays.items()]
            lines += [f"  {statement};"] if statement else []
            lines += [f"  auto result = {expression};", "  (void)shape::reveal(result);",
                      f"  show({len(calls)}, result);", "}"]
            calls.append(Call("  ".join([f"{n} = {v};" for n, v in arrays.items()] + [statement or expression]),
                              first, len(lines)))
    lines += ["static void (*const calls[])() = {"] + [f"  call{i}," for i in range(len(calls))] + ["};"]
    lines += MAIN_ISOLATED if getattr(cases, "ISOLATED", False) else MAIN
    with open(path, "w") as out:
        out.write("\n".join(lines) + "\n")
    return calls


def observe(cases, args, source):
    program = os.path.join(args.work, args.library)
    launcher = ["ccache"] if args.ccache else []
    subprocess.run(launcher + [args.clangxx, standard(cases), "-w", "-O0", "-c", source, "-o", program + ".o", *cases.INCLUDES,
                               "-I", os.path.join(ROOT, "annotations/include")], check=True)
    subprocess.run([args.clangxx, program + ".o", "-o", program, *cases.LIBRARIES], check=True)
    done = subprocess.run([program], check=True, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1", **getattr(cases, "ENVIRONMENT", {})})
    # Libraries may print words of their own.
    said = (re.match(r"(\d+) (.*)", line) for line in done.stdout.splitlines())
    return {int(line.group(1)): line.group(2) for line in said if line}


def predict(cases, args, source, calls):
    figures = os.path.join(args.work, args.library + ".json")
    done = subprocess.run([args.shape_tidy, "-checks=-*,shape-*", f"--export-coverage={figures}", source, "--", standard(cases), "-w", *cases.INCLUDES,
                           "-I", os.path.join(ROOT, "annotations/include")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"shape-tidy exits {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    by_line = {line: i for i, call in enumerate(calls) for line in range(call.first, call.last + 1)}
    findings, revealed = collections.defaultdict(list), {}
    for line, kind, text in re.findall(r":(\d+):\d+: (warning|remark|error): (.*)", done.stdout):
        index = by_line.get(int(line))
        if "[shape-reveal]" in text:
            said = re.search(r"is (.*?) \[shape-reveal\]", text)
            revealed[index] = said.group(1) if said else "?"
        else:
            findings[index].append(text)
    with open(figures) as text:
        return findings, revealed, json.load(text)["rows"]


def agrees(said, seen):
    """None where nothing is said; else whether what is said is so."""
    array = re.match(r"\((.*?)\)\s*(.*)$", said)
    real = re.match(r"\((.*?)\)\s*(.*)$", seen)
    if not real:
        return None if not re.fullmatch(r"-?\d+", said) or seen == "ok" else said == seen
    if not array:
        return None
    sizes, observed = ([p for p in m.group(1).split(", ") if p] for m in (array, real))
    if any(not re.fullmatch(r"-?\d+", s) for s in sizes):
        known = [s for s in sizes if re.fullmatch(r"\d+", s)]
        if len(sizes) == len(observed) and not any("..." in s for s in sizes):
            return None if all(s == o or not s.isdigit() for s, o in zip(sizes, observed)) else False
        return None if len(known) <= len(observed) else False
    return sizes == observed and (not array.group(2) or not real.group(2) or array.group(2) == real.group(2))


def rows_of(library):
    """`model:line` and the names of each row. A row begins where its brace is."""
    rows = {}
    for model in MODELS[library]:
        path = os.path.join(ROOT, "checks/models", model)
        with open(path) as text:
            lines = text.read().split("\n")
        starts = [i for i, line in enumerate(lines, 1) if line.startswith("    {")]
        first = next(i for i, line in enumerate(lines, 1) if '"functions"' in line)
        with open(path) as text:
            functions = json.load(text)["functions"]
        for line, row in zip([i for i in starts if i > first], functions):
            rows[f"{model[:-5]}:{line}"] = row["name"] if isinstance(row["name"], list) else [row["name"]]
    return rows


def uncovered(cases, library, used, least):
    exempt = {name for names in cases.EXEMPT for name in names.split()}
    missing = []
    for row, names in rows_of(library).items():
        last = {full.rsplit("::", 1)[-1] for name in names for full in expand(name)}
        if used.get(row, 0) < least and not last & exempt:
            missing.append(f"{row}: {used.get(row, 0)} calls of {', '.join(sorted(last))[:80]}")
    return missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", choices=MODULES)
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--clangxx", default="clang++")
    parser.add_argument("--ccache", action="store_true")
    parser.add_argument("--work", required=True)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--calls", type=int, default=20, help="of each generator")
    parser.add_argument("--only", help="generators whose calls contain this text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--known", type=float, default=0.9, help="share of the calls that succeed whose sizes must all be said")
    args = parser.parse_args()
    cases = importlib.import_module(MODULES[args.library])
    os.makedirs(args.work, exist_ok=True)
    source = os.path.join(args.work, args.library + ".cpp")
    calls = write_program(cases, args, source)
    seen = observe(cases, args, source)
    findings, revealed, used = predict(cases, args, source, calls)
    wrong, count = [], collections.Counter()
    for index, call in enumerate(calls):
        real, found = seen.get(index, "ok"), findings.get(index, [])
        said = revealed.get(index, "?")
        if real == "throws":
            count["throws"] += 1
            if not found:
                wrong.append(f"missed: {call.text}  said {said}")
        elif found:
            wrong.append(f"false alarm: {call.text}  is {real}; {found[0]}")
        else:
            answer = agrees(said, real)
            if real != "ok":  # a C++ number: nothing to compare
                count["known" if answer else "open" if answer is None else "other"] += 1
            if answer is False:
                wrong.append(f"differs: {call.text}  is {real}, said {said}")
    for text in wrong:
        print(text)
    missing = [] if args.only else uncovered(cases, args.library, used, args.cases)
    for row in missing:
        print(f"row with too few calls: {row}")
    rows = rows_of(args.library)
    print(f"{args.library}: {len(rows)} rows, {len(calls)} calls, {len(calls) - len(wrong)} agreements, "
          f"{len(wrong)} disagreements; {count['throws']} throw, {count['known']} sizes said, {count['open']} open; "
          f"{len(missing)} rows with too few calls")
    silent = count["known"] < args.known * (count["known"] + count["open"])
    return 1 if wrong or missing or silent else 0


if __name__ == "__main__":
    sys.exit(main())
