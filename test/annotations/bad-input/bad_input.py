#!/usr/bin/env python3
"""Feeds annotations that nobody should write to the real shape-tidy.

  bad_input.py --shape-tidy PROGRAM [--keep DIR]

Each input is a program of a few lines. The tool must end within SECONDS with
exit code 0 or 1, say what is expected on the line that is marked, and nothing
on any other line: never a crash, a hang, or a message without a place.

Time is judged twice: by the limit, and by inputs that come in two lengths, of
which the longer must not take more than the ratio of lengths suggests.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

SECONDS = 20
PRELUDE = "struct T { T(); T(const T &); };\n"
FINDING = re.compile(rb"^[^\n:]*:(\d+):\d+: (?:warning|error): (.*)$", re.M)

TOO_LONG = "at most 65536 bytes"
TOO_MANY = "at most 1000 axes"


def parameter(text):
    """A parameter with this annotation, on line 2."""
    return b'void f([[shape("' + text + b'")]] T x);'


def call(annotation, value):
    """A call of such a function, on line 5."""
    return (parameter(annotation) + b"\nvoid g() {\n[[shape(\"" + value +
            b"\")]] T v;\nf(v);\n}")


def axes(count, stem=b"a"):
    return b" ".join(stem + str(i).encode() for i in range(count))


def alias_chain(length):
    rows = [b'using A0 [[shape("n0")]] = T;']
    rows += [b'using A%d [[shape("n%d")]] = A%d;' % (i, i, i - 1)
             for i in range(1, length)]
    return b"\n".join(rows) + b"\nvoid f(A%d x);" % (length - 1)


def recursive_template(depth):
    return (b"template <int N> struct R { using type [[shape(\"n\")]] = "
            b"typename R<N - 1>::type; };\n"
            b"template <> struct R<0> { using type = T; };\n"
            b"void f(R<%d>::type x);" % depth)


# name -> (program, {line: what it must say}); a line of 0 means "silent".
INPUTS = {
    # Length.
    "megabyte of axes": (parameter(b"n " * 500_000), {2: TOO_LONG}),
    "megabyte of one name": (parameter(b"n" * 1_000_000), {2: TOO_LONG}),
    "megabyte of blanks": (parameter(b" " * 1_000_000), {2: TOO_LONG}),
    "megabyte of commas": (parameter(b"," * 1_000_000), {2: TOO_LONG}),
    "megabyte of brackets": (parameter(b"(" * 1_000_000), {2: TOO_LONG}),
    "megabyte of expression": (parameter(b"n+" * 500_000 + b"n"), {2: TOO_LONG}),
    "10,000 axes": (parameter(axes(10_000)[:65_000]), {2: TOO_MANY}),
    "10,000 numbers": (parameter(b"1 " * 10_000), {2: TOO_MANY}),
    "10,000 wrong axes": (parameter(b"a# " * 10_000), {2: "'#' stands before"}),
    "10,000 alternatives": (call(b"|".join([b"n 3"] * 10_000), b"3 4"),
                            {5: "has shape (3, 4)"}),
    "1000 axes": (call(axes(1000), b" ".join([b"7"] * 1000)), {}),
    "1000 axes, the last is wrong":
        (call(axes(999) + b" a0", b"7 " * 999 + b"8"), {5: "has size 8 on axis 999"}),
    "1000 axes of another rank":
        (call(axes(1000), b"7 " * 999), {5: "has 999 axes"}),
    # Depth.
    "deep tuples": (parameter(b"tuple[" * 10_000), {2: ""}),
    "deep trees": (parameter(b"PyTree[" * 5_000 + b"n" + b"]" * 5_000), {2: ""}),
    "deep parentheses": (parameter(b"(" * 20_000 + b"n" + b")" * 20_000), {2: ""}),
    "deep expression": (parameter(b"n " + b"-(" * 20_000 + b"n" + b")" * 20_000), {2: ""}),
    "deep braces": (parameter(b"{" * 20_000 + b"k" + b"}" * 20_000), {2: ""}),
    "deep operand": (parameter(b"{" + b"(" * 20_000 + b"1" + b")" * 20_000 + b"}"), {2: ""}),
    "long expression": (parameter(b"n " + b"+".join([b"n"] * 20_000)), {2: ""}),
    "many callables": (parameter(b"(n)->" * 10_000 + b"n"), {2: ""}),
    # Numbers.
    "axis beyond 64 bits": (parameter(b"99999999999999999999"), {2: "64 bits"}),
    "factor beyond 64 bits": (parameter(b"n 99999999999999999999*n"), {2: "64 bits"}),
    "product beyond 64 bits":
        (call(b"n 9223372036854775807*n*n", b"7 3"), {5: "has size 3 on axis 1"}),
    "sum beyond 64 bits":
        (call(b"n 9223372036854775807+n", b"1 3"), {5: "has size 3 on axis 1"}),
    "power beyond all bounds": (call(b"n n**999999999", b"2 3"), {}),
    "tower of powers": (call(b"n n**n**n**n**n", b"9 3"), {}),
    "shift beyond all bounds": (call(b"n 1<<999999999999", b"2 3"), {}),
    "largest size": (call(b"n n", b"9223372036854775807 9223372036854775807"), {}),
    "division by zero": (call(b"n 4//(n-n)", b"2 3"), {5: "no value here"}),
    # Bytes.
    "NUL": (parameter(rb"n\0m"), {2: ""}),
    "NUL at the end": (parameter(rb"n\0"), {2: ""}),
    "not UTF-8": (parameter(rb"n\xff m"), {2: ""}),
    "half a character": (parameter(rb"n\xc3"), {2: ""}),
    "control characters": (parameter(rb"n\x01 \x7f"), {2: ""}),
    "surrogate": (parameter(rb"\xed\xa0\x80"), {2: ""}),
    "Unicode name": (call("größe größe".encode(), b"2 2"), {}),
    "Unicode blank": (call("a\u00a0b".encode(), b"2 2"), {}),
    # Aliases.
    "chain of 500 aliases": (alias_chain(500), {}),
    "chain of 1500 aliases": (alias_chain(1500), {}),
    "alias by recursive template": (recursive_template(200), {}),
    "operand that names itself": (call(b"{x}", b"3"), {}),
    "operands that name each other":
        (b'struct S { [[shape("{b.size(0)}")]] T a; [[shape("{a.size(0)}")]] T b; };\n'
         b"void f(S s) { T x = s.a; }", {}),
    "operands that name each other many times":
        (b'struct S { [[shape("%s")]] T a; [[shape("%s")]] T b; };\n'
         b"void f(S s) { T x = s.a; }" % (b"{b.size(0)} " * 50, b"{a.size(0)} " * 50), {}),
    # Wrong places: the compiler's errors, with their places.
    "on an expression": (b'void f(T x) {\n([[shape("n")]] x); }', {3: ""}),
    "on a statement": (b'void f(T x) {\n[[shape("n")]] { } }', {3: ""}),
    "on a namespace": (b'namespace [[shape("n")]] N {}', {2: "only applies to"}),
    "on an enumerator": (b'enum E { X [[shape("n")]] };', {2: "only applies to"}),
    "on a number": (b'void f([[shape("n")]] int x);', {2: "has no axes"}),
    "on nothing": (b'[[shape("n")]];', {2: ""}),
    "without text": (b"void f([[shape()]] T x);", {2: "takes one argument"}),
    "with a number": (b"void f([[shape(1)]] T x);", {2: "requires a string"}),
}

# name -> annotation of a given length; twice as long may take three times as
# long, plus what starting a process varies by.
GROWING = {
    "axes": lambda n: axes(n)[: n * 6],
    "wrong axes": lambda n: b"a# " * n,
    "commas": lambda n: b"," * n * 5,
    "equal signs": lambda n: b"=" * n * 5,
    "modifiers": lambda n: b"#*_?" * n,
    "brackets": lambda n: b"[" * n * 5,
    "braces": lambda n: b"{" * n * 5,
    "unions": lambda n: b"n|" * n * 2,
    "expression": lambda n: b"(n+1)*" * n + b"n",
}


def run(tool, path):
    """(exit code, output, seconds)"""
    start = time.monotonic()
    try:
        done = subprocess.run([tool, path, "--", "-std=c++17", "-ftemplate-depth=4000"],
                              capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None, b"", SECONDS
    return done.returncode, done.stdout + done.stderr, time.monotonic() - start


def check(tool, path, wanted):
    """What is wrong with the tool's answer, or None."""
    code, output, _ = run(tool, path)
    if code is None:
        return f"no answer in {SECONDS} s"
    if code not in (0, 1, 3):
        return f"exit code {code}: {output[:300]!r}"
    found = {}
    for match in FINDING.finditer(output):
        found.setdefault(int(match[1]), []).append(match[2].decode(errors="replace"))
    for line, text in wanted.items():
        if not any(text in one for one in found.get(line, [])):
            return f"expected '{text}' on line {line}, got {str(found)[:300]}"
    surplus = set(found) - set(wanted)
    return f"surplus: {str({k: found[k] for k in surplus})[:300]}" if surplus else None


def check_growth(tool, folder, name, make):
    times = []
    for count in (4_000, 8_000):
        path = os.path.join(folder, "growing.cpp")
        with open(path, "wb") as file:
            file.write(PRELUDE.encode() + parameter(make(count)))
        code, output, seconds = run(tool, path)
        if code not in (0, 1):
            return f"growing {name}: exit code {code}: {output[:300]!r}"
        times.append(seconds)
    if times[1] > 3 * times[0] + 1:
        return f"growing {name}: {times[0]:.2f} s, twice as long {times[1]:.2f} s"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--keep", help="folder for the programs")
    options = parser.parse_args()
    problems = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        for name, (program, wanted) in INPUTS.items():
            path = os.path.join(folder, re.sub(r"\W+", "-", name) + ".cpp")
            with open(path, "wb") as file:
                file.write(PRELUDE.encode() + program + b"\n")
            problem = check(options.shape_tidy, path, wanted)
            if problem:
                problems.append(f"{name}: {problem}")
        for name, make in GROWING.items():
            problem = check_growth(options.shape_tidy, folder, name, make)
            if problem:
                problems.append(problem)
    print("\n".join(problems))
    total = len(INPUTS) + len(GROWING)
    print(f"{total - len(problems)} of {total} inputs are answered as they should be")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
