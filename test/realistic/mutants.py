#!/usr/bin/env python3
"""mutants.py TOOL FOLDER PROGRAM... -- COMPILER FLAGS

Every mistake of mutants.json is found in the program that it is put into.

For each program there are groups of mistakes that do not hide each other; a
group is put into a copy of the program, and the tool must print exactly one
finding for each mistake, on its line and of its check, and nothing else.

  from, to  the text that is replaced, which occurs once, and the mistake
  check     the check that finds it
  at        text of the line where the finding stands, if it is not the first
            line of `to`
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

FINDING = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: (?:warning|error): "
                     r".*\[(?P<check>[a-z,-]+)\]$", re.M)
LEAST = 6


def line_of(text, part):
    if text.count(part) != 1:
        sys.exit(f"occurs {text.count(part)} times instead of once: {part}")
    return text[:text.index(part)].count("\n") + 1


def mutate(text, group):
    """The program with the mistakes, and (line, check) of each."""
    for one in group:
        line_of(text, one["from"])
        text = text.replace(one["from"], one["to"])
    return text, sorted((line_of(text, one.get("at", one["to"])), one["check"])
                        for one in group)


def findings(tool, path, flags):
    done = subprocess.run([*shlex.split(tool), path, "--", *flags],
                          capture_output=True, text=True)
    return done.stdout, sorted((int(match["line"]), match["check"].split(",")[0])
                               for match in FINDING.finditer(done.stdout))


def check(tool, path, groups, flags):
    with open(path, encoding="utf-8") as file:
        program = file.read()
    wrong = 0
    for group in groups:
        text, wanted = mutate(program, group)
        with tempfile.TemporaryDirectory() as folder:
            twin = os.path.join(folder, os.path.basename(path))
            with open(twin, "w", encoding="utf-8") as file:
                file.write(text)
            printed, got = findings(tool, twin, flags)
        if got == wanted:
            continue
        wrong += 1
        print(f"{os.path.basename(path)}: expected {wanted}, got {got}\n{printed}")
    return wrong


def main():
    split = sys.argv.index("--")
    tool, folder, *programs = sys.argv[1:split]
    with open(os.path.join(folder, "mutants.json"), encoding="utf-8") as file:
        mistakes = json.load(file)
    wrong = 0
    for name in programs:
        groups = mistakes[name]
        count = sum(len(group) for group in groups)
        kinds = {(one["from"], one["to"]) for group in groups for one in group}
        if len(kinds) < max(LEAST, count):
            sys.exit(f"{name}: {len(kinds)} different mistakes")
        wrong += check(tool, os.path.join(folder, name), groups, sys.argv[split + 1:])
        print(f"{name}: {count} mistakes")
    return wrong != 0


sys.exit(main())
