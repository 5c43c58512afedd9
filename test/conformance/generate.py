"""C++ programs for the rows of jaxtyping_cases.json.

Every row becomes a namespace of its own. Its parameters are those of one
annotated function `f`, its values are locals with fixed annotations, which the
checker trusts, and the row is the call:

  {"context": [{"ann": "b c", "shape": [3, 4], "class": "Float"}, ...]}

  namespace array_004 {
  void f(
    [[shape("Float[b c]")]] A a0,
    ...);
  void run() {
    [[shape("Float32[3 4]")]] A v0;
    ...
    f(
      v0,
      ...);
  }
  }

Each annotation and each argument has a line of its own, so the line of a
finding says which item it is about (Program.places).

What the rows speak of and C++ says in its own way:

* A return is the last parameter: jaxtyping checks it after the parameters in
  the same context, which is what a last parameter is. Where the parameters
  need neither broadcasting nor variadics, the row is written a second time as
  a body: `shape::assume` pins the parameters, a local with the value's shape is
  returned, and the finding belongs to the `return`.
* A sequence of checks in one context is a body with annotated locals; isolated
  checks are one function each.
* The array type is C++'s own business: array classes are the structs A and B,
  `any` is a template parameter, a union of array types is a set of overloads. A
  value of the wrong type is the compiler's error; such rows go to a program
  that only the compiler sees.
* An annotation over an annotation is an annotation on an alias.
* None is a null pointer, for a parameter that is one.
* A Python int is an int parameter and a literal argument; an object with
  attributes is a class with constants, and `self` its member function.
* A tuple is a std::tuple, a list a std::vector, a dict a std::map, None inside
  of them an empty std::optional, a named tuple a struct marked as a node. The
  elements of a vector or map that differ in type are std::variants.
* A custom dtype class has no syntax. Exact names are renamed to names that
  have a class; a pattern becomes the union of the names that it matches.
"""
import json
import re

SCALARS = {"int": "int", "float": "double", "bool": "bool",
           "complex": "Complex", "str": "const char *"}

PRELUDE = """\
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>
namespace shape {
template <class T> void assume(const T &, const char *);
template <class T> void reveal(const T &);
}
struct A { using Array = void; A(); A(const A &); };
struct B { using Array = void; B(); B(const B &); };
struct Complex {};
struct Opaque {};
struct Tree {};
"""


class Program:
    """Source text; knows what each line is for."""

    def __init__(self):
        self.lines = PRELUDE.splitlines()
        self.places = {}   # line number -> (case id, what, item)
        self.ranges = {}   # case id -> (first line, last line)

    def add(self, text, place=None):
        self.lines.append(text)
        if place:
            self.places[len(self.lines)] = place

    def text(self):
        return "\n".join(self.lines) + "\n"

    def case_of(self, line):
        for case, (first, last) in self.ranges.items():
            if first <= line <= last:
                return case
        return None


def literal(text):
    """A C++ string literal."""
    out = ""
    for char in text:
        if char in '"\\':
            out += "\\" + char
        elif char == "\n":
            out += "\\n"
        elif char == "\t":
            out += "\\t"
        elif ord(char) < 32:
            out += "\\%03o" % ord(char)
        else:
            out += char
    return f'"{out}"'


def has_tree(case):
    text = json.dumps(case["context"])
    return any(f'"{form}"' in text
               for form in ("pytree", "tuple", "list", "dict", "namedtuple"))


class DTypes:
    """Names of dtypes, and what a custom class of the data becomes."""

    def __init__(self, table):
        self.table = table
        self.single = {names[0]: name for name, names in table.items()
                       if names != "any" and len(names) == 1}
        self.single["bool"] = self.single["bool_"] = "Bool"
        self.renamed = {}

    def rename(self, name):
        """A name outside the table takes the place of one inside."""
        if name in self.single:
            return name
        spare = ["int2", "int4", "uint2", "uint4"]
        return self.renamed.setdefault(name, spare[len(self.renamed) % 4])

    def class_of(self, name):
        """The class with exactly this name, or None."""
        if name == "anything_at_all":
            return None
        return self.single.get(self.rename(name))

    def expand(self, cls):
        """Class words for the `class` of the data."""
        if isinstance(cls, str):
            return [cls]
        words = [self.single[self.rename(name)] for name in cls["dtypes"]]
        if "regex" in cls:
            words += [word for name, word in sorted(self.single.items())
                      if re.match(cls["regex"], name)]
        return words

    def admits(self, cls, name):
        if not isinstance(cls, str):
            return name in cls["dtypes"] or (
                "regex" in cls and re.match(cls["regex"], name) is not None)
        return self.table[cls] == "any" or name in self.table[cls]


def annotation_of(dtypes, node):
    """The annotation string of a TYPE, aliases aside."""
    if isinstance(node, str):
        return {"any": "Any", "None": "None"}.get(node, node)
    if "union" in node:
        return " | ".join(annotation_of(dtypes, one) for one in node["union"])
    if "tuple" in node:
        return "tuple[%s]" % ", ".join(
            annotation_of(dtypes, one) for one in node["tuple"])
    if "list" in node:
        return "list[%s]" % annotation_of(dtypes, node["list"])
    if "namedtuple" in node:
        return "tuple[%s]" % ", ".join(
            annotation_of(dtypes, one) for one in node["fields"].values())
    if "pytree" in node:
        if node["pytree"] == "bare":
            return "PyTree"
        leaf = annotation_of(dtypes, node["pytree"])
        return (f"PyTree[{leaf}, {node['struct']}]" if "struct" in node
                else f"PyTree[{leaf}]")
    if "class" not in node:
        return node["ann"]
    return " | ".join(f"{word}[{node['ann']}]"
                      for word in dtypes.expand(node["class"]))


def type_of_item(item):
    if "type" in item:
        return item["type"]
    return ({k: item[k] for k in ("ann", "class") if k in item}
            if "ann" in item else None)


def value_of_item(item):
    return item.get("value", item)


def gather_outer(node):
    """A union of annotations over annotations with the same outer one is that
    annotation over a union."""
    members = node.get("union", []) if isinstance(node, dict) else []
    if not members or not all("inner" in one for one in members):
        return node
    outer = [{k: v for k, v in one.items() if k != "inner"} for one in members]
    if any(one != outer[0] for one in outer):
        return node
    return {**outer[0], "inner": {"union": [one["inner"] for one in members]}}


def array_types(node):
    """The array types a TYPE names: A, B, any, scalar names."""
    if not isinstance(node, dict) or "ann" not in node or "inner" in node:
        return ["A"]
    arrays = node.get("array", "A")
    return arrays if isinstance(arrays, list) else [arrays]


def cpp_type_of_value(value):
    if "shape" in value:
        return value.get("array", "A")
    if "py" in value:
        kind = type(value["py"])
        return {int: "int", float: "double", bool: "bool",
                str: "const char *"}[kind]
    if "opaque" in value:
        return "Opaque"
    if "none" in value:
        return "decltype(nullptr)"
    return container_type(value)


def container_type(value):
    if "tuple" in value:
        return "std::tuple<%s>" % ", ".join(map(part_type, value["tuple"]))
    if "list" in value:
        return "std::vector<%s>" % element_type(value["list"])
    if "dict" in value:
        return "std::map<std::string, %s>" % element_type(list(value["dict"].values()))
    return struct_name(value)


def as_declared(node, value):
    """The value as an object of the class that the annotation names, if both are
    classes."""
    leaf = node.get("pytree") if isinstance(node, dict) else None
    if isinstance(leaf, dict) and "namedtuple" in leaf and "namedtuple" in value:
        return {**value, "namedtuple": leaf["namedtuple"]}
    return value


def struct_name(value):
    """One struct for each named tuple and types of its fields."""
    types = "_".join(part_type(item) for item in value["items"])
    return value["namedtuple"] + "_" + re.sub(r"\W+", "_", types)


def part_type(value):
    return "std::optional<int>" if "none" in value else cpp_type_of_value(value)


def element_type(values):
    types = sorted({part_type(value) for value in values}) or ["int"]
    return types[0] if len(types) == 1 else "std::variant<%s>" % ", ".join(types)


def collapses(dtypes, cls, ann, scalar):
    """Section 9 of the semantics: is the scalar itself what is meant?"""
    if any(not re.fullmatch(r"\.\.\.|[#*_?]*\*[#*_?]*\w*", token)
           for token in ann.split()):
        return False
    names = dtypes.table.get(cls or "Shaped")
    return names == "any" or any(name.startswith(scalar) for name in names)


def admits_none(node):
    return node == "None" or (isinstance(node, dict) and
                              "None" in node.get("union", []))


class Emitter:
    """Writes rows into a program."""

    def __init__(self, program, dtypes):
        self.program = program
        self.dtypes = dtypes

    def case(self, case, encoding, inside):
        """One row in one encoding; `inside` writes its body."""
        self.name = f"{case['id']}/{encoding}"
        first = len(self.program.lines) + 1
        self.program.add(f"namespace {case['id'].replace('-', '_')}_{encoding} {{")
        self.declared = set()
        for item in case["context"]:
            self.structs(value_of_item(item))
            self.structs(as_declared(type_of_item(item), value_of_item(item)))
        inside(case["context"])
        self.program.add("}")
        self.program.ranges[self.name] = (first, len(self.program.lines))

    # -- one function and one call of it -------------------------------------

    def call(self, items):
        self_item = next((i for i in items if i.get("name") == "self"), None)
        if self_item:
            self.attributes_class(self_item)
        for overload in self.overloads(items):
            self.function(items, overload)
        if self_item:
            self.program.add("};")
        self.program.add("void run() {")
        arguments = self.locals(items)
        self.program.add("  Self self;" if self_item else "  // the call")
        self.program.add("  self.f(" if self_item else "  f(")
        for index, (item, text) in enumerate(arguments):
            last = index + 1 == len(arguments)
            self.program.add(f"    {text}{');' if last else ','}",
                             (self.name, "argument", item))
        self.program.add("}")

    def attributes_class(self, item):
        self.program.add("struct Self {")
        for name, value in item["attrs"].items():
            self.program.add(f"  static constexpr int {name} = {value};")

    def overloads(self, items):
        """The C++ type of each parameter, once per union of array types."""
        choices = [{}]
        for index, item in enumerate(items):
            arrays = array_types(type_of_item(item))
            if len(arrays) > 1:
                choices = [{**choice, index: array}
                           for choice in choices for array in arrays]
        return [choice for choice in choices if self.exists(items, choice)]

    def exists(self, items, overload):
        """A scalar that the annotation excludes has no overload."""
        for index, array in overload.items():
            node = type_of_item(items[index])
            if array in SCALARS and not collapses(
                    self.dtypes, node.get("class"), node["ann"], array):
                return False
        return True

    def function(self, items, overload):
        self.hoisted = []
        rows = [(index, self.parameter(index, item, overload))
                for index, item in enumerate(items) if item.get("name") != "self"]
        for index, text in self.hoisted:
            self.program.add(text, (self.name, "annotation", index))
        if any("any" in array_types(type_of_item(item)) for item in items):
            self.program.add("template <class T, class = typename T::Array>")
        self.program.add("void f(")
        for position, (index, text) in enumerate(rows):
            end = ");" if position + 1 == len(rows) else ","
            self.program.add(f"  {text}{end}", (self.name, "annotation", index))

    def parameter(self, index, item, overload):
        node = gather_outer(type_of_item(item))
        name = item.get("name", f"a{index}")
        if node is None or node == "int":
            value = {} if node else value_of_item(item)
            return f"{cpp_type_of_value(value) if value else 'int'} {name}"
        array = overload.get(index, array_types(node)[0])
        cpp = "T" if array == "any" else SCALARS.get(array, array)
        text = self.annotation(node)
        if self.holds_tree(node):
            cpp = cpp_type_of_value(as_declared(node, value_of_item(item)))
        elif "none" in value_of_item(item):
            cpp += " *"
        elif isinstance(node, dict) and "inner" in node:
            text, cpp = self.alias(node, index)
        return f"[[shape({literal(text)})]] {cpp} {name}"

    def annotation(self, node):
        return annotation_of(self.dtypes, node)

    @staticmethod
    def holds_tree(node):
        text = json.dumps(node)
        return any(f'"{form}"' in text for form in
                   ("pytree", "tuple", "list", "namedtuple"))

    def alias(self, node, index):
        """Aliases for all but the outermost annotation."""
        cpp = "A"
        inner = node["inner"]
        if "inner" in inner:
            text, cpp = self.alias(inner, index)
        else:
            text = self.annotation(inner)
        self.aliases = getattr(self, "aliases", 0) + 1
        name = f"Inner{self.aliases}"
        self.hoisted.append(
            (index, f"using {name} [[shape({literal(text)})]] = {cpp};"))
        outer = {k: v for k, v in node.items() if k != "inner"}
        return self.annotation(outer), name

    def locals(self, items):
        """Declares the values; returns (item, argument text) in order."""
        out = []
        for index, item in enumerate(items):
            value = value_of_item(item)
            if item.get("name") == "self":
                continue
            out.append((index, self.local(index, value)))
        return out

    def local(self, index, value):
        if "shape" in value:
            self.program.add(f"  {self.array_local(f'v{index}', value)}")
            return f"v{index}"
        if "py" in value:
            return json.dumps(value["py"])
        if "none" in value:
            return "nullptr"
        return self.part(f"v{index}", value)

    def part(self, name, value):
        """The expression for a value inside of a tree."""
        if "shape" in value:
            self.program.add(f"  {self.array_local(name, value)}")
            return name
        if "py" in value:
            return json.dumps(value["py"])
        if "none" in value:
            return "std::optional<int>()"
        if "opaque" in value:
            return "Opaque()"
        items = next(value[form] for form in ("tuple", "list", "dict", "items")
                     if form in value)
        keys = list(items) if isinstance(items, dict) else None
        parts = [self.part(f"{name}_{i}", item) for i, item in
                 enumerate(items.values() if keys is not None else items)]
        if keys is not None:
            pair = f"std::pair<const std::string, {element_type(list(items.values()))}>"
            parts = [f'{pair}("{key}", {part})' for key, part in zip(keys, parts)]
        return "%s{%s}" % (container_type(value), ", ".join(parts))

    def structs(self, value):
        """Declares the structs of the named tuples in a value."""
        for form in ("tuple", "list", "items"):
            for item in value.get(form, []):
                self.structs(item)
        for item in value.get("dict", {}).values():
            self.structs(item)
        if "items" not in value or struct_name(value) in self.declared:
            return
        self.declared.add(struct_name(value))
        fields = " ".join(f"{part_type(item)} {field};" for field, item in
                          zip(value["fields"], value["items"]))
        self.program.add(f"struct [[shape::tree_node]] {struct_name(value)} {{ {fields} }};")

    def array_local(self, name, value):
        shape = " ".join(str(length) for length in value["shape"])
        word = self.dtypes.class_of(value.get("dtype", "float32"))
        text = f"{word}[{shape}]" if word else shape
        return f"[[shape({literal(text)})]] {value.get('array', 'A')} {name};"

    # -- a body that returns --------------------------------------------------

    def body(self, items):
        *parameters, result = items
        self.hoisted = []
        self.program.add(
            f"[[shape({literal(self.annotation(type_of_item(result)))})]]",
            (self.name, "annotation", len(items) - 1))
        self.program.add("A f(")
        for index, item in enumerate(parameters):
            end = ") {" if index + 1 == len(parameters) else ","
            self.program.add(f"  {self.parameter(index, item, {})}{end}",
                             (self.name, "annotation", index))
        if not parameters:
            self.program.add(") {")
        for index, item in enumerate(parameters):
            value = value_of_item(item)
            name = item.get("name", f"a{index}")
            if "shape" in value:
                shape = " ".join(map(str, value["shape"]))
                self.program.add(f"  shape::assume({name}, {literal(shape)});")
            else:
                self.program.add(f"  if ({name} != {json.dumps(value['py'])})")
                self.program.add("    __builtin_unreachable();")
        self.program.add(f"  {self.array_local('result', value_of_item(result))}")
        self.program.add("  return result;",
                         (self.name, "argument", len(items) - 1))
        self.program.add("}")

    # -- several checks in one context, or none -------------------------------

    def sequence(self, items):
        for index, item in enumerate(items):
            shape = " ".join(map(str, value_of_item(item)["shape"]))
            self.program.add(f"[[shape({literal(f'Float32[{shape}]')})]] A make{index}();")
        self.program.add("void run() {")
        for index, item in enumerate(items):
            text = self.annotation(type_of_item(item))
            self.program.add(f"  [[shape({literal(text)})]] A v{index} = make{index}();",
                             (self.name, "argument", index))
        self.program.add("}")

    def isolated(self, items):
        self.hoisted = []
        for index, item in enumerate(items):
            self.program.add(f"void f{index}({self.parameter(index, item, {})});",
                             (self.name, "annotation", index))
        self.program.add("void run() {")
        for index, argument in self.locals(items):
            self.program.add(f"  f{index}({argument});",
                             (self.name, "argument", index))
        self.program.add("}")
