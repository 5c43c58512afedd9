#!/usr/bin/env python3
"""heritage.py PAGE TESTS

Every test that the page names exists, and every suite that is named after a page
of others has each of its tests there: those of `*Page` in TESTS/unit, and the
namespaces of TESTS/features/heritage-*.cpp.
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


def main():
    page, folder = sys.argv[1:]
    named = set(re.findall(r"`([\w-]+\.\w+)`", read(page)))
    named = {name for name in named if name.split(".")[1][0].isupper()}
    defined = set()
    for path in glob.glob(os.path.join(folder, "unit", "**", "*.cpp"), recursive=True):
        defined |= {".".join(match) for match in TEST.findall(read(path))}
    own = {name for name in defined if name.split(".")[0].endswith("Page")}
    own |= set(feature_tests(folder))
    defined |= own
    for name in sorted(named - defined):
        print(f"no such test: {name}")
    for name in sorted(own - named):
        print(f"not on the page: {name}")
    print(f"{len(named)} tests")
    return bool(named - defined or own - named or not named)


sys.exit(main())
