#!/usr/bin/env python3
"""heritage.py PAGE TESTS

Every test that the page names exists, functions of feature tests included, and every
suite that is named after a page of others has each of its tests there: those of
`*Page` in TESTS/unit, and the namespaces of TESTS/features/heritage-*.cpp. A section
whose tests are functions of a file names each function that the file defines, and no
other.
"""
import glob
import os
import re
import sys

TEST = re.compile(r"^(?:TYPED_)?TEST(?:_F)?\((\w+),\s*(\w+)\)", re.M)
RULE = re.compile(r"^namespace (\w+) \{", re.M)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def feature_tests(folder):
    for path in glob.glob(os.path.join(folder, "features", "heritage-*.cpp")):
        suite = os.path.splitext(os.path.basename(path))[0]
        yield from (f"{suite}.{rule}" for rule in RULE.findall(read(path)))


SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.M | re.S)
FUNCTIONS_IN = re.compile(r"tests are functions in `(test/[\w/.-]+)`")
ROW = re.compile(r"^\|[^|]*\| `(\w+)` \|", re.M)
DEFINED = re.compile(r"^(?:void|int|Task) (\w+)\([^;{]*\) \{", re.M)


def check_functions(text, root):
    """What the sections about functions of a file get wrong."""
    problems = []
    for section in SECTION.findall(text):
        if not (file := FUNCTIONS_IN.search(section)):
            continue
        defined = set(DEFINED.findall(read(os.path.join(root, file[1]))))
        named = set(ROW.findall(section))
        problems += [f"no such test: {name}" for name in sorted(named - defined)]
        problems += [f"not on the page: {name}" for name in sorted(defined - named)]
        print(f"{len(named)} functions")
    return problems


def main():
    page, folder = sys.argv[1:]
    text = read(page)
    named = set(re.findall(r"`([\w-]+\.\w+)`", text))
    named = {name for name in named if name.split(".")[1][0].isupper()}
    defined = set()
    for path in glob.glob(os.path.join(folder, "unit", "**", "*.cpp"), recursive=True):
        defined |= {".".join(match) for match in TEST.findall(read(path))}
    for name, function in re.findall(r"`([\w-]+\.cpp):(\w+)`", text):
        path = os.path.join(folder, "features", name)
        if not re.search(rf"^void {function}\(", read(path), re.M):
            print(f"no such function: {name}:{function}")
            return True
    own = {name for name in defined if name.split(".")[0].endswith("Page")}
    own |= set(feature_tests(folder))
    defined |= own
    for name in sorted(named - defined):
        print(f"no such test: {name}")
    for name in sorted(own - named):
        print(f"not on the page: {name}")
    print(f"{len(named)} tests")
    problems = check_functions(text, os.path.dirname(os.path.dirname(page)))
    for problem in problems:
        print(problem)
    return bool(problems or named - defined or own - named or not named)


sys.exit(main())
