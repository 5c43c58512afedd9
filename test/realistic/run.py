#!/usr/bin/env python3
"""run.py COMPILER INCLUDE SCRATCH PROGRAM...

Compiles each program without a warning against the real libraries that it
includes, runs it and prints what it prints.
"""
import os
import subprocess
import sys

STRICT = ["-std=c++17", "-Wall", "-Wextra", "-Werror"]
EIGEN = ["-isystem", "/usr/include/eigen3"]
TORCH = ["-isystem", "/usr/include/torch/csrc/api/include",
         "-ltorch", "-ltorch_cpu", "-lc10"]


def python_flags():
    """Of the interpreter that Debian's packages belong to."""
    def ask(*options):
        return subprocess.run(["/usr/bin/python3-config", *options], check=True,
                              capture_output=True, text=True).stdout.split()
    includes = [flag.removeprefix("-I") for flag in ask("--includes")]
    return [part for folder in includes for part in ("-isystem", folder)] + \
        ask("--ldflags", "--embed")


LIBRARIES = [("<torch/", lambda: TORCH), ("<Eigen/", lambda: EIGEN),
             ("<pybind11/", python_flags)]


def main():
    compiler, include, scratch, *programs = sys.argv[1:]
    os.makedirs(scratch, exist_ok=True)
    for program in programs:
        with open(program, encoding="utf-8") as file:
            text = file.read()
        flags = [flag for sign, of in LIBRARIES if sign in text for flag in of()]
        binary = os.path.join(scratch, os.path.basename(program) + ".exe")
        subprocess.run([compiler, *STRICT, "-I", include, program, *flags, "-o",
                        binary], check=True)
        # An embedded interpreter looks for its library beside the first python3
        # of the path, which may be another one.
        subprocess.run([binary], check=True,
                       env={**os.environ, "PYTHONHOME": "/usr"})


main()
