"""Random calls of libtorch: layers as functions and as modules."""

from torch_tools import SIZES, along, axis, braces, broadcastable, maybe_spoil, pick, shape, tensor, unary

NN = "torch::nn::"
F = "torch::nn::functional::"


def fill(text, **values):
    """Placeholders are %name, because calls contain braces."""
    for name in sorted(values, key=len, reverse=True):
        text = text.replace("%" + name, str(values[name]))
    return text


def image(r, channels, n, low=3, high=8):
    front = [] if r.random() < 0.2 else [r.choice([1, 2])]
    return front + [channels] + [r.randint(low, high) for _ in range(n)]


def convolution(n, transposed=False):
    name = f"conv_transpose{n}d" if transposed else f"conv{n}d"

    def cases(r):
        c, o, g = pick(r), pick(r), r.choice([1, 1, 1, 2])
        kernel = [r.randint(1, 4) for _ in range(n)]
        weight = [c * g, o, *kernel] if transposed else [o * g, c, *kernel]
        x = maybe_spoil(r, image(r, c * g, n), 0.2)
        bias = [o * g if r.random() < 0.85 else pick(r)]
        stride, padding = r.randint(1, 3), r.randint(0, 2)
        tail = f"0, {g}" if transposed else f"{r.randint(1, 2)}, {g}"
        return {"a": tensor(x), "w": tensor(weight), "b": tensor(bias)}, \
            f"torch::{name}(a, w, b, {stride}, std::vector<int64_t>{{{padding}}}, {tail})"
    return cases


def convolution_words(r):
    c = pick(r)
    return {"a": tensor(image(r, c, 2, 4)), "w": tensor([pick(r), c, 3, 3])}, \
        f'torch::conv2d(a, w, torch::Tensor(), 1, "{r.choice(["same", "valid"])}")'


def module_convolution(n, transposed=False):
    name = f"ConvTranspose{n}d" if transposed else f"Conv{n}d"

    def cases(r):
        c, o, k = pick(r), pick(r), r.randint(1, 4)
        options = f"{NN}{name}Options({c}, {o}, {k})"
        options += r.choice(["", ".stride(2)", ".padding(1)", ".stride(2).padding(1).bias(false)", ".dilation(2)"])
        module = r.choice([f"{NN}{name}({c}, {o}, {k})", f"{NN}{name}({options})"])
        x = maybe_spoil(r, image(r, c, n, 2), 0.3)
        return {"a": tensor(x), "m": module}, r.choice(["m->forward(a)", "m(a)"])
    return cases


def function_convolution(n, transposed=False):
    name = f"conv_transpose{n}d" if transposed else f"conv{n}d"
    options = name.title().replace("_", "").replace("D", "d") + "FuncOptions"
    options = {"conv": "Conv", "conv_transpose": "ConvTranspose"}[name[:-2]] + f"{n}dFuncOptions"

    def cases(r):
        c, o, k = pick(r), pick(r), r.randint(1, 4)
        kernel = [k] * n
        weight = [c, o, *kernel] if transposed else [o, c, *kernel]
        more = r.choice(["", f", {F}{options}().stride(2)", f", {F}{options}().padding(1).stride(2)"])
        return {"a": tensor(maybe_spoil(r, image(r, c, n, 2), 0.25)), "w": tensor(weight)}, f"{F}{name}(a, w{more})"
    return cases


def pooled(n, call):
    def cases(r):
        x = maybe_spoil(r, image(r, pick(r), n, 2, 7), 0.15)
        k = r.randint(1, 4)
        return {"a": tensor(x)}, fill(call, k=k, s=r.randint(1, 3), p=r.randint(0, (k + (r.random() < 0.2)) // 2),
                                      c=r.choice(["true", "false"]), n=r.randint(1, 5),
                                      l=f"torch::IntArrayRef({braces([r.randint(1, 5) for _ in range(n)])})")
    return cases


def pools(n):
    return [pooled(n, f"torch::max_pool{n}d(a, %k)"), pooled(n, f"torch::max_pool{n}d(a, %k, %s, %p, 1, %c)"),
            pooled(n, f"torch::avg_pool{n}d(a, %k, %s, %p, %c)"),
            pooled(n, f"torch::adaptive_avg_pool{n}d(a, %l)"),
            pooled(n, f"std::get<0>(torch::adaptive_max_pool{n}d(a, %l))"),
            pooled(n, f"std::get<1>(torch::max_pool{n}d_with_indices(a, %k, %s))"),
            pooled(n, f"{NN}MaxPool{n}d(%k)->forward(a)"),
            pooled(n, f"{NN}AvgPool{n}d({NN}AvgPool{n}dOptions(%k).stride(%s).padding(%p))(a)"),
            pooled(n, f"{NN}MaxPool{n}d({NN}MaxPool{n}dOptions(%k).stride(%s).ceil_mode(%c))(a)"),
            pooled(n, f"{NN}AdaptiveAvgPool{n}d(%n)->forward(a)"), pooled(n, f"{NN}AdaptiveMaxPool{n}d(%n)->forward(a)"),
            pooled(n, f"{F}adaptive_max_pool{n}d(a, {F}AdaptiveMaxPool{n}dFuncOptions(%n))"), pooled(n, f"{NN}AvgPool{n}d(%k)(a)"),
            pooled(n, f"{F}max_pool{n}d(a, {F}MaxPool{n}dFuncOptions(%k).stride(%s))"),
            pooled(n, f"{F}avg_pool{n}d(a, {F}AvgPool{n}dFuncOptions(%k))"),
            pooled(n, f"{F}adaptive_avg_pool{n}d(a, {F}AdaptiveAvgPool{n}dFuncOptions(%n))")]


def resampled(n, call):
    def cases(r):
        x = [r.choice([1, 2]), pick(r)] + [r.randint(2, 5) for _ in range(n)]
        if r.random() < 0.2:
            x.pop()
        return {"a": tensor(x)}, fill(call, s=braces([r.randint(2, 7) for _ in range(n)]))
    return cases


def padded(n, call):
    def cases(r):
        # Nothing is left of an axis of one element that is cut.
        x = [length + 1 for length in shape(r, max(n - 1, 1), 4)]
        pads = [r.randint(-1, 2) for _ in range(2 * n)]
        return {"a": tensor(x)}, fill(call, p=braces(pads))
    return cases


def module_padded(call, n=2):
    def cases(r):
        x = image(r, pick(r), n, 3, 6)
        return {"a": tensor(x)}, fill(call, p=braces([r.randint(0, 2) for _ in range(2 * n)]), k=r.randint(0, 2))
    return cases


def features(call, low, high, last=False):
    """One axis (the second, or the last) has the length that the call names."""
    def cases(r):
        x = [n + 1 for n in shape(r, low, high)]
        if r.random() < 0.15:
            x = x[:-1]
        n = (x[-1] if last else x[1]) if len(x) > 1 else 2
        return {"a": tensor(x)}, fill(call, n=n if r.random() < 0.75 else pick(r), o=pick(r), g=r.choice([1, 1, 2]))
    return cases


def layer_norm(call):
    def cases(r):
        x = shape(r, 1, 4)
        want = maybe_spoil(r, x[r.randint(0, len(x) - 1):], 0.35) or [2]
        return {"a": tensor(x)}, fill(call, s=braces(want))
    return cases


def shuffle(call, down):
    def cases(r):
        k = r.randint(1, 3)
        x = shape(r, 0, 1) + ([pick(r), k * pick(r), k * pick(r)] if down else [k * k * pick(r), pick(r), pick(r)])
        return {"a": tensor(maybe_spoil(r, x, 0.3))}, fill(call, k=k)
    return cases


def grid(call):
    def cases(r):
        b = pick(r)
        a = maybe_spoil(r, [b, pick(r), pick(r), pick(r)], 0.2)
        return {"a": tensor(a), "g": tensor(maybe_spoil(r, [b, pick(r), pick(r), 2], 0.25))}, call
    return cases


def glu(call):
    def cases(r):
        x = shape(r, 1, 3)
        return {"a": tensor(x)}, fill(call, d=axis(r, x))
    return cases


def recurrent(call):
    def cases(r):
        x = shape(r, 3, 3) if r.random() < 0.9 else shape(r, 2, 2)
        n = x[-1] if r.random() < 0.75 else pick(r)
        return {"a": tensor(x)}, fill(call, n=n, h=pick(r), l=r.randint(1, 2), b=r.choice(["true", "false"]),
                                      f=r.choice(["true", "false"]))
    return cases


def attention(r):
    e, b, s = 4, pick(r), pick(r)
    arrays = {"q": tensor([pick(r), b, e]), "k": tensor([s, b, e]), "v": tensor([s, b, e])}
    if r.random() < 0.3:
        arrays["q"] = tensor([pick(r), b, 6])
    return arrays, f"std::get<0>({NN}MultiheadAttention(4, 2)->forward(q, k, v))"


def loss(call, broadcasts):
    def cases(r):
        one = shape(r)
        other = broadcastable(r, one) if broadcasts and r.random() < 0.5 else one
        return {"a": tensor(one), "b": tensor(maybe_spoil(r, other, 0.35))}, fill(
            call, r=r.choice(["torch::kNone", "torch::kMean", "torch::kSum"]))
    return cases


def classified(call):
    def cases(r):
        b, c = pick(r), pick(r)
        more = shape(r, 0, 3)
        front = r.choice([[b, c, *more]] * 8 + [[c], []])
        target = maybe_spoil(r, r.choice([[b, *more]] * 4 + [front]), 0.4) if len(front) > 1 else r.choice([[], [c], [b]])
        return {"a": tensor(front), "b": tensor(target, r.choice(["kInt64"] * 4 + ["kFloat32"])).replace("ones", "zeros")}, fill(
            call, r=r.choice(["torch::kNone", "torch::kMean", "torch::kSum"]))
    return cases


def similarity(call):
    def cases(r):
        one = shape(r, 2, 3)
        return {"a": tensor(one), "b": tensor(maybe_spoil(r, broadcastable(r, one), 0.3))}, fill(call, d=r.randint(-1, 1))
    return cases


def embedding(call):
    def cases(r):
        return {"i": f"torch::zeros({braces(shape(r, 0, 3))}, torch::kInt64)",
                "w": tensor(shape(r, 2, 2) if r.random() < 0.8 else shape(r, 1, 3))}, fill(call, n=pick(r), d=pick(r))
    return cases


def linear(r):
    i, o, rows = pick(r), pick(r), shape(r, 0, 2)
    arrays = {"a": tensor(maybe_spoil(r, rows + [i], 0.25)), "w": tensor([o, i]),
              "b": tensor(maybe_spoil(r, r.choice([[o], [o], rows[-1:] + [o], rows + [o], [1, o], []]), 0.2))}
    return arrays, r.choice([f"{F}linear(a, w)", f"{F}linear(a, w, b)"])


def bilinear(call):
    def cases(r):
        n, m, o, b = pick(r), pick(r), pick(r), shape(r, 1, 2)
        return {"a": tensor(maybe_spoil(r, [*b, n], 0.2)), "b": tensor([*b, m]), "w": tensor([o, n, m])}, \
            fill(call, n=n, m=m, o=o)
    return cases


def sequential(r):
    c, h, o = pick(r), pick(r), pick(r)
    kind = r.randrange(3)
    if kind == 0:
        x = maybe_spoil(r, [pick(r), c], 0.2)
        layers = [f"{NN}Linear({c}, {h})", f"{NN}ReLU()", f"{NN}Dropout(0.5)",
                  f"{NN}Linear({h if r.random() < 0.7 else pick(r)}, {o})", f"{NN}LogSoftmax(1)"]
    else:
        x = [2, c, 8, 8] if r.random() < 0.8 else [2, pick(r), 8, 8]
        flat = h * 16 if r.random() < 0.7 else h * 4
        layers = [f"{NN}Conv2d({NN}Conv2dOptions({c}, {h}, 3).padding(1).bias(false))", f"{NN}BatchNorm2d({h})",
                  f"{NN}ReLU({NN}ReLUOptions().inplace(true))", f"{NN}MaxPool2d(2)", f"{NN}Flatten()",
                  f"{NN}Linear({flat}, {o})"]
    if r.random() < 0.5:
        return {"a": tensor(x), "m": f"{NN}Sequential({', '.join(layers)})"}, "m->forward(a)"
    pushes = "; ".join(f"m->push_back({layer})" for layer in layers)
    return {"a": tensor(x), "m": f"{NN}Sequential()"}, (pushes, "m->forward(a)")


def named(r):
    c, h, o = pick(r), pick(r), pick(r)
    layers = [f'{{"fc{i}", {NN}Linear({n}, {m})}}' for i, (n, m) in enumerate([(c, h), (h, o)])]
    other = f"{NN}Sequential({{{', '.join(layers)}}})"
    if r.random() < 0.5:
        return {"a": tensor(maybe_spoil(r, [pick(r), c], 0.3)), "m": other}, "m->forward(a)"
    return {"a": tensor(maybe_spoil(r, [pick(r), c], 0.3)), "m": f"{NN}Sequential({NN}ReLU())", "n": other}, \
        ("m->extend(*n)", "m->forward(a)")


def listed(r):
    """One module of a list, reached in each way there is."""
    sizes = [pick(r) for _ in range(3)]
    i = r.randrange(2)
    ways = [f"m[{i}]->as<{NN}Linear>()->forward(a)", f"m->at<{NN}LinearImpl>({i}).forward(a)",
            f"m->ptr<{NN}LinearImpl>({i})->forward(a)", f"m->ptr({i})->as<{NN}LinearImpl>()->forward(a)"]
    layers = [f"{NN}Linear({n}, {m})" for n, m in zip(sizes, sizes[1:])]
    kind = r.choice(["ModuleList", "Sequential"])
    return {"a": tensor(maybe_spoil(r, [pick(r), sizes[i]], 0.3)), "m": f"{NN}{kind}({layers[0]})"}, \
        (f"m->push_back({layers[1]})", r.choice(ways))


def iterated(r):
    n = pick(r)
    layers = ", ".join([f"{NN}Linear({n}, {n})"] * 2)
    return {"a": tensor(maybe_spoil(r, [pick(r), n], 0.3)), "m": f"{NN}ModuleList({layers})"}, \
        (f"for (auto &layer : *m) a = layer->as<{NN}Linear>()->forward(a)", "a")


def counted_modules(r):
    layers = ", ".join([f"{NN}ReLU()"] * pick(r))
    return {"m": f"{NN}ModuleList({layers})", "n": f"{NN}ModuleList({layers})"}, \
        ("m->extend(*n)", "torch::zeros({int64_t(m->size()), 2})")


ELEMENTWISE = ["ELU", "SELU", "Hardshrink", "LeakyReLU", "ReLU", "GELU", "SiLU", "Sigmoid", "Softplus", "Tanh", "Identity"]

CASES = [
    *[convolution(n) for n in (1, 2, 3)], *[convolution(n, True) for n in (1, 2, 3)], convolution_words,
    *[module_convolution(n) for n in (1, 2, 2, 3)], *[module_convolution(n, True) for n in (1, 2, 3)],
    *[function_convolution(n) for n in (1, 2, 3)], *[function_convolution(n, True) for n in (1, 2, 3)],
    *pools(1), *pools(2), *pools(3),
    resampled(1, "torch::upsample_nearest1d(a, %s)"), resampled(1, "torch::upsample_linear1d(a, %s, false)"),
    resampled(2, "torch::upsample_nearest2d(a, %s)"), resampled(2, "torch::upsample_bilinear2d(a, %s, true)"),
    resampled(3, "torch::upsample_nearest3d(a, %s)"), resampled(3, "torch::upsample_trilinear3d(a, %s, false)"),
    resampled(2, f"{NN}Upsample({NN}UpsampleOptions().size(std::vector<int64_t>(%s)))->forward(a)"),
    resampled(2, f"{F}interpolate(a, {F}InterpolateFuncOptions().size(std::vector<int64_t>(%s)))"),
    padded(1, "torch::constant_pad_nd(a, %p)"), padded(2, "torch::constant_pad_nd(a, %p, 1)"),
    padded(1, f"{F}pad(a, {F}PadFuncOptions(%p))"), padded(2, f"{F}pad(a, {F}PadFuncOptions(%p))"),
    module_padded(f"{NN}ReplicationPad2d(%k)->forward(a)"), module_padded(f"{NN}ReflectionPad2d({NN}ReflectionPad2dOptions(%p))(a)"),
    module_padded(f"{NN}ConstantPad2d({NN}ConstantPad2dOptions(%p, 1.5))(a)"), module_padded(f"{NN}ZeroPad2d(%k)(a)"),
    features("torch::batch_norm(a, {}, {}, torch::zeros({%n}), torch::ones({%n}), false, 0.1, 1e-5, false)", 4, 4),
    features(f"{NN}BatchNorm1d(%n)->forward(a)", 2, 3), features(f"{NN}BatchNorm2d(%n)(a)", 4, 4),
    features(f"{NN}BatchNorm3d(%n)(a)", 5, 5), features(f"{NN}InstanceNorm2d({NN}InstanceNorm2dOptions(%n))(a)", 4, 4),
    features("torch::group_norm(a, %g)", 2, 4), features(f"{NN}GroupNorm(1, %n)->forward(a)", 2, 4),
    features(f"{NN}Linear(%n, %o)->forward(a)", 1, 3, last=True), features(f"{NN}Linear({NN}LinearOptions(%n, %o).bias(false))(a)", 1, 3, last=True),
    layer_norm(f"{NN}LayerNorm(std::vector<int64_t>(%s))->forward(a)"),
    layer_norm(f"{NN}LayerNorm({NN}LayerNormOptions(%s))(a)"), layer_norm("torch::layer_norm(a, %s)"),
    layer_norm(f"{F}layer_norm(a, {F}LayerNormFuncOptions(%s))"),
    shuffle("torch::pixel_shuffle(a, %k)", False), shuffle("torch::pixel_unshuffle(a, %k)", True),
    shuffle(f"{NN}PixelShuffle(%k)->forward(a)", False), grid("torch::grid_sampler(a, g, 0, 0, false)"),
    grid(f"{F}grid_sample(a, g)"), glu("torch::glu(a, %d)"), glu(f"{NN}GLU(%d)->forward(a)"),
    recurrent(f"std::get<0>({NN}GRU(%n, %h)->forward(a))"),
    recurrent(f"std::get<1>({NN}GRU({NN}GRUOptions(%n, %h).num_layers(%l).bidirectional(%b).batch_first(%f))->forward(a))"),
    recurrent(f"std::get<0>({NN}LSTM({NN}LSTMOptions(%n, %h).num_layers(%l).bidirectional(%b).batch_first(%f))->forward(a))"),
    recurrent(f"std::get<0>(std::get<1>({NN}LSTM(%n, %h)(a)))"),
    features(f"std::get<0>({NN}LSTMCell(%n, %o)->forward(a))", 2, 2), features(f"{NN}GRUCell(%n, %o)->forward(a)", 2, 2),
    attention, named, named, sequential, sequential, *[listed] * 3, iterated, counted_modules, lambda r: ({"m": f"{NN}ModuleList()"}, "m->is_empty()"), linear, bilinear(f"{F}bilinear(a, b, w)"), bilinear(f"{NN}Bilinear(%n, %m, %o)->forward(a, b)"),
    embedding(f"{NN}Embedding(%n, %d)->forward(i)"), embedding(f"{F}embedding(i, w)"),
    *[unary(f"{NN}{name}()->forward(a)") for name in ELEMENTWISE], unary(f"{NN}Dropout(0.3)(a)"),
    along(f"{NN}Softmax({{d}})(a)"), along(f"{NN}LogSoftmax({{d}})->forward(a)"), unary(f"{NN}Flatten()->forward(a)"),
    glu(f"{F}glu(a, %d)"), glu(f"{F}glu(a, {F}GLUFuncOptions(%d))"), features(f"{F}group_norm(a, {F}GroupNormFuncOptions(%g))", 2, 4),
    shuffle(f"{F}pixel_shuffle(a, {F}PixelShuffleFuncOptions(%k))", False), embedding(f"{F}one_hot(i, 3)"),
    shuffle(f"{NN}PixelUnshuffle(%k)->forward(a)", True), unary(f"{NN}Softmax2d()->forward(a)", low=3),
    unary(f"{NN}LocalResponseNorm(2)->forward(a)", low=3), recurrent(f"{NN}TransformerEncoderLayer(4, 2)->forward(a)"),
    unary(f"{F}relu(a)"), unary(f"{F}dropout(a, {F}DropoutFuncOptions().p(0.2))"), along(f"{F}softmax(a, {{d}})"),
    along(f"{F}log_softmax(a, {F}LogSoftmaxFuncOptions({{d}}))"),
    loss(f"{NN}MSELoss()->forward(a, b)", True), loss(f"{NN}L1Loss({NN}L1LossOptions().reduction(%r))(a, b)", True),
    loss(f"{NN}BCELoss()->forward(a, b)", False), loss(f"{F}mse_loss(a, b, {F}MSELossFuncOptions().reduction(%r))", True),
    loss(f"{F}binary_cross_entropy(a, b)", False), loss(f"{F}binary_cross_entropy_with_logits(a, b)", False),
    classified(f"{F}cross_entropy(a, b)"), classified(f"{F}cross_entropy(a, b, {F}CrossEntropyFuncOptions().reduction(%r))"),
    classified(f"{F}nll_loss(a, b)"), classified(f"{NN}CrossEntropyLoss()->forward(a, b)"),
    classified(f"{NN}NLLLoss({NN}NLLLossOptions().reduction(%r))(a, b)"),
    similarity(f"{F}cosine_similarity(a, b, {F}CosineSimilarityFuncOptions().dim(%d))"), similarity(f"{F}pairwise_distance(a, b)"),
    similarity(f"{NN}CosineSimilarity()->forward(a, b)"), similarity(f"{NN}PairwiseDistance()->forward(a, b)"),
]
