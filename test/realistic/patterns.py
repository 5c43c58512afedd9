#!/usr/bin/env python3
"""Known mistakes as small programs, asked of the tool and of the library.

  patterns.py --shape-tidy build/bin/shape-tidy --work DIR [--library libtorch|eigen]

Each file of patterns/ has two functions, wrong() and right(). All files of one
library become one translation unit, so that its headers are read once:

* shape-tidy reports exactly the CHECK-MESSAGES of the file;
* when run, wrong() throws, unless the file says `Runs through`, and right()
  does not;
* docs/patterns.md has a row for the file.
"""
import argparse
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EIGEN = """#include <exception>
#include <stdexcept>
static void failed(const char *what) {
  if (std::uncaught_exceptions() == 0) throw std::runtime_error(what);
}
#define eigen_assert(x) do { if (!(x)) failed(#x); } while (false)
"""
LIBRARIES = {
    "libtorch": ("#include <torch/torch.h>", "", ["-isystem", "/usr/include/torch/csrc/api/include"],
                 ["-ltorch", "-ltorch_cpu", "-lc10"]),
    "eigen": ("#include <Eigen/Dense>", EIGEN, ["-isystem", "/usr/include/eigen3"], []),
}
CHECKS = "-*,shape-*,shape-silent-broadcast"
FLAGS = ["-std=c++17", "-w", "-I", os.path.join(ROOT, "annotations", "include")]
EXPECTED = re.compile(r"// CHECK-MESSAGES: :\[\[@LINE-(\d+)\]\]:(\d+): (.*)$")
FINDING = re.compile(r"[^ ]*:(\d+):(\d+): ((?:warning|error|remark): .*)$")
MAIN = """
#include <cstdio>
static bool throws(void (*run)()) {
  try { run(); } catch (const std::exception &) { return true; }
  return false;
}
int main() {
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def expectations(path):
    found = set()
    for number, line in enumerate(read(path), 1):
        match = EXPECTED.search(line)
        if match:
            found.add((number - int(match[1]), int(match[2]), match[3]))
    return found


def write_unit(library, files, unit):
    """One program of all files; gives the file and line of each of its lines."""
    include, before, _, _ = LIBRARIES[library]
    head = [*before.splitlines(), include, '#include "shape/shape.h"']
    lines, origin = head, [None] * len(head)
    for path in files:
        for number, line in enumerate(read(path), 1):
            lines.append("" if line.startswith("#include") else line)
            origin.append((path, number))
    tail = MAIN.splitlines()
    for path in files:
        name = os.path.basename(path)[:-4]
        tail.append(f'  std::printf("{name} %d %d\\n", throws({name}::wrong), throws({name}::right));')
    with open(unit, "w", encoding="utf-8") as out:
        out.write("\n".join(lines + tail + ["}"]) + "\n")
    return origin


def ask(args, library, unit, origin):
    done = subprocess.run([args.shape_tidy, f"--checks={CHECKS}", unit, "--", *FLAGS, *LIBRARIES[library][2]],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1) or " error: " in done.stdout:
        sys.exit(f"exit {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    found = {}
    for line, column, text in (m.groups() for m in map(FINDING.match, done.stdout.splitlines()) if m):
        path, number = origin[int(line) - 1] or (unit, int(line))
        found.setdefault(path, set()).add((number, int(column), text))
    return found


def run(args, library, unit):
    _, _, includes, libraries = LIBRARIES[library]
    program = unit + ".exe"
    subprocess.run([args.clangxx, *FLAGS, *includes, "-O0", unit, "-o", program, *libraries], check=True)
    done = subprocess.run([program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True,
                          env={**os.environ, "OMP_NUM_THREADS": "1"})
    return {name: (wrong == "1", right == "1") for name, wrong, right in map(str.split, done.stdout.splitlines())}


def problems(files, found, threw, page):
    for path in files:
        name, expected = os.path.basename(path)[:-4], expectations(path)
        for line, column, text in sorted(expected - found.get(path, set())):
            yield f"{path}:{line}: not reported: {column}: {text}"
        for line, column, text in sorted(found.get(path, set()) - expected):
            yield f"{path}:{line}: not expected: {column}: {text}"
        runs_through = any("Runs through" in line for line in read(path))
        if threw[name] != (not runs_through, False):
            yield f"{path}: wrong() and right() throw: {threw[name]}"
        if f"`{name}`" not in page:
            yield f"{path}: has no row in docs/patterns.md"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--clangxx", default="/usr/lib/llvm-22/bin/clang++")
    parser.add_argument("--work", required=True)
    parser.add_argument("--library", choices=LIBRARIES)
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    with open(os.path.join(ROOT, "docs", "patterns.md"), encoding="utf-8") as file:
        page = file.read()
    wrong, count, reported = [], 0, 0
    for library in [args.library] if args.library else LIBRARIES:
        include = LIBRARIES[library][0]
        files = [p for p in sorted(glob.glob(os.path.join(HERE, "patterns", "*.cpp"))) if include in read(p)]
        unit = os.path.join(args.work, library + ".cpp")
        origin = write_unit(library, files, unit)
        found = ask(args, library, unit, origin)
        wrong += problems(files, found, run(args, library, unit), page)
        count += len(files)
        reported += sum(bool(expectations(path)) for path in files)
    for text in wrong:
        print(text)
    print(f"{count} patterns, {reported} reported, {count - reported} not seen, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
