//===-- TreeBench.cpp - tree_map against a loop by hand -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A step of gradient descent over static structs, through tree_map and as a
// person would write it: pairs of names, which are to stay within 5 %.
//
//===----------------------------------------------------------------------===//

#include "annotations/include/shape/tree.h"

#include <array>
#include <benchmark/benchmark.h>
#include <cstddef>

namespace {

struct Vec {
  std::array<float, 256> values;
};

struct Layer {
  Vec weight, bias;
};
struct Params {
  Layer first, second, third;
  float scale;
};

Vec step(const Vec &p, const Vec &g) {
  Vec result;
  for (std::size_t i = 0; i < p.values.size(); ++i)
    result.values[i] = p.values[i] - 0.1f * g.values[i];
  return result;
}
float step(float p, float g) { return p - 0.1f * g; }

struct Scalars {
  float a, b, c, d, e, f, g, h;
};

} // namespace

SHAPE_TREE_NODE(Layer, weight, bias)
SHAPE_TREE_NODE(Params, first, second, third, scale)
SHAPE_TREE_NODE(Scalars, a, b, c, d, e, f, g, h)

namespace {

const auto update = [](const auto &p, const auto &g) { return step(p, g); };

Params byHand(const Params &p, const Params &g) {
  auto layer = [](const Layer &x, const Layer &y) {
    return Layer{step(x.weight, y.weight), step(x.bias, y.bias)};
  };
  return {layer(p.first, g.first), layer(p.second, g.second),
          layer(p.third, g.third), step(p.scale, g.scale)};
}
Params byMap(const Params &p, const Params &g) {
  return shape::tree_map(update, p, g);
}
Scalars byHand(const Scalars &p, const Scalars &g) {
  return {step(p.a, g.a), step(p.b, g.b), step(p.c, g.c), step(p.d, g.d),
          step(p.e, g.e), step(p.f, g.f), step(p.g, g.g), step(p.h, g.h)};
}
Scalars byMap(const Scalars &p, const Scalars &g) {
  return shape::tree_map(update, p, g);
}

template <class Tree, Tree (*Step)(const Tree &, const Tree &)>
void run(benchmark::State &state) {
  Tree params{}, grads{};
  for (auto _ : state) {
    benchmark::DoNotOptimize(grads);
    params = Step(params, grads);
    benchmark::DoNotOptimize(params);
  }
}

BENCHMARK(run<Params, byHand>)->Name("Tree_of_vectors_by_hand");
BENCHMARK(run<Params, byMap>)->Name("Tree_of_vectors_by_map");
BENCHMARK(run<Scalars, byHand>)->Name("Tree_of_scalars_by_hand");
BENCHMARK(run<Scalars, byMap>)->Name("Tree_of_scalars_by_map");

} // namespace
