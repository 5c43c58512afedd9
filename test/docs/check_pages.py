#!/usr/bin/env python3
"""Holds the pages in docs/checks/ against the tool.

usage: check_pages.py --tool COMMAND --include DIR [--update] PAGE...

Every block of C++ on a page is a whole program. One followed by a block of text
must make the tool print exactly that text, where the program is called
example.cpp; every other one must make it print nothing. A page also has the
sections that every page has. With --update the text blocks are rewritten.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"```(cpp|text)\n(.*?)```\n", re.S)
FLAGS = ["-std=c++17", "-isystem", "/usr/include/eigen3",
         "-isystem", "/usr/include/torch/csrc/api/include"]
SECTIONS = ["## Why", "## How", "## What is not", "## Options",
            "## How to silence it"]


def ask(arguments, program):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "example.cpp")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program)
        result = subprocess.run(
            [*shlex.split(arguments.tool), path, "--", *FLAGS,
             "-I", arguments.include], capture_output=True, text=True)
        if result.returncode not in (0, 1) or "error:" in result.stderr:
            sys.exit(f"exit {result.returncode}:\n{program}{result.stdout}{result.stderr}")
        return result.stdout.replace(folder + os.sep, "")


def check_sections(name, text):
    problems = []
    if not text.startswith(f"# {name}\n"):
        problems.append(f"{name}: title")
    position = 0
    for section in SECTIONS:
        found = text.find(f"\n{section}", position)
        if found < 0:
            problems.append(f"{name}: no section '{section}' in its place")
        position = max(position, found + 1)
    if not re.search(r"\nSince version \S+ Confidence: .*\.\n$", text):
        problems.append(f"{name}: version and confidence at the end")
    return problems


def check_page(path, arguments):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    name = os.path.basename(path).removesuffix(".md")
    problems = check_sections(name, text)
    blocks = list(BLOCK.finditer(text))
    if not any(block[1] == "text" for block in blocks):
        problems.append(f"{name}: no diagnostic shown")
    updated = text
    for block, following in zip(blocks, blocks[1:] + [None]):
        if block[1] != "cpp":
            continue
        shown = following is not None and following[1] == "text"
        wanted = following[2] if shown else ""
        got = ask(arguments, block[2])
        if shown:
            updated = updated.replace(block[0] + "\n" + following[0],
                                      f"{block[0]}\n```text\n{got}```\n")
            if f"[{name}]" not in got:
                problems.append(f"{name}: its example shows another check")
        if got != wanted:
            problems.append(f"{name}:\n{block[2]}prints\n{got}not\n{wanted}")
    if arguments.update:
        with open(path, "w", encoding="utf-8") as file:
            file.write(updated)
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("pages", nargs="+")
    arguments = parser.parse_args()
    problems = []
    for page in arguments.pages:
        problems += check_page(page, arguments)
        print(page)
    sys.exit("\n".join(problems) or None)


main()
