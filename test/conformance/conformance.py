#!/usr/bin/env python3
"""Runs jaxtyping's rows through the real shape-tidy and compares.

  conformance.py --shape-tidy PROGRAM --compiler CLANGXX [--keep DIR] [--strict]

Every row of jaxtyping_cases.json becomes C++ (see generate.py), many rows to a
file. A row agrees if shape-tidy reports what jaxtyping reports:

  accept             nothing
  reject             one shape-mismatch at the blamed argument, or one
                     shape-dtype where the dtype is what is wrong
  parse-error        shape-annotation at the blamed annotation
  annotation-error   shape-annotation about the unbound name or misplaced '?'

Lints of legal annotations (`n>=2`, empty names) do not count as findings. The
rows that differ are in DEVIATIONS, each with its reason; a row listed there
that agrees is an error, too. Rows with trees and containers are counted apart;
which of the three checks rejects is not compared for them.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import generate  # noqa: E402

ORDER = "D: parameters may use names of later parameters"
NOWHERE = ("D: a name bound nowhere (and '?' outside a tree) is reported at the "
           "annotation, whether or not the value at hand reaches it")
MALFORMED = "D: a malformed expression is reported at the annotation"
MEMBER = "D: a member that does not exist is reported at the annotation"
BUILTIN = "D: unbound is unbound, whether Python has a builtin of that name or not"
PASTE = "D: braces hold one integer operand, text is not pasted"
NESTED = ("D: a structured tree in another one is reported at the annotation, "
          "whether or not there is a leaf")
CONTEXT = "a C++ annotation always has a context: that of its function (decisions.md)"
PYTHON = "python-specific: a call or a tuple is no size"

# row -> (what happens here, reason)
DEVIATIONS = {
    "array-107": (["accept"], ORDER),
    "array-111": (["accept"], ORDER),
    "array-115": (["accept"], ORDER),
    "nested-016": (["accept"], ORDER),
    "array-112": (["annotation-error", "shape-mismatch at 0"], NOWHERE),
    "array-113": (["annotation-error", "shape-mismatch at 0"], NOWHERE),
    "array-114": (["annotation-error", "shape-dtype at 0"], NOWHERE),
    "array-130": (["annotation-error"], NOWHERE),
    "array-181": (["annotation-error"], NOWHERE),
    "treepath-022": (["annotation-error", "shape-mismatch at 0"], NOWHERE),
    "treepath-023": (["annotation-error", "shape-mismatch at 0"], NOWHERE),
    "treepath-024": (["annotation-error"], NOWHERE),
    "pytree-050": (["annotation-error"], NOWHERE),
    "pytree-060": (["annotation-error"], NOWHERE),
    "treepath-028": (["annotation-error"], NOWHERE),
    "treepath-043": (["annotation-error"], NESTED),
    "pytree-047": (["shape-mismatch at 0", "shape-mismatch at 1"], CONTEXT),
    "structure-038": (["parse-error at 1"], "D: '... T ...' is reported at the annotation"),
    "structure-039": (["parse-error at 0"], "D: '... ...' is reported at the annotation"),
    "symbolic-001": (["parse-error at 1"], MALFORMED),
    "symbolic-016": (["parse-error at 1"], MALFORMED),
    "symbolic-017": (["parse-error at 1"], MALFORMED),
    "symbolic-022": (["parse-error at 1"], MALFORMED),
    "symbolic-033": (["parse-error at 0"], MALFORMED),
    "symbolic-035": (["parse-error at 1"], MALFORMED),
    "symbolic-036": (["parse-error at 0"], MALFORMED),
    "fstring-024": (["parse-error at 1"], MALFORMED),
    "fstring-025": (["annotation-error"], MEMBER),
    "symbolic-002": (["parse-error at 1"], PYTHON),
    "symbolic-023": (["parse-error at 1"], PYTHON),
    "symbolic-032": (["parse-error at 1"], PYTHON),
    "symbolic-037": (["annotation-error"], BUILTIN),
    "symbolic-038": (["annotation-error"], BUILTIN),
    "fstring-021": (["parse-error at 1"], PASTE),
}

LINTS = re.compile(r"is no condition: it means|is an axis whose name is empty|"
                   r"before '=' is not a name|has nothing to do with")
MISUSE = re.compile(r"nothing here binds it|in braces means nothing here|"
                    r"in braces is no member|can only stand inside a tree|"
                    r"stands inside another tree with a structure|"
                    r"is used in a composition but nothing here binds it")
FINDING = re.compile(r"^[^\n:]*:(\d+):(\d+): (?:warning|error|remark): (.*) "
                     r"\[(shape-[a-z-]+|clang-diagnostic-[a-z-]+)\]$", re.M)
REJECTS = re.compile(r"^shape-(mismatch|dtype|structure) at")
ROWS_PER_FILE = 150


# What can be said of a row; the first that applies to one of its encodings counts.
LISTED = "differ as listed"
TREE_AGREES = "with trees or containers agree"
COMPILER = "are the compiler's to reject, and it does"
AGREES = "agree"


class Finding:
    def __init__(self, match):
        self.line, self.column = int(match[1]), int(match[2])
        self.text, self.check = match[3], match[4]


def run_tool(tool, path, strict):
    """Findings of one file."""
    options = ["--config={CheckOptions: {shape-mismatch.StrictOrder: true}}"] if strict else []
    done = subprocess.run([tool, *options, path, "--", "-std=c++17"],
                          capture_output=True, text=True, errors="replace")
    if done.returncode not in (0, 1):
        sys.exit(f"{tool} exited with {done.returncode}:\n{done.stderr}{done.stdout[:2000]}")
    return [Finding(match) for match in FINDING.finditer(done.stdout)]


def outcome(findings, program):
    """What the findings of one row amount to, in the data's words."""
    kinds = []
    for finding in findings:
        place = program.places.get(finding.line)
        item = place[2] if place else "?"
        if finding.check == "shape-annotation":
            if LINTS.search(finding.text):
                continue
            misuse = MISUSE.search(finding.text)
            kinds.append("annotation-error" if misuse else f"parse-error at {item}")
        elif finding.check in ("shape-mismatch", "shape-dtype", "shape-structure"):
            kinds.append(f"{finding.check} at {item}")
        else:
            kinds.append(f"{finding.check}: {finding.text}")
    return sorted(set(kinds)) or ["accept"]


def admits_dtype(dtypes, node, name):
    """Does any alternative of the annotation admit the dtype?"""
    if "union" in node:
        return any(admits_dtype(dtypes, one, name) for one in node["union"] if one != "None")
    if "inner" in node and not admits_dtype(dtypes, node["inner"], name):
        return False
    return dtypes.admits(node.get("class", "Shaped"), name)


def expected_reject(dtypes, item):
    """The check that must speak: the dtype is tested before the shape."""
    node, value = generate.type_of_item(item), generate.value_of_item(item)
    fits = isinstance(node, dict) and "shape" in value and not admits_dtype(
        dtypes, node, value.get("dtype", "float32"))
    return "shape-dtype" if fits else "shape-mismatch"


def expected(dtypes, items, row, at):
    kind = row.get("expect", "accept")
    if kind == "reject":
        return [f"{expected_reject(dtypes, items[at])} at {at}"]
    if kind == "parse-error":
        return [f"parse-error at {at}"]
    return [kind]


def expected_of_case(dtypes, case):
    items = case["context"]
    if "mode" not in case:
        return expected(dtypes, items, case, case.get("at"))
    wanted = [kind for index, item in enumerate(items)
              for kind in expected(dtypes, items, item, index) if kind != "accept"]
    return sorted(set(wanted)) or ["accept"]


def is_compilers(case, emitter):
    """Is a value of the wrong C++ type what jaxtyping rejects?"""
    for item in case["context"]:
        node, value = generate.type_of_item(item), generate.value_of_item(item)
        if node is None:
            continue
        if generate.has_tree({"context": [item]}):
            if generate.as_declared(node, value) != value:
                return True
            continue
        actual = generate.cpp_type_of_value(value)
        if node == "int":
            accepted = ["int"]
        else:
            accepted = [
                generate.SCALARS.get(array, array)
                for array in generate.array_types(node)
                if array not in generate.SCALARS or generate.collapses(
                    emitter.dtypes, node.get("class"), node["ann"], array)]
        if "any" in accepted:
            accepted += ["A", "B"]
        if generate.admits_none(node):
            accepted.append("decltype(nullptr)")
        if actual not in accepted and case.get("code") != "P_SCALAR_INVALID":
            return True
    return False


def encodings(case):
    """(name, writer) for each way the row is written in C++."""
    if case.get("mode") == "sequence" and not generate.has_tree(case):
        return [("sequence", generate.Emitter.sequence)]
    if "mode" in case:
        return [("isolated", generate.Emitter.isolated)]
    ways = [("call", generate.Emitter.call)]
    *parameters, last = case["context"]
    pinned = all(re.fullmatch(r"[\w ]*", item.get("ann", "")) and
                 ("shape" in item or isinstance(item.get("py"), int))
                 for item in parameters)
    if last.get("role") == "return" and pinned and case.get("at") in (
            None, len(parameters)) and "ann" in last:
        ways.append(("body", generate.Emitter.body))
    return ways


class Suite:
    def __init__(self, options, data):
        self.options = options
        self.cases = {case["id"]: case for case in data["cases"]}
        self.dtypes = generate.DTypes(data["dtype_table"])
        self.statuses = collections.defaultdict(set)
        self.problems = []

    def run(self):
        emitter = generate.Emitter(None, self.dtypes)
        written, compilers = [], []
        for case in self.cases.values():
            if is_compilers(case, emitter):
                compilers.append(case)
            else:
                written += [(case, *way) for way in encodings(case)]
        for start in range(0, len(written), ROWS_PER_FILE):
            self.run_file(f"rows{start}", written[start:start + ROWS_PER_FILE])
        self.run_compiler(compilers)

    def write(self, name, rows):
        program = generate.Program()
        emitter = generate.Emitter(program, self.dtypes)
        for case, encoding, writer in rows:
            self.dtypes.renamed = {}
            emitter.case(case, encoding, lambda items: writer(emitter, items))
        path = os.path.join(self.options.keep, name + ".cpp")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program.text())
        return program, path

    def run_file(self, name, rows):
        program, path = self.write(name, rows)
        found = collections.defaultdict(list)
        for finding in run_tool(self.options.shape_tidy, path, self.options.strict):
            row = program.case_of(finding.line)
            if row is None:
                self.problems.append(f"{path}:{finding.line}: {finding.text}")
            found[row].append(finding)
        for case, encoding, _ in rows:
            name = f"{case['id']}/{encoding}"
            self.compare(case, name, outcome(found[name], program))

    def compare(self, case, name, got):
        wanted = expected_of_case(self.dtypes, case)
        listed = DEVIATIONS.get(case["id"])
        if listed and not (self.options.strict and listed[1] == ORDER):
            self.compare_listed(case, name, got, wanted)
        elif generate.has_tree(case):
            self.compare_tree(case, name, got, wanted)
        elif got == wanted:
            self.statuses[case["id"]].add(AGREES)
        else:
            self.problems.append(f"{name}: expected {wanted}, got {got}: "
                                 f"{json.dumps(case['context'])}")

    def compare_tree(self, case, name, got, wanted):
        """Which check speaks depends on where in the tree the mistake is."""
        got = [REJECTS.sub("shape-mismatch at", kind) for kind in got]
        wanted = [REJECTS.sub("shape-mismatch at", kind) for kind in wanted]
        if got == wanted:
            self.statuses[case["id"]].add(TREE_AGREES)
        else:
            self.problems.append(f"{name}: expected {wanted}, got {got}: "
                                 f"{json.dumps(case['context'])}")

    def compare_listed(self, case, name, got, wanted):
        instead, reason = DEVIATIONS[case["id"]]
        if got == wanted:
            self.problems.append(f"{name}: listed as different ({reason}) but agrees")
        elif got != instead:
            self.problems.append(f"{name}: listed as '{instead}' ({reason}), got {got}")
        elif not (case.get("tags") or reason.startswith("D") or
                  reason == CONTEXT):
            self.problems.append(f"{name}: may not differ")
        else:
            self.statuses[case["id"]].add(LISTED)

    def summary(self):
        counts = collections.Counter(
            next(status for status in (LISTED, TREE_AGREES, COMPILER, AGREES)
                 if status in statuses) for statuses in self.statuses.values())
        return f"{len(self.cases)} rows:\n" + "\n".join(
            f"  {counts[status]:4} {status}"
            for status in (AGREES, COMPILER, LISTED, TREE_AGREES))

    def run_compiler(self, cases):
        """Rows whose values have the wrong C++ type: an error in each."""
        rows = [(case, "compiler", generate.Emitter.call) for case in cases]
        program, path = self.write("compiler", rows)
        done = subprocess.run(
            [self.options.compiler, "-fsyntax-only", "-std=c++17", "-ferror-limit=0",
             "-Wno-unknown-attributes", path], capture_output=True, text=True)
        errors = {program.case_of(int(line))
                  for line in re.findall(r"\.cpp:(\d+):\d+: error: ", done.stderr)}
        for case, _, _ in rows:
            name = f"{case['id']}/compiler"
            wanted = case["expect"] == "reject"
            if (name in errors) == wanted:
                self.statuses[case["id"]].add(COMPILER)
            else:
                self.problems.append(f"{name}: expected an error of the compiler")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shape-tidy", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--keep", help="folder for the generated programs")
    parser.add_argument("--strict", action="store_true",
                        help="with StrictOrder, which makes the rows of ORDER agree")
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "jaxtyping_cases.json"), encoding="utf-8") as file:
        data = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        options.keep = options.keep or folder
        suite = Suite(options, data)
        suite.run()
    for problem in suite.problems:
        print(problem)
    print(suite.summary())
    sys.exit(1 if suite.problems else 0)


if __name__ == "__main__":
    main()
