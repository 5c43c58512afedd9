#!/usr/bin/env python3
"""Compiles the users' header under each compiler and standard found here.

usage: compile_matrix.py [--standards=17,20] INCLUDE_DIR SOURCE...

GCC and Clang: -Wall -Wextra -pedantic -Werror must be silent. Clang also with
-Weverything, where a warning counts if it points into the header itself (the
test sources are not written for that flag). Prints what was run; exit 1 on any
warning, or if there is no GCC or no Clang to try.
"""
import os
import shutil
import subprocess
import sys

STANDARDS = ["11", "14", "17", "20", "23", "26"]
# Names of standards before they were final.
EARLY_NAMES = {"17": "1z", "20": "2a", "23": "2b", "26": "2c"}
STRICT = ["-Wall", "-Wextra", "-pedantic", "-Werror"]


def find_compilers():
    names = [["g++"] + [f"g++-{n}" for n in range(9, 20)],
             ["clang++"] + [f"clang++-{n}" for n in range(14, 26)]]
    found = []
    for family in names:
        seen = {}
        for name in family:
            path = shutil.which(name)
            if path:
                seen.setdefault(os.path.realpath(path), name)
        found.append(list(seen.values()))
    return found


def compile_source(compiler, flags, source):
    return subprocess.run([compiler, *flags, "-fsyntax-only", source],
                          capture_output=True, text=True)


def spelling(compiler, standard):
    """The newest spelling of the standard that the compiler knows, or None."""
    for name in (standard, EARLY_NAMES.get(standard)):
        if name is None:
            continue
        probe = subprocess.run(
            [compiler, f"-std=c++{name}", "-fsyntax-only", "-x", "c++", "-"],
            input="", capture_output=True, text=True)
        if probe.returncode == 0:
            return f"-std=c++{name}"
    return None


def warnings_in_header(text, include):
    header = os.path.realpath(include) + os.sep
    hits = []
    for line in text.splitlines():
        path = line.split(":", 1)[0]
        if (": warning:" in line or ": error:" in line) and \
                os.path.realpath(path).startswith(header):
            hits.append(line)
    return hits


def main():
    arguments, standards = sys.argv[1:], STANDARDS
    if arguments[0].startswith("--standards="):
        standards = arguments.pop(0).split("=")[1].split(",")
    include, sources = arguments[0], arguments[1:]
    gccs, clangs = find_compilers()
    if not gccs or not clangs:
        print("need at least one g++ and one clang++")
        return 1
    failed = False
    for compiler in gccs + clangs:
        tried = []
        for standard in standards:
            flag = spelling(compiler, standard)
            if flag is None:
                continue
            tried.append(standard)
            for source in sources:
                base = [flag, "-I", include]
                result = compile_source(compiler, base + STRICT, source)
                complaints = result.stderr if result.returncode else ""
                if compiler in clangs:
                    result = compile_source(
                        compiler, base + ["-Weverything"], source)
                    complaints += "\n".join(
                        warnings_in_header(result.stderr, include))
                if complaints:
                    failed = True
                    print(f"FAILED: {compiler} {flag} {source}\n{complaints}")
        print(f"{compiler}: C++ {' '.join(tried)}")
    return failed


sys.exit(main())
