#!/usr/bin/env python3
"""Tests the programs of docs/examples/.

usage: examples.py run      PROGRAM  --compiler CXX --include DIR --scratch DIR
       examples.py twin     PROGRAM
       examples.py findings PROGRAM  --include DIR --tool COMMAND [--tool ...]

run       compiles the program against the real library without a warning, runs
          it with its defaults and with other sizes; both must exit 0
twin      mutated/PROGRAM differs from PROGRAM only in lines marked
          `// expect: CHECK` (a mistake) or `// fine: why` (looks like one), and
          has at least 8 of the first and 2 of the second
findings  each tool is silent about the program, exit 0, and reports about the
          twin exactly one finding of the marked check on each marked line;
          all tools print the same
"""
import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys

TORCH = ["-isystem", "/usr/include/torch/csrc/api/include"]
EIGEN = ["-isystem", "/usr/include/eigen3"]
STANDARD = ["-std=c++17"]
OTHER_SIZES = {
    "transformer_block.cpp": ["3", "9"],
    "training_step.cpp": ["100", "80"],
    "kalman_filter.cpp": ["3", "150"],
    "least_squares.cpp": ["30", "5"],
}

MARK = re.compile(r"// (expect: (?P<check>shape-[a-z-]+)|fine: \S)")
FINDING = re.compile(r"(?P<file>[^:\n]+):(?P<line>\d+):\d+: "
                     r"(?:warning|error): .*\[(?P<check>shape-[a-z,-]+)\]$")


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def twin_of(path):
    folder, name = os.path.split(path)
    return os.path.join(folder, "mutated", name)


def uses_torch(path):
    return "#include <torch/torch.h>" in read_lines(path)


def library_flags(path):
    return TORCH if uses_torch(path) else EIGEN


def fail(text):
    sys.exit(text)


def call(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        fail(f"{shlex.join(command)}\nexit {result.returncode}\n"
             f"{result.stdout}{result.stderr}")
    return result.stdout


def precompiled(arguments, program):
    """A library takes longer to parse than a program to check, so all programs
    of one scratch folder share it."""
    name, header = (("torch", "torch/torch.h") if uses_torch(program) else
                    ("eigen", "Eigen/Dense"))
    target = os.path.join(arguments.scratch, name + ".pch")
    if not os.path.exists(target):
        text = os.path.join(arguments.scratch, name + ".h")
        with open(text, "w", encoding="utf-8") as file:
            file.write(f"#include <{header}>\n")
        call([arguments.compiler, *STANDARD, *library_flags(program), "-x",
              "c++-header", text, "-o", target])
    return ["-include-pch", target]


def run(arguments):
    program = arguments.program
    binary = os.path.join(arguments.scratch,
                          os.path.basename(program).removesuffix(".cpp"))
    os.makedirs(arguments.scratch, exist_ok=True)
    flags = STANDARD + library_flags(program)
    libraries = []
    if uses_torch(program):
        flags += precompiled(arguments, program)
        libraries = ["-ltorch", "-ltorch_cpu", "-lc10"]
    call([arguments.compiler, *flags, "-Wall", "-Wextra", "-Werror",
          "-I", arguments.include, program, "-o", binary, *libraries])
    for sizes in ([], OTHER_SIZES[os.path.basename(program)]):
        print(call([binary, *sizes]), end="")


def marks(lines):
    """Line number to check id, or to None for a line that is fine."""
    found = {}
    for number, line in enumerate(lines, 1):
        match = MARK.search(line)
        if match:
            found[number] = match["check"]
    return found


def body(lines):
    """Without the comment at the top of the file."""
    start = next(i for i, line in enumerate(lines) if line.startswith("#include"))
    return start, lines[start:]


def twin(arguments):
    start, changed = body(read_lines(twin_of(arguments.program)))
    _, original = body(read_lines(arguments.program))
    marked = marks(changed)
    matcher = difflib.SequenceMatcher(None, original, changed, autojunk=False)
    for kind, _, _, first, last in matcher.get_opcodes():
        for line in range(first, last) if kind != "equal" else ():
            if line + 1 not in marked:
                fail(f"line {start + line + 1} differs and is not marked:\n"
                     f"{changed[line]}")
    mistakes = sum(check is not None for check in marked.values())
    fine = len(marked) - mistakes
    print(f"{mistakes} mistakes, {fine} fine")
    if mistakes < 8 or fine < 2:
        fail("too few")


def ask(tool, path, include):
    """Exit code and output of one door."""
    command = [*shlex.split(tool), path, "--", *STANDARD, "-I", include,
               *library_flags(path)]
    result = subprocess.run(command, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)
    return result.returncode, result.stdout, result.stderr


def reported(text):
    return sorted((int(m["line"]), m["check"])
                  for m in map(FINDING.match, text.splitlines()) if m)


def findings(arguments):
    program, changed = arguments.program, twin_of(arguments.program)
    expected = sorted((line, check) for line, check
                      in marks(read_lines(changed)).items() if check)
    problems, outputs = [], []
    for tool in arguments.tool:
        code, text, errors = ask(tool, program, arguments.include)
        if code != 0 or reported(text):
            problems.append(f"{tool}: not silent about {program}, exit {code}\n"
                            f"{text}{errors}")
        code, text, errors = ask(tool, changed, arguments.include)
        outputs.append(text)
        got = reported(text)
        if got != expected:
            missed = [f"  missed  {line}: {check}" for line, check in expected
                      if (line, check) not in got]
            surplus = [f"  surplus {line}: {check}" for line, check in got
                       if got.count((line, check)) >
                       expected.count((line, check))]
            problems.append("\n".join([f"{tool}: {changed}", *missed, *surplus,
                                       text + errors]))
        else:
            print(f"{len(got)} findings where expected")
    if len(set(outputs)) > 1:
        problems.append("the tools print different text")
    if problems:
        fail("\n".join(problems))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["run", "twin", "findings"])
    parser.add_argument("program")
    parser.add_argument("--compiler")
    parser.add_argument("--include")
    parser.add_argument("--scratch")
    parser.add_argument("--tool", action="append", default=[])
    arguments = parser.parse_args()
    {"run": run, "twin": twin, "findings": findings}[arguments.mode](arguments)


if __name__ == "__main__":
    main()
