"""Layers of libtorch: as functions, and as fields of a module."""

from scope import SIZES, Nothing
from values import fresh, need


def window(n, kernel, stride, padding, dilation=1):
    span = n + 2 * padding - dilation * (kernel - 1) - 1
    need(span >= 0)
    return span // stride + 1


def images(v):
    return v.kind == "f" and v.rank == 4


def conv2d(s):
    a = s.pick(images)
    out, kernel, stride, padding = s.r.choice(SIZES), s.r.choice([1, 2, 3]), s.r.choice([1, 2]), s.r.choice([0, 1])
    w = s.make((out, s.value(a).shape[1], kernel, kernel))

    def compute(e):
        need(e[a].rank == 4 and e[w].rank == 4 and e[w].shape[1] == e[a].shape[1])
        spatial = [window(n, k, stride, padding) for n, k in zip(e[a].shape[2:], e[w].shape[2:])]
        return fresh((e[a].shape[0], e[w].shape[0], *spatial), e[a], e[w])
    settings = f"torch::nn::functional::Conv2dFuncOptions().stride({stride}).padding({padding})"
    text = f"torch::conv2d({a}, {w})" if (stride, padding) == (1, 0) else \
        f"torch::nn::functional::conv2d({a}, {w}, {settings})"
    return s.let(text, [a, w], compute)


def pool2d(s):
    a = s.pick(images)
    kernel = s.near(2)
    f = s.r.choice(["max_pool2d", "avg_pool2d"])

    def compute(e):
        need(e[a].rank in (3, 4))
        return fresh(e[a].shape[:-2] + tuple(window(n, kernel, kernel, 0) for n in e[a].shape[-2:]), e[a])
    return s.let(f"torch::{f}({a}, {kernel})", [a], compute)


def conv1d(s):
    a = s.pick(lambda v: v.kind == "f" and v.rank == 3)
    out, kernel = s.r.choice(SIZES), s.r.choice([1, 2, 3])
    w = s.make((out, s.value(a).shape[1], kernel))

    def compute(e):
        need(e[a].rank == 3 and e[w].rank == 3 and e[w].shape[1] == e[a].shape[1])
        return fresh((e[a].shape[0], e[w].shape[0], window(e[a].shape[2], e[w].shape[2], 1, 0)), e[a], e[w])
    return s.let(f"torch::conv1d({a}, {w})", [a, w], compute)


def pad(s):
    a = s.pick(lambda v: v.kind == "f" and v.rank)
    amounts = [s.r.choice([0, 1, 2]) for _ in range(2 * s.r.randint(1, min(2, s.value(a).rank)))]

    def compute(e):
        shape = list(e[a].shape)
        need(len(amounts) <= 2 * len(shape))
        for i in range(len(amounts) // 2):
            shape[-1 - i] += amounts[2 * i] + amounts[2 * i + 1]
        return fresh(shape, e[a])
    text = ", ".join(map(str, amounts))
    return s.let(f"torch::constant_pad_nd({a}, {{{text}}})", [a], compute)


def adaptive(s):
    a = s.pick(lambda v: images(v) or v.kind == "f" and s.spoil)
    h, w = s.r.choice(SIZES), s.r.choice(SIZES)

    def compute(e):
        need(e[a].rank in (3, 4))
        return fresh(e[a].shape[:-2] + (h, w), e[a])
    return s.let(f"torch::adaptive_avg_pool2d({a}, {{{h}, {w}}})", [a], compute)


def normalise(s):
    a = s.pick(lambda v: v.kind == "f" and v.rank)
    n = s.near(s.value(a).shape[-1])

    def compute(e):
        need(e[a].rank and e[a].shape[-1] == n)
        return fresh(e[a].shape, e[a])
    return s.let(f"torch::layer_norm({a}, {{{n}}})", [a], compute)


OPERATIONS = [conv2d, conv2d, pool2d, conv1d, pad, adaptive, normalise]


class Layer:
    def __init__(self, type_, arguments, of):
        self.type, self.arguments, self.of = type_, arguments, of


def linear(s, v):
    n, m = s.near(v.shape[-1]), s.r.choice(SIZES)

    def of(a):
        need(a.rank and a.shape[-1] == n)
        return fresh(a.shape[:-1] + (m,), a)
    return Layer("Linear", f"{n}, {m}", of)


def convolution(s, v):
    n, m, kernel, padding = s.near(v.shape[1]), s.r.choice(SIZES), s.r.choice([1, 2, 3]), s.r.choice([0, 1])

    def of(a):
        need(a.rank in (3, 4) and a.shape[-3] == n)
        return fresh(a.shape[:-3] + (m, *(window(k, kernel, 1, padding) for k in a.shape[-2:])), a)
    return Layer("Conv2d", f"torch::nn::Conv2dOptions({n}, {m}, {kernel}).padding({padding})", of)


def batch_norm(s, v):
    n = s.near(v.shape[1])

    def of(a):
        need(a.rank == 4 and a.shape[1] == n and a.shape[0] * a.shape[2] * a.shape[3] > 1)
        return fresh(a.shape, a)
    return Layer("BatchNorm2d", f"{n}", of)


def layer_norm(s, v):
    n = s.near(v.shape[-1])

    def of(a):
        need(a.rank and a.shape[-1] == n)
        return fresh(a.shape, a)
    return Layer("LayerNorm", f"torch::nn::LayerNormOptions({{{n}}})", of)


def activation(s, v):
    return Layer(s.r.choice(["ReLU", "Sigmoid", "Tanh"]), "", lambda a: fresh(a.shape, a))


def flat(s, v):
    def of(a):
        need(a.rank >= 2)
        total = 1
        for n in a.shape[1:]:
            total *= n
        return fresh((a.shape[0], total), a)
    return Layer("Flatten", "", of)


def layer(s, v):
    if v.kind != "f" or not v.rank:
        raise Nothing
    kinds = [linear, linear, layer_norm, activation] + [convolution, convolution, batch_norm] * (v.rank == 4)
    return s.r.choice(kinds + [flat] * (v.rank > 2))(s, v)
