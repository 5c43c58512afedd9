#!/usr/bin/env python3
"""Runs build/bin/broken-code over the test programs, on all processors.

  broken_code.py [--share 0.1] [--seed 1] [--build build] [FILE...]

Each program is cut off after each of its tokens, and as many variants lack one
random token or have it twice. A smaller share of those that do not compile goes
through shape-tidy. The last line is the sum of what the processes counted. The
exit code is 1 if the engine crashed or took too long, or if shape-tidy reported
anything in a program that does not compile.
"""
import argparse
import concurrent.futures
import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SUITES = ("features", "checks", "annotations")
FLAGS = ["-std=c++23", "-w", "-I" + os.path.join(ROOT, "annotations", "include"),
         "-isystem", os.path.join(ROOT, "test", "mocks")]
# What a program's RUN line may add.
OWN_FLAG = re.compile(r"-isystem /usr/\S+")

# Programs for one process, so that all processors have something to do.
CHUNK = 2

FINDING = re.compile(r"\S+:\d+:\d+: (warning|error|remark): .*\[shape-[a-z,-]+\]$")
PROCESSED = re.compile(r"Error while processing (\S+)\.$")


def programs():
    found = []
    for suite in SUITES:
        pattern = os.path.join(ROOT, "test", suite, "**", "*.cpp")
        found += sorted(glob.glob(pattern, recursive=True))
    return [path for path in found if f"{os.sep}Inputs{os.sep}" not in path]


def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def includes_of(text):
    """The #include lines that the program begins with."""
    return tuple(re.findall(r"^#include .*$", text, re.MULTILINE))


def flags_of(text):
    words = [word for flag in OWN_FLAG.findall(text) for word in flag.split()]
    # libtorch's headers are C++17.
    return tuple(words + ["-std=c++17"] if "torch/csrc" in " ".join(words) else words)


def precompile(compiler, folder, number, includes, flags):
    """Reading libraries takes most of the time: do it once."""
    if not includes:
        return []
    header = os.path.join(folder, f"includes-{number}.h")
    with open(header, "w", encoding="utf-8") as file:
        file.write("\n".join(includes) + "\n")
    subprocess.run([compiler, "-Xclang", "-fpch-instantiate-templates", "-x", "c++-header", header, "-o", header + ".pch",
                    *FLAGS, *flags], check=True)
    return ["-include-pch", header + ".pch"]


def groups(paths):
    """The programs that can share a precompiled header."""
    found = {}
    for path in paths:
        text = read(path)
        found.setdefault((includes_of(text), flags_of(text)), []).append(path)
    return found


class Group:
    """Programs with the same #includes, and where their variants are kept."""

    def __init__(self, folder, number, key, files):
        self.folder, self.number, self.files = folder, number, files
        self.includes, self.flags = key
        self.kept = os.path.join(folder, str(number))
        os.mkdir(self.kept)

    def all_flags(self, compiler):
        """After precompiling what they include."""
        return [*FLAGS, *self.flags,
                *precompile(compiler, self.folder, self.number, self.includes, self.flags)]


def run(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)


def check_silence(shape_tidy, folder, flags):
    """Complaints about what shape-tidy says of the broken programs in a folder."""
    broken = sorted(glob.glob(os.path.join(folder, "*.cpp")))
    if not broken:
        return 0, []
    result = run([shape_tidy, "--checks=-*,shape-*", "--quiet", *broken, "--", *flags])
    lines = result.stdout.decode(errors="replace").splitlines()
    complaints = [line for line in lines if FINDING.match(line)]
    refused = {line.split(":")[0] for line in lines
               if line.endswith("[clang-diagnostic-error]")}
    # An error may stand in a header whose template the program instantiates.
    refused |= {match[1] for match in map(PROCESSED.match, lines) if match}
    complaints += [f"{path}: shape-tidy saw no error" for path in broken
                   if path not in refused]
    if result.returncode != 3:
        complaints.append(f"shape-tidy ended with {result.returncode}, not 3")
    return len(broken), complaints


def add(total, line):
    words = line.split()
    for name, count in zip(words[::2], words[1::2]):
        combine = max if name.startswith("slowest") else lambda a, b: a + b
        total[name] = combine(total.get(name, 0), int(count))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1,
                        help="of the variants of programs that include a library")
    parser.add_argument("--door-share", type=float, default=0.005)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", default="build")
    parser.add_argument("--llvm", default="22")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    binaries = os.path.join(ROOT, options.build, "bin")
    compiler = f"/usr/lib/llvm-{options.llvm}/bin/clang++"
    total, failed, silent = {}, False, 0
    paths = [os.path.abspath(path) for path in options.files] or programs()

    def ask(group, files, flags):
        # Without a library a variant takes a millisecond: do them all.
        share = options.share if group.includes else 1
        return run([os.path.join(binaries, "broken-code"), f"--seed={options.seed}",
                    f"--share={share}", f"--write={group.kept}",
                    f"--written={options.door_share}", *files, "--", *flags])

    def listen(group, flags):
        return check_silence(os.path.join(binaries, "shape-tidy"), group.kept, flags)

    with tempfile.TemporaryDirectory(prefix="broken-code-") as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        everything = [Group(folder, number, key, files)
                      for number, (key, files) in enumerate(groups(paths).items())]
        compiled = list(pool.map(lambda group: group.all_flags(compiler), everything))
        running = [pool.submit(ask, group, group.files[start:start + CHUNK], flags)
                   for group, flags in zip(everything, compiled)
                   for start in range(0, len(group.files), CHUNK)]
        for done in running:
            result = done.result()
            lines = result.stdout.decode(errors="replace").splitlines()
            if lines and lines[-1].startswith("variants "):
                add(total, lines.pop())
            failed |= result.returncode != 0
            print("\n".join(lines), end="\n" if lines else "")
        for count, complaints in pool.map(listen, everything, compiled):
            silent += count
            failed |= bool(complaints)
            print("\n".join(complaints), end="\n" if complaints else "")
    total["through-shape-tidy"] = silent
    print(" ".join(f"{name} {count}" for name, count in total.items()))
    return int(failed or not total.get("variants") or not silent)


if __name__ == "__main__":
    sys.exit(main())
