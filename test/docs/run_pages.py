#!/usr/bin/env python3
"""run_pages.py COMPILER INCLUDE PAGE...

Every block of C++ on the pages is a whole program. It compiles without a warning,
and what it prints is the block of text behind it.
"""
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"```(cpp|text)\n(.*?)```\n", re.S)
FLAGS = ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def run(compiler, include, program):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "page.cpp")
        binary = os.path.join(folder, "page")
        with open(source, "w", encoding="utf-8") as file:
            file.write(program)
        subprocess.run([compiler, *FLAGS, "-I", include, source, "-o", binary],
                       check=True)
        return subprocess.run([binary], check=True, capture_output=True,
                              text=True).stdout


def main():
    compiler, include, *pages = sys.argv[1:]
    failed = False
    for page in pages:
        with open(page, encoding="utf-8") as file:
            blocks = BLOCK.findall(file.read())
        programs = 0
        for (kind, program), (_, shown) in zip(blocks, blocks[1:]):
            if kind != "cpp":
                continue
            programs += 1
            printed = run(compiler, include, program)
            if printed != shown:
                print(f"{page} prints\n{printed}not\n{shown}")
                failed = True
        print(f"{os.path.basename(page)}: {programs} programs")
        failed |= programs == 0
    return failed


sys.exit(main())
