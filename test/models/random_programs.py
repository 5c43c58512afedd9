#!/usr/bin/env python3
"""Random programs, held against the libraries.

  random_programs.py --shape-tidy build/bin/shape-tidy --work DIR [--programs 300] [--seed 1]

Each program is a function of 5 to 30 operations with branches, loops, functions
with and without contracts, modules and containers; all sizes are in its text.
It takes two truth values and is run with each pair of them, which says what
each of its lines does: throw, or run through. shape-tidy is asked about the same
lines:

  reported     a program that throws has a finding on a line where it does, or
               on one that calls there
  unknown      it throws and has none, but the statement depends on something
               that docs/limitations.md says is unknown: sizes that differ
               between branches or turns of a loop, containers filled by loops,
               conditions that only the run decides inside a followed function,
               arrays whose axes may have been changed in place; or the library
               refuses for other reasons than sizes (memory that is written and
               read at once)
  missed       any other program that throws and has none
  false alarm  a finding on a line that runs through with all truth values, or,
               in the program's own function, with those that come to this line

The exit code is 1 if there is a missed throw or a false alarm.
"""
import argparse
import collections
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "programs"))

import eigen_program  # noqa: E402
import torch_program  # noqa: E402
from generate import Program  # noqa: E402
from writer import Definition, Writer  # noqa: E402

LIBRARIES = {"libtorch": torch_program, "eigen": eigen_program}
FLAGS = ["-std=c++17", "-w", "-I" + os.path.join(ROOT, "annotations", "include")]
RUNTIME = """
static std::vector<int> thrown;
static std::bitset<200000> seen;
struct Frame {
  int line = 0, flying = std::uncaught_exceptions();
  void at(int now) { seen[line = now] = true; }
  ~Frame() { if (line && std::uncaught_exceptions() > flying) thrown.push_back(line); }
};
struct Names {
  std::map<std::string, long> sizes;
  template <typename T> void take(const T &array, const char *contract) {
    std::istringstream in(contract);
    std::string token;
    std::vector<long> lengths = lengthsOf(array);
    size_t i = 0;
    for (; in >> token; ++i) {
      if (i == lengths.size()) throw std::runtime_error("rank");
      long wanted = std::isdigit(token[0]) ? std::stol(token) : sizes.emplace(token, lengths[i]).first->second;
      if (wanted != lengths[i]) throw std::runtime_error("size");
    }
    if (i != lengths.size()) throw std::runtime_error("rank");
  }
};
"""
MAIN = """
int main() {
  int index = 0;
  for (auto program : programs) {
    for (int flags = 0; flags < 4; ++flags) {
      seen.reset(); thrown.clear();
      std::printf("%d %d", index, flags);
      try { program(flags & 1, flags & 2); } catch (const std::exception &e) { std::fprintf(stderr, "%d %.200s\\n", index, e.what()); }
      std::printf(" thrown");
      for (int line : thrown) std::printf(" %d", line);
      std::printf(" seen");
      for (int line = 0; line < 200000; ++line) if (seen[line]) std::printf(" %d", line);
      std::printf("\\n");
    }
    ++index;
  }
}
"""

Placed = collections.namedtuple("Placed", "program first last own_first")


def write(library, seeds, path):
    """The programs of one translation unit, as checked and as executed."""
    head = library.HEAD.splitlines()
    runtime = ["// " + line for line in RUNTIME.splitlines()], RUNTIME.splitlines()
    plain, executed = head + runtime[0], head + runtime[1]
    placed = []
    for index, seed in enumerate(seeds):
        program = Program(library, seed).generate()
        first = len(plain) + 1
        plain.append(f"namespace p{index} {{")
        executed.append(plain[-1])
        out = Writer(first + 1)
        main = Definition("run", "static void run(bool f0, bool f1) {", program.body)
        for definition in program.used_definitions():
            definition.write(out)
        own_first = first + 1 + len(out.plain_lines)
        main.write(out)
        plain += out.plain_lines + ["}"]
        executed += out.executed_lines + ["}"]
        placed.append(Placed(program, first, len(plain), own_first))
    executed += ["static void (*const programs[])(bool, bool) = {"] + [f"  p{i}::run," for i in range(len(seeds))] + ["};"]
    executed += MAIN.splitlines()
    for suffix, lines in ((".cpp", plain), (".run.cpp", executed)):
        with open(path + suffix, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    return placed


def precompile(args, name, library):
    """The library, once for all translation units."""
    header = os.path.join(args.work, name + ".h")
    if not (args.reuse and os.path.exists(header + ".pch")):
        with open(header, "w", encoding="utf-8") as out:
            out.write(library.HEADER)
        subprocess.run([args.clangxx, *FLAGS, *library.INCLUDES, "-x", "c++-header", header, "-o", header + ".pch"],
                       check=True)
    return ["-include-pch", header + ".pch"]


Run = collections.namedtuple("Run", "thrown seen")


def observe(args, library, header, path):
    subprocess.run([args.clangxx, *FLAGS, "-O0", *library.INCLUDES, *header, path + ".run.cpp", "-o", path + ".exe",
                    *library.LIBRARIES], check=True)
    done = subprocess.run([path + ".exe"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                          env={**os.environ, "OMP_NUM_THREADS": "1"})
    runs = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        index, thrown, seen = re.fullmatch(r"(\d+) \d thrown(.*) seen(.*)", line).groups()
        runs[int(index)].append(Run([int(n) for n in thrown.split()], {int(n) for n in seen.split()}))
    return runs


def predict(args, library, header, path):
    done = subprocess.run([args.shape_tidy, "-checks=-*,shape-*,-shape-unproven,-shape-missing-annotation", path + ".cpp", "--", *FLAGS,
                           *library.INCLUDES, *header], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1) or " error: " in done.stdout:
        sys.exit(f"shape-tidy exits {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    findings = collections.defaultdict(list)
    for line, text in re.findall(r":(\d+):\d+: warning: (.*)", done.stdout):
        findings[int(line)].append(text)
    return findings


def may_be_missed(program, thrown, lines):
    """Whether the statement that throws, or one that leads there, is open."""
    return any(lines[line].open for line in thrown if line in lines)


def false_alarms(place, runs, findings):
    for line in range(place.first, place.last + 1):
        came = [run for run in runs if line in run.seen]
        threw = [run for run in came if line in run.thrown]
        if not findings.get(line) or not came:
            continue
        if not threw or line >= place.own_first and len(threw) < len(came):
            yield line


class Tally(collections.Counter):
    def __str__(self):
        return ", ".join(f"{self[k]} {k}" for k in ("programs", "operations", "that throw", "reported", "unknown", "missed",
                                                    "run through", "silent", "false alarms"))


def judge(place, runs, findings, tally):
    """Sentences about what is wrong."""
    lines = {node.line: node for node in place.program.all_statements()}
    throws = [run.thrown for run in runs if run.thrown]
    tally["programs"] += 1
    tally["operations"] += place.program.operations()
    alarms = list(false_alarms(place, runs, findings))
    tally["false alarms"] += len(alarms)
    for line in alarms:
        yield line, f"false alarm: {findings[line][0]}"
    tally["that throw" if throws else "run through"] += 1
    if not throws:
        tally["silent"] += not any(findings.get(line) for line in range(place.first, place.last + 1))
        return
    if any(findings.get(line) for thrown in throws for line in thrown):
        tally["reported"] += 1
    elif all(may_be_missed(place.program, thrown, lines) for thrown in throws):
        tally["unknown"] += 1
    else:
        tally["missed"] += 1
        yield next(t for t in throws if not may_be_missed(place.program, t, lines))[0], "missed"


def show(path, place, line, text):
    with open(path + ".cpp", encoding="utf-8") as source:
        lines = source.read().split("\n")
    print(f"{path}.cpp:{line}: {text}\n  program {place.program.seed}")
    for number in range(place.first, place.last + 1):
        print(f"{'>' if number == line else ' '} {number}: {lines[number - 1]}")


def check_unit(args, name, library, header, seeds, number):
    path = os.path.join(args.work, f"{name}-{number}")
    placed = write(library, seeds, path)
    runs = observe(args, library, header, path)
    findings = predict(args, library, header, path)
    tally = Tally()
    for index, place in enumerate(placed):
        for line, text in judge(place, runs[index], findings, tally):
            show(path, place, line, text)
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--clangxx", default="/usr/lib/llvm-22/bin/clang++")
    parser.add_argument("--work", required=True)
    parser.add_argument("--programs", type=int, default=300)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--unit", type=int, default=150, help="programs of one translation unit")
    parser.add_argument("--library", choices=LIBRARIES, help="only this one; else four of five are libtorch's")
    parser.add_argument("--reuse", action="store_true", help="the precompiled headers that are there")
    args = parser.parse_args()
    os.makedirs(args.work, exist_ok=True)
    total = Tally()
    shares = {args.library: 1} if args.library else {"libtorch": 0.8, "eigen": 0.2}
    for name, share in shares.items():
        library = LIBRARIES[name]
        header = precompile(args, name, library)
        seeds = [f"{args.seed} {name} {i}" for i in range(round(args.programs * share))]
        tally = Tally()
        for number, first in enumerate(range(0, len(seeds), args.unit)):
            tally.update(check_unit(args, name, library, header, seeds[first:first + args.unit], number))
        print(f"{name}: {tally}")
        total.update(tally)
    print(total)
    return 1 if total["missed"] or total["false alarms"] else 0


if __name__ == "__main__":
    sys.exit(main())
