#!/usr/bin/env python3
"""Runs shape-tidy over public repositories and says what it finds there.

  test/corpus/corpus.py --sources FOLDER [--only NAME]... [--write docs/corpus.md]

FOLDER has each repository of repositories.json checked out as OWNER/NAME at the
commit named there (`git clone`, `git checkout`). Nothing is fetched by this
program and nothing of the repositories is part of this one: names, commits, paths
and figures are.

Every finding has to be examined by somebody who read the code. What was examined
is in examined.json; a finding that is not listed there is printed, and the exit
code is 1. So it is for a crash and for a file over its time limit.

With --work the outcome of each file is kept in a folder and taken from there when
neither the flags nor shape-tidy have changed. The headers of a repository's
libraries are precompiled there, too: most of the time is theirs. --no-precompiled
shows what the analysis costs beside a whole parse. --cached looks at what is in
the folder and runs nothing, so that a long run can be looked at before its end.
"""
import argparse
import collections
import concurrent.futures
import glob
import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile

import page

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FINDING = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): "
                     r"(?:warning|error): (?P<text>.*) "
                     r"\[(?P<check>shape-[a-z-]+)(?:,[^\]]*)?\]$", re.M)
ERROR = re.compile(r"^([^:\n]+):(\d+):\d+: error: (.*) \[clang-diagnostic-.*\]$", re.M)
SECONDS = 300
# Analysis that costs more than the parse is slow, unless both are nothing.
SLOW_SECONDS = 1.0
UNREADABLE = 3  # the command's exit code for files that do not compile


def read_json(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


def files_of(repository, folder):
    """Paths below the repository that its patterns select, sorted."""
    def matching(key):
        return {path for pattern in repository.get(key, [])
                for path in glob.glob(os.path.join(folder, pattern), recursive=True)}
    return sorted(matching("files") - matching("skip"))


def fill(flags, places):
    for placeholder, place in places.items():
        flags = [flag.replace(placeholder, place) for flag in flags]
    return flags


def flags_of(repository, path, libraries, options):
    """Of one file; {sources}, {headers}, {repository} and {folder} are places."""
    places = {"{sources}": options.sources, "{headers}": options.headers, "{corpus}": HERE,
              "{repository}": os.path.join(options.sources, repository["name"]),
              "{folder}": os.path.dirname(path)}
    flags = [flag for name in repository.get("libraries", [])
             for flag in libraries[name]["flags"]] + repository.get("flags", [])
    return fill(flags, places)


def precompiled(repository, libraries, options):
    """Flags that make the libraries' headers precompiled ones."""
    names = [name for name in repository.get("libraries", [])
             if not repository.get("whole")]
    headers = [header for name in names for header in libraries[name].get("headers", [])]
    if not headers or not options.work or not options.precompiled:
        return []
    flags = fill([flag for name in names for flag in libraries[name]["flags"]],
                 {"{headers}": options.headers})
    key = hashlib.sha1(json.dumps([headers, flags]).encode()).hexdigest()[:12]
    header = os.path.join(options.work, key + ".h")
    output = os.path.join(options.work, key + ".pch")
    if not os.path.exists(output) and not options.cached:
        with open(header, "w", encoding="utf-8") as file:
            file.writelines(f"#include <{name}>\n" for name in headers)
        # clang-tidy parses as the static analyzer does.
        subprocess.run([options.clang, *flags, "-w", "-Xclang", "-setup-static-analyzer",
                        "-Xclang", "-fpch-instantiate-templates", "-x", "c++-header",
                        header, "-o", output], check=True)
    return ["-include-pch", output]


def child_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def profile_seconds(prefix):
    """What the checks took, as clang-tidy's own profile says."""
    total = 0.0
    for path in glob.glob(os.path.join(prefix, "*.json")):
        with open(path, encoding="utf-8") as file:
            times = json.load(file).get("profile", {})
        total += sum(value for key, value in times.items()
                     if key.startswith("time.clang-tidy.shape-") and
                     key.endswith((".user", ".sys")))
    return total


def run_tool(command, folder):
    """Exit code, output, errors; "timeout" is an exit code too. The time is the
    processor's: whether the machine has other things to do does not matter."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True,
                          errors="replace", check=False, preexec_fn=limit)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "timeout", "", ""
    return done.returncode, done.stdout, done.stderr


def analyze(tool, path, folder, flags):
    """One file in a process of its own; its outcome as data."""
    with tempfile.TemporaryDirectory() as scratch:
        coverage = os.path.join(scratch, "coverage.json")
        profile = os.path.join(scratch, "profile")
        before = child_seconds()
        code, output, errors = run_tool(
            [tool, "--quiet", "--header-filter=.*", "--config={}",
             "--export-coverage=" + coverage, "--enable-check-profile",
             "--store-check-profile=" + profile, path, "--", *flags, "-w"], folder)
        outcome = {"code": code, "seconds": child_seconds() - before,
                   "checks": profile_seconds(profile), "coverage": None}
        if os.path.exists(coverage):
            with open(coverage, encoding="utf-8") as file:
                outcome["coverage"] = json.load(file)
    outcome["findings"] = [match.groupdict() for match in FINDING.finditer(output)]
    problem = ERROR.search(output)
    outcome["problem"] = problem.group(0) if problem else errors[-1000:]
    return outcome


def version_of(tool):
    """Changes with what shape-tidy was built from, shared library included."""
    parts = [tool, os.path.join(os.path.dirname(tool), "..", "lib", "libShapeTidy.so")]
    return [os.stat(part).st_mtime for part in parts if os.path.exists(part)]


def analyze_cached(job):
    """analyze(), or what it said when asked the same before; None if that is all
    that is wanted, and it was not asked."""
    tool, path, folder, flags, commit, work, only_cached = job
    if not work:
        return analyze(tool, path, folder, flags)
    key = json.dumps([path, flags, commit, version_of(tool)])
    name = os.path.join(work, hashlib.sha1(key.encode()).hexdigest() + ".json")
    if os.path.exists(name):
        with open(name, encoding="utf-8") as file:
            return json.load(file)
    if only_cached:
        return None
    outcome = analyze(tool, path, folder, flags)
    with open(name, "w", encoding="utf-8") as file:
        json.dump(outcome, file)
    return outcome


class Row:
    """What a run says of one repository."""

    def __init__(self, repository):
        self.name = repository["name"]
        self.commit = repository["commit"]
        self.listed = self.files = self.parsed = 0
        self.seconds = self.checks = 0.0
        self.findings = {}
        self.trouble, self.unparsed = [], []
        self.coverage = Coverage()

    def add(self, path, outcome, sources):
        self.files += 1
        self.seconds += outcome["seconds"]
        self.checks += outcome["checks"]
        name = os.path.relpath(path, sources)
        if outcome["code"] == UNREADABLE:
            self.unparsed.append((name, outcome["problem"]))
        elif outcome["code"] in (0, 1):
            self.parsed += 1
            self.coverage.add(outcome["coverage"])
        else:
            self.trouble.append((name, outcome["code"], outcome["problem"]))
        if outcome["checks"] > SLOW_SECONDS and \
                outcome["checks"] > outcome["seconds"] / 2:
            self.trouble.append((name, "slow", f"{outcome['checks']:.1f} s of "
                                               f"{outcome['seconds']:.1f} s"))
        for found in outcome["findings"]:
            place = os.path.relpath(os.path.join(sources, found["file"]), sources)
            key = (place, int(found["line"]), found["check"])
            self.findings[key] = found["text"]


class Coverage:
    """Sums of what `--export-coverage` writes."""

    def __init__(self):
        self.expressions = self.ranks = self.axes = 0
        self.reasons, self.open_axes = collections.Counter(), collections.Counter()
        self.hits, self.misses = collections.Counter(), collections.Counter()
        self.budgets = collections.Counter()
        # By array class: expressions, those of known rank, those of known axes.
        self.classes = collections.defaultdict(lambda: [0, 0, 0])

    def add(self, data):
        if not data:
            return
        self.expressions += data["expressions"]
        self.ranks += data["rank-known"]
        self.axes += data["axes-known"]
        for reason in data["reasons"]:
            key = reason["kind"], reason["name"]
            self.reasons[key] += reason["unknown-rank"]
            self.open_axes[key] += reason["unknown-axes"]
        for counter, key in ((self.hits, "hits"), (self.misses, "misses"),
                             (self.budgets, "budgets")):
            counter.update(data.get(key, {}))
        self.add_classes(data.get("classes", {}))

    def add_classes(self, classes):
        for name, figures in classes.items():
            self.classes[name] = [a + b for a, b in zip(self.classes[name], figures)]

    def add_all(self, other):
        self.expressions += other.expressions
        self.ranks += other.ranks
        self.axes += other.axes
        for name in ("reasons", "open_axes", "hits", "misses", "budgets"):
            getattr(self, name).update(getattr(other, name))
        self.add_classes(other.classes)

    def top(self, count, kind=None):
        """The reasons why ranks are unknown, most frequent first."""
        items = [item for item in self.reasons.most_common()
                 if item[1] and (kind is None or item[0][0] == kind)]
        return items[:count]


def run(options, repositories, libraries):
    """Analyses everything; one row per repository that is there."""
    jobs, owners = [], []
    rows = {}
    for repository in repositories:
        folder = os.path.join(options.sources, repository["name"])
        if not os.path.isdir(folder):
            print(f"not there: {repository['name']}", file=sys.stderr)
            continue
        rows[repository["name"]] = Row(repository)
        headers = precompiled(repository, libraries, options)
        paths = files_of(repository, folder)
        rows[repository["name"]].listed = len(paths)
        for path in paths:
            flags = flags_of(repository, path, libraries, options) + headers
            jobs.append((options.tool, path, folder, flags, repository["commit"],
                         options.work, options.cached))
            owners.append(rows[repository["name"]])
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for job, row, outcome in zip(jobs, owners, pool.map(analyze_cached, jobs)):
            if outcome:
                row.add(job[1], outcome, options.sources)
    return list(rows.values())


def total_of(rows):
    total = Row({"name": "all", "commit": ""})
    for row in rows:
        total.listed += row.listed
        total.files += row.files
        total.parsed += row.parsed
        total.seconds += row.seconds
        total.checks += row.checks
        total.findings.update(row.findings)
        total.coverage.add_all(row.coverage)
    return total


def unexamined(rows, examined):
    known = {(entry["file"], entry["line"], entry["check"]) for entry in examined}
    return [(key, text) for row in rows for key, text in sorted(row.findings.items())
            if key not in known]


def print_rows(rows, verbose):
    print(f"{'repository':36} {'files':>5} {'parse':>5} {'findings':>8} "
          f"{'seconds':>8} {'checks':>7} {'rank':>6} {'axes':>6}")
    for row in rows + [total_of(rows)]:
        cover = row.coverage
        print(f"{row.name:36} {row.files:5} {row.parsed:5} {len(row.findings):8} "
              f"{row.seconds:8.1f} {page.share(row.checks, row.seconds):>7} "
              f"{page.share(cover.ranks, cover.expressions):>6} "
              f"{page.share(cover.axes, cover.expressions):>6}")
        for name, problem in row.unparsed if verbose else ():
            print(f"    does not parse: {name}: {problem.splitlines()[:1]}")
    for row in rows:
        for name, what, more in row.trouble:
            print(f"TROUBLE {name}: {what}: {more}")


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sources", required=True)
    parser.add_argument("--headers", default="", help="where Debian's packages that are "
                        "not installed were unpacked\n(`dpkg-deb -x PACKAGE FOLDER`)")
    parser.add_argument("--tool", default=os.path.join(ROOT, "build/bin/shape-tidy"))
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", help="keep outcomes and precompiled headers here")
    parser.add_argument("--no-precompiled", dest="precompiled", action="store_false")
    parser.add_argument("--cached", action="store_true",
                        help="only files whose outcome is in --work")
    parser.add_argument("--clang", default="clang++-22", help="precompiles headers; of "
                        "the version shape-tidy was built with")
    parser.add_argument("--write", help="write the page to this file")
    parser.add_argument("--verbose", action="store_true",
                        help="say why files do not parse")
    options = parser.parse_args()
    if options.cached and not options.work:
        parser.error("--cached needs --work")
    options.sources = os.path.abspath(options.sources)
    options.tool = os.path.abspath(options.tool)
    options.headers = os.path.abspath(options.headers) if options.headers else ""
    if options.work:
        options.work = os.path.abspath(options.work)
        os.makedirs(options.work, exist_ok=True)
    return options


def main():
    options = parse_options()
    corpus = read_json("repositories.json")
    examined = read_json("examined.json")
    repositories = [repository for repository in corpus["repositories"]
                    if not options.only or repository["name"] in options.only]
    rows = run(options, repositories, corpus["libraries"])
    print_rows(rows, options.verbose)
    if options.write:
        with open(os.path.join(HERE, "limits.md"), encoding="utf-8") as file:
            page.write(options.write, rows, total_of(rows), examined, file.read())
    fresh = unexamined(rows, examined)
    for (place, line, check), text in fresh:
        print(f"NOT EXAMINED {place}:{line}: {text} [{check}]")
    return 1 if fresh or any(row.trouble for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
