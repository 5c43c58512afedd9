"""Writes docs/corpus.md from what corpus.py measured."""
import collections

HEAD = """# What ShapeTidy says about public code

<!-- Written by test/corpus/corpus.py --write; the findings that people examined are in
test/corpus/examined.json. -->

The tool has to be silent about code that is right. To see whether it is, it runs over public programs that use libtorch, Eigen, xtensor, OpenCV, Armadillo and mdspan,
without any annotation in them. Nothing of these programs is part of this repository; `test/corpus/repositories.json` says which they are, and how they are
compiled here.

    test/corpus/corpus.py --sources FOLDER --headers FOLDER --work /tmp/corpus --write docs/corpus.md

runs the tool over every listed file, two at a time; with `--cached` the page is about those that have been run so far, and *listed* says how many there are. A file is *parsed* if it compiles here with Debian's versions of the libraries; the others need libraries or
versions that are not there, and nothing is reported about them. *Checks* is the share of the processor time that the analysis took beside the parser, whose
library headers were precompiled. *Rank* and *axes* are the figures of [`--coverage`](command.md#coverage): of how many array expressions the number of axes, or
the length of each axis, is known.
"""

KINDS = {
    "parameter": "parameters without annotation",
    "function": "library function without model",
    "user-code": "function of the program",
    "model": "modelled, sizes do not follow",
    "field": "fields and static members",
    "global": "global variables",
    "change": "changed in a branch, a loop or a call",
    "container": "elements of local containers that differ",
    "pointer": "behind a pointer or a subscript",
    "variable": "variable set in a way that is not followed",
    "budget": "function over the budget",
    "other": "other expressions",
}


def share(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else "-"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def phrase(reason):
    kind, name = reason
    return KINDS[kind] + (f" `{name}`" if name else "")


def repositories(rows, total):
    def cells(row, name, commit):
        cover = row.coverage
        limits = "; ".join(f"{phrase(reason)} ({count})"
                           for reason, count in cover.top(2))
        return [name, commit, row.listed, row.files, row.parsed, len(row.findings),
                share(row.checks, row.seconds), share(cover.ranks, cover.expressions),
                share(cover.axes, cover.expressions), limits]
    body = [cells(row, f"[{row.name}](https://github.com/{row.name})", f"`{row.commit[:10]}`")
            for row in rows]
    body.append(cells(total, f"**all {len(rows)}**", ""))
    return table(["repository", "commit", "listed", "run", "parsed", "findings", "checks",
                  "rank", "axes", "what limits the rank (expressions)"], body)


def findings(examined, rows):
    found = {key for row in rows for key in row.findings}
    shown = [entry for entry in examined
             if (entry["file"], entry["line"], entry["check"]) in found]
    if not shown:
        return "There are no findings.\n"
    false = sum(not entry["true"] for entry in shown)
    text = f"Somebody read the code at each of them: {len(shown) - false} true, {false} false.\n\n"
    return text + table(["place", "check", "", "why"],
                        [[f"`{entry['file']}:{entry['line']}`", entry["check"],
                          "true" if entry["true"] else "**false**", entry["why"]]
                         for entry in shown])


# Outermost namespace of a function or a class, and what people call the library.
LIBRARIES = [("libtorch", ("at", "torch", "c10")), ("Eigen", ("Eigen",)),
             ("Armadillo", ("arma",)), ("xtensor", ("xt",)), ("OpenCV", ("cv",)),
             ("mdspan", ("std", "Kokkos", "MDSPAN_IMPL_STANDARD_NAMESPACE"))]


def library_of(name):
    outermost = name.split("::")[0]
    return next((library for library, spaces in LIBRARIES if outermost in spaces), "other")


def by_library(total):
    calls, sums = collections.Counter(), collections.defaultdict(lambda: [0, 0, 0])
    for name, count in total.coverage.hits.items():
        calls[library_of(name), True] += count
    for name, count in total.coverage.misses.items():
        calls[library_of(name), False] += count
    for name, figures in total.coverage.classes.items():
        library = library_of(name)
        sums[library] = [a + b for a, b in zip(sums[library], figures)]
    body = []
    for library in [name for name, _ in LIBRARIES] + ["other"]:
        hits, misses = calls[library, True], calls[library, False]
        expressions, ranks, axes = sums[library]
        if expressions or hits + misses:
            body.append([library, expressions, share(ranks, expressions),
                         share(axes, expressions), hits + misses,
                         share(hits, hits + misses)])
    hits, misses = total.coverage.hits.total(), total.coverage.misses.total()
    body.append(["**all**", total.coverage.expressions,
                 share(total.coverage.ranks, total.coverage.expressions),
                 share(total.coverage.axes, total.coverage.expressions),
                 hits + misses, share(hits, hits + misses)])
    return table(["library", "expressions", "rank", "axes", "calls", "with a row"], body)


def misses(total):
    return table(["function", "calls"], [[f"`{name}`", count] for name, count in
                                         total.coverage.misses.most_common(30)])


def reasons(total):
    sums = collections.defaultdict(lambda: [0, 0])
    for index, counter in enumerate((total.coverage.reasons, total.coverage.open_axes)):
        for (kind, _), count in counter.items():
            sums[kind][index] += count
    order = sorted(sums.items(), key=lambda item: -sum(item[1]))
    return table(["reason", "rank unknown", "rank known, axes not"],
                 [[KINDS[kind], *counts] for kind, counts in order if any(counts)])


def budgets(total):
    reached = [item for item in total.coverage.budgets.most_common() if item[1]]
    return table(["budget", "times"], reached) if reached else "None was reached.\n"


def write(path, rows, total, examined, limits):
    parts = [HEAD, "## Repositories\n", repositories(rows, total),
             "## Findings\n", findings(examined, rows),
             "## By library\n",
             "Expressions by the class of the array. Of the library's functions that are "
             "called on an array, the share that has a [row](models.md):\n",
             by_library(total), limits,
             "The functions without a row that are called most:\n", misses(total),
             "## What is not known, and why\n",
             "Over all repositories, expressions by the first cause:\n", reasons(total),
             "[Budgets](command.md#coverage) that were reached, beyond which things are "
             "unknown:\n", budgets(total)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))
