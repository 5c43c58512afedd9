"""Writes docs/corpus.md from what corpus.py measured."""

HEAD = """# What ShapeTidy says about public code

<!-- Written by test/corpus/corpus.py --write; the findings that people examined are in
test/corpus/examined.json. -->

The tool has to be silent about code that is right. To see whether it is, it runs over public programs that use libtorch, Eigen, xtensor, OpenCV and mdspan,
without any annotation in them. Nothing of these programs is part of this repository; `test/corpus/repositories.json` says which they are, and how they are
compiled here.

    test/corpus/corpus.py --sources FOLDER --work /tmp/corpus --write docs/corpus.md

runs the tool over every listed file, two at a time. A file is *parsed* if it compiles here with Debian's versions of the libraries; the others need libraries or
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
        return [name, commit, row.files, row.parsed, len(row.findings),
                share(row.checks, row.seconds), share(cover.ranks, cover.expressions),
                share(cover.axes, cover.expressions), limits]
    body = [cells(row, f"[{row.name}](https://github.com/{row.name})", f"`{row.commit[:10]}`")
            for row in rows]
    body.append(cells(total, f"**all {len(rows)}**", ""))
    return table(["repository", "commit", "files", "parsed", "findings", "checks",
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


def missing_models(total):
    return table(["function", "expressions"],
                 [[f"`{name}`", count]
                  for (_, name), count in total.coverage.top(60, "function")])


def reasons(total):
    sums = {}
    for (kind, _), count in total.coverage.reasons.items():
        sums[kind] = sums.get(kind, 0) + count
    order = sorted(sums.items(), key=lambda item: -item[1])
    return table(["reason", "expressions without rank"],
                 [[KINDS[kind], count] for kind, count in order if count])


def write(path, rows, total, examined):
    parts = [HEAD, "## Repositories\n", repositories(rows, total),
             "## Findings\n", findings(examined, rows),
             "## What is not known, and why\n",
             "Over all repositories, by the first cause:\n", reasons(total),
             "Library functions without model, by how many expressions they leave "
             "without rank:\n", missing_models(total)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))
