//===-- transformer_block.cpp - a causal transformer block in libtorch ----===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pre-norm transformer block for inference, written with basic operations.
// Axis names: b batch, t tokens, d model width, h heads, k width of a head,
// f width of the feed-forward layer. Names on fields belong to the object, so
// `d` in a method of Attention is the `d` of its weights.
//
//   transformer_block [BATCH] [TOKENS]
//
//===----------------------------------------------------------------------===//

#include <shape/shape.h>
#include <torch/torch.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>

using torch::Tensor;

struct Config {
  int64_t width = 32;
  int64_t heads = 4;
  int64_t hidden = 64;
};

// Softmax over the last axis, whatever stands before it.
SHAPE("*rows n")
Tensor softmax_last(SHAPE("*rows n") const Tensor &x) {
  SHAPE("*rows 1") Tensor largest = x.amax({-1}, /*keepdim=*/true);
  Tensor powers = (x - largest).exp();
  return powers / powers.sum({-1}, /*keepdim=*/true);
}

// 0 where a token may look, a large negative number where it may not.
SHAPE("t {tokens}")
Tensor causal_mask(int64_t tokens) {
  SHAPE("Int64[t]") Tensor position = torch::arange(tokens);
  Tensor row = position.unsqueeze(1);
  Tensor column = position.unsqueeze(0);
  SHAPE("Bool[t t]") Tensor hidden = column > row;
  return hidden.to(torch::kFloat32) * -1e9;
}

class LayerNorm {
public:
  explicit LayerNorm(int64_t width)
      : gain(torch::ones({width})), bias(torch::zeros({width})) {}

  SHAPE("*rows d") Tensor forward(SHAPE("*rows d") const Tensor &x) const {
    Tensor centred = x - x.mean({-1}, /*keepdim=*/true);
    SHAPE("*rows 1")
    Tensor variance = (centred * centred).mean({-1}, /*keepdim=*/true);
    return centred / (variance + 1e-5).sqrt() * gain + bias;
  }

private:
  SHAPE("d") Tensor gain;
  SHAPE("d") Tensor bias;
};

class Attention {
public:
  Attention(int64_t width, int64_t heads)
      : query(torch::randn({heads, width, width / heads}) / std::sqrt(width)),
        key(torch::randn({heads, width, width / heads}) / std::sqrt(width)),
        value(torch::randn({heads, width, width / heads}) / std::sqrt(width)),
        output(torch::randn({heads * (width / heads), width}) /
               std::sqrt(width)),
        bias(torch::zeros({heads, 1, width / heads})) {}

  SHAPE("b h t t")
  Tensor weights(SHAPE("b t d") const Tensor &x,
                 SHAPE("t t") const Tensor &mask) const {
    SHAPE("b h t k") Tensor q = project(x, query);
    SHAPE("b h t k") Tensor k = project(x, key) + bias;
    Tensor scores = torch::matmul(q, k.transpose(-2, -1));
    return softmax_last(scores / std::sqrt(q.size(3)) + mask);
  }

  SHAPE("b t d")
  Tensor forward(SHAPE("b t d") const Tensor &x,
                 SHAPE("t t") const Tensor &mask) const {
    const int64_t batch = x.size(0), tokens = x.size(1);
    SHAPE("b h t k") Tensor v = project(x, value);
    SHAPE("b h t k") Tensor mixed = torch::matmul(weights(x, mask), v);
    SHAPE("b t h k") Tensor by_token = mixed.permute({0, 2, 1, 3});
    Tensor joined = by_token.reshape({batch, tokens, -1});
    return torch::matmul(joined, output);
  }

private:
  // One product per head: (b 1 t d) times (h d k).
  SHAPE("b h t k")
  static Tensor project(SHAPE("b t d") const Tensor &x,
                        SHAPE("h d k") const Tensor &weight) {
    return torch::matmul(x.unsqueeze(1), weight);
  }

  SHAPE("h d k") Tensor query;
  SHAPE("h d k") Tensor key;
  SHAPE("h d k") Tensor value;
  SHAPE("h*k d") Tensor output;
  SHAPE("h 1 k") Tensor bias;
};

class FeedForward {
public:
  FeedForward(int64_t width, int64_t hidden)
      : up(torch::randn({width, hidden}) / std::sqrt(width)),
        up_bias(torch::zeros({hidden})),
        down(torch::randn({hidden, width}) / std::sqrt(hidden)),
        down_bias(torch::zeros({width})) {}

  SHAPE("b t d") Tensor forward(SHAPE("b t d") const Tensor &x) const {
    SHAPE("b t f") Tensor inner = torch::relu(torch::matmul(x, up) + up_bias);
    return torch::matmul(inner, down) + down_bias;
  }

private:
  SHAPE("d f") Tensor up;
  SHAPE("f") Tensor up_bias;
  SHAPE("f d") Tensor down;
  SHAPE("d") Tensor down_bias;
};

class Block {
public:
  explicit Block(const Config &config)
      : before_attention(config.width), attention(config.width, config.heads),
        before_feed(config.width), feed(config.width, config.hidden) {}

  SHAPE("b t d") Tensor forward(SHAPE("b t d") const Tensor &x) const {
    SHAPE("t t") Tensor mask = causal_mask(x.size(1));
    SHAPE("b t d")
    Tensor seen = x + attention.forward(before_attention.forward(x), mask);
    return seen + feed.forward(before_feed.forward(seen));
  }

  SHAPE("b h t t") Tensor weights(SHAPE("b t d") const Tensor &x) const {
    return attention.weights(before_attention.forward(x),
                             causal_mask(x.size(1)));
  }

private:
  LayerNorm before_attention;
  Attention attention;
  LayerNorm before_feed;
  FeedForward feed;
};

// Mean over the tokens, one vector for each sequence.
SHAPE("b d") Tensor pool(SHAPE("b t d") const Tensor &x) { return x.mean({1}); }

// Every row without its own mean.
SHAPE("n d") Tensor centre(SHAPE("n d") const Tensor &x) {
  return x - x.mean({1}, /*keepdim=*/true);
}

// Cosine of every pair of rows.
SHAPE("n n") Tensor similarity(SHAPE("n d") const Tensor &x) {
  SHAPE("n 1") Tensor length = (x * x).sum({1}, /*keepdim=*/true).sqrt();
  Tensor unit = x / length;
  return torch::mm(unit, unit.t());
}

int main(int argc, char **argv) {
  const int64_t batch = argc > 1 ? std::atoll(argv[1]) : 2;
  const int64_t tokens = argc > 2 ? std::atoll(argv[2]) : 5;
  const Config config;
  torch::manual_seed(7);
  torch::NoGradGuard inference;

  const Block block(config);
  SHAPE("b t d") Tensor x = torch::randn({batch, tokens, config.width});
  Tensor y = shape::expect(block.forward(x), "b t d");

  // Another last token must not change what the earlier ones see.
  SHAPE("b 1 d") Tensor other = torch::randn({batch, 1, config.width});
  Tensor changed = torch::cat({x.narrow(1, 0, tokens - 1), other}, 1);
  Tensor difference = (block.forward(changed) - y).abs().amax({0, 2});
  const bool causal =
      difference.narrow(0, 0, tokens - 1).max().item<float>() < 1e-4f &&
      difference[-1].item<float>() > 1e-3f;

  Tensor rows = block.weights(x).sum({-1});
  const bool normalised = (rows - 1).abs().max().item<float>() < 1e-4f;

  Tensor alike = similarity(centre(pool(y)));
  const bool symmetric = torch::allclose(alike, alike.t(), 1e-4, 1e-5);

  std::cout << "output " << y.sizes() << ", similarity " << alike.sizes()
            << "\ncausal " << (causal ? "yes" : "no") << "\nweights sum to 1 "
            << (normalised ? "yes" : "no") << "\nsimilarity symmetric "
            << (symmetric ? "yes" : "no") << "\n";
  return causal && normalised && symmetric ? 0 : 1;
}
