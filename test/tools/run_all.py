#!/usr/bin/env python3
"""Runs every suite on what `tool/dev test` built and adds the counts up.

The last line is `N passed, N failed, N skipped` and nothing else; the exit code
is 1 if anything failed or if nothing ran. What a suite prints goes to
build/test-logs/; of a failing one the names of the failures, or else the end of
the log, are shown.
"""
import json
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOGS = os.path.join(ROOT, "build", "test-logs")
FUZZ_SECONDS = 60
# Of the variants of broken_code.py, about three minutes' on two processors.
BROKEN_SHARE = 0.004
# The same ones in each run: what other seeds find is found by hand, and becomes
# a test of its own.
SEED = 104
# Random programs held against the libraries, about a minute's on one processor.
RANDOM_PROGRAMS = 200
# What depends on the line of LLVM: the language front end and the programs. The
# wording of the pages, the models and the users' header do not, and what is
# found without annotations is a question to the engine, which is the same.
SUITES_OF_BOTH_LINES = ("features", "checks", "annotations", "infrastructure",
                        "tool", "clangd", "conformance", "examples/run.test",
                        "examples/twins.test", "examples/transformer_block.test",
                        "examples/training_step.test", "examples/kalman_filter.test",
                        "examples/least_squares.test")


class Counts:
    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped = passed, failed, skipped

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def log_of(name):
    return os.path.join(LOGS, name.replace("/", "-").replace(" ", "-") + ".log")


def execute(name, command):
    """Runs a suite with its output in a log; returns the exit code."""
    with open(log_of(name), "wb") as log:
        return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL,
                              stdout=log, stderr=subprocess.STDOUT,
                              check=False).returncode


def tail(name, lines=30):
    with open(log_of(name), encoding="utf-8", errors="replace") as log:
        return "".join(log.readlines()[-lines:])


def run_one(name, command):
    """A suite that is a single test: it passes if its exit code is 0."""
    if execute(name, command) == 0:
        return Counts(passed=1)
    print(tail(name))
    return Counts(failed=1)


def read_json(path):
    """What a suite reported, or None if it did not live to do so."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def fresh(path):
    """The path of a report, of which no earlier one is left."""
    if os.path.exists(path):
        os.remove(path)
    return path


def run_googletest(name, program):
    report = fresh(log_of(name) + ".json")
    code = execute(name, [program, f"--gtest_output=json:{report}", "--gtest_brief=1"])
    results = read_json(report)
    if results is None:
        print(tail(name))
        return Counts(failed=1)
    counts = Counts()
    for suite in results["testsuites"]:
        for test in suite["testsuite"]:
            if test["result"] == "SKIPPED":
                counts.skipped += 1
            elif "failures" in test:
                counts.failed += 1
                print(f"  FAILED {suite['name']}.{test['name']}")
            else:
                counts.passed += 1
    if code != 0 and counts.failed == 0:
        print(tail(name))
        counts.failed += 1
    return counts


LIT_OUTCOMES = {"PASS": "passed", "FLAKYPASS": "passed", "XFAIL": "passed",
                "UNSUPPORTED": "skipped", "SKIPPED": "skipped", "EXCLUDED": "skipped"}


def run_lit(name, build, llvm, *folders):
    report = fresh(log_of(name) + ".json")
    execute(name, ["/usr/lib/llvm-22/bin/lit", "-v", "-j", str(os.cpu_count()),
                   f"-Dbuild={build}", f"-Dllvm={llvm}", "-o", report,
                   "--timeout=900", *(f"test/{folder}" for folder in folders)])
    results = read_json(report)
    if results is None:
        print(tail(name))
        return Counts(failed=1)
    counts = Counts()
    for test in results["tests"]:
        outcome = LIT_OUTCOMES.get(test["code"], "failed")
        setattr(counts, outcome, getattr(counts, outcome) + 1)
        if outcome == "failed":
            print(f"  {test['code']} {test['name']}")
    if not results["tests"]:
        counts.failed += 1
    return counts


def fuzzers():
    folder = os.path.join(ROOT, "test", "fuzz")
    return sorted(name[:-4] for name in os.listdir(folder) if name.endswith(".cpp"))


def run_fuzzer(name, program, seconds):
    corpus = os.path.join(ROOT, "build", "fuzz", os.path.basename(program))
    os.makedirs(corpus, exist_ok=True)
    seeds = os.path.join(ROOT, "test", "fuzz", "corpus", os.path.basename(program))
    folders = [corpus] + ([seeds] if os.path.isdir(seeds) else [])
    return run_one(name, [program, f"-max_total_time={seconds}", "-timeout=10",
                          "-rss_limit_mb=4096", f"-artifact_prefix={corpus}-",
                          *folders])


def suites():
    """Rows of name, function and arguments, the quick ones first."""
    for build in ("build", "build-19"):
        for program in ("annotations-tests", "engine-tests"):
            path = os.path.join(ROOT, build, "bin", program)
            yield f"{build}/{program}", run_googletest, (path,)
    headers = os.path.join(ROOT, "build", "bin", "header-tests")
    yield "build/header-tests", run_googletest, (headers,)
    yield "build/lit", run_lit, ("build", "22", "")
    yield "build-19/lit", run_lit, ("build-19", "19", *SUITES_OF_BOTH_LINES)
    yield "build/broken-code", run_one, ([
        sys.executable, os.path.join(ROOT, "test", "tools", "broken_code.py"),
        f"--share={BROKEN_SHARE}", f"--seed={SEED}"],)
    if os.path.exists("/usr/include/torch/csrc/api/include/torch/torch.h"):
        yield "build/random-programs", run_one, ([
            sys.executable, os.path.join(ROOT, "test", "models", "random_programs.py"),
            "--shape-tidy", os.path.join(ROOT, "build", "bin", "shape-tidy"),
            "--work", os.path.join(LOGS, "random-programs"),
            f"--programs={RANDOM_PROGRAMS}", f"--seed={SEED}"],)
    bench = os.path.join(ROOT, "build", "bin", "annotations-bench")
    yield "build/annotations-bench", run_one, ([bench, "--benchmark_min_time=0.05"],)
    for fuzzer in fuzzers():
        path = os.path.join(ROOT, "build", "bin", fuzzer)
        yield f"build/{fuzzer}", run_fuzzer, (path, FUZZ_SECONDS)


def main():
    os.makedirs(LOGS, exist_ok=True)
    total = Counts()
    for name, function, arguments in suites():
        started = time.monotonic()
        try:
            counts = function(name, *arguments)
        except OSError as problem:
            print(f"  cannot run {name}: {problem}")
            counts = Counts(failed=1)
        print(f"{name}: {counts} ({time.monotonic() - started:.0f} s)", flush=True)
        total.add(counts)
    print(total)
    return int(total.failed > 0 or total.passed == 0)


if __name__ == "__main__":
    sys.exit(main())
