#!/usr/bin/env python3
"""pre_commit.py HOOK REPOSITORY: the hook in a git repository made for the test.

A commit with a wrong shape must be stopped by the finding, the corrected one
must pass. HOOK is an id of REPOSITORY/.pre-commit-hooks.yaml; pre-commit clones
the hooks from a git repository that holds a copy of what it needs.
"""
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = """struct Tensor {};
void take([[shape("2 3")]] Tensor x);
void give([[shape("2 %d")]] Tensor y) { take(y); }
"""


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class Sandbox:
    """A folder with two git repositories and no trace of the user's settings."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(
            os.environ, HOME=folder, XDG_CONFIG_HOME=folder, XDG_CACHE_HOME=folder,
            PRE_COMMIT_HOME=os.path.join(folder, "pre-commit-home"),
            GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.path.join(folder, "gitconfig"))
        # Set when the tests themselves run inside a hook.
        for name in list(self.environment):
            if name.startswith("GIT_") and not name.startswith("GIT_CONFIG"):
                del self.environment[name]
        write(os.path.join(folder, "gitconfig"),
              "[user]\n name = Tester\n email = tester@example.org\n"
              "[init]\n defaultBranch = main\n[protocol \"file\"]\n allow = always\n")

    def run(self, where, *command):
        return subprocess.run(command, cwd=os.path.join(self.folder, where),
                              env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False)

    def must(self, where, *command):
        done = self.run(where, *command)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout.strip()

    def hooks(self, repository):
        hooks = os.path.join(self.folder, "hooks")
        os.makedirs(os.path.join(hooks, "tool"))
        for name in (".pre-commit-hooks.yaml", "tool/pre-commit-hook"):
            shutil.copy(os.path.join(repository, name), os.path.join(hooks, name))
        self.must("hooks", "git", "init", "-q")
        self.must("hooks", "git", "add", ".")
        self.must("hooks", "git", "commit", "-qm", "Hooks")
        return hooks, self.must("hooks", "git", "rev-parse", "HEAD")

    def project(self, hook, repository):
        hooks, revision = self.hooks(repository)
        project = os.path.join(self.folder, "project")
        os.makedirs(project)
        write(os.path.join(project, ".pre-commit-config.yaml"),
              f"repos:\n- repo: {hooks}\n  rev: {revision}\n"
              f"  hooks:\n  - id: {hook}\n")
        write(os.path.join(project, "compile_flags.txt"), "-std=c++17\n")
        self.must("project", "git", "init", "-q")
        self.must("project", "pre-commit", "install")
        return project

    def commit(self, project, last_axis):
        write(os.path.join(project, "program.cpp"), PROGRAM % last_axis)
        self.must("project", "git", "add", ".")
        return self.run("project", "git", "commit", "-qm", "Program")


def main():
    hook, repository = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="pre_commit-") as folder:
        sandbox = Sandbox(folder)
        project = sandbox.project(hook, repository)
        wrong = sandbox.commit(project, 4)
        if wrong.returncode == 0 or "[shape-mismatch]" not in wrong.stdout:
            sys.exit(f"the wrong shape was not stopped:\n{wrong.stdout}")
        right = sandbox.commit(project, 3)
        if right.returncode != 0:
            sys.exit(f"the right shape was stopped:\n{right.stdout}")
        count = sandbox.must("project", "git", "rev-list", "--count", "HEAD")
        if count != "1":
            sys.exit(f"{count} commits instead of 1")
        print("stopped the wrong shape, passed the right one")


if __name__ == "__main__":
    main()
