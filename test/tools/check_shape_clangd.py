#!/usr/bin/env python3
"""Opens a test program in a real shape-clangd process, as an editor does, and
compares the published diagnostics with what the program's comments expect.

  // RUN: %check_shape_clangd %s [--with FILE]... [-- SERVER FLAGS]

  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:8: warning: Sizes differ [shape-mismatch]
  // CHECK-MESSAGES-LSP: :3:30: note: 'in' comes from this annotation

The comments are those of check_shape_tidy.py with the suffix LSP, and as strict.
A note is a piece of related information. The program lies alone in a folder
with a compile_flags.txt, so that no configuration file of the machine is read;
--with copies one there.

With --typed the program is opened without the lines that end in `// typed`, about
which nothing is said then, and those are typed in afterwards.
"""
import argparse
import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

from check_shape_tidy import (MESSAGE, Expectations, Message, compare_messages)

SEVERITIES = {1: "error", 2: "warning", 3: "remark", 4: "remark"}
SECONDS = 120


class Server:
    """A language server process and the messages it sent so far."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=environment)
        self.buffer = b""
        self.published = {}
        self.last_id = 0
        self.deadline = time.monotonic() + SECONDS

    def send(self, method, params, is_request=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if is_request:
            self.last_id += 1
            message["id"] = self.last_id
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def request(self, method, params):
        """Sends a request; returns its answer and keeps what came before it."""
        self.send(method, params, is_request=True)
        while True:
            message = self.receive()
            if message.get("id") == self.last_id and "method" not in message:
                return message

    def receive(self):
        while True:
            head, separator, rest = self.buffer.partition(b"\r\n\r\n")
            if separator:
                length = int(head.lower().split(b"content-length:")[1].split()[0])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    return self.note(json.loads(rest[:length]))
            self.read_more()

    def read_more(self):
        ready, _, _ = select.select([self.process.stdout], [], [],
                                    max(0, self.deadline - time.monotonic()))
        data = os.read(self.process.stdout.fileno(), 65536) if ready else b""
        if not data:
            self.process.kill()
            sys.exit("the server " + ("ended" if ready else "said nothing") +
                     f"; exit code {self.process.wait()}")
        self.buffer += data

    def note(self, message):
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.published[params["uri"]] = params["diagnostics"]
        return message

    def open(self, uri, text):
        """What is published once the server has nothing left to do."""
        self.request("initialize", {
            "processId": os.getpid(), "rootUri": os.path.dirname(uri),
            "capabilities": {"textDocument": {"publishDiagnostics": {
                "relatedInformation": True, "codeDescriptionSupport": True}}}})
        self.send("initialized", {})
        self.send("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "cpp", "version": 1, "text": text}})
        return self.wait_for(uri)

    def change(self, uri, text):
        """The same after the whole text was replaced."""
        del self.published[uri]
        self.send("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]})
        return self.wait_for(uri)

    def wait_for(self, uri):
        while uri not in self.published:
            self.receive()
        # Answered from the same syntax tree, so after everything about it.
        self.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        return self.published[uri]

    def close(self):
        self.request("shutdown", None)
        self.send("exit", None)
        return self.process.wait(timeout=SECONDS)


def as_message(where, level, text, own_name):
    start = where["range"]["start"]
    name = os.path.basename(where["uri"]) if "uri" in where else own_name
    printed = f"{name}:{start['line'] + 1}:{start['character'] + 1}: {level}: {text}"
    return Message(MESSAGE.match(printed), own_name)


def as_messages(diagnostics, own_name):
    messages = []
    for diagnostic in diagnostics:
        text = diagnostic["message"].splitlines()[0] + f" [{diagnostic.get('code', '')}]"
        messages.append(as_message(diagnostic, SEVERITIES[diagnostic["severity"]],
                                   text, own_name))
        for related in diagnostic.get("relatedInformation", []):
            messages.append(as_message(related["location"], "note",
                                       related["message"].splitlines()[0], own_name))
    return messages


def set_up(folder, options, expectations):
    path = os.path.join(folder, expectations.own_name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(expectations.program))
    with open(os.path.join(folder, "compile_flags.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join([f"-std={options.std}", *options.flag]) + "\n")
    for extra in options.with_file:
        shutil.copy(extra, os.path.join(folder, os.path.basename(extra)))
    return path


def parse_command_line():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--std", default="c++20")
    parser.add_argument("--flag", action="append", default=[], help="compiler flag")
    parser.add_argument("--suffix", default="LSP")
    parser.add_argument("--with", dest="with_file", action="append", default=[])
    parser.add_argument("--typed", action="store_true")
    parser.add_argument("--ignore-notes", action="store_true")
    parser.add_argument("--server", default=os.environ.get("SHAPE_CLANGD", "shape-clangd"))
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:split])
    options.server_flags = sys.argv[split + 1:]
    options.file = os.path.abspath(options.file)
    return options


TYPED = re.compile(r"// typed *(//)?$")


def type_in(server, options, uri, lines):
    """The diagnostics of the whole program, and what is wrong before that."""
    if not options.typed:
        return server.open(uri, "\n".join(lines)), []
    before = server.open(uri, "\n".join("" if TYPED.search(line) else line for line in lines))
    complaints = ["before it was typed: " + one["message"] for one in before]
    return server.change(uri, "\n".join(lines)), complaints


def main():
    options = parse_command_line()
    expectations = Expectations(options.file, options.suffix)
    expectations.complain_if_empty()
    with tempfile.TemporaryDirectory(prefix="check_shape_clangd-") as folder:
        path = set_up(folder, options, expectations)
        environment = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder,
                           XDG_CACHE_HOME=folder)
        server = Server([options.server, "--log=error", *options.server_flags],
                        environment)
        diagnostics, complaints = type_in(server, options, "file://" + path, expectations.program)
        code = server.close()
    printed = as_messages(diagnostics, expectations.own_name)
    if options.ignore_notes:
        printed = [message for message in printed if message.level != "note"]
    complaints += compare_messages(expectations.messages, printed)
    if code != 0:
        complaints.append(f"the server ended with {code}")
    if complaints:
        print("\n".join(complaints))
        print(json.dumps(diagnostics, indent=1))
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
