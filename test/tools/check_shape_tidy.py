#!/usr/bin/env python3
"""Runs the checks on a test program and compares what they say with what the
program's comments expect.

  // RUN: %check_shape_tidy %s [OPTIONS] [-- COMPILER FLAGS]

  f(x, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: sizes differ [shape-mismatch]
  // CHECK-MESSAGES: :3:30: note: 'in' comes from this annotation

Everything printed must be expected and everything expected must be printed: an
expectation is a whole message, in which {{...}} stands for a regular expression.
A place without a file name is in the test program; for a header write its name
first (`common.h:3:30: note: ...`). The notes of a warning follow it in order;
the order of the warnings does not matter.

A program that must stay silent says so with a line `// CHECK-CLEAN`. A program
with neither is refused, because it could not fail.

`// CHECK-FIXES: :[[@LINE-3]]: TEXT` is what the line reads after --fix, white
space at both ends aside. Every line that --fix changes needs one.

The program is checked twice, by stock clang-tidy with the module loaded and by
shape-tidy, and the two must print the same bytes.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

DIRECTIVE = re.compile(
    r"//\s*CHECK-(?P<kind>MESSAGES|FIXES|CLEAN)(?:-(?P<suffix>[A-Za-z0-9_]+))?"
    r"(?::\s*(?P<text>.*?))?\s*$")
LINE_REFERENCE = re.compile(r"\[\[@LINE(?P<offset>[+-]\d+)?\]\]")
MESSAGE = re.compile(
    r"(?P<file>[^:\s][^:]*)?:(?P<line>\d+):(?P<column>\d+): "
    r"(?P<level>warning|error|note|remark): (?P<text>.*)$")
FIXED_LINE = re.compile(r":(?P<line>\d+):\s?(?P<text>.*)$")
FINDING = re.compile(r"\[shape-[a-z,-]+\]$")


class Message:
    """One printed or expected message; `place` is (file name, line, column)."""

    def __init__(self, match, own_name):
        name = os.path.basename(match["file"] or own_name)
        self.place = (name, int(match["line"]), int(match["column"]))
        self.level = match["level"]
        self.text = match["text"]

    def __str__(self):
        name, line, column = self.place
        return f"{name}:{line}:{column}: {self.level}: {self.text}"

    def matches(self, printed):
        """Is `printed` what this expectation means?"""
        if (self.place, self.level) != (printed.place, printed.level):
            return False
        parts = re.split(r"\{\{(.*?)\}\}", self.text)
        pattern = "".join(part if index % 2 else re.escape(part)
                          for index, part in enumerate(parts))
        return re.fullmatch(pattern, printed.text) is not None


class Expectations:
    """What the comments of a program say, for one suffix."""

    def __init__(self, path, suffix):
        self.own_name = os.path.basename(path)
        self.messages, self.fixes, self.clean = [], {}, False
        self.program = []
        with open(path, encoding="utf-8", errors="surrogateescape",
                  newline="") as file:
            for number, line in enumerate(file.read().split("\n"), 1):
                self.program.append(self.read(line, number, suffix))

    def read(self, line, number, suffix):
        """Takes in one line; returns it without its directive."""
        match = DIRECTIVE.search(line)
        if not match:
            return line
        if match["suffix"] == suffix:
            text = LINE_REFERENCE.sub(
                lambda m: str(number + int(m["offset"] or 0)), match["text"] or "")
            getattr(self, "read_" + match["kind"].lower())(text, number)
        return line[:match.start()] + "//"

    def read_clean(self, _, number):
        self.clean = True

    def read_messages(self, text, number):
        match = MESSAGE.match(text)
        if not match:
            sys.exit(f"{self.own_name}:{number}: cannot read this expectation: {text}")
        self.messages.append(Message(match, self.own_name))

    def read_fixes(self, text, number):
        match = FIXED_LINE.match(text)
        if not match:
            sys.exit(f"{self.own_name}:{number}: CHECK-FIXES needs a line, "
                     f"as in ':[[@LINE-1]]: text'")
        self.fixes[int(match["line"])] = match["text"].strip()

    def complain_if_empty(self):
        if self.clean and (self.messages or self.fixes):
            sys.exit(f"{self.own_name}: CHECK-CLEAN and expectations exclude each other")
        if not self.clean and not self.messages:
            sys.exit(f"{self.own_name}: no expectation and no CHECK-CLEAN: "
                     f"this test cannot fail")


def grouped(messages):
    """Each warning with its notes."""
    groups = []
    for message in messages:
        if message.level == "note" and groups:
            groups[-1].append(message)
        else:
            groups.append([message])
    return groups


def printed_messages(output, own_name):
    found = []
    for line in output.splitlines():
        match = MESSAGE.match(line)
        if match:
            found.append(Message(match, own_name))
    return found


def same_group(expected, printed):
    return len(expected) == len(printed) and all(
        one.matches(other) for one, other in zip(expected, printed))


def compare_messages(expected, printed):
    """Complaints about every group without a partner on the other side."""
    left = grouped(printed)
    missing = []
    for group in grouped(expected):
        partner = next((other for other in left if same_group(group, other)), None)
        if partner is None:
            missing.append(group)
        else:
            left.remove(partner)
    complaints = []
    for title, groups in (("expected but not printed", missing),
                          ("printed but not expected", left)):
        for group in groups:
            complaints.append(title + ":")
            complaints += [f"  {message}" for message in group]
    return complaints


def compare_fixes(expectations, before, after):
    if len(before) != len(after):
        return [f"--fix changed the number of lines from {len(before)} to {len(after)}"]
    complaints = []
    for number, (old, new) in enumerate(zip(before, after), 1):
        wanted = expectations.fixes.get(number)
        if wanted is None and old != new:
            complaints.append(f"--fix changed line {number} unexpectedly: {new.strip()}")
        elif wanted is not None and new.strip() != wanted:
            complaints.append(f"after --fix line {number} is: {new.strip()}\n"
                              f"{'expected':>{len(str(number)) + 21}}: {wanted}")
    return complaints


def execute(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode < 0:
        sys.exit(f"crashed with signal {-done.returncode}: {' '.join(command)}\n"
                 f"{done.stderr.decode(errors='replace')}")
    return done


def expected_exit_code(printed):
    if any(message.level == "error" and message.text.endswith("[clang-diagnostic-error]")
           for message in printed):
        return 3
    return int(any(message.level in ("warning", "error")
                   and FINDING.search(message.text) for message in printed))


class Run:
    """One program in a folder of its own, under one language standard."""

    def __init__(self, options, expectations, folder, standard):
        self.options, self.expectations = options, expectations
        self.file = os.path.join(folder, expectations.own_name)
        self.exported = os.path.join(folder, "fixes.yaml")
        self.write_program()
        self.tidy = [f"--checks={options.checks}", *options.tidy_arg]
        self.compiler = [f"-std={standard}", "-I", os.path.dirname(options.file),
                         *options.compiler_flags]

    def write_program(self):
        with open(self.file, "w", encoding="utf-8", errors="surrogateescape",
                  newline="") as file:
            file.write("\n".join(self.expectations.program))

    def command(self, program, *more):
        return [*program, *self.tidy, *more, self.file, "--", *self.compiler]

    def check(self):
        ours = execute(self.command([self.options.shape_tidy],
                                    f"--export-fixes={self.exported}"))
        output = ours.stdout.decode("utf-8", "surrogateescape")
        printed = printed_messages(output, self.expectations.own_name)
        if self.options.ignore_notes:
            printed = [message for message in printed if message.level != "note"]
        complaints = compare_messages(self.expectations.messages, printed)
        wanted = expected_exit_code(printed)
        if ours.returncode != wanted:
            complaints.append(f"shape-tidy ended with {ours.returncode}, not {wanted}")
        if not self.options.no_module:
            complaints += self.check_module(ours)
        if self.expectations.fixes or self.has_fixes():
            complaints += self.check_fixes()
        if complaints:
            complaints.append("shape-tidy printed:\n" + output
                              + ours.stderr.decode(errors="replace"))
        return complaints

    def check_module(self, ours):
        stock = execute(self.command([self.options.clang_tidy,
                                      f"-load={self.options.module}"]))
        if stock.stdout == ours.stdout:
            return []
        return ["clang-tidy with the module printed something else:\n"
                + stock.stdout.decode(errors="replace")
                + stock.stderr.decode(errors="replace")]

    def has_fixes(self):
        if not os.path.exists(self.exported):
            return False
        with open(self.exported, encoding="utf-8", errors="replace") as file:
            return "ReplacementText" in file.read()

    def check_fixes(self):
        execute(self.command([self.options.shape_tidy], "--fix"))
        with open(self.file, encoding="utf-8", errors="surrogateescape",
                  newline="") as file:
            after = file.read().split("\n")
        return compare_fixes(self.expectations, self.expectations.program, after)


def parse_command_line():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--std", default="c++20",
                        help="language standards, separated by commas")
    parser.add_argument("--checks", default="-*,shape-*")
    parser.add_argument("--suffix", help="read CHECK-MESSAGES-SUFFIX instead")
    parser.add_argument("--tidy-arg", action="append", default=[],
                        help="argument for both programs, e.g. --tidy-arg=--header-filter=x")
    parser.add_argument("--ignore-notes", action="store_true",
                        help="for tests about which warnings appear, not what they say")
    parser.add_argument("--no-module", action="store_true",
                        help="do not compare with clang-tidy, for slow programs "
                             "whose agreement another test shows")
    parser.add_argument("--shape-tidy", default=os.environ.get("SHAPE_TIDY", "shape-tidy"))
    parser.add_argument("--clang-tidy", default=os.environ.get("CLANG_TIDY", "clang-tidy-22"))
    parser.add_argument("--module", default=os.environ.get("SHAPE_TIDY_MODULE"))
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:split])
    options.compiler_flags = sys.argv[split + 1:]
    options.file = os.path.abspath(options.file)
    return options


def main():
    options = parse_command_line()
    expectations = Expectations(options.file, options.suffix)
    expectations.complain_if_empty()
    failed = False
    for standard in options.std.split(","):
        with tempfile.TemporaryDirectory(prefix="check_shape_tidy-") as folder:
            complaints = Run(options, expectations, folder, standard).check()
        if complaints:
            failed = True
            print(f"{expectations.own_name} in {standard}:")
            print("\n".join(complaints))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
