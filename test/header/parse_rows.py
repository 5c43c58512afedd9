#!/usr/bin/env python3
"""parse_rows.py CASES OUTPUT.cpp

Writes jaxtyping's parse results and its verdicts on single arrays as a C++ program
over the users' header: the parse results as static_asserts, so that they are what
the compiler reads, the verdicts as run-time checks. The program prints how many of
each there are.
"""
import json
import sys

# Legal for jaxtyping until a value reaches them, malformed for us: what is left
# is no expression.
MALFORMED = {"a.b", "3d", "4_", "n{k}", "a=b=c", "a#b", "a?", "f(x=1)", "(a,(b",
             "@a", "$a", "a:b", ".."}

HEAD = """#include "shape/shape.h"
#include <cstdio>
using namespace shape::detail;

constexpr axis nth(slice spec, int n) {
  bool open = false;
  axis result;
  for (; n >= 0; --n) {
    result = read_axis(next_word(spec), open);
    open = open || result.variadic;
  }
  return result;
}
constexpr int count(slice spec) {
  int result = 0;
  while (next_word(spec).size > 0)
    ++result;
  return result;
}
constexpr bool is(axis a, axis_kind kind, slice text, const char *flags) {
  bool anonymous = false, variadic = false, broadcast = false, treepath = false;
  for (; *flags; ++flags) {
    anonymous |= *flags == '_';
    variadic |= *flags == '*';
    broadcast |= *flags == '#';
    treepath |= *flags == '?';
  }
  // The name of what is anonymous does not matter, nor its treepath.
  bool same_name = anonymous || a.text.equals(text);
  return a.kind == kind && same_name && a.anonymous == anonymous &&
         a.variadic == variadic && a.broadcast == broadcast &&
         (anonymous || a.treepath == treepath);
}
constexpr bool is_size(axis a, long long size, bool broadcast) {
  return a.kind == axis_kind::fixed && integer_of(a.text) == size &&
         a.broadcast == broadcast && !a.variadic && !a.anonymous && !a.treepath;
}
"""

MATCHER = """
int failures = 0;
void verdict(const char *spec, sizes shape, bool accepts) {
  std::string complaint = match(shape, spec);
  if (complaint.empty() == accepts)
    return;
  std::printf("\\"%s\\" on %s: %s\\n", spec, to_text(shape).c_str(),
              accepts ? complaint.c_str() : "accepted");
  ++failures;
}
"""


def literal(text):
    return json.dumps(text, ensure_ascii=False)


def axis_assertion(spec, n, dim):
    where = f"nth({spec}, {n})"
    broadcast = "true" if dim.get("broadcast") else "false"
    kind = dim["kind"]
    if kind == "fixed":
        return f"is_size({where}, {dim['size']}, {broadcast})"
    flags = "#" * bool(dim.get("broadcast")) + "?" * bool(dim.get("treepath"))
    flags += "_" * kind.startswith("anonymous") + "*" * kind.endswith("variadic")
    shape = "symbolic" if kind == "symbolic" else "named"
    text = literal(dim.get("expr", dim.get("name", "")))
    return f'is({where}, axis_kind::{shape}, {text}, "{flags}")'


def assertions(row):
    spec = literal(row["ann"])
    if "error" in row:
        wrong = row["error"].removeprefix("P_").lower()
        yield f"problem_of_shape({spec}) == problem::{wrong}"
        return
    wrong = "expression" if row["ann"] in MALFORMED else "none"
    yield f"problem_of_shape({spec}) == problem::{wrong}"
    yield f"count({spec}) == {len(row['dims'])}"
    for n, dim in enumerate(row["dims"]):
        yield axis_assertion(spec, n, dim)


def single_arrays(cases):
    """The cases in which one array is held against one string."""
    for case in cases:
        item = case["context"][0]
        plain = set(item) <= {"ann", "shape", "class", "name"}
        dtype = item.get("class", "Shaped") in ("Shaped", "Float", "Float32")
        if len(case["context"]) == 1 and plain and dtype and "shape" in item \
                and case["expect"] in ("accept", "reject") \
                and item["ann"] not in MALFORMED:
            yield item["ann"], item["shape"], case["expect"] == "accept", case


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    rows = [row for row in data["parse_cases"] if not {"inner", "array"} & set(row)]
    lines = [HEAD]
    for row in rows:
        lines += [f"static_assert({text}, {literal(row['ann'])});"
                  for text in assertions(row)]
    lines.append(MATCHER + "int main() {")
    verdicts = list(single_arrays(data["cases"]))
    for ann, shape, accepts, case in verdicts:
        numbers = ", ".join(map(str, shape))
        lines.append(f"  verdict({literal(ann)}, {{{numbers}}}, "
                     f"{str(accepts).lower()}); // {case['id']}")
    lines.append(f'  std::printf("{len(rows)} parse results, {len(verdicts)} '
                 'verdicts\\n");\n  return failures;\n}\n')
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


main()
