"""Parts of programs that are no single operation: conditions, containers,
functions and modules."""

import copy

import torch_layers
import torch_shapes
from scope import SIZES, Nothing
from statements import Context, Function, If, Let, Return
from values import Array, Items, Number, Throw, fresh, need
from writer import Definition


def is_list(value):
    return isinstance(value, Items) and not value.open


def condition(s, flags):
    """Text, what it uses, and whether it is true, or None."""
    kind = s.r.randrange(6)
    own = [n for n, v in s.env.items() if n in flags or n.startswith("flag")]
    if kind < 2 and own:
        flag = s.r.choice(own)
        return (flag if kind else f"!{flag}"), [flag], lambda v: v.value if kind or v.value is None else not v.value
    a = s.pick(lambda v: v.rank)
    axis = s.r.randrange(s.value(a).rank)
    n = s.value(a).shape[axis] + s.r.choice([0, 0, 1])
    if kind == 2 and s.library.ONE_TYPE:
        rank = s.r.randint(1, 3)
        return f"{a}.dim() == {rank}", [a], lambda v: v.rank == rank
    length = s.library.length(a, axis)
    of = lambda v: s.library.length_of(v, axis)
    return s.r.choice([(f"{length} == {n}", [a], lambda v: of(v) == n), (f"{length} > {n}", [a], lambda v: of(v) > n),
                       (f"{length} % 2 == 0", [a], lambda v: of(v) % 2 == 0)])


# Containers ---------------------------------------------------------------


def list_of(s):
    a = s.pick(lambda v: v.kind == s.library.KIND)
    names = [a] + [s.make(s.value(a).shape) if s.chance(0.6) else s.pick(lambda v: v.kind == s.library.KIND)
                   for _ in range(s.r.randint(1, 2))]
    v = s.names.new("v")
    text = s.r.choice(["std::vector<{0}> {1} = {{{2}}};", "std::vector<{0}> {1}{{{2}}};",
                       "std::array<{0}, %d> {1} = {{{2}}};" % len(names)])
    kind = s.library.RESULT
    if "vector" in text:
        s.names.vectors.add(v)
    return Let(v, text.format(kind, v, ", ".join(names)), names,
               lambda e: Items([e[n] if s.library.ONE_TYPE else copy.copy(e[n]) for n in names]), False)


def pick_list(s, fits=lambda v: True):
    names = [n for n, v in s.env.items() if is_list(v) and v.items and fits(v)]
    if not names:
        raise Nothing
    return s.r.choice(names)


def push_back(s):
    v = pick_list(s)
    if v not in s.names.vectors:
        raise Nothing
    a = s.pick(lambda value: value.kind == s.library.KIND)

    def compute(e):
        e[v].items.append(e[a])
    return Let(None, f"{v}.push_back({a});", [v, a], compute, False)


def element(s):
    v = pick_list(s)
    i = s.r.randrange(len(s.env[v].items))
    kind = s.env[v].items[i].kind
    text = s.r.choice([f"{v}[{i}]", f"{v}.at({i})"] + [f"{v}.front()"] * (i == 0) +
                      [f"{v}.back()"] * (i == len(s.env[v].items) - 1))
    x = s.names.new("x")

    def compute(e):
        value = e[v].items[i]
        return value if s.library.ONE_TYPE else copy.copy(value)
    return Let(x, s.library.declare_element(x, kind, text), [v], compute, False)


def joined_list(s):
    if not s.library.ONE_TYPE:
        raise Nothing
    v = pick_list(s, lambda v: v.items[0].rank)
    d = s.r.choice([0, 0, -1])
    if s.chance(0.5):
        return s.let(f"torch::cat({v}, {d})", [v], lambda e: torch_shapes.joined(e[v].items, d))

    def compute(e):
        first, *rest = e[v].items
        need(all(o.shape == first.shape for o in rest))
        return fresh((len(rest) + 1,) + first.shape, first, *rest)
    return s.let(f"torch::stack({v})", [v], compute)


CONTAINERS = [list_of, list_of, push_back, element, element, joined_list]


# Functions ----------------------------------------------------------------

UNIQUE = [101, 103, 107, 109, 113, 127, 131, 137]


def bind(program, scope, function, arguments, text):
    """The call as a statement."""
    uses = [a for a in arguments if a not in ("true", "false", "f0", "f1")]
    constants = {"true": Number(True), "false": Number(False)}

    def compute(e):
        return function.call(*[constants[a] if a in constants else e[a] for a in arguments])
    node = scope.let(text, uses, compute)
    node.operation = False
    return scope.pending + [node]


def call_again(program, scope, entry):
    function, form, shapes, flagged = entry
    arguments = []
    for shape in shapes:
        if scope.chance(0.4):
            arguments.append(scope.pick(lambda v: v.kind == shape.kind))
        else:
            arguments.append(scope.make(shape.shape, shape.kind))
    if flagged:
        arguments.append(scope.r.choice(["true", "false"] + [f for f in ("f0", "f1") if f in scope.env]))
    return bind(program, scope, function, arguments, form.format(", ".join(arguments)))


def result_of(program, env, body):
    """A variable to return, rather what the body computed last."""
    library = program.library
    names = [n for n, v in env.items() if isinstance(v, Array) and v.kind == library.KIND]
    mine = [n for n in names if any(getattr(node, "target", None) == n for node in body)]
    if not mine and not names:
        raise Nothing
    return (mine or names)[-1]


def body_of(program, parameters, count, generic, fields=()):
    """A body for parameters with these values, and the values it may return, of
    which the last is what it comes to at its end."""
    env = {**dict(fields), **parameters}
    saved = program.done, program.names.own, program.thrown, program.spoil_after
    program.names.own = set()
    if generic:
        program.spoil_after = None
    context = Context(followed=True)
    body = program.block(env, count, context, 1 if generic else 0, generic)
    if not body:
        raise Nothing
    name = result_of(program, env, body)
    values = [env[name]]
    if not generic and program.r.random() < 0.3:
        early = early_return(program, env)
        body.append(early)
        values.insert(0, env[early.then[0].name])
    body.append(Return(name))
    program.done, program.names.own, program.thrown, program.spoil_after = saved
    return body, values


def early_return(program, env):
    s = program.scope(env)
    text, uses, decide = condition(s, program.flags)
    name = s.pick(lambda v: v.kind == program.library.KIND)
    return If(text, uses, decide, [Return(name)], [])


def tokens(shape, names):
    return " ".join(names.get(n, "_") for n in shape)


def new_function(program, scope, room):
    r, library = program.r, program.library
    arrays = list({scope.pick(lambda v: v.kind == library.KIND) for _ in range(r.randint(1, 2))})
    values = [scope.value(a) for a in arrays]
    style = r.choice(["plain", "plain", "named", "sizes", "lambda", "template"])
    parameters = [program.names.new("a") for _ in arrays]
    name = program.names.new("f")
    flagged = style in ("plain", "lambda") and r.random() < 0.3
    # Names stand for any length, so the body is made for lengths that mean nothing.
    lengths = {}
    for value in values:
        for n in value.shape:
            if style == "named":
                lengths.setdefault(n, UNIQUE[len(lengths) % len(UNIQUE)])
    inner = {p: Array([lengths.get(n, n) for n in v.shape], v.kind, "dense" if lengths else v.strides)
             for p, v in zip(parameters, values)}
    if flagged:
        inner["flag"] = Number(None, True)
    body, results = body_of(program, inner, r.randint(1, min(5, room)), style == "named")
    contract = None
    if style in ("named", "sizes"):
        back = {n: "nmkpqrst"[i] for i, n in enumerate(lengths.values())} or {n: str(n) for n in range(4000)}
        promised = {tokens(result.shape, back) for result in results}
        contract = [tokens(inner[p].shape, back) for p in parameters], promised.pop()
        if promised or results[-1].open or style == "sizes" and not results[-1].rank:
            contract = contract[0], None
    function = Function(name, parameters + ["flag"] * flagged, body, contract=contract)
    declared = [library.parameter(v.kind, r) for v in values]
    program.definitions.append(definition(program, style, function, declared, flagged))
    form = name + "({})"
    program.callables.append((function, form, [Array(v.shape, v.kind) for v in values], flagged))
    arguments = arrays + [r.choice(["true", "false", "f0", "f1"])] * flagged
    return bind(program, scope, function, arguments, form.format(", ".join(arguments)))


def definition(program, style, function, types, flagged):
    own = function.parameters[:len(types)]
    contract = function.contract
    marks = [f'[[shape("{text}")]] ' for text in contract[0]] if contract else [""] * len(types)
    generic = style == "template"
    declared = [f"{mark}{'const T%d &' % i if generic else t} {p}".replace("& ", "&")
                for i, (mark, t, p) in enumerate(zip(marks, types, own))]
    text = ", ".join(declared + ["bool flag"] * flagged)
    if style == "lambda":
        return Definition(function.name, f"static const auto {function.name} = []({text}) -> {program.library.RESULT} {{", function.body,
                          footer="};")
    head = f'[[shape("{contract[1]}")]] ' if contract and contract[1] is not None else ""
    if generic:
        head = "template <" + ", ".join(f"typename T{i}" for i in range(len(own))) + "> "
    return Definition(function.name, f"{head}static {program.library.RESULT} {function.name}({text}) {{", function.body, own,
                      contract and contract[0])


# Modules ------------------------------------------------------------------


class Field:
    """A layer in an environment."""
    open = False

    def __init__(self, layer):
        self.layer = layer


def apply_layer(program, env, name, x):
    target = program.names.new("x")
    direct = env[name].layer.type != "Sequential" and program.r.random() < 0.5
    form = "{}({})" if direct else "{}->forward({})"
    return Let(target, f"auto {target} = {form.format(name, x)};", [name, x], lambda e: e[name].layer.of(e[x]))


def sequential(s, value):
    layers = []
    for _ in range(s.r.randint(2, 3)):
        one = torch_layers.layer(s, value)
        value = one.of(value)
        layers.append(one)

    def of(a):
        for one in layers:
            a = one.of(a)
        return a
    return torch_layers.Layer("Sequential", ", ".join(f"torch::nn::{o.type}({o.arguments})" for o in layers), of)


def new_module(program, scope, room):
    if not program.library.ONE_TYPE or program.r.random() < 0.3:
        return new_class(program, scope, room)
    r = program.r
    x = scope.pick(lambda v: v.kind == "f" and v.rank)
    class_name, parameter = program.names.new("Net"), program.names.new("a")
    env = {parameter: copy.deepcopy(scope.value(x))}
    context, body, fields = Context(followed=True), [], {}
    saved = program.names.own, program.done, program.thrown, program.spoil_after
    program.names.own, current = set(), parameter
    for _ in range(r.randint(1, 4)):
        layer_scope = program.scope(env)
        make = sequential if r.random() < 0.25 else torch_layers.layer
        try:
            one = make(layer_scope, env[current])
        except Throw:
            raise Nothing
        name = program.names.new("layer")
        fields[name] = env[name] = Field(one)
        node = apply_layer(program, env, name, current)
        body.append(node)
        if program.attempt([node], env, context) != "runs":
            break
        current = node.target
        if r.random() < 0.4:
            body += program.block(env, 1, context, 1)
    body.append(Return(result_of(program, env, body)))
    program.names.own, program.done, program.thrown, program.spoil_after = saved
    function = Function("forward", [parameter], body, fields=fields)
    program.definitions.append(module_definition(r, class_name, fields, parameter, body))
    return instance(program, scope, class_name, function, x)


def new_class(program, scope, room):
    """A class that has arrays in its fields."""
    r, library = program.r, program.library
    x = scope.pick(lambda v: v.kind == library.KIND)
    class_name, parameter = program.names.new("Model"), program.names.new("a")
    inner = program.scope({parameter: copy.deepcopy(scope.value(x))})
    inner.spoil = False
    for _ in range(r.randint(1, 3)):
        shape = list(scope.value(x).shape)
        if shape and r.random() < 0.6:
            shape[r.randrange(len(shape))] = r.choice(SIZES)
        inner.make(shape)
    made = {node.target: node for node in inner.pending}
    fields = {name: node.compute({}) for name, node in made.items() if not node.uses}
    body, _ = body_of(program, {parameter: inner.value(parameter)}, r.randint(1, min(4, room)), False, fields)
    function = Function("forward", [parameter], body, fields=fields)
    program.definitions.append(class_definition(program, class_name, {n: made[n] for n in fields}, parameter, body))
    return instance(program, scope, class_name, function, x)


def class_definition(program, class_name, fields, parameter, body):
    lines, initialised = [], []
    for name, node in fields.items():
        text = node.text.split(" = ", 1)[1][:-1]
        if program.r.random() < 0.5:
            initialised.append(f"{name}({text})")
            text = ""
        lines.append(f"  {program.library.RESULT} {name}{' = ' + text if text else ''};")
    constructor = f"  {class_name}(){' : ' * bool(initialised)}{', '.join(initialised)} {{}}"
    result = program.library.RESULT
    return Definition(class_name, f"{result} forward(const {result} &{parameter}) {{", body,
                      before=[f"struct {class_name} {{"] + lines + [constructor], after=["};"])


def module_definition(r, class_name, fields, parameter, body):
    declared, constructed, initialised = [], [], []
    for name, field in fields.items():
        layer = field.layer
        made = f'register_module("{name}", torch::nn::{layer.type}({layer.arguments}))'
        if r.random() < 0.6:
            declared.append(f"  torch::nn::{layer.type} {name}{{nullptr}};")
            constructed.append(f"{name} = {made};")
        else:
            declared.append(f"  torch::nn::{layer.type} {name};")
            initialised.append(f"{name}({made})")
    constructor = f"  {class_name}()" + (" : " + ", ".join(initialised) if initialised else "") + \
        " { " + " ".join(constructed) + " }"
    return Definition(class_name, f"torch::Tensor forward(torch::Tensor {parameter}) {{", body,
                      before=[f"struct {class_name} : torch::nn::Module {{"] + declared + [constructor], after=["};"])


def instance(program, scope, class_name, function, x):
    name = program.names.new("net")
    pointer = program.r.random() < 0.4
    text = f"auto {name} = std::make_shared<{class_name}>();" if pointer else f"{class_name} {name};"
    made = Let(name, text, [], lambda e: Field(None), False)
    form = name + ("->" if pointer else ".") + "forward({})"
    program.objects.append((name, function, form, [Array(scope.value(x).shape, scope.value(x).kind)]))
    return [made] + call_on(program, scope, program.objects[-1], [x])


def call_on(program, scope, entry, arguments):
    name, function, form, _ = entry
    node = scope.let(form.format(", ".join(arguments)), arguments, lambda e: function.call(*[e[a] for a in arguments]))
    node.operation = False
    return scope.pending + [node]


def call_object(program, scope, entry):
    if entry[0] not in scope.env:
        raise Nothing
    arguments = [scope.pick(lambda v: v.kind == a.kind) if scope.chance(0.3) else scope.make(a.shape, a.kind)
                 for a in entry[3]]
    return call_on(program, scope, entry, arguments)
