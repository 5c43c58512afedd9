"""Random calls of libtorch: what checks/models/libtorch-more.json says."""

from torch_tools import SIZES, braces, broadcastable, maybe_spoil, pick, shape, tensor
import torch_cases

NN = "torch::nn::"
INIT = "torch::nn::init::"


def ints(sizes):
    return f"torch::zeros({braces(sizes)}, torch::kInt64)"


def binary_out(call):
    def cases(r):
        one = shape(r, 0, 3)
        return {"o": "torch::empty({0})", "a": tensor(one), "b": tensor(maybe_spoil(r, broadcastable(r, one), 0.4))}, \
            r.choice([call, (call, "o")])
    return cases


def unary_out(call):
    return lambda r: ({"o": "torch::empty({0})", "a": tensor(shape(r, 0, 3))}, r.choice([call, (call, "o")]))


def named(call, *forms, first=None, chance=0.12):
    """Shapes of letters; some are wrong."""
    def cases(r):
        size = {c: pick(r) for form in forms for c in form}
        arrays = {} if first is None else dict(first)
        for name, form in zip("abcd", r.choice([forms]) if isinstance(forms[0], str) else r.choice(forms)):
            arrays[name] = tensor(maybe_spoil(r, [size[c] for c in form], chance))
        return arrays, call
    return cases


OUT = {"o": "torch::empty({0})"}


def joined(call):
    def cases(r):
        one = shape(r, 1, 3)
        d = r.randint(0, len(one) - 1)
        other = list(one)
        if "cat" in call:
            other[d] = pick(r)
        return {**OUT, "a": tensor(one), "b": tensor(maybe_spoil(r, other, 0.3))}, call.replace("%d", str(d))
    return cases


def transform(name, half=False):
    def cases(r):
        one = [n + 1 for n in shape(r, 2, 3)]
        kind = "torch::kComplexFloat" if "irfft" in name else "torch::kFloat32"
        args = ["a"]
        how = r.randrange(3)
        if how == 1:
            args += ["c10::nullopt", braces(r.choice([[-2, -1], [0, -1], [1], [0, 1], [0, 5]]))]
        elif how == 2:
            args += [f"std::vector<int64_t>{braces([r.randint(2, 5), r.randint(2, 5)])}"]
        return {"a": f"torch::ones({braces(one)}, {kind})"}, f"{name}({', '.join(args)})"
    return cases


def bag(r):
    n, d = pick(r), pick(r)
    layer = f"{NN}EmbeddingBag({NN}EmbeddingBagOptions(10, {d}))"
    if r.random() < 0.5:
        return {"f": layer, "a": ints(shape(r, 2, 3))}, "f->forward(a)"
    return {"f": layer, "a": ints([n]), "b": ints(maybe_spoil(r, [1], 0.3))}, "f->forward(a, b)"


def bag_of_zero(r):
    """Offsets begin with 0, so that several of them may all be 0."""
    return {"f": f"{NN}EmbeddingBag({NN}EmbeddingBagOptions(10, {pick(r)}))", "a": ints(shape(r, 1, 1)),
            "b": ints([pick(r)])}, "f->forward(a, b)"


def window(r):
    settings = {"padding": r.randint(0, 1), "stride": r.randint(1, 2), "dilation": r.randint(1, 2)}
    options = "".join(f".{k}({v})" for k, v in settings.items() if r.random() < 0.5)
    return r.choice(["3", "{2, 3}", "2"]), options


def unfolded(r):
    kernel, options = window(r)
    one = [pick(r), pick(r), pick(r) + 2, pick(r) + 2][r.choice([0, 0, 1, 2]):]
    return {"f": f"{NN}Unfold({NN}UnfoldOptions({kernel}){options})", "a": tensor(one)}, "f->forward(a)"


def folded(r):
    h, w = r.randint(3, 6), r.randint(3, 6)
    stride = r.randint(1, 2)
    count = ((h - 2) // stride + 1) * ((w - 3) // stride + 1)
    one = maybe_spoil(r, [pick(r), 6 * pick(r), count], 0.3)[r.choice([0, 0, 1]):]
    return {"f": f"{NN}Fold({NN}FoldOptions({{{h}, {w}}}, {{2, 3}}).stride({stride}))", "a": tensor(one)}, "f->forward(a)"


def unpooled(spatial):
    def cases(r):
        # Without a batch the second one gives sizes that make no sense.
        one = [pick(r) for _ in range(spatial + r.choice([1 if spatial == 1 else 2, 2, 2, 3 if r.random() < 0.3 else 2]))]
        options = "2" if r.random() < 0.5 else f"{NN}MaxUnpool{spatial}dOptions(3).stride(2).padding(1)"
        if "padding" in options:
            one[-spatial:] = [n + 1 for n in one[-spatial:]]
        return {"f": f"{NN}MaxUnpool{spatial}d({options})", "a": tensor(one), "i": ints(maybe_spoil(r, one, 0.2))}, "f->forward(a, i)"
    return cases


def transformer(layer, two):
    def cases(r):
        d, b = r.choice([4, 8]), pick(r)
        # What the layers of an encoder or a decoder were made of is not known.
        inner = "coder(" in layer
        arrays = {"f": layer.replace("%d", str(d)), "a": tensor([pick(r), b, d] if inner else maybe_spoil(r, [pick(r), b, d], 0.2))}
        if two:
            arrays["b"] = tensor([pick(r), b, d] if inner else maybe_spoil(r, [pick(r), b, d], 0.2))
        return arrays, f"f->forward(a{', b' if two else ''})"
    return cases


def initialised(call, low=0):
    return lambda r: ({"a": tensor(shape(r, low, 4))}, call)


def loss(call):
    def cases(r):
        one = shape(r, 0, 3)
        return {"a": f"torch::sigmoid({tensor(one)})", "b": tensor(maybe_spoil(r, one, 0.4))}, call.replace("%r", r.choice(["", ", {}, torch::Reduction::None", ", {}, torch::Reduction::Sum"]))
    return cases


def logits(r):
    """The input is multiplied into the target, which therefore must not be the smaller one."""
    one = [n for n in shape(r, 0, 3) if n > 1]
    other = broadcastable(r, one)
    if other and r.random() < 0.3:
        other[r.randrange(len(other))] = pick(r)
    return {"a": tensor(other), "b": tensor(one)}, \
        f"torch::binary_cross_entropy_with_logits(a, b{r.choice(['', ', {}, {}, torch::Reduction::None', ', {}, {}, torch::Reduction::Sum'])})"


def gradient(call):
    return lambda r: ({"a": tensor(shape(r, 0, 3)) + ".requires_grad_()"}, ("a.sum().backward()", call))


def unique(r):
    one = shape(r, 1, 3)
    return {"a": tensor(one)}, f"std::get<0>(torch::unique_dim(a, {r.randint(0, len(one) - 1)}))"


def value(r):
    return {"a": f"torch::IValue({tensor(shape(r))})"}, "a.toTensor()"


def copied(r):
    one = shape(r, 1, 3)
    d = r.randint(0, len(one) - 1)
    return {"a": tensor(one), "i": ints([one[d]]), "b": tensor(one)}, (f"a.index_copy_({r.choice([d, d, len(one)])}, i, b)", "a")


def divided(r):
    one = shape(r, 0, 3)
    return {"a": tensor(one), "b": tensor(maybe_spoil(r, broadcastable(r, one), 0.4))}, ("a.true_divide_(b)", "a")


def accessor(name):
    def cases(r):
        one = shape(r, 1, 4)
        return {"a": tensor(one)}, (f"a.{name}<float, {len(one) if r.random() < 0.7 else r.randint(1, 4)}>()", "a")
    return cases


def step(optimiser):
    return lambda r: ({"a": tensor(shape(r, 1, 2)) + ".requires_grad_()",
                       "f": f"torch::optim::{optimiser}(std::vector<torch::Tensor>{{a}}, 0.1)"}, "f.step().defined()")


def gradients(r):
    one, two = shape(r, 1, 3), shape(r, 1, 3)
    return {"a": tensor(one) + ".requires_grad_()", "b": tensor(two) + ".requires_grad_()"}, \
        f"torch::autograd::grad({{(a * a).sum() + b.sum()}}, {{a, b}})[{r.choice([0, 1])}]"


def kept(call, result="a"):
    """A call that leaves its argument what it is."""
    return lambda r: ({"a": tensor(shape(r, 1, 3))}, (call, result))


def dictionary(kind, call):
    return lambda r: ({"a": tensor([6]), "d": f"{kind}<std::string, torch::Tensor>()"}, ('d.insert("x", a)', call))


def parameters(r):
    n, m = pick(r), pick(r)
    return {"f": f"{NN}Linear({n}, {m})"}, ("long count = 0; for (auto &p : f->named_parameters()) count += p.value().numel() + long(p.key().size()) * (*p).dim()", "count > 0")


CASES = [
    binary_out("torch::add_out(o, a, b)"), binary_out("torch::mul_out(o, a, b)"), binary_out("torch::maximum_out(o, a, b)"),
    unary_out("torch::exp_out(o, a)"), named("torch::matmul_out(o, a, b)", "bnm", "bmk", first=OUT),
    named("torch::matmul_out(o, a, b)", "nm", "m", first=OUT), named("torch::mm_out(o, a, b)", "nm", "mk", first=OUT),
    named("torch::bmm_out(o, a, b)", "bnm", "bmk", first=OUT), joined("torch::cat_out(o, {a, b}, %d)"), joined("torch::stack_out(o, {a, b}, %d)"),
    transform("torch::fft::fftn"), transform("torch::fft::rfftn"), transform("torch::fft::irfftn"),
    transform("torch::fft_ifftn"), transform("torch::fft_rfftn"), transform("torch::fft_irfftn"),
    bag, bag_of_zero, unfolded, folded, unpooled(1), unpooled(2),
    transformer(f"{NN}TransformerDecoderLayer({NN}TransformerDecoderLayerOptions(%d, 2).dim_feedforward(8))", True),
    transformer(f"{NN}Transformer({NN}TransformerOptions(%d, 2, 1, 1).dim_feedforward(8))", True),
    transformer(f"{NN}TransformerEncoder({NN}TransformerEncoderOptions({NN}TransformerEncoderLayerOptions(%d, 2), 1))", False),
    transformer(f"{NN}TransformerDecoder({NN}TransformerDecoderOptions({NN}TransformerDecoderLayerOptions(%d, 2), 1))", True),
    initialised(f"{INIT}constant_(a, 1)"), initialised(f"{INIT}xavier_uniform_(a)"), initialised(f"{INIT}kaiming_normal_(a)"),
    initialised(f"{INIT}eye_(a)", 1), loss("torch::binary_cross_entropy(a, b%r)"), logits, gradient("a.grad()"), gradient("a.mutable_grad()"), gradients,
    step("Adam"), step("SGD"), unique, value, copied, divided, accessor("accessor"), accessor("packed_accessor64"),
    kept("at::device_of(a)"), kept("Scaled::apply(a, 2.0)"), kept("Replaced::apply(a)", "(a + torch::ones({7})).defined()"), kept("auto b = Scaled::apply(a, 2.0)", "b.defined()"),
    *[dictionary("torch::OrderedDict", call) for call in ('d["x"].equal(a)', 'd.contains("x")', "d.begin()->value().equal(a)", "d.values()[0].defined()", "(d.front().value() + torch::ones({6})).defined()")],
    *[dictionary("c10::Dict", call) for call in ('d.at("x").equal(a)', "d.begin()->value().defined()")], parameters,
    lambda r: ({"a": tensor(shape(r, 0, 3)), "b": tensor(shape(r, 0, 3))}, "a.equal(b) || a.element_size() == 8 || a.grad_fn() != nullptr"),
]

EXEMPT = {}
PREAMBLE = torch_cases.PREAMBLE + """
#include <ATen/DeviceGuard.h>
static void show(int line, bool) { std::printf("%d ok\\n", line); }
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;
struct Scaled : torch::autograd::Function<Scaled> {
  static torch::Tensor forward(AutogradContext *, torch::Tensor x, double factor) { return (x * factor).sum(0); }
  static tensor_list backward(AutogradContext *, tensor_list g) { return {g[0], torch::Tensor()}; }
};
// What forward takes by reference may be another tensor afterwards.
struct Replaced : torch::autograd::Function<Replaced> {
  static torch::Tensor forward(AutogradContext *, torch::Tensor &x) { x = torch::zeros({7}); return x.sum(); }
  static tensor_list backward(AutogradContext *, tensor_list g) { return {g[0]}; }
};
"""
INCLUDES = torch_cases.INCLUDES
LIBRARIES = torch_cases.LIBRARIES
