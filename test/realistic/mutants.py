#!/usr/bin/env python3
"""The programs of this folder with one mistake each, asked of the tool.

  mutants.py --shape-tidy build/bin/shape-tidy --work DIR mutants/adam.txt...

Each file of mutants/ belongs to the program of its name and lists mistakes:

  # What a person did wrong.
  - a line of the program, which may be several in a row
    a line before, between or behind them, which is kept
  + what stands there instead
  ! 12: warning: what is found in the line above, at its column [shape-mismatch]
  @@
  - another place of the same mistake

Every mutant is analysed alone: it has the findings that the file says, in those
lines, and no other. Notes are not compared. What a program includes is parsed
once, for all of its mutants.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FLAGS = ["-std=c++17", "-I", os.path.join(ROOT, "annotations", "include"),
         "-isystem", "/usr/include/eigen3", "-isystem", "/usr/include/torch/csrc/api/include",
         "-isystem", "/usr/include/python3.11"]
FINDING = re.compile(r"(.*):(\d+):(\d+): ((?:warning|error): .*)$")
EXPECTED = re.compile(r"(\d+): (.*)$")


class Mutant:
    def __init__(self, title):
        self.title, self.hunks = title, [[]]


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def mutants_of(path):
    mutants = []
    for number, line in enumerate(read(path), 1):
        if line.startswith("# "):
            mutants.append(Mutant(line[2:]))
        elif line.startswith("@@"):
            mutants[-1].hunks.append([])
        elif line[:2] in ("- ", "+ ", "! ", "  "):
            mutants[-1].hunks[-1].append((line[0], line[2:]))
        elif line:
            sys.exit(f"{path}:{number}: no line of a mutant: {line}")
    return mutants


def place(hunk, program, title):
    old = [text for kind, text in hunk if kind in "- "]
    places = [i for i in range(len(program)) if program[i:i + len(old)] == old]
    if len(places) != 1:
        sys.exit(f"'{title}': stands {len(places)} times in the program: {old}")
    return places[0], len(old)


def mutate(mutant, program):
    """The program with the mistake, and what is to be found: (line, column, text)."""
    program, expected = list(program), set()
    rows = sorted(((*place(hunk, program, mutant.title), hunk) for hunk in mutant.hunks), key=lambda row: row[0])
    moved = 0
    for begin, length, hunk in rows:
        new = []
        for kind, text in hunk:
            if kind in "+ ":
                new.append(text)
            elif kind == "!":
                column, message = EXPECTED.match(text).groups()
                expected.add((begin + moved + len(new), int(column), message))
        program[begin + moved:begin + moved + length] = new
        moved += len(new) - length
    return program, expected


def write(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def parse_includes(args, name, program):
    header = os.path.join(args.work, name + ".h")
    write(header, [line for line in program if line.startswith("#include")])
    subprocess.run([args.clangxx, *FLAGS, "-x", "c++-header", header, "-o", header + ".pch"], check=True)
    return ["-include-pch", header + ".pch"]


def ask(args, program, path, included):
    write(path, program)
    done = subprocess.run([args.shape_tidy, "--checks=-*,shape-*", path, "--", *FLAGS, *included],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    found = {(int(match[2]), int(match[3]), match[4]) for match in map(FINDING.match, done.stdout.splitlines()) if match}
    if done.returncode not in (0, 1):
        found.add((0, 0, f"exit {done.returncode}: {done.stderr[-500:]}"))
    return found


def problems(args, name, index, mutant, program, included):
    changed, expected = mutate(mutant, program)
    path = os.path.join(args.work, f"{name}-{index}", name + ".cpp")
    found = ask(args, changed, path, included)
    for line, column, text in sorted(expected - found):
        yield f"{path}:{line}:{column}: '{mutant.title}': not reported: {text}"
    for line, column, text in sorted(found - expected):
        yield f"{path}:{line}:{column}: '{mutant.title}': not expected: {text}"
    if not expected:
        yield f"{path}: '{mutant.title}': says nothing that is to be found"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--clangxx", default="/usr/lib/llvm-22/bin/clang++")
    parser.add_argument("--work", required=True)
    parser.add_argument("--only", default="", help="mutants whose title has this text")
    parser.add_argument("lists", nargs="+")
    args = parser.parse_args()
    failed = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in args.lists:
            name = os.path.basename(path)[:-len(".txt")]
            program = read(os.path.join(HERE, name + ".cpp"))
            rows = [row for row in enumerate(mutants_of(path), 1) if args.only in row[1].title]
            included = parse_includes(args, name, program)
            wrong = list(pool.map(lambda row: list(problems(args, name, *row, program, included)), rows))
            for text in sum(wrong, []):
                print(text)
            failed |= any(wrong)
            print(f"{name}: {len(rows)} mistakes, {sum(not each for each in wrong)} found as expected", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
