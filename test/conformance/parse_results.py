#!/usr/bin/env python3
"""Runs jaxtyping's 192 parse results through the real shape-tidy.

  parse_results.py --shape-tidy PROGRAM [--keep DIR]

Each annotation stands on a parameter whose shape is revealed. An error must be
reported once by shape-annotation, in the words of its code, with the caret
inside the axis that section 2 of the semantics blames (computed here, from the
specification). A legal annotation must draw no error, and where its axes print
as themselves the revealed shape must show them. The 33 structure strings are
checked the same way inside `PyTree[int, ...]`.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import conformance  # noqa: E402
import generate  # noqa: E402

WORDS = {
    "P_COMMA": "not by commas",
    "P_TRAILING_HASH": "'#' stands before an axis",
    "P_ELLIPSIS_NOT_ALONE": "'...' stands alone",
    "P_DUP_HASH": "'#' is written twice",
    "P_DUP_STAR": "'*' is written twice",
    "P_DUP_UNDERSCORE": "'_' is written twice",
    "P_DUP_QUESTION": "'?' is written twice",
    "P_TWO_VARIADICS": "only one axis of a shape can stand for any number",
}

# Legal for jaxtyping until a value reaches them. Section 12, D: reported at
# the annotation.
MALFORMED = {
    "a.b": "an attribute of an axis name",
    "3d": "neither a number nor a name",
    "4_": "no number in Python either",
    "n{k}": "D of its own: braces hold one operand, text is not pasted",
    "a=b=c": "an assignment",
    "a#b": "a comment",
    "a?": "no operator",
    "f(x=1)": "its doc name is 'f(x', which leaves '1)'",
    "(a,(b": "unbalanced",
    "@a": "no operator",
    "$a": "no operator",
    "a:b": "no operator",
    "..": "no operator",
}
UNUSABLE = {"... T ...", "... ..."}


def blamed_token(text):
    """(begin, end) of the first word of `text` that section 2.2 refuses."""
    variadic_seen = False
    for word in re.finditer(r"\S+", text):
        token, variadic = refuse(word[0])
        if token or (variadic and variadic_seen):
            return word.span()
        variadic_seen |= variadic
    return None


def refuse(token):
    """(is refused whatever stands before it, is variadic)"""
    if ("," in token and "(" not in token) or token.endswith("#"):
        return True, False
    if "..." in token:
        return token != "...", True
    flags, rest = set(), token
    while rest:
        if rest[0] in "#*_?":
            if rest[0] in flags:
                return True, False
            flags.add(rest[0])
            rest = rest[1:]
        elif rest.count("=") == 1:
            rest = rest[rest.index("=") + 1:]
        else:
            break
    if rest == "" or rest.isidentifier():
        return {"_", "#"} <= flags, "*" in flags
    try:
        int(rest)
        return bool(flags & set("*_?")), "*" in flags
    except ValueError:
        return bool(flags & set("*_?")), "*" in flags


def revealed(dims):
    """The shape as reveal prints it, or None if an axis prints otherwise."""
    out = []
    for dim in dims:
        if dim.get("broadcast") or dim.get("treepath") or dim.get("name") == "":
            return None
        if dim["kind"] == "symbolic":
            return None
        out.append({"named": dim.get("name"), "fixed": str(dim.get("size")),
                    "named-variadic": f"*{dim.get('name')}", "anonymous": "_",
                    "anonymous-variadic": "..."}[dim["kind"]])
    return "(" + ", ".join(out) + ")"


class Check:
    def __init__(self, options, data):
        self.options, self.data = options, data
        self.dtypes = generate.DTypes(data["dtype_table"])
        self.program = generate.Program()
        self.problems, self.shown = [], 0

    def write(self):
        for index, case in enumerate(self.data["parse_cases"]):
            first = len(self.program.lines) + 1
            self.parameter(index, case)
            self.program.ranges[index] = (first, len(self.program.lines))
        for index, case in enumerate(self.data["struct_cases"]):
            text = generate.literal(f"PyTree[int, {case['struct']}]")
            self.program.add(f"void s{index}([[shape({text})]] Tree x);")
            line = len(self.program.lines)
            self.program.ranges[f"struct {index}"] = (line, line)

    def parameter(self, index, case):
        cpp = generate.SCALARS.get(case.get("array"), "A")
        if "inner" in case:
            text = generate.literal(generate.annotation_of(self.dtypes, case["inner"]))
            self.program.add(f"using Inner{index} [[shape({text})]] = A;")
            cpp = f"Inner{index}"
        outer = {k: case[k] for k in ("ann", "class") if k in case}
        text = generate.annotation_of(self.dtypes, outer)
        self.program.add(f"void p{index}([[shape({generate.literal(text)})]] {cpp} x) {{",
                         (index, "annotation", 0))
        self.program.add("  shape::reveal(x);")
        self.program.add("}")

    def run(self):
        self.write()
        path = os.path.join(self.options.keep, "parse.cpp")
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.program.text())
        found = {}
        for finding in conformance.run_tool(self.options.shape_tidy, path, False):
            found.setdefault(self.program.case_of(finding.line), []).append(finding)
        for index, case in enumerate(self.data["parse_cases"]):
            self.compare(index, case, found.get(index, []))
        for index, case in enumerate(self.data["struct_cases"]):
            self.compare_structure(case, found.get(f"struct {index}", []))

    def compare(self, index, case, findings):
        errors = [one for one in findings if one.check == "shape-annotation" and
                  not conformance.LINTS.search(one.text) and
                  not conformance.MISUSE.search(one.text)]
        if "error" in case:
            self.compare_error(index, case, errors)
        elif bool(errors) != (case["ann"] in MALFORMED):
            self.problem(case, f"got: {[one.text for one in errors]}")
        elif "dims" in case and not errors:
            self.compare_dims(case, [one for one in findings if one.check == "shape-reveal"])

    def compare_error(self, index, case, errors):
        if not errors:
            return self.problem(case, f"expected {case['error']}, got nothing")
        words = WORDS.get(case["error"], "")
        if words not in errors[0].text:
            return self.problem(case, f"expected {case['error']}, got: {errors[0].text}")
        span = blamed_token(case["ann"])
        if span and "array" not in case and "class" not in case:
            line = self.program.lines[errors[0].line - 1]
            start = line.index('"') + 2  # columns count from 1
            if not start + span[0] <= errors[0].column < start + span[1]:
                self.problem(case, f"caret at {errors[0].column - start}, expected in {span}")

    def compare_dims(self, case, reveals):
        wanted = revealed(case["dims"])
        if wanted is None:
            return
        self.shown += 1
        if isinstance(case.get("dtypes"), list):
            wanted += " " + self.dtype_text(case["dtypes"])
        if wanted == "(...)":
            wanted = "nothing is known of 'x'"
        if len(reveals) != 1 or not reveals[0].text.endswith(wanted):
            got = reveals[0].text if reveals else "no reveal"
            self.problem(case, f"expected {wanted}, got: {got}")

    def dtype_text(self, names):
        """A single dtype by its name, several by the class that has them."""
        if len(names) == 1:
            return names[0]
        return next(cls for cls, members in self.dtypes.table.items()
                    if members != "any" and sorted(members) == sorted(names))

    def compare_structure(self, case, findings):
        errors = [one for one in findings if not conformance.LINTS.search(one.text) and
                  not conformance.MISUSE.search(one.text)]
        if ("error" in case or case["struct"] in UNUSABLE) != bool(errors):
            self.problem(case, f"got: {[one.text for one in errors]}")

    def problem(self, case, text):
        self.problems.append(f"{json.dumps(case)}: {text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--keep", help="folder for the generated program")
    options = parser.parse_args()
    options.strict = False
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "jaxtyping_cases.json"), encoding="utf-8") as file:
        data = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        options.keep = options.keep or folder
        check = Check(options, data)
        check.run()
    for problem in check.problems:
        print(problem)
    total = len(data["parse_cases"]) + len(data["struct_cases"])
    print(f"{total - len(check.problems)} of {total} parse results agree: "
          f"{check.shown} shown axis by axis, {len(MALFORMED) + len(UNUSABLE)} "
          "reported earlier than jaxtyping would")
    sys.exit(1 if check.problems else 0)


if __name__ == "__main__":
    main()
