#!/usr/bin/env python3
"""demo.py SHAPE_TIDY: the checks on the programs of docs/examples/.

Each program is right and has a twin in docs/examples/mutated/ with mistakes in
it. Shows what shape-tidy says about the twins, then a table. Exit code 1 if a
right program is not clean or a twin is not found out.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXAMPLES = os.path.join(ROOT, "docs", "examples")
FLAGS = ["-std=c++17", "-I", os.path.join(ROOT, "annotations", "include"),
         "-isystem", "/usr/include/eigen3",
         "-isystem", "/usr/include/torch/csrc/api/include"]
FINDING = re.compile(r"^\S.*: (?:warning|error): .*\[shape-[a-z,-]+\]$", re.MULTILINE)
EXPECTED = re.compile(r"// expect: shape-")


def check(shape_tidy, path):
    command = [shape_tidy, "--quiet", "--checks=-*,shape-*"]
    if sys.stdout.isatty():
        command.append("--use-color")
    done = subprocess.run([*command, os.path.relpath(path), "--", *FLAGS],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode > 1 or done.returncode < 0:
        sys.exit(f"{done.stdout}{done.stderr}"
                 f"shape-tidy ended with {done.returncode} on {path}")
    return done.stdout


def count_findings(output):
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    return len(FINDING.findall(plain))


def count_mistakes(path):
    with open(path, encoding="utf-8") as file:
        return len(EXPECTED.findall(file.read()))


def main():
    shape_tidy = sys.argv[1]
    rows = []
    for name in sorted(os.listdir(EXAMPLES)):
        if not name.endswith(".cpp"):
            continue
        right = os.path.join(EXAMPLES, name)
        twin = os.path.join(EXAMPLES, "mutated", name)
        output = check(shape_tidy, twin)
        print(output, end="", flush=True)
        rows.append((name, count_findings(check(shape_tidy, right)),
                     count_findings(output), count_mistakes(twin)))
    print(f"\n{'program':26} {'as it is':>9} {'with mistakes':>14} {'mistakes made':>14}")
    for name, clean, found, made in rows:
        print(f"{name:26} {clean:9} {found:14} {made:14}")
    good = all(clean == 0 and found == made for _, clean, found, made in rows)
    print("every right program is clean and every mistake is found"
          if good and rows else "NOT as it should be")
    return int(not (good and rows))


if __name__ == "__main__":
    sys.exit(main())
