#!/usr/bin/env python3
"""Absurd annotations: each must be answered by located warnings or by none,
never by a crash, and in a time that grows with the size of the program.

  bad_input.py SHAPE_TIDY
"""
import os
import re
import subprocess
import sys
import tempfile
import time

PRELUDE = b"struct Tensor { long size(int) const; };\n"
CRASH = re.compile(rb"PLEASE submit|Stack dump|LLVM ERROR|Assertion")


def on_variable(text):
    return PRELUDE + b'[[shape("' + text + b'")]] Tensor x;\n'


def alias_chain(length):
    lines = ['using A0 [[shape("a0")]] = Tensor;']
    lines += [f'using A{i} [[shape("a{i}")]] = A{i - 1};' for i in range(1, length)]
    return PRELUDE + "\n".join(lines + [f"void f(A{length - 1} x);"]).encode()


def redeclarations(count):
    return PRELUDE + b'void f([[shape("n")]] Tensor x);\n' * count


def overrides(depth):
    lines = ['struct S0 { virtual void f([[shape("n")]] Tensor); };']
    lines += [f"struct S{i} : S{i - 1} {{ void f(Tensor) override; }};" for i in range(1, depth)]
    return PRELUDE + "\n".join(lines).encode()


def locals_with_operands(count):
    lines = [f'int k{i} = {i}; [[shape("{{k{i}}} {{unknown{i}}}")]] Tensor x{i};' for i in range(count)]
    return PRELUDE + ("void f() {\n" + "\n".join(lines) + "\n}").encode()


def fields(count):
    lines = [f'[[shape("n{i} n{i}+1")]] Tensor x{i};' for i in range(count)]
    return PRELUDE + ("struct S {\n" + "\n".join(lines) + "\n};").encode()


def pieces(count):
    return PRELUDE + b"[[shape(" + b'"n"\n" "\n' * count + b")]] Tensor x;\n"


CASES = {
    # name: (program, does it have findings?)
    "one megabyte of names": (on_variable(b"abc " * 250_000), True),
    "one megabyte without a blank": (on_variable(b"a" * 1_000_000), True),
    "ten thousand axes": (on_variable(b"n " * 10_000), True),
    "ten thousand mistakes": (on_variable(b"a,b " * 10_000), True),
    "deep brackets": (on_variable(b"tuple[" * 5_000 + b"n" + b"]" * 5_000), True),
    "deep parentheses": (on_variable(b"n+" + b"(" * 5_000 + b"n" + b")" * 5_000), True),
    "deep braces": (on_variable(b"{" * 5_000), True),
    "long operand": (on_variable(b"{" + b"a." * 20_000 + b"b}"), True),
    "coefficient beyond 64 bit": (on_variable(b"n 99999999999999999999999*n"), True),
    "NUL byte": (on_variable(rb"n\0m"), True),
    "not UTF-8": (on_variable(rb"n\xff\xfe m"), True),
    "control characters": (on_variable(rb"n\x01\x7f m"), True),
    "only modifiers": (on_variable(b"#*_?" * 1_000), True),
    "empty": (on_variable(b""), False),
    "aliases on aliases": (alias_chain(2_000), False),
    "many redeclarations": (redeclarations(2_000), False),
    "deep overrides": (overrides(500), False),
    "many locals": (locals_with_operands(900), True),
    "many fields": (fields(3_000), False),
    "literal of many pieces": (pieces(3_000), True),
    "alias of itself": (PRELUDE + b'using A [[shape("n")]] = A; A x;\n', None),
    "class derived from itself": (PRELUDE + b'struct S : S { [[shape("n")]] Tensor x; };\n', None),
    "cut off in an attribute": (PRELUDE + b'void f([[shape("n', None),
    "template recursion": (PRELUDE + b"""
template <int N> struct R : R<N - 1> { [[shape("n{N}+{M} n")]] Tensor x; };
template <> struct R<0> {}; R<200> r;""", True),
}


def check(tool, name, program, expected, folder):
    path = os.path.join(folder, "bad.cpp")
    with open(path, "wb") as file:
        file.write(program)
    began = time.monotonic()
    run = subprocess.run([tool, "-checks=-*,shape-*", path, "--", "-std=c++20", "-ftemplate-depth=2000"],
                         capture_output=True, timeout=120, check=False)
    took = time.monotonic() - began
    output = run.stdout + run.stderr
    located = re.findall(rb"bad\.cpp:\d+:\d+: warning: .*\[shape-", output)
    faults = []
    if run.returncode < 0 or CRASH.search(output):
        faults.append("it crashed: " + output[-300:].decode(errors="replace"))
    if expected is not None and bool(located) != expected:
        faults.append(f"expected {'findings' if expected else 'silence'}: "
                      + output[:300].decode(errors="replace"))
    if len(located) > 4_000:
        faults.append(f"{len(located)} findings")
    if took > 30:
        faults.append(f"it took {took:.0f} s")
    for fault in faults:
        print(f"{name}: {fault}")
    return not faults


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = [check(sys.argv[1], name, program, expected, folder)
                   for name, (program, expected) in CASES.items()]
    print(f"{sum(results)} of {len(results)} answered")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
