#!/usr/bin/env python3
"""expect_exit.py CODE COMMAND...: runs COMMAND with its output passed through;
succeeds if it ends with CODE. lit's own shell can only tell zero from the rest."""
import subprocess
import sys

done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, check=False)
if done.returncode != int(sys.argv[1]):
    sys.exit(f"expected exit code {sys.argv[1]}, got {done.returncode}")
