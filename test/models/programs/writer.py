"""Prints a generated program twice with equal lines: as it is checked, and with
what records where it is when it runs."""


class Writer:
    def __init__(self, first):
        self.first, self.plain_lines, self.executed_lines, self.depth = first, [], [], 1

    def add(self, plain, executed):
        indent = "  " * self.depth
        self.plain_lines.append(indent + plain)
        self.executed_lines.append(indent + executed)
        return self.first + len(self.plain_lines) - 1

    def step(self, text):
        number = self.first + len(self.plain_lines)
        return self.add(text, f"here.at({number}); {text}")

    def plain(self, text):
        return self.add(text, text)

    def opening(self, text, prologue=""):
        """The first line of a body."""
        return self.add(text, f"{text} Frame here; {prologue}")

    def block(self, nodes):
        self.depth += 1
        for node in nodes:
            node.write(self)
        self.depth -= 1


class Definition:
    """A function, lambda or class, printed before or where it is first used."""

    def __init__(self, name, header, body, parameters=(), contract=None, footer="}", before=(), after=()):
        self.name, self.header, self.body, self.parameters = name, header, body, parameters
        self.contract, self.footer, self.before, self.after = contract, footer, before, after

    def write(self, out):
        for line in self.before:
            out.plain(line)
        out.depth += len(self.before) > 0
        checks = ""
        if self.contract:
            checks = "Names names; " + " ".join(
                f'names.take({p}, "{text}");' for p, text in zip(self.parameters, self.contract))
        out.opening(self.header, checks)
        out.block(self.body)
        out.plain(self.footer)
        out.depth -= len(self.before) > 0
        for line in self.after:
            out.plain(line)
