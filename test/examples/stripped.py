#!/usr/bin/env python3
"""How many mistakes are found in code that is hardly annotated.

usage: stripped.py --include DIR --tool COMMAND --compiler CXX --scratch DIR
                   [--at-least PERCENT] [--list] [--run-missed] PROGRAM...

Takes every annotation out of PROGRAM, except those of `main`'s helpers: the
free functions that `main` calls. The shapes of the rest (locals, fields,
methods, constructors, functions that only helpers call) have to come from
following the code. Then puts in the mistakes of the mutated twin, one at a
time: one mistake would hide another that follows from it.

Prints a table: mistakes, those found on their line (by a finding that stands
there or says in a note that it happens there), those found elsewhere (where
the wrong shape does harm), and those missed. The stripped program without a
mistake must be silent.

A mistake that was one only against an annotation that is gone counts as missed.
--run-missed tells which those are: it compiles and runs what was missed, with
the program's default sizes, and lists what the library accepts.
"""
import argparse
import dataclasses
import difflib
import os
import re
import shlex
import subprocess
import sys

from examples import (library_flags, marks, precompiled_torch, read_lines,
                      STANDARD, twin_of, uses_torch)

ANNOTATION = re.compile(r'SHAPE\("[^"]*"\)\s?')
COMMENT = re.compile(r"//[^\n]*")
HEAD = re.compile(r"\b([A-Za-z_]\w*)\s*\(")
HAPPENS_HERE = "it happens here"
DIAGNOSTIC = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: "
                        r"(?P<kind>warning|error|note): (?P<text>.*)$")


def closing(text, start):
    """Position after the bracket that closes the one at `start`."""
    pairs = {"(": ")", "{": "}"}
    depth, opened, closed = 0, text[start], pairs[text[start]]
    for position in range(start, len(text)):
        depth += (text[position] == opened) - (text[position] == closed)
        if not depth:
            return position + 1
    return len(text)


def free_functions(text):
    """Name, start and end of the head, end of the body, of each function that
    is defined at file scope."""
    position, found = 0, []
    while True:
        brace = text.find("{", position)
        if brace < 0:
            return found
        end = closing(text, brace)
        start = max(text.rfind(mark, position, brace) for mark in ";}") + 1
        start = max(start, position)
        declared = ANNOTATION.sub(lambda match: " " * len(match[0]),
                                  text[start:brace])
        head = HEAD.search(declared)
        if head and not re.search(r"\b(class|struct|namespace)\b", declared):
            found.append((head[1], start, brace, end))
        position = end


def stripped(text):
    """The text, on the same lines, without the annotations that `main`'s
    helpers do not carry."""
    bare = COMMENT.sub(lambda match: " " * len(match[0]), text)
    functions = free_functions(bare)
    main = next(bare[brace:end] for name, _, brace, end in functions
                if name == "main")
    called = {match[1] for match in HEAD.finditer(main)}
    kept = [(start, brace) for name, start, brace, _ in functions
            if name in called]

    def replacement(match):
        if any(start <= match.start() < brace for start, brace in kept):
            return match[0]
        return "\n" * match[0].count("\n")

    return ANNOTATION.sub(replacement, text)


def partners(original, changed):
    """For each line of `changed` the index of the line of `original` that it
    replaces, None if it was added. Both keep their order."""
    best, taken = {}, -1
    spare = len(original)
    for index, line in enumerate(changed):
        left = len(changed) - index
        likeness = [(difflib.SequenceMatcher(None, candidate, line).ratio(), at)
                    for at, candidate in enumerate(original) if at > taken]
        ratio, at = max(likeness, default=(0, None))
        if at is None or (ratio < 0.5 and spare - taken - 1 < left):
            best[index] = None
            continue
        best[index] = taken = at
    return [best[index] for index in range(len(changed))]


def single_mistakes(program):
    """The program with one mistake of its twin, each: the lines, and the number
    of the line the mistake is on."""
    original, changed = read_lines(program), read_lines(twin_of(program))
    marked = marks(changed)
    matcher = difflib.SequenceMatcher(None, original, changed, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        places = partners(original[first:last], changed[begin:end])
        at = first
        for line, place in zip(range(begin, end), places):
            if place is not None:
                at = first + place
            if marked.get(line + 1):
                rest = at if place is None else at + 1
                yield original[:at] + [changed[line]] + original[rest:], at + 1
            if place is not None:
                at += 1


def ask(arguments, lines, name, flags):
    """What the tool says of the stripped program, a match for each line."""
    path = os.path.join(arguments.scratch, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(stripped("\n".join(lines) + "\n"))
    command = [*shlex.split(arguments.tool), path, "--", *STANDARD,
               "-I", arguments.include, *flags]
    output = subprocess.run(command, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True).stdout
    return [match for match in map(DIAGNOSTIC.match, output.splitlines())
            if match and os.path.samefile(match["file"], path)], output


def is_accepted(arguments, lines, name, flags):
    """Does the stripped program run to its end?"""
    path = os.path.join(arguments.scratch, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(stripped("\n".join(lines) + "\n"))
    binary = path.removesuffix(".cpp")
    libraries = ["-ltorch", "-ltorch_cpu", "-lc10"] if "-include-pch" in flags else []
    subprocess.run([arguments.compiler, *STANDARD, *flags, "-w", "-I",
                    arguments.include, path, "-o", binary, *libraries], check=True)
    # An exception that nobody catches and a failed assertion end in a signal.
    return subprocess.run([binary], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode >= 0


@dataclasses.dataclass
class Row:
    here: list = dataclasses.field(default_factory=list)
    elsewhere: list = dataclasses.field(default_factory=list)
    missed: list = dataclasses.field(default_factory=list)
    accepted: list = dataclasses.field(default_factory=list)

    def found(self):
        return len(self.here) + len(self.elsewhere)

    def mistakes(self):
        return self.found() + len(self.missed)


def measure(arguments, program):
    """The row of one program, and the text of what must not have been said."""
    name, row = os.path.basename(program), Row()
    flags = library_flags(program)
    if uses_torch(program):
        flags = flags + precompiled_torch(arguments)
    findings, output = ask(arguments, read_lines(program), name, flags)
    surplus = f"{name} is not silent when stripped:\n{output}" if findings else ""
    for lines, line in single_mistakes(program):
        findings, output = ask(arguments, lines, name, flags)
        named = {int(match["line"]) for match in findings
                 if match["kind"] != "note" or match["text"] == HAPPENS_HERE}
        kind = (row.here if line in named else
                row.elsewhere if findings else row.missed)
        kind.append(lines[line - 1].strip())
        if (kind is row.missed and arguments.run_missed and
                is_accepted(arguments, lines, name, flags)):
            row.accepted.append(lines[line - 1].strip())
        if arguments.list and line not in named:
            print(lines[line - 1].strip() + "\n" + output)
    return row, surplus


def show(name, row):
    print(f"{name:24}{row.mistakes():9}{len(row.here):6}"
          f"{len(row.elsewhere):11}{len(row.missed):8}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--include", required=True)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--at-least", type=float, default=0)
    parser.add_argument("--run-missed", action="store_true",
                        help="run what was missed against the real library")
    parser.add_argument("--list", action="store_true",
                        help="print what is said where not on the line")
    arguments = parser.parse_args()
    os.makedirs(arguments.scratch, exist_ok=True)
    together, problems = Row(), []
    print(f"{'program':24}{'mistakes':>9}{'here':>6}{'elsewhere':>11}{'missed':>8}")
    for program in arguments.programs:
        row, surplus = measure(arguments, program)
        problems += [surplus] if surplus else []
        show(os.path.basename(program), row)
        for field in dataclasses.fields(Row):
            getattr(together, field.name).extend(getattr(row, field.name))
    show("together", together)
    if together.accepted:
        print(f"{len(together.accepted)} of those missed run to the end:\n" +
              "\n".join(together.accepted))
    share = 100 * together.found() / together.mistakes()
    print(f"found {share:.0f} %")
    if share < arguments.at_least:
        problems.append(f"wanted at least {arguments.at_least:g} %; missed:\n" +
                        "\n".join(together.missed))
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
