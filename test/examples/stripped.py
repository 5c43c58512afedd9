#!/usr/bin/env python3
"""How many mistakes are found in code that is hardly annotated.

usage: stripped.py --include DIR --tool COMMAND --compiler CXX --scratch DIR
                   [--at-least PERCENT] [--only-free] [--list] [--run-missed] PROGRAM...

Takes every annotation out of PROGRAM, except those of `main`'s helpers: the
functions, methods and constructors that `main` calls (--only-free: the free
functions alone). The shapes of the rest (locals, fields, what only helpers
call) have to come from following the code. Then puts in the mistakes of the
mutated twin, one at a time: one mistake would hide another that follows from it.

Prints a table: mistakes, those found on their line (by a finding that stands
there or says in a note that it happens there), those found elsewhere (where
the wrong shape does harm), and those missed. The stripped program without a
mistake must be silent.

A mistake that was one only against an annotation that is gone counts as missed.
--run-missed tells which those are: it compiles and runs what was missed, with
the program's default sizes, counts what the library accepts in a column of its
own, and lists it. The rest of what was missed throws for the default sizes, and
is right for others.
"""
import argparse
import dataclasses
import difflib
import os
import re
import shlex
import subprocess
import sys

from examples import (library_flags, marks, precompiled, read_lines, STANDARD,
                      twin_of)

ANNOTATION = re.compile(r'SHAPE\("[^"]*"\)\s?')
COMMENT = re.compile(r"//[^\n]*")
RECORD = re.compile(r"\b(?:class|struct)\s+(\w+)\s*$")
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


def functions(text, begin=0, end=None, class_name=""):
    """Each function that is defined between two places: its name, the class it
    is a member of, the start and end of its head, the end of its body."""
    position, end = begin, len(text) if end is None else end
    while True:
        brace = text.find("{", position, end)
        if brace < 0:
            return
        after = closing(text, brace)
        start = max([text.rfind(mark, position, brace) + 1 for mark in ";}"] +
                    [position])
        record = RECORD.search(text[start:brace])
        head = HEAD.search(text[start:brace])
        if record:
            yield from functions(text, brace + 1, after - 1, record[1])
        elif head:
            yield head[1], class_name, start, brace, after
        position = after


def is_called(text, name, class_name):
    """Does the text call the function, or a member of an object it declares?"""
    if not class_name:
        return re.search(rf"(?<!\.)\b{name}\s*\(", text) is not None
    objects = re.findall(rf"\b{class_name}\s+(\w+)\b", text)
    return bool(objects) and (name == class_name or any(
        re.search(rf"\b{one}\.{name}\s*\(", text) for one in objects))


def blanked(match):
    return re.sub(r"[^\n]", " ", match[0])


def stripped(text, only_free):
    """The text, on the same lines, without the annotations that `main`'s
    helpers do not carry."""
    bare = ANNOTATION.sub(blanked, COMMENT.sub(blanked, text))
    found = list(functions(bare))
    main = next(bare[brace:end] for name, _, _, brace, end in found
                if name == "main")
    kept = [(start, brace) for name, class_name, start, brace, _ in found
            if is_called(main, name, class_name) and
            not (only_free and class_name)]

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


def with_mistake(original, changed, places, chosen, marked):
    """A passage with one of its mistakes and all that is not one, such as the
    variable that the mistake needs; and the index of the mistake."""
    lines, at, position = [], 0, 0
    for index, place in enumerate(places):
        if place is not None:
            lines += original[at:place]
            at = place + 1
        if index == chosen:
            position = len(lines)
        if index == chosen or not marked[index]:
            lines.append(changed[index])
        elif place is not None:
            lines.append(original[place])
    return lines + original[at:], position


def single_mistakes(program):
    """The program with one mistake of its twin, each: the lines, and the number
    of the line the mistake is on."""
    original, changed = read_lines(program), read_lines(twin_of(program))
    marked = marks(changed)
    matcher = difflib.SequenceMatcher(None, original, changed, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = original[first:last], changed[begin:end]
        places = partners(old, new)
        here = [bool(marked.get(line + 1)) for line in range(begin, end)]
        for chosen in range(len(new)):
            if here[chosen]:
                passage, position = with_mistake(old, new, places, chosen, here)
                yield (original[:first] + passage + original[last:],
                       first + position + 1)


def ask(arguments, lines, name, flags):
    """What the tool says of the stripped program, a match for each line."""
    path = os.path.join(arguments.scratch, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(stripped("\n".join(lines) + "\n", arguments.only_free))
    command = [*shlex.split(arguments.tool), path, "--", *STANDARD,
               "-I", arguments.include, *flags]
    output = subprocess.run(command, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True).stdout
    if "[clang-diagnostic-error]" in output:
        sys.exit(f"{name} does not compile:\n{output}")
    return [match for match in map(DIAGNOSTIC.match, output.splitlines())
            if match and os.path.samefile(match["file"], path)], output


def is_accepted(arguments, lines, name, flags):
    """Does the stripped program run to its end?"""
    path = os.path.join(arguments.scratch, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(stripped("\n".join(lines) + "\n", arguments.only_free))
    binary = path.removesuffix(".cpp")
    libraries = ["-ltorch", "-ltorch_cpu", "-lc10"] if "torch" in " ".join(flags) else []
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
    flags = library_flags(program) + precompiled(arguments, program)
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


def show(arguments, name, row):
    accepted = f"{len(row.accepted):13}" if arguments.run_missed else ""
    print(f"{name:24}{row.mistakes():9}{len(row.here):6}"
          f"{len(row.elsewhere):11}{len(row.missed):8}{accepted}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--include", required=True)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--at-least", type=float, default=0)
    parser.add_argument("--only-free", action="store_true",
                        help="methods and constructors are no helpers")
    parser.add_argument("--run-missed", action="store_true",
                        help="run what was missed against the real library")
    parser.add_argument("--list", action="store_true",
                        help="print what is said where not on the line")
    arguments = parser.parse_args()
    os.makedirs(arguments.scratch, exist_ok=True)
    together, problems = Row(), []
    accepted = f"{'of them run':>13}" if arguments.run_missed else ""
    print(f"{'program':24}{'mistakes':>9}{'here':>6}{'elsewhere':>11}{'missed':>8}{accepted}")
    for program in arguments.programs:
        row, surplus = measure(arguments, program)
        problems += [surplus] if surplus else []
        show(arguments, os.path.basename(program), row)
        for field in dataclasses.fields(Row):
            getattr(together, field.name).extend(getattr(row, field.name))
    show(arguments, "together", together)
    if together.accepted:
        print(f"{len(together.accepted)} of those missed run to the end with the real library:\n" +
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
