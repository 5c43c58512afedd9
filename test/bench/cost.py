#!/usr/bin/env python3
"""How many instructions the analysis adds to the parse of public programs.

  test/bench/cost.py --sources FOLDER --work FOLDER [--tool SHAPE_TIDY] [--hottest N]
                     [--whole] [--jobs N] [PROGRAM...]

A PROGRAM is OWNER/NAME/PATH, a file of a repository of test/corpus/repositories.json;
without one a sample is measured, one or two for each library. FOLDER and --work are
those of test/corpus/corpus.py.

Instructions, not seconds: the count is the same on a busy machine. callgrind of
valgrind counts them, a hundred times as slowly as the program runs, so the
libraries' headers are precompiled: parsing them makes the share smaller. With
--whole the instructions of everything else are those of a run that parses the
headers, too, as compilers do; exp-bbv, which can only count, is faster.

Prints for each program the instructions of the analysis, of everything else (the
parse), and how much the first adds to the second in percent; with --hottest also
the functions of the analysis that take most instructions themselves. Exit code 1
if the analysis adds more than BUDGET percent to all of them together.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "test", "corpus"))

import corpus  # pylint: disable=wrong-import-position,import-error

BUDGET = 5.0
SAMPLE = [
    "pytorch/examples/cpp/mnist/mnist.cpp",
    "rusty1s/pytorch_scatter/csrc/scatter.cpp",
    "yixuan/MiniDNN/tutorials/test1/test1.cpp",
    "strasdat/Sophus/test/core/test_se3.cpp",
    "xtensor-stack/xtensor/test/test_xview_semantic.cpp",
    "kokkos/mdspan/tests/test_mdspan_ctors.cpp",
    "mlpack/ensmallen/tests/adam_test.cpp",
    "oreillymedia/Learning-OpenCV-3_examples/example_11-01.cpp",
]
ENTRY = "shapetidy::analyzeTranslationUnit("
NAME = re.compile(r"^(?:fn|cfn)=\((\d+)\)(?: (.*))?$")


class Profile:
    """What callgrind wrote: instructions of functions, and of calls of ENTRY."""

    def __init__(self, path):
        self.total = self.analysis = 0
        self.own = collections.Counter()
        self.names = {}
        function = callee = None
        is_call = False
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                if match := NAME.match(line.rstrip("\n")):
                    number, name = match.groups()
                    if name:
                        self.names[number] = name
                    if line[0] == "f":
                        function = number
                    else:
                        callee = number
                elif line.startswith("calls="):
                    is_call = True
                elif line.startswith(("summary:", "totals:")):
                    self.total = int(line.split()[1])
                elif line[0].isdigit() or line[0] in "+-*":
                    cost = int(line.split()[1])
                    if not is_call:
                        self.own[function] += cost
                    elif self.names.get(callee, "").startswith(ENTRY):
                        self.analysis += cost
                    is_call = False

    def hottest(self, count):
        ours = ((cost, self.names.get(number, "")) for number, cost in self.own.items())
        return sorted(((cost, name) for cost, name in ours if "shapetidy::" in name),
                      reverse=True)[:count]


def place_of(program, repositories, libraries, options):
    """The folder of the program's repository, its path, and its flags: with the
    headers' parse, and without."""
    for repository in repositories:
        if program.startswith(repository["name"] + "/"):
            path = os.path.join(options.sources, program)
            flags = corpus.flags_of(repository, path, libraries, options)
            return (os.path.join(options.sources, repository["name"]), path, flags,
                    flags + corpus.precompiled(repository, libraries, options))
    sys.exit(f"{program}: of no repository of repositories.json")


def count(tool, folder, path, flags, options):
    """What valgrind's TOOL says about a run of shape-tidy."""
    done = subprocess.run(
        ["valgrind", *tool, options.tool, "--quiet", "--checks=-*,shape-*", "--config={}",
         path, "--", *flags, "-w"],
        cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode > 1 or "error:" in done.stdout:
        sys.exit(f"{path}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout + done.stderr


def measure(program, repositories, libraries, options):
    folder, path, whole, precompiled = place_of(program, repositories, libraries, options)
    output = os.path.join(options.work, "callgrind." + re.sub(r"\W", "-", program))
    count(["--tool=callgrind", "--callgrind-out-file=" + output], folder, path, precompiled,
          options)
    profile = Profile(output)
    os.remove(output)
    if options.whole:
        said = count(["--tool=exp-bbv", "--instr-count-only=yes", "--bb-out-file=/dev/null"],
                     folder, path, whole, options)
        profile.total = int(re.search(r"Total instructions: (\d+)", said).group(1))
    return profile


def show(name, analysis, parse):
    print(f"{name:72}{analysis / 1e6:12,.0f}{parse / 1e6:12,.0f}"
          f"{100 * analysis / parse:8.1f} %", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="*", default=SAMPLE)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--headers", default="/")
    parser.add_argument("--work", required=True)
    parser.add_argument("--tool", default=os.path.join(ROOT, "build", "bin", "shape-tidy"))
    parser.add_argument("--clang", default="clang++-22")
    parser.add_argument("--hottest", type=int, default=0)
    parser.add_argument("--whole", action="store_true", help="parse the libraries' headers, too")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    options.precompiled = True
    with open(os.path.join(ROOT, "test", "corpus", "repositories.json"),
              encoding="utf-8") as file:
        listed = json.load(file)
    print(f"{'million instructions':72}{'analysis':>12}{'parse':>12}{'adds':>10}")
    analysis = parse = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        profiles = pool.map(lambda program: measure(program, listed["repositories"],
                                                    listed["libraries"], options), options.programs)
        for program, profile in zip(options.programs, profiles):
            show(program, profile.analysis, profile.total - profile.analysis)
            for cost, name in profile.hottest(options.hottest):
                print(f"  {100 * cost / max(profile.analysis, 1):5.1f} %  {name[:100]}")
            analysis += profile.analysis
            parse += profile.total - profile.analysis
    show("together", analysis, parse)
    return int(100 * analysis > BUDGET * parse)


if __name__ == "__main__":
    sys.exit(main())
