#!/usr/bin/env python3
"""How many instructions the analysis adds to the parse of public programs.

  test/bench/cost.py --sources FOLDER [--headers FOLDER] [--tool SHAPE_TIDY]
                     [--jobs N] [PROGRAM...]

A PROGRAM is OWNER/NAME/PATH, a file of a repository of test/corpus/repositories.json;
without one a sample is measured, some for each library. The folders are those of
test/corpus/corpus.py. Nothing is precompiled: the parse is the one a compiler does.

Prints for each program the instructions of the analysis, of everything else (the
parse), and how much the first adds to the second in percent. Exit code 1 if the
analysis adds more than BUDGET percent to all of them together.
"""
import argparse
import concurrent.futures
import json
import os
import sys

import counting

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "test", "corpus"))

import corpus  # pylint: disable=wrong-import-position,import-error

BUDGET = 5.0
SAMPLE = [
    "pytorch/examples/cpp/mnist/mnist.cpp",
    "prabhuomkar/pytorch-cpp/tutorials/intermediate/language_model/src/main.cpp",
    "rusty1s/pytorch_scatter/csrc/scatter.cpp",
    "facebookresearch/pytorch3d/pytorch3d/csrc/ball_query/ball_query_cpu.cpp",
    "yixuan/MiniDNN/tutorials/test1/test1.cpp",
    "strasdat/Sophus/test/core/test_se3.cpp",
    "yixuan/spectra/test/SymEigs.cpp",
    "autodiff/autodiff/examples/forward/example-forward-gradient-derivatives-using-eigen.cpp",
    "xtensor-stack/xtensor/test/test_xview_semantic.cpp",
    "higra/Higra/test/cpp/algo/test_tree.cpp",
    "kokkos/mdspan/tests/test_mdspan_ctors.cpp",
    "mlpack/ensmallen/tests/adam_test.cpp",
    "3MAH/simcoon/src/Continuum_mechanics/Functions/transfer.cpp",
    "oreillymedia/Learning-OpenCV-3_examples/example_11-01.cpp",
    "BingqiangZhou/LearningOpenCV/CPP/day042.cpp",
]


def place_of(program, repositories, libraries, options):
    """The folder of the program's repository, its path, and its flags."""
    for repository in repositories:
        if program.startswith(repository["name"] + "/"):
            path = os.path.join(options.sources, program)
            return (os.path.join(options.sources, repository["name"]), path,
                    corpus.flags_of(repository, path, libraries, options))
    sys.exit(f"{program}: of no repository of repositories.json")


def measure(program, listed, plugin, symbol, options):
    """Instructions of the analysis, and of everything else."""
    folder, path, flags = place_of(program, listed["repositories"], listed["libraries"],
                                   options)
    total, analysis, _ = counting.count(
        plugin, [options.tool, "--quiet", "--checks=-*,shape-*", "--config={}", path, "--",
                 *flags, "-w"], folder, symbol)
    return analysis, total - analysis


def show(name, analysis, parse):
    print(f"{name:88}{analysis / 1e6:12,.0f}{parse / 1e6:12,.0f}"
          f"{100 * analysis / parse:8.1f} %", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="*", default=SAMPLE)
    parser.add_argument("--sources", required=True, type=os.path.abspath)
    parser.add_argument("--headers", default="/")
    parser.add_argument("--tool", default=os.path.join(ROOT, "build", "bin", "shape-tidy"))
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    with open(os.path.join(ROOT, "test", "corpus", "repositories.json"),
              encoding="utf-8") as file:
        listed = json.load(file)
    symbol = counting.symbol_of(options.tool, counting.ANALYSIS)
    print(f"{'million instructions':88}{'analysis':>12}{'parse':>12}{'adds':>10}")
    together = [0, 0]
    with counting.plugin() as plugin, concurrent.futures.ThreadPoolExecutor(
            options.jobs) as pool:
        counted = pool.map(
            lambda program: measure(program, listed, plugin, symbol, options),
            options.programs)
        for program, (analysis, parse) in zip(options.programs, counted):
            show(program, analysis, parse)
            together = [together[0] + analysis, together[1] + parse]
    show("together", *together)
    return int(100 * together[0] > BUDGET * together[1])


if __name__ == "__main__":
    sys.exit(main())
