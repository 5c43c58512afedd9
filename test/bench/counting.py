"""Counts the instructions a program executes.

Instructions, not seconds: the count is the same on a busy machine. The program runs
under qemu-user (Debian's package of that name), about a dozen times as slowly as
by itself; counting_plugin.c counts.
"""
import contextlib
import os
import re
import subprocess
import sys
import tempfile

# All that the checks do beside the parse and the traversal.
ANALYSIS = "shapetidy::analyzeTranslationUnit("
HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = re.compile(r"^instructions: (\d+) in all, (\d+) in \S*$", re.M)


@contextlib.contextmanager
def plugin():
    """The path of the built plugin, which is there as long as the context is."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "libcounting.so")
        subprocess.run(["cc", "-std=c11", "-O2", "-shared", "-fPIC", "-o", path,
                        os.path.join(HERE, "counting_plugin.c")], check=True)
        yield path


def symbol_of(program, name):
    """The mangled name of the function whose whole demangled name starts with NAME."""
    listed = subprocess.run(["nm", "--defined-only", program], capture_output=True,
                            text=True, check=True).stdout.split("\n")
    mangled = [line.split()[2] for line in listed if " T " in line]
    plain = subprocess.run(["c++filt"], input="\n".join(mangled), capture_output=True,
                           text=True, check=True).stdout.split("\n")
    for symbol, demangled in zip(mangled, plain):
        if demangled.startswith(name):
            return symbol
    sys.exit(f"{program} has no function {name}")


def count(built, command, folder=None, function=""):
    """Instructions of COMMAND in all and inside FUNCTION, and its output. BUILT is
    what plugin() gave."""
    done = subprocess.run(
        ["qemu-x86_64", "-plugin", f"{built},function={function}", *command], cwd=folder,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
        check=False)
    found = COUNT.search(done.stderr)
    if not found or done.returncode > 1 or "error:" in done.stdout:
        sys.exit(f"{' '.join(command)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return int(found.group(1)), int(found.group(2)), done.stdout
